import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { escapeControls } from '../../report/escape.ts';
import type { Locale } from '../../rule/types.ts';
import { MILTER_ACTIONS, type Invocation } from './commands.ts';
import { EXIT, UsageError } from './errors.ts';
import { nearest } from './nearest.ts';
import type { Output } from './output.ts';
import type { Settings } from './settings.ts';

const STATE = '/var/lib/undisclosed';
const MOST_THREADS = 4;
const DAY = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?$/;

/** `undisclosed milter`, and what its record says. @throws UsageError on a value that is not possible */
export async function milter({ operands, options }: Invocation, settings: Settings, locale: Locale, openOutput: () => Promise<Output>): Promise<number> {
  const host = await import('../milter/index.ts');
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);
  const wrong = (name: string, example: readonly string[]): UsageError => new UsageError((words) => words.badChoice(`--${name}`, escapeControls(text(name)!), example), { help: true });
  // systemd names several folders with colons between.
  const state = text('state') ?? (process.env['STATE_DIRECTORY']?.split(':', 1)[0] || STATE);

  const [action] = operands;
  if (action !== undefined) {
    if (!(MILTER_ACTIONS as readonly string[]).includes(action)) throw new UsageError((words) => words.badChoice('milter', escapeControls(action), MILTER_ACTIONS), { near: nearest(action, MILTER_ACTIONS), help: true });
    const since = text('since');
    if (since !== undefined && (!DAY.test(since) || Number.isNaN(Date.parse(since)))) throw wrong('since', ['YYYY-MM-DD', 'YYYY-MM-DDTHH:MM']);
    const path = join(state, host.RECORD_FILE);
    const report = await host.readRecord(path, since).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new UsageError(() => host.MILTER_WORDS[locale].noRecord(escapeControls(path)));
      throw new UsageError((words) => words.cannotRead(escapeControls(path)));
    });
    const output = await openOutput();
    const masked = !settings.showContent && !output.terminal;
    output.write(settings.format === 'json' ? host.reportJson(report, masked) : host.reportText(report, locale, masked));
    output.end();
    return EXIT.clean;
  }

  if (settings.config === undefined) throw new UsageError((words) => words.needsConfig, { help: true });
  const listen = text('listen');
  const endpoint = listen === undefined ? host.inheritedEndpoint(process.env, process.pid) : host.parseEndpoint(listen);
  if (listen !== undefined && !endpoint) throw wrong('listen', ['unix:/path', 'inet:port@host']);
  if (!endpoint) throw new UsageError((words) => words.needsListen, { help: true });
  const mode = text('socket-mode') ?? '660';
  if (!/^0?[0-7]{3}$/.test(mode)) throw wrong('socket-mode', ['600', '660', '666']);
  const threads = text('threads');
  if (threads !== undefined && !/^[1-9]\d?$/.test(threads)) throw wrong('threads', ['1', '…', '99']);
  const metrics = text('metrics');
  const status = metrics === undefined ? null : host.parseLoopback(metrics);
  if (metrics !== undefined && !status) throw wrong('metrics', ['127.0.0.1:9460', '[::1]:9460']);
  return host.serve({
    endpoint, state, locale,
    configPath: settings.config,
    enforce: options['enforce'] === true,
    socket: { mode: Number.parseInt(mode, 8), group: text('socket-group') },
    threads: threads === undefined ? Math.min(MOST_THREADS, availableParallelism()) : Number(threads),
    metrics: status,
    postfixConfig: text('postfix-config'),
    script: host.SCRIPT,
  });
}
