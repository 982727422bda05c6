import { join } from 'node:path';
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES, COMMANDS, type Invocation } from '../../src/hosts/cli/commands.ts';
import { UsageError } from '../../src/hosts/cli/errors.ts';
import { HELP } from '../../src/hosts/cli/help.ts';
import { hook } from '../../src/hosts/cli/hook.ts';
import { readArguments } from '../../src/hosts/cli/program.ts';
import { readSettings } from '../../src/hosts/cli/settings.ts';
import { CLI_WORDS } from '../../src/hosts/cli/words.ts';
import type { Locale } from '../../src/rule/types.ts';
import { workFolder } from './program.ts';

const style = createColors(false);

function printed(argv: readonly string[], locale: Locale = 'en'): string {
  let text = '';
  expect(readArguments(argv, { locale, width: 100, style }, (part) => (text += part))).toBeNull();
  return text;
}

/** What a mistake of use is said to be, in both languages. */
async function refused(run: () => unknown): Promise<string[]> {
  const error: unknown = await Promise.resolve().then(run).then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  return (['en', 'fr'] as const).map((locale) => (error as UsageError).say(CLI_WORDS[locale]));
}

describe('the help of a command', () => {
  it.each(COMMAND_NAMES)('%s shows its operands one by one, as they are typed', (name) => {
    const { operands } = COMMANDS[name];
    for (const locale of ['en', 'fr'] as const) {
      const text = printed([name, '--help'], locale);
      expect(text.split('\n')[0]).toMatch(new RegExp(`undisclosed ${name} \\[options\\]${operands === '' ? '$' : ''}`));
      expect(text.split('\n')[0]!.endsWith(operands)).toBe(true);
      for (const [operand, meaning] of Object.entries(HELP[locale].commands[name].operands)) expect(text).toMatch(new RegExp(`^ {2}${operand} +${meaning.slice(0, 10)}`, 'm'));
    }
  });
});

describe('undisclosed hook', () => {
  const read = (...argv: string[]): Invocation => readArguments(['hook', ...argv], { locale: 'en', width: 80, style }, () => undefined)!;
  const run = (...argv: string[]): Promise<number> => hook(read(...argv), readSettings(read(...argv)), 'en');

  it('asks for what is missing', async () => {
    expect(await refused(() => read())).toEqual(['<host> is missing: undisclosed hook <host> [files...]', 'il manque <host>\u00A0: undisclosed hook <host> [files...]']);
    expect((await refused(() => run('git-send-email')))[0]).toBe('<files> is missing: undisclosed hook git-send-email <files...>');
  });

  it('takes all that git hands over', () => {
    expect(read('git-send-email', '--config', 'c.yaml', 'patch', 'header')).toEqual({ command: 'hook', operands: ['git-send-email', 'patch', 'header'], options: { config: 'c.yaml' } });
  });

  it.each([['patch', ['gone']], ['header', ['patch', 'gone']]])('says so where a %s cannot be read', async (_what, names) => {
    const folder = workFolder({ patch: 'From: ana@studio.example\nTo: ben@client.example\nSubject: [PATCH] parser\n\nThe last line was lost.\n', 'c.yaml': 'extends: recommended\n' });
    const files = names.map((name) => join(folder, name));
    expect((await refused(() => run('git-send-email', '--config', join(folder, 'c.yaml'), ...files)))[0]).toBe(`${join(folder, 'gone')} could not be read. There is no such file or folder.`);
  });
});
