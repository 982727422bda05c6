import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, openSink, RunningMilter, until, type Delivered } from './postfix.ts';
import { SmtpClient } from './smtp.ts';

const run = promisify(execFile);

/** Sendmail and Postfix exclude each other as packages: the files of this one lie beside, as `.ci/run` unpacks them. */
const UNPACKED = '/opt/sendmail';
const PROGRAM = join(UNPACKED, 'usr/libexec/sendmail/sendmail');
const MACROS = join(UNPACKED, 'usr/share/sendmail/cf');

/** Whether a real Sendmail can be started here: it wants to be root. */
export const hasSendmail = existsSync(PROGRAM) && existsSync(MACROS) && process.getuid?.() === 0;

/** Where the host's name has no domain Sendmail waits for a minute, each time it starts, in the hope that it gets one: it sees another name, where that may be. */
const NAMED = ['unshare', '--uts', 'sh', '-c', 'hostname mx.example.com && exec "$@"', 'sh'];
const [LAUNCHER = '', ...LAUNCHED] = mayName() ? [...NAMED, PROGRAM] : [PROGRAM];

function mayName(): boolean {
  return spawnSync(NAMED[0]!, [...NAMED.slice(1), 'true'], { stdio: 'ignore' }).status === 0;
}

/** The line of `sendmail.mc` that docs/sendmail.md gives, for another socket. */
function filterLine(socket: string): string {
  const page = readFileSync(join(process.cwd(), 'docs/sendmail.md'), 'utf8');
  const line = /^INPUT_MAIL_FILTER\(.*$/m.exec(page)?.[0];
  if (line === undefined) throw new Error('docs/sendmail.md tells no filter');
  return line.replace('/run/undisclosed/milter.sock', socket);
}

/** A Sendmail of its own in a folder of its own, on loopback; everything it sends arrives at `delivered`. */
export class Sendmail {
  readonly delivered: Delivered[] = [];
  readonly #sink = openSink(this.delivered);

  private constructor(readonly folder: string, readonly port: number, sinkPort: number) {
    writeFileSync(join(folder, 'sendmail.mc'), [
      'divert(-1)', `define(\`_CF_DIR_', \`${MACROS}/')`, `include(\`${MACROS}/m4/cf.m4')`, 'divert(0)', "OSTYPE(`linux')",
      ...Object.entries({
        confDOMAIN_NAME: 'mx.example.com', QUEUE_DIR: join(folder, 'queue'), STATUS_FILE: join(folder, 'status'), confPID_FILE: join(folder, 'pid'), ALIAS_FILE: '',
        confDONT_PROBE_INTERFACES: 'True', confTO_IDENT: '0', SMART_HOST: 'esmtp:[127.0.0.1]', ESMTP_MAILER_ARGS: `TCP $h ${sinkPort}`,
      }).map(([name, value]) => `define(\`${name}', \`${value}')`),
      ...['nocanonify', 'accept_unresolvable_domains', 'promiscuous_relay', 'no_default_msa'].map((name) => `FEATURE(\`${name}')`),
      `DAEMON_OPTIONS(\`Addr=127.0.0.1, Port=${port}, Name=MTA')`, filterLine(this.socket), "MAILER(`smtp')", '',
    ].join('\n'));
    writeFileSync(join(folder, 'sendmail.cf'), execFileSync('m4', [join(folder, 'sendmail.mc')], { stdio: ['ignore', 'pipe', 'ignore'] }));
  }

  static async start(): Promise<Sendmail> {
    // Sendmail trusts no socket within a folder that everybody may write to, and so none in /tmp.
    const folder = mkdtempSync('/run/undisclosed-sendmail-');
    mkdirSync(join(folder, 'queue'), { mode: 0o700 });
    const [port, sinkPort] = [await freePort(), await freePort()];
    const sendmail = new Sendmail(folder, port, sinkPort);
    await new Promise<void>((resolve) => sendmail.#sink.listen(sinkPort, '127.0.0.1', resolve));
    await sendmail.command('-bd');
    await until('a daemon', async () => SmtpClient.open(port).then((client) => {
      client.close();
      return true;
    }, () => false));
    return sendmail;
  }

  get socket(): string {
    return join(this.folder, 'milter.sock');
  }

  /** The program with some options; what it prints. */
  async command(...args: readonly string[]): Promise<string> {
    return (await run(LAUNCHER, [...LAUNCHED, '-C', join(this.folder, 'sendmail.cf'), ...args])).stdout;
  }

  #queued(mark: string): string[] {
    return readdirSync(join(this.folder, 'queue')).filter((name) => name.startsWith(mark)).map((name) => name.slice(mark.length));
  }

  /** The queue ids of what is in quarantine. */
  get quarantined(): string[] {
    return this.#queued('hf');
  }

  /** Everything that is going to leave has left. */
  async settled(): Promise<void> {
    await until('an empty queue', () => [...this.#queued('qf'), ...this.#queued('tf')].length === 0);
  }

  clear(): void {
    for (const name of readdirSync(join(this.folder, 'queue'))) rmSync(join(this.folder, 'queue', name));
    this.delivered.length = 0;
  }

  async startMilter(config: string, args: readonly string[] = []): Promise<RunningMilter> {
    const file = join(this.folder, 'undisclosed.config.yaml');
    writeFileSync(file, config);
    const milter = new RunningMilter(['--listen', `unix:${this.socket}`, '--config', file, '--state', join(this.folder, 'state'), ...args]);
    await Promise.race([milter.event('listening'), milter.ended.then((code) => {
      throw new Error(`the milter ended with ${code}: ${milter.errors}`);
    })]);
    return milter;
  }

  async stop(): Promise<void> {
    process.kill(Number(readFileSync(join(this.folder, 'pid'), 'utf8').split('\n')[0]));
    await new Promise<void>((resolve) => this.#sink.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
