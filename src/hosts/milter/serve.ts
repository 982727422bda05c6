import type { Server } from 'node:http';
import { ConfigError } from '../../config/error.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Locale } from '../../rule/types.ts';
import { listen, ListenError, type Endpoint, type SocketOptions } from './listen.ts';
import { makeLog, type Log } from './log.ts';
import { makeMetrics, serveStatus, type Metrics } from './metrics.ts';
import { Holdings } from './holdings.ts';
import { entryOf, VerdictRecord } from './record.ts';
import { openRulebook, type OpenRulebook, type RulebookOptions } from './rulebooks.ts';
import { MilterServer } from './server.ts';
import type { Outcome } from './types.ts';
import { startWatchdog } from './watchdog.ts';
import { MILTER_WORDS } from './words.ts';

export interface ServeOptions extends Omit<RulebookOptions, 'onLoss'> {
  readonly endpoint: Endpoint;
  readonly socket: SocketOptions;
  /** Folder of the record. */
  readonly state: string;
  /** Where /healthz and /metrics are served; null: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** Language of what is said to who starts it. */
  readonly locale: Locale;
  /** Folder of Postfix's configuration; undefined: its own. */
  readonly postfixConfig: string | undefined;
}

const MAX_CONNECTIONS = 1000;
const MAX_BYTES = 512 * 1024 * 1024;
/** As libmilter: longer than any SMTP session sleeps. */
const IDLE = 7210 * 1000;
/** No mail that is judged at once takes a hundredth of it, on the slowest machine. */
const HANGING = 30_000;
/** Shorter than what systemd waits before it kills. */
const GRACE = 30_000;

function nameOf(endpoint: Endpoint): string {
  return endpoint.kind === 'unix' ? `unix:${endpoint.path}` : endpoint.kind === 'inet' ? `inet:${endpoint.port}@${endpoint.host}` : 'systemd';
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'error';
}

/** One running milter: what it was started with, and what changes while it runs. */
class Milter {
  readonly #options: ServeOptions;
  readonly #log: Log;
  readonly #record: VerdictRecord;
  readonly #holdings: Holdings;
  readonly server: MilterServer;
  #rulebook: OpenRulebook;
  #metrics: Metrics | null = null;
  #status: Server | null = null;
  #reloading: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(options: ServeOptions, rulebook: OpenRulebook, record: VerdictRecord, holdings: Holdings, log: Log) {
    this.#options = options;
    this.#rulebook = rulebook;
    this.#record = record;
    this.#holdings = holdings;
    this.#log = log;
    this.server = new MilterServer({
      rulebook: () => this.#rulebook,
      done: (outcome) => this.#done(outcome),
      onProtocolError: (what) => log.warn({ event: 'protocol', what }, 'a peer does not speak the milter protocol'),
      onDefect: (error) => log.error({ event: 'defect', error: reasonOf(error) }, 'a session ended by a defect'),
      maxConnections: MAX_CONNECTIONS, maxBytes: MAX_BYTES, idle: IDLE,
    });
  }

  #done(outcome: Outcome): void {
    this.#metrics?.count(outcome);
    const now = new Date();
    const entry = entryOf(outcome, now);
    const { id, unread, verdict, failure, recipients, size, milliseconds } = outcome;
    const ms = Math.round(milliseconds * 10) / 10;
    if (unread !== null) this.#log.debug({ event: 'unread', id, reason: unread }, 'mail passed unread');
    else this.#log.info({ event: 'mail', id, action: verdict!.action, intended: verdict!.intended, mode: verdict!.mode, ...(failure === null ? {} : { failure }), rules: entry?.rules ?? {}, recipients, size, ms }, 'mail judged');
    if (!entry) return;
    try {
      this.#record.append(entry);
      this.#holdings.keep(outcome, this.#rulebook.policy, now.getTime());
    } catch (error) {
      // The mail is stopped all the same.
      this.#log.error({ event: 'record', id, error: reasonOf(error) }, 'a verdict could not be recorded');
    }
  }

  /** @throws ListenError, or what the system says */
  async start(): Promise<void> {
    const { endpoint, socket, metrics } = this.#options;
    if (metrics) {
      this.#metrics = await makeMetrics(this.server);
      const status = serveStatus(this.#metrics, () => !this.#stopping && this.#rulebook.ready);
      await new Promise<void>((resolve, reject) => status.once('error', reject).listen(metrics.port, metrics.host, resolve));
      this.#status = status;
    }
    await listen(this.server.net, endpoint, socket);
    this.#log.info({ event: 'listening', endpoint: nameOf(endpoint), mode: this.#rulebook.policy?.mode ?? 'dry-run' }, 'listening');
  }

  /** A configuration that cannot be used leaves the old one in effect. Mails in hand are judged by either, and none is lost. */
  reload(rulebooks: () => Promise<OpenRulebook>): void {
    this.#reloading = this.#reloading.then(async () => {
      if (this.#stopping) return;
      try {
        const next = await rulebooks();
        const before = this.#rulebook;
        this.#rulebook = next;
        this.#record.reopen();
        this.#metrics?.reloaded(true);
        this.#log.info({ event: 'reloaded', mode: next.policy?.mode ?? 'dry-run' }, 'configuration loaded');
        await before.close();
      } catch (error) {
        this.#metrics?.reloaded(false);
        const why = error instanceof ConfigError ? error.say('en').split('\n', 1)[0] : reasonOf(error);
        this.#log.error({ event: 'reload', error: why }, 'the new configuration cannot be used; the old one stays');
      }
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#log.info({ event: 'stopping', connections: this.server.connections }, 'finishing mails in hand');
    await this.server.stop(GRACE);
    this.#status?.closeAllConnections();
    this.#status?.close();
    await this.#reloading;
    await this.#rulebook.close();
    this.#record.close();
    await this.#holdings.close();
    this.#log.info({ event: 'stopped' }, 'stopped');
  }
}

/**
 * Runs until SIGTERM or SIGINT. SIGHUP loads the configuration anew.
 * @returns the exit code: 0 stopped as asked, 2 could not be started, which is explained on standard error
 */
export async function serve(options: ServeOptions): Promise<number> {
  const words = MILTER_WORDS[options.locale];
  const complain = (text: string): number => {
    process.stderr.write(`${text}\n`);
    return 2;
  };
  let record: VerdictRecord;
  try {
    record = new VerdictRecord(options.state);
  } catch (error) {
    return complain(`${words.error} ${words.cannotRecord(escapeControls(options.state), reasonOf(error))}`);
  }
  const log = await makeLog();
  const open = (): Promise<OpenRulebook> => openRulebook({ ...options, onLoss: (reason) => log.error({ event: 'thread', reason }, 'a judging thread was replaced') });
  let rulebook: OpenRulebook;
  try {
    rulebook = await open();
  } catch (error) {
    return complain(error instanceof ConfigError ? error.say(options.locale) : `${words.error} ${words.cannotJudge(reasonOf(error))}`);
  }
  let holdings: Holdings;
  try {
    holdings = await Holdings.open(options.state, options.configPath, options.postfixConfig, (what, error) => log.warn({ event: what, error: reasonOf(error) }, 'a notice could not be sent yet'));
  } catch (error) {
    await rulebook.close();
    return complain(`${words.error} ${words.cannotRecord(escapeControls(options.state), reasonOf(error))}`);
  }
  if (!rulebook.config.internalDomains?.length) log.warn({ event: 'configuration' }, words.noDomains);
  const milter = new Milter(options, rulebook, record, holdings, log);
  // Before anybody is told that it listens: whoever stops it at once would kill it, and leave its socket behind.
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve()).once('SIGINT', () => resolve());
  });
  try {
    await milter.start();
  } catch (error) {
    await rulebook.close();
    const reason = error instanceof ListenError ? words.faults[error.fault] : reasonOf(error);
    return complain(`${words.error} ${words.cannotListen(escapeControls(nameOf(options.endpoint)), reason)}`);
  }
  const watchdog = startWatchdog(options.script, HANGING);
  const hangUp = (): void => milter.reload(open);
  process.on('SIGHUP', hangUp);
  await stopped;
  await milter.stop();
  watchdog.stop();
  process.off('SIGHUP', hangUp);
  await log.flushed();
  return 0;
}
