import { execFile, spawn } from 'node:child_process';
import { isAbsolute } from 'node:path';
import { LIMITS } from '../../draft/limits.ts';
import { messageDigest } from './digest.ts';
import { queueEnvelope, type QueueEnvelope, type Rewriting } from './envelope.ts';

/** `denied`: only root may; `missing`: there is no such program; `failed`: anything else. */
export class QueueError extends Error {
  readonly code: 'denied' | 'missing' | 'failed';
  /** What to type, with the right to do it. */
  readonly command: string;

  constructor(code: QueueError['code'], command: string) {
    super(code);
    this.code = code;
    this.command = command;
  }
}

export interface QueuedMail {
  readonly id: string;
  /** Unix time in milliseconds, of a whole second. */
  readonly arrived: number;
}

/** A mail as it lies in the queue. */
export interface QueueCopy extends QueueEnvelope {
  readonly bytes: Buffer;
  readonly message: string;
}

/** A mail server's queue. All throw QueueError. */
export interface MailQueue {
  /** Mails on hold, by queue id. */
  held(): Promise<ReadonlyMap<string, QueuedMail>>;
  read(id: string): Promise<QueueCopy>;
  envelope(id: string): Promise<QueueEnvelope>;
  rewriting(): Promise<Rewriting>;
  /** Lets a mail go. The server does not have it looked at again. */
  release(id: string): Promise<void>;
  delete(id: string): Promise<void>;
  /** Submits a mail from nobody, so that nothing is ever sent back. */
  send(to: string, message: string): Promise<void>;
}

const QUEUE_ID = /^[A-Za-z0-9]{5,64}$/;
/** Where these programs are, before what the environment says: of somebody who comes through sudo, it may be their own. */
const FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin'];
/** Postfix's tables by which recipients become others, or more (ADDRESS_REWRITING_README). */
const TABLES = ['canonical_maps', 'recipient_canonical_maps', 'virtual_alias_maps'];
const OUTPUT = 2 * LIMITS.message + 64 * 1024 * 1024;

/** Postfix's queue, through its own programs. */
export class PostfixQueue implements MailQueue {
  readonly #folder: string | undefined;
  #rewriting: Promise<Rewriting> | null = null;

  /** @param folder of Postfix's configuration; default: its own */
  constructor(folder?: string) {
    this.#folder = folder;
  }

  #command(program: string, args: readonly string[], option = '-c'): readonly [string, readonly string[]] {
    return [program, this.#folder === undefined ? args : [option, this.#folder, ...args]];
  }

  #environment(): NodeJS.ProcessEnv {
    const others = (process.env['PATH'] ?? '').split(':').filter((folder) => isAbsolute(folder));
    return { PATH: [...FOLDERS, ...others].join(':'), LC_ALL: 'C', TZ: 'UTC', ...(this.#folder === undefined ? {} : { MAIL_CONFIG: this.#folder }) };
  }

  #run(program: string, args: readonly string[]): Promise<Buffer> {
    const [file, all] = this.#command(program, args);
    return new Promise((resolve, reject) => {
      execFile(file, all, { encoding: 'buffer', maxBuffer: OUTPUT, env: this.#environment() }, (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else reject(new QueueError(error.code === 'ENOENT' ? 'missing' : /superuser|ermission denied/.test(stderr.toString('latin1')) ? 'denied' : 'failed', [file, ...all].join(' ')));
      });
    });
  }

  async held(): Promise<ReadonlyMap<string, QueuedMail>> {
    const held = new Map<string, QueuedMail>();
    for (const line of (await this.#run('postqueue', ['-j'])).toString('utf8').split('\n')) {
      if (line === '') continue;
      const { queue_name: name, queue_id: id, arrival_time: arrived } = JSON.parse(line) as { queue_name: string; queue_id: string; arrival_time: number };
      if (name === 'hold') held.set(id, { id, arrived: arrived * 1000 });
    }
    return held;
  }

  async read(id: string): Promise<QueueCopy> {
    if (!QUEUE_ID.test(id)) throw new QueueError('failed', 'postcat');
    const [envelope, bytes] = await Promise.all([this.envelope(id), this.#run('postcat', ['-q', '-h', '-b', id])]);
    return { ...envelope, bytes, message: messageDigest(bytes) };
  }

  async envelope(id: string): Promise<QueueEnvelope> {
    if (!QUEUE_ID.test(id)) throw new QueueError('failed', 'postcat');
    const [records, rewriting] = await Promise.all([this.#run('postcat', ['-q', '-e', id]), this.rewriting()]);
    return queueEnvelope(records.toString('utf8'), rewriting);
  }

  rewriting(): Promise<Rewriting> {
    return (this.#rewriting ??= this.#settings());
  }

  async #settings(): Promise<Rewriting> {
    const lines = (await this.#run('postconf', ['-x', 'myorigin', 'always_bcc', ...TABLES])).toString('utf8').split('\n');
    const values = new Map(lines.map((line) => [line.split(' ', 1)[0]!, line.slice(line.indexOf('=') + 1).trim()]));
    return { origin: values.get('myorigin') ?? '', everyMail: values.get('always_bcc') ?? '', tables: TABLES.some((name) => values.get(name)) };
  }

  async release(id: string): Promise<void> {
    await this.#change('-H', id);
    // It is among the deferred now, and would wait for the next run of the queue, which comes anyway.
    await this.#run('postqueue', ['-i', id]).catch(() => undefined);
  }

  async delete(id: string): Promise<void> {
    await this.#change('-d', id);
  }

  async #change(what: '-H' | '-d', id: string): Promise<void> {
    if (!QUEUE_ID.test(id)) throw new QueueError('failed', 'postsuper');
    // Only on hold: one of this id that is on its way already is not ours.
    await this.#run('postsuper', what === '-d' ? ['-d', id, 'hold'] : ['-H', id]);
  }

  send(to: string, message: string): Promise<void> {
    const [file, args] = this.#command('sendmail', ['-i', '-f', '<>', '--', to], '-C');
    return new Promise((resolve, reject) => {
      const child = spawn(file, args, { stdio: ['pipe', 'ignore', 'ignore'], env: this.#environment() });
      child.on('error', (error: NodeJS.ErrnoException) => reject(new QueueError(error.code === 'ENOENT' ? 'missing' : 'failed', file)));
      child.on('close', (code) => (code === 0 ? resolve() : reject(new QueueError('failed', file))));
      child.stdin.on('error', () => undefined).end(message);
    });
  }
}
