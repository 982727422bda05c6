import type { Locale } from '../../rule/types.ts';
import type { Invocation } from './commands.ts';
import { configuredLocale } from './environment.ts';
import { openOutput } from './output.ts';
import { readArguments } from './program.ts';

/**
 * Reads what the fast path left, and prints help and version, in the language typed, else configured, else of the system.
 * @returns null if that was all.
 */
export async function readWithCommander(argv: readonly string[], typed: Locale | null, system: Locale | null): Promise<Invocation | null> {
  const locale = typed ?? await configuredLocale() ?? system ?? 'en';
  const output = await openOutput(undefined, !argv.includes('--no-color'));
  let text = '';
  const invocation = readArguments(argv, { locale, width: Math.min(output.width, 100), style: output.style }, (part) => {
    text += part;
  });
  output.write(text);
  return invocation;
}
