import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandName } from '../../src/hosts/cli/commands.ts';
import { onlyRules } from '../../src/hosts/cli/environment.ts';
import { UsageError } from '../../src/hosts/cli/errors.ts';
import { execute } from '../../src/hosts/cli/execute.ts';
import { CLI_WORDS } from '../../src/hosts/cli/words.ts';
import { loadConfig } from '../../src/io/config.ts';
import { pack } from '../../src/generated/pack.js';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'undisclosed-own-'));
  mkdirSync(join(cwd, 'rules'));
  writeFileSync(join(cwd, 'c.yaml'), 'ruleFolders: [rules]\n');
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const RULE = `id: house/no-asap
severity: warning
since: 1.0.0
check: phrase
languages:
  en:
    title: No date
    message: { hurry: Nobody knows when. }
    why: A date can be kept.
    suggestion: Write the day.
    phrases: { hurry: [asap] }
`;

/** Exit code, and what is printed. */
async function run(command: CommandName, operands: readonly string[], options: Readonly<Record<string, unknown>> = {}): Promise<{ code: number; out: string }> {
  const output = join(cwd, 'out');
  const code = await execute({ command, operands, options: { config: join(cwd, 'c.yaml'), output, locale: 'en', ...options } }, null);
  return { code, out: readFileSync(output, 'utf8') };
}

async function refused(work: Promise<unknown>): Promise<UsageError> {
  const caught: unknown = await work.then(() => null, (thrown: unknown) => thrown);
  expect(caught).toBeInstanceOf(UsageError);
  return caught as UsageError;
}

describe("examples of a user's own rule", () => {
  it('are run, and those that differ are said', async () => {
    writeFileSync(join(cwd, 'rules/a.yaml'), `${RULE}examples:\n  invalid:\n    - { lang: en, body: "Do it [[later]]." }\n    - { lang: en, body: "Send it [[asap]], dear Jane." }\n    - { lang: en, body: "[[Send]] it asap, dear Jane." }\n  valid:\n    - { lang: en, body: "Send it asap, dear Jane." }\n    - { lang: en, body: "Send it on Friday." }\n`);
    const { code, out } = await run('rules', [], { test: true });
    expect(code).toBe(1);
    expect(out).toBe(`house/no-asap
  should be flagged, 1
  ✖ Do it ‹later›.
    But the rule does not find this.
  should be flagged, 3
  ✖ ‹Send› it asap, dear Jane.
    But the rule finds another place: ‹asap›.
  should be left alone, 1
  ✖ Send it asap, dear Jane.
    But the rule flags this: ‹asap›.
  2 examples are as they say, 3 are not
`);
    expect(JSON.parse((await run('rules', [], { test: true, format: 'json' })).out)).toEqual([{
      id: 'house/no-asap', examples: 5,
      differing: [{ kind: 'invalid', number: 1, differs: 'silent' }, { kind: 'invalid', number: 3, differs: 'place' }, { kind: 'valid', number: 1, differs: 'speaks' }],
    }]);
    expect((await run('rules', [], { test: true, locale: 'fr' })).out).toContain('Mais la règle ne le relève pas.');
  });

  it('that are as they say make no noise', async () => {
    writeFileSync(join(cwd, 'rules/a.yaml'), `${RULE}examples:\n  invalid: [{ lang: en, body: "Send it [[asap]]." }]\n  valid: []\n`);
    expect(await run('rules', [], { test: true })).toEqual({ code: 0, out: 'house/no-asap\n  1 example is as it says\n' });
  });

  it('may be missing, as may the rules', async () => {
    writeFileSync(join(cwd, 'rules/a.yaml'), RULE);
    expect(await run('rules', [], { test: true })).toEqual({ code: 0, out: 'house/no-asap\n  no examples\n' });
    writeFileSync(join(cwd, 'c.yaml'), 'extends: hr\n');
    expect((await run('rules', [], { test: true })).out).toMatch(/^There are no rules of your own here\./);
  });

  it('are explained with what the rule gives for them', async () => {
    writeFileSync(join(cwd, 'rules/a.yaml'), `${RULE}examples:\n  invalid: [{ lang: en, body: "Do it [[later]]." }, { lang: en, body: "Send it [[asap]]." }]\n  valid: [{ lang: en, body: "Send it asap." }]\n`);
    const { out } = await run('explain', ['house/no-asap']);
    expect(out.slice(out.indexOf('Flagged'))).toBe(`Flagged
  ✖ Do it ‹later›.
    But the rule does not find this.

  ✖ Send it ‹asap›.

Left alone
  ✓ Send it asap.
    But the rule flags this: ‹asap›.
`);
  });
});

describe('the sample of a setting', () => {
  it('shows where options stand, and is accepted', async () => {
    writeFileSync(join(cwd, 'c.yaml'), '');
    const { out } = await run('explain', ['recipients/visible-recipients']);
    const sample = /rules:\n\s+recipients\/visible-recipients: .*/.exec(out)![0];
    expect(sample).toMatch(/\{ level: \{ \w+: \w+ \}, options: \{ some: \d+, many: \d+ \} \}$/);
    writeFileSync(join(cwd, 'c.yaml'), `${sample.replace(/\n\s+/, '\n  ')}\n`);
    expect((await loadConfig({ cwd, configPath: 'c.yaml' })).config.rules).toHaveProperty(['recipients/visible-recipients', 'options', 'some']);
  });

  it('is a level alone where there are none', async () => {
    expect((await run('explain', ['tone/cold'])).out).toMatch(/rules:\n\s+tone\/cold: \w+\n/);
  });
});

describe('a family of rules', () => {
  const loaded = { pack, config: {}, file: null, locale: 'en' } as const;
  const members = pack.rules.map(({ id }) => id).filter((id) => id.startsWith('recipients/'));

  it('is chosen by its pattern, as in the configuration', () => {
    const { pack: only, config } = onlyRules(loaded, [{ id: 'recipients/*', level: 'info' }]);
    expect(only.rules.map(({ id }) => id)).toEqual(members);
    expect(config.overrides!.at(-1)!.rules).toEqual(Object.fromEntries(members.map((id) => [id, 'info'])));
  });

  it('without its pattern is no rule, and the pattern is named', () => {
    expect(() => onlyRules(loaded, [{ id: 'recipients', level: undefined }])).toThrow(expect.objectContaining({ near: ['recipients/*'] }));
    expect(() => onlyRules(loaded, [{ id: 'recipient/*', level: undefined }])).toThrow(UsageError);
  });

  it.each(['recipients', 'recipients/', 'recipients/*'])('%s is explained by the rules in it', async (typed) => {
    const caught = await refused(run('explain', [typed]));
    expect(caught.say(CLI_WORDS.en)).toBe(`${typed} is a family of rules; say which one: ${members.join(', ')}.`);
    expect(caught.say(CLI_WORDS.fr)).toContain('est une famille de règles');
  });

  it('is not changed where each rule is to be named', async () => {
    const caught = await refused(run('check', ['x.eml'], { fix: true, 'fix-type': 'ask', rule: ['recipients/*'] }));
    expect(caught.say(CLI_WORDS.en)).toBe(CLI_WORDS.en.fixAsk);
  });
});

describe('init', () => {
  const init = (name: string, more: Readonly<Record<string, unknown>> = {}): Promise<number> =>
    execute({ command: 'init', operands: [], options: { yes: true, output: join(cwd, name), locale: 'en', ...more } }, null);

  it('writes JSON where the name says so', async () => {
    expect(await init('c.json', { answer: 'candidates', 'internal-domain': ['example.com'], colleague: ['anne@gmail.com'] })).toBe(0);
    expect((await loadConfig({ cwd, configPath: 'c.json' })).config).toEqual({ extends: ['hr'], locale: 'en', internalDomains: ['example.com'], colleagues: ['anne@gmail.com'] });
  });

  it('leaves package.json alone, and says what to add to it', async () => {
    const caught = await refused(init('package.json', { answer: 'apply' }));
    const said = caught.say(CLI_WORDS.en);
    expect(said).toBe('package.json is npm\'s. Add this to it: "undisclosed": { "extends": "candidate-reply", "locale": "en" }');
    writeFileSync(join(cwd, 'package.json'), `{ ${said.slice(said.indexOf('"undisclosed"'))} }`);
    expect((await loadConfig({ cwd, configPath: 'package.json' })).config.extends).toEqual(['candidate-reply']);
  });

  it("takes no mail provider's domain for one's own", async () => {
    const caught = await refused(init('d.yaml', { 'internal-domain': ['example.com gmail.com'] }));
    expect(caught.say(CLI_WORDS.en)).toMatch(/^gmail\.com is a mail provider's: /);
    expect(() => readFileSync(join(cwd, 'd.yaml'))).toThrow();
  });
});
