import type { Locale } from '../../rule/types.ts';
import { rulesInForce } from '../../tasks/outgoing.ts';
import { escapeControls } from '../../report/escape.ts';
import { givenToken, newToken, serve, type Serving } from '../http/serve.ts';
import { COMMANDS, type Invocation } from './commands.ts';
import { environment } from './environment.ts';
import { EXIT, UsageError } from './errors.ts';
import { builtPage, packageVersion } from './package.ts';
import type { Settings } from './settings.ts';
import { CLI_WORDS } from './words.ts';

const MEGABYTE = 1 << 20;
const MOST_MEGABYTES = 128;

/** `HOST:PORT`, `[::1]:PORT` or a port alone. */
function addressOf(typed: string): { host: string; port: number } {
  const found = /^(?:(\[[0-9a-f:.]+\]|[\w.-]+):)?(\d{1,5})$/i.exec(typed);
  const port = Number(found?.[2]);
  if (!found || port > 0xffff) throw new UsageError((words) => words.badAddress(escapeControls(typed)), { help: true });
  return { host: (found[1] ?? '127.0.0.1').replace(/^\[|\]$/g, ''), port };
}

/** `undisclosed serve`. @returns the exit code, when it has been told to end */
export async function serveHttp({ options }: Invocation, settings: Settings, system: Locale | null): Promise<number> {
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : COMMANDS.serve.options[name]?.default);
  const { host, port } = addressOf(text('listen')!);
  const size = text('max-size')!;
  if (!/^\d{1,3}$/.test(size) || Number(size) < 1 || Number(size) > MOST_MEGABYTES) throw new UsageError((words) => words.badNumber('--max-size', escapeControls(size)), { help: true });
  const { locale } = await environment(settings, system);
  const words = CLI_WORDS[locale];
  let token: string | null;
  try {
    token = givenToken(text('token-file'), process.env);
  } catch {
    throw new UsageError((told) => told.cannotRead(escapeControls(text('token-file') ?? '')));
  }
  const { pino } = await import('pino');
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const made = token ?? newToken();
  let serving: Serving;
  try {
    serving = await serve({
      host, port, token: made, maxSize: Number(size) * MEGABYTE, version: packageVersion(), page: builtPage(),
      names: Array.isArray(options['name']) ? options['name'] as string[] : [],
      load: async () => rulesInForce(await environment(settings, system)),
      log: (entry) => logger.info(entry),
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error) throw new UsageError((told) => told.cannotListen(`${host}:${port}`, String(error.code)));
    throw error;
  }
  process.stderr.write(`${words.listening(`${host.includes(':') ? `[${host}]` : host}:${serving.port}`)}\n`);
  if (token === null) process.stderr.write(`${words.madeToken(made)}\n`);
  process.on('SIGHUP', () => void serving.reload().then(() => logger.info('configuration read again'), () => logger.error('the new configuration is wrong; the one before stays in force')));
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await serving.close();
  return EXIT.clean;
}
