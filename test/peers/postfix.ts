import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SMTPServer } from 'smtp-server';

const run = promisify(execFile);
/** Tests and benchmarks run where the package is. */
const root = process.cwd();
const DAEMONS = '/usr/lib/postfix/sbin';

/** Whether a real Postfix can be started here: it wants to be root. */
export const hasPostfix = existsSync(join(DAEMONS, 'smtpd')) && process.getuid?.() === 0;

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Asks again and again until there is an answer. */
export async function until<T>(what: string, ask: () => T | Promise<T>, milliseconds = 60_000): Promise<NonNullable<T>> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A mail that left. */
export interface Delivered {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came over the wire, dots unstuffed (latin1). */
  readonly message: string;
}

/** One entry of `postqueue -j`. */
export interface Queued {
  readonly queue_name: string;
  readonly queue_id: string;
  readonly sender: string;
}

/** What stands for the rest of the world: takes every mail and keeps it. */
export function openSink(into: Delivered[]): SMTPServer {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], disableReverseLookup: true, size: 200_000_000, maxClients: 200,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        into.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), message: Buffer.concat(chunks).toString('latin1') });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  return server;
}

/** A Postfix of its own in a folder of its own, on loopback; everything it sends arrives at `delivered`. */
export class Postfix {
  readonly folder: string;
  readonly port: number;
  readonly delivered: Delivered[] = [];
  readonly #sink = openSink(this.delivered);

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.port = port;
  }

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<Postfix> {
    const folder = mkdtempSync(join(tmpdir(), 'undisclosed-postfix-'));
    chmodSync(folder, 0o755);
    const [port, sinkPort] = [await freePort(), await freePort()];
    for (const name of ['etc', 'spool', 'data', 'run']) mkdirSync(join(folder, name));
    execFileSync('chown', ['postfix', join(folder, 'data')]);
    for (const name of ['postfix-files', 'dynamicmaps.cf']) copyFileSync(`/etc/postfix/${name}`, join(folder, 'etc', name));
    const main: Record<string, string> = {
      compatibility_level: '3.6', queue_directory: join(folder, 'spool'), data_directory: join(folder, 'data'), command_directory: '/usr/sbin',
      daemon_directory: DAEMONS, maillog_file: join(folder, 'maillog'), maillog_file_prefixes: folder, inet_interfaces: '127.0.0.1', inet_protocols: 'ipv4',
      disable_dns_lookups: 'yes', smtp_host_lookup: 'native', mydestination: '', alias_maps: '', alias_database: '', local_recipient_maps: '', myhostname: 'mx.example.com',
      mynetworks: '127.0.0.0/8', relayhost: `[127.0.0.1]:${sinkPort}`, smtpd_peername_lookup: 'no', smtpd_relay_restrictions: 'check_client_access static:OK, reject',
      smtpd_authorized_xclient_hosts: '127.0.0.0/8', smtpd_recipient_limit: '1000', enable_long_queue_ids: 'yes', smtpd_client_connection_count_limit: '0',
      smtputf8_enable: 'no', in_flow_delay: '0', biff: 'no', authorized_submit_users: 'static:anyone', smtpd_timeout: '60s', ...settings,
    };
    writeFileSync(join(folder, 'etc/main.cf'), Object.entries(main).map(([name, value]) => `${name} = ${value}\n`).join(''));
    const open = ['inet', 'pickup', 'cleanup', 'qmgr', 'flush', 'showq', 'postlog'];
    const service = (name: string, type: string, command: string, wakeup = '-', limit = '-'): string => `${name} ${type} ${open.includes(name) || open.includes(type) ? 'n' : '-'} - n ${wakeup} ${limit} ${command}\n`;
    writeFileSync(join(folder, 'etc/master.cf'), [
      service(`127.0.0.1:${port}`, 'inet', 'smtpd'), service('pickup', 'unix', 'pickup', '1', '1'), service('cleanup', 'unix', 'cleanup', '-', '0'),
      service('qmgr', 'unix', 'qmgr', '300', '1'), service('rewrite', 'unix', 'trivial-rewrite'), service('bounce', 'unix', 'bounce', '-', '0'),
      service('defer', 'unix', 'bounce', '-', '0'), service('trace', 'unix', 'bounce', '-', '0'), service('flush', 'unix', 'flush', '1000?', '0'),
      service('proxymap', 'unix', 'proxymap'), service('smtp', 'unix', 'smtp'), service('relay', 'unix', 'smtp'), service('showq', 'unix', 'showq'),
      service('error', 'unix', 'error'), service('retry', 'unix', 'error'), service('discard', 'unix', 'discard'), service('scache', 'unix', 'scache', '-', '1'),
      service('anvil', 'unix', 'anvil', '-', '1'), service('postlog', 'unix-dgram', 'postlogd', '-', '1'),
    ].join(''));
    const postfix = new Postfix(folder, port);
    await new Promise<void>((resolve) => postfix.#sink.listen(sinkPort, '127.0.0.1', resolve));
    await run('postfix', ['-c', join(folder, 'etc'), 'start']);
    return postfix;
  }

  get socket(): string {
    return join(this.folder, 'run/milter.sock');
  }

  /** Changes settings of main.cf in effect. */
  async set(settings: Readonly<Record<string, string>>): Promise<void> {
    await run('postconf', ['-c', join(this.folder, 'etc'), '-e', ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)]);
    await run('postfix', ['-c', join(this.folder, 'etc'), 'reload']);
    // What runs finishes with the old settings; a new connection after this gets the new ones.
    await new Promise((resolve) => setTimeout(resolve, 500));
  }

  async queue(): Promise<Queued[]> {
    const { stdout } = await run('postqueue', ['-c', join(this.folder, 'etc'), '-j'], { maxBuffer: 1 << 28 });
    return stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Queued);
  }

  async held(): Promise<Queued[]> {
    return (await this.queue()).filter(({ queue_name }) => queue_name === 'hold');
  }

  /** Everything that is going to leave has left. */
  async settled(): Promise<void> {
    await until('an empty queue', async () => (await this.queue()).every(({ queue_name }) => queue_name === 'hold'));
  }

  async flush(): Promise<void> {
    await run('postqueue', ['-c', join(this.folder, 'etc'), '-f']);
  }

  /** As a local program submits: through the sendmail command. The message is bytes (latin1). */
  async sendmail(args: readonly string[], message: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const child = spawn('sendmail', ['-C', join(this.folder, 'etc'), ...args], { stdio: ['pipe', 'ignore', 'inherit'] });
      child.on('error', reject).on('close', (code) => (code === 0 ? resolve() : reject(new Error(`sendmail ended with ${code}`))));
      child.stdin.end(message, 'latin1');
    });
  }

  get log(): string {
    return existsSync(join(this.folder, 'maillog')) ? readFileSync(join(this.folder, 'maillog'), 'utf8') : '';
  }

  async clear(): Promise<void> {
    await run('postsuper', ['-c', join(this.folder, 'etc'), '-d', 'ALL']);
    this.delivered.length = 0;
  }

  async stop(): Promise<void> {
    await run('postfix', ['-c', join(this.folder, 'etc'), 'stop']).catch(() => undefined);
    await new Promise<void>((resolve) => this.#sink.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The program as it is installed, running as a milter. */
export class RunningMilter {
  readonly child: ChildProcess;
  readonly lines: Record<string, unknown>[] = [];
  errors = '';
  readonly ended: Promise<number | null>;

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, [join(root, 'bin/undisclosed.js'), 'milter', ...args], { env: { PATH: process.env['PATH'], LANG: 'en_GB.UTF-8' } });
    let rest = '';
    this.child.stdout!.setEncoding('utf8').on('data', (part: string) => {
      const parts = (rest + part).split('\n');
      rest = parts.pop()!;
      for (const line of parts) this.lines.push(JSON.parse(line) as Record<string, unknown>);
    });
    this.child.stderr!.setEncoding('utf8').on('data', (part: string) => (this.errors += part));
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
  }

  /** The first line with this event, or that comes next after `from` lines. */
  event(name: string, from = 0): Promise<Record<string, unknown>> {
    return until(`the event ${name} (${this.errors})`, () => this.lines.slice(from).find(({ event }) => event === name));
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** Starts the milter on a Postfix's socket; Postfix's own user may connect. */
export async function startMilter(postfix: Postfix, config: string, args: readonly string[] = []): Promise<RunningMilter> {
  const file = join(postfix.folder, 'undisclosed.config.yaml');
  writeFileSync(file, config);
  const milter = new RunningMilter(['--listen', `unix:${postfix.socket}`, '--config', file, '--state', join(postfix.folder, 'state'), '--socket-mode', '660', '--socket-group', 'postfix', ...args]);
  await Promise.race([milter.event('listening'), milter.ended.then((code) => {
    throw new Error(`the milter ended with ${code}: ${milter.errors}`);
  })]);
  return milter;
}
