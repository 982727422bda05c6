import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/hosts/cli/commands.ts';
import { UsageError } from '../../src/hosts/cli/errors.ts';
import { readPlainArguments } from '../../src/hosts/cli/fast.ts';
import { readArguments } from '../../src/hosts/cli/program.ts';
import { PLAIN_STYLE } from '../../src/report/types.ts';

const byCommander = (argv: readonly string[]) => readArguments(argv, { locale: 'en', width: 80, style: PLAIN_STYLE }, () => undefined);

const word = fc.constantFrom('draft.eml', '-', '--', 'json', 'error', '3', '-1', 'x=y', '', 'recipients', 'help', '--help', '-h', '-V', '--color', '--unknown', '-z', '-qf', '-fjson', '-f=json', '-qfjson', '--quiet=true', '--format=json', '--format=', '--rule=a:b', '--no-quiet', '--no-color', '--locale=fr');
const flag = fc.constantFrom(...new Set([...Object.entries(COMMANDS.check.options), ...Object.entries(COMMANDS.recipients.options)].flatMap(([name, { short }]) => [`--${name}`, ...(short ? [`-${short}`] : [])])));

describe('the fast path', () => {
  it('reads what commander reads, or leaves it to commander', () => {
    let read = 0;
    fc.assert(fc.property(fc.constantFrom('check', 'recipients'), fc.array(fc.oneof(word, flag), { maxLength: 6 }), (command, rest) => {
      const argv = [command, ...rest];
      const fast = readPlainArguments(argv);
      if (fast === null) return;
      read++;
      const slow = byCommander(argv);
      expect({ ...fast, options: { ...fast.options } }).toEqual(slow);
    }), { numRuns: 1500 });
    // Otherwise nothing was compared.
    expect(read).toBeGreaterThan(100);
  });

  it('takes everything that an ordinary line says', () => {
    const argv = ['check', '-f', 'json', '--fail-on=warning', '-q', '--rule', 'a/b', '--rule', 'c/d:info', 'x.eml', '--no-color', '-'];
    expect(readPlainArguments(argv)).toEqual({ command: 'check', operands: ['x.eml', '-'], options: { format: ['json'], 'fail-on': 'warning', quiet: true, rule: ['a/b', 'c/d:info'], 'no-color': true } });
  });

  it('leaves mistakes to commander, which tells what is wrong', () => {
    for (const argv of [['check', '--formt', 'json'], ['check', '--format'], ['chek', 'x'], ['rules', 'x']]) {
      expect(readPlainArguments(argv)).toBeNull();
      expect(() => byCommander(argv)).toThrow(UsageError);
    }
  });
});
