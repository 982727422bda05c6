import { parseArgs } from 'node:util';
import { COMMANDS, withBareValues, type Invocation, type RawOptions } from './commands.ts';

/**
 * Reads `check …` and `recipients …` without loading commander, which costs a quarter of a bare start.
 * @returns null for whatever is out of the ordinary (help, an unknown word, a missing value): commander then reads it and
 * says what is wrong. Where this returns an invocation, commander would return the same; a test holds that.
 */
export function readPlainArguments(argv: readonly string[]): Invocation | null {
  const [command, ...rest] = withBareValues(argv);
  if (command !== 'check' && command !== 'recipients') return null;
  const options = Object.fromEntries(Object.entries(COMMANDS[command].options).map(([name, spec]) => [name, {
    type: spec.value === undefined ? 'boolean' as const : 'string' as const,
    ...(spec.short ? { short: spec.short } : {}),
    ...(spec.multiple ? { multiple: true } : {}),
  }]));
  try {
    const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true });
    return { command, operands: positionals, options: values as RawOptions };
  } catch {
    return null;
  }
}
