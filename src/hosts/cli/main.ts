import { ConfigError } from '../../config/error.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Locale } from '../../rule/types.ts';
import { COMMAND_NAMES, type Invocation } from './commands.ts';
import { EXIT, UsageError } from './errors.ts';
import { readPlainArguments } from './fast.ts';
import { systemLocale, typedLocale } from './settings.ts';
import { CLI_WORDS } from './words.ts';

/** One clear line for whatever went wrong, never a stack trace (but for UNDISCLOSED_DEBUG=1). */
function complain(error: unknown, locale: Locale, argv: readonly string[]): void {
  const words = CLI_WORDS[locale];
  if (error instanceof UsageError) {
    const hint = error.near.length > 0 ? ` ${words.didYouMean(error.near)}` : '';
    const help = error.help ? `\n${words.help(COMMAND_NAMES.find((name) => name === argv[0]) ?? '')}` : '';
    process.stderr.write(`${words.error}${words.colon} ${error.say(words)}${hint}${help}\n`);
  } else if (error instanceof ConfigError) process.stderr.write(`${error.file === null ? `${words.error}${words.colon} ` : ''}${error.say(locale)}\n`);
  else process.stderr.write(`${words.error}${words.colon} ${words.unexpected(escapeControls(error instanceof Error ? error.message : String(error)))}\n`);
  if (process.env['UNDISCLOSED_DEBUG'] === '1' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
}

async function run(argv: readonly string[]): Promise<number> {
  const typed = typedLocale(argv);
  const system = systemLocale(process.env);
  let invocation: Invocation | null = readPlainArguments(argv);
  if (!invocation) {
    const { readWithCommander } = await import('./typed.ts');
    invocation = await readWithCommander(argv, typed, system);
  }
  if (!invocation) return EXIT.clean;
  const { execute } = await import('./execute.ts');
  return execute(invocation, system);
}

const argv = process.argv.slice(2);

function fail(error: unknown): void {
  complain(error, typedLocale(argv) ?? systemLocale(process.env) ?? 'en', argv);
  process.exitCode = EXIT.error;
}

process.on('uncaughtException', (error) => {
  fail(error);
  process.exit(EXIT.error);
});
run(argv).then((code) => {
  process.exitCode = code;
}, fail);
