import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/checks/index.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import { ConfigError, loadConfig, type LoadConfigOptions, type LoadedConfig } from '../../src/io/config.ts';
import { configSchema } from '../../src/build/config-schema.ts';
import { ruleSchema } from '../../src/build/rule-schema.ts';
import { pack } from '../../src/generated/pack.js';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'undisclosed-config-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function put(path: string, content: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), content);
}

const load = (options: Partial<LoadConfigOptions> = {}): Promise<LoadedConfig> => loadConfig({ cwd, ...options });

async function error(options: Partial<LoadConfigOptions> = {}): Promise<ConfigError> {
  const caught: unknown = await load(options).then(() => null, (thrown: unknown) => thrown);
  expect(caught).toBeInstanceOf(ConfigError);
  return caught as ConfigError;
}

describe('where the configuration is found', () => {
  it('nowhere: nothing is set', async () => {
    expect(await load()).toEqual({ config: {}, pack, file: null });
    expect((await load({ preset: 'hr' })).config).toEqual({ extends: ['hr'] });
  });

  it('in the working directory or the nearest folder above', async () => {
    put('undisclosed.config.yaml', 'purpose: hr\n');
    put('a/b/readme', '');
    expect((await load({ cwd: join(cwd, 'a/b') })).config).toEqual({ purpose: 'hr' });
    put('a/undisclosed.config.json', '{"purpose": "notice"}');
    expect((await load({ cwd: join(cwd, 'a/b') })).config).toEqual({ purpose: 'notice' });
  });

  it('in package.json, where it has the key', async () => {
    put('undisclosed.config.yml', 'purpose: hr\n');
    put('a/package.json', '{"name": "a"}');
    put('b/package.json', '{"undisclosed": {"locale": "fr"}}');
    expect((await load({ cwd: join(cwd, 'a') })).config).toEqual({ purpose: 'hr' });
    expect((await load({ cwd: join(cwd, 'b') })).config).toEqual({ locale: 'fr' });
  });

  it('where it is told to be, and nowhere else', async () => {
    put('undisclosed.config.yaml', 'purpose: hr\n');
    put('other.yaml', 'purpose: notice\n');
    expect(await load({ configPath: 'other.yaml' })).toMatchObject({ config: { purpose: 'notice' }, file: 'other.yaml' });
    expect((await error({ configPath: 'gone.yaml' })).say('en')).toBe('gone.yaml:1:1: There is no such file or folder.');
  });

  it('an empty file sets nothing', async () => {
    put('undisclosed.config.yaml', '# nothing yet\n');
    expect((await load()).config).toEqual({});
  });
});

describe('what a configuration extends', () => {
  it('is merged: lists joined, values and rules replaced, presets collected', async () => {
    put('base/base.yaml', 'extends: hr\ncolleagues: [a@one.example]\npurpose: hr\nrules:\n  person/placeholder: error\n  person/*: info\n');
    put('undisclosed.config.yaml', 'extends: [./base/base.yaml, candidate-reply]\ncolleagues: [b@one.example]\npurpose: notice\nrules:\n  person/placeholder: warning\n');
    expect((await load()).config).toEqual({
      extends: ['hr', 'candidate-reply'], colleagues: ['a@one.example', 'b@one.example'], purpose: 'notice',
      rules: { 'person/*': 'info', 'person/placeholder': 'warning' },
    });
  });

  it('is replaced by a preset of the command line, and nothing else is', async () => {
    put('base.yaml', 'purpose: hr\n');
    put('undisclosed.config.yaml', 'extends: ./base.yaml\nlocale: fr\n');
    expect((await load({ preset: 'all' })).config).toEqual({ extends: ['all'], locale: 'fr' });
  });

  it('may not lead back to itself', async () => {
    put('undisclosed.config.yaml', 'extends: ./a.yaml\n');
    put('a.yaml', 'extends:\n  - ./undisclosed.config.yaml\n');
    expect(await error()).toMatchObject({ file: join(cwd, 'a.yaml'), line: 2, column: 5 });
    put('a.yaml', 'extends: ./gone.yaml\n');
    expect(await error()).toMatchObject({ line: 1, column: 10 });
  });
});

const VISIBLE = 'some, many, organisations, crowd, listShare, webmailSender';

describe('an error', () => {
  it.each([
    ['an unknown rule', 'rules:\n  person/placeholdr: error\n', 2, 3, 'There is no rule person/placeholdr. Did you mean person/placeholder?', 'person/placeholder: error'],
    ['an unknown key', 'locale: fr\ncolleages: [a@one.example]\n', 2, 1, 'Unknown key colleages. Did you mean colleagues?', 'colleagues: [a@one.example]'],
    ['a wrong level', 'rules:\n  person/placeholder: eror\n', 2, 23, 'eror is not possible here; possible: off, info, warning, error. Did you mean error?', 'person/placeholder: error'],
    ['a wrong level whose letters stand in the key as well', 'rules:\n  person/placeholder: on\n', 2, 23, 'on is not possible here; possible: off, info, warning, error.', 'person/placeholder: warning'],
    ['nothing where a level belongs', 'rules:\n  person/placeholder:\n', 2, 22, 'null is not possible here; possible: off, info, warning, error.', 'person/placeholder: warning'],
    ['a domain that ends with a dot', 'internalDomains: [one.example, two.example.]\n', 1, 32, 'two.example. is not a domain such as example.com.', 'internalDomains: [one.example, two.example]'],
    ['a second document', 'extends: [hr]\n---\nextends: [all]\n', 2, 1, 'A second YAML document begins here: a configuration is one.', null],
    ['a group of nobody', 'allow:\n  - members: []\n    reason: board\n    until: 2030-01-01\n', 2, 14, 'At least one is needed here.', '- members: [anne@example.com]'],
    ['a wrong level with options', 'rules:\n  person/placeholder: [serious, {}]\n', 2, 24, 'serious is not possible here; possible: off, info, warning, error.', 'person/placeholder: [warning, {}]'],
    ['an unknown option', 'rules:\n  person/placeholder:\n    level: error\n    options:\n      strict: yes\n', 5, 7, 'Unknown key strict. This rule has no options.', null],
    ['an unknown preset', 'extends: recomended\n', 1, 10, /^recomended is not possible here; possible: .* Did you mean recommended\?$/, 'extends: recommended'],
    ['an unknown preset in a list', 'extends: [hrr]\n', 1, 11, 'hrr is not possible here; possible: all, candidate-reply, hr, recommended. Did you mean hr?', 'extends: [hr]'],
    ['the second of two presets', 'extends:\n  - hr\n  - ./base.yaml\n  - recomended\n', 4, 5, /^recomended is not possible here; .* Did you mean recommended\?$/, '- recommended'],
    ['a number among presets', 'extends: [hr, 3]\n', 1, 15, '3 is not possible here; possible: all, candidate-reply, hr, recommended.', 'extends: [hr, recommended]'],
    ['keys where a preset belongs', 'extends: { a: 1 }\n', 1, 10, '{…} is not possible here; possible: all, candidate-reply, hr, recommended.', null],
    ['an option beside options', 'rules:\n  recipients/visible-recipients: { som: 3 }\n', 2, 36, `Unknown key som. This rule's options are ${VISIBLE}, and they stand under options. Did you mean some?`, 'recipients/visible-recipients: { options: { some: 3 } }'],
    ['an option beside a level', 'rules:\n  recipients/visible-recipients:\n    level: error\n    som: 3\n', 4, 5, `Unknown key som. This rule's options are ${VISIBLE}, and they stand under options. Did you mean some?`, 'options: { some: 3 }'],
    ['an option like no other', 'rules:\n  recipients/visible-recipients: { sum: 3 }\n', 2, 36, `Unknown key sum. This rule's options are ${VISIBLE}, and they stand under options.`, null],
    ['an option that is a grade as well', 'rules:\n  recipients/visible-recipients: { some: 3 }\n', 2, 42, '3 is not possible here; possible: off, info, warning, error. As an option some stands under options.', 'recipients/visible-recipients: { options: { some: 3 } }'],
    ['an option where it belongs', 'rules:\n  recipients/visible-recipients: [error, { som: 3 }]\n', 2, 44, `Unknown key som. This rule's options are ${VISIBLE}. Did you mean some?`, 'recipients/visible-recipients: [error, { some: 3 }]'],
    ['an option of another type', 'rules:\n  recipients/visible-recipients: [error, { some: few }]\n', 2, 50, 'Expected here: a whole number.', null],
    ['a key of a setting', 'rules:\n  recipients/visible-recipients: { levle: error }\n', 2, 36, 'Unknown key levle. Did you mean level?', 'recipients/visible-recipients: { level: error }'],
    ['a grade of a setting', 'rules:\n  recipients/visible-recipients: { level: { manny: error } }\n', 2, 45, 'Unknown key manny. Did you mean many?', 'recipients/visible-recipients: { level: { many: error } }'],
    ['a grade beside options', 'rules:\n  recipients/visible-recipients: { som: error }\n', 2, 36, 'Unknown key som. Did you mean some?', 'recipients/visible-recipients: { some: error }'],
    ['a level and a grade together', 'rules:\n  recipients/visible-recipients: { level: error, crowd: off }\n', 2, 36, 'level cannot stand beside the other keys here.', null],
    ['a setting that is a number', 'rules:\n  recipients/visible-recipients: 3\n', 2, 34, '3 is not possible here; possible: off, info, warning, error.', 'recipients/visible-recipients: warning'],
    ['a family with options', 'rules:\n  recipients/*: { some: 3 }\n', 2, 17, '{…} is not possible here; possible: off, info, warning, error.', null],
    ['an option in an override', 'overrides:\n  - files: [a]\n    rules: { tone/cold: { strict: 1 } }\n', 3, 27, 'Unknown key strict. This rule has no options.', null],
    ['a rule begun', 'rules: { recipients/visible: off }\n', 1, 10, 'There is no rule recipients/visible. Did you mean recipients/visible-recipients?', 'rules: { recipients/visible-recipients: off }'],
    ['a rule like no other', 'rules: { discrimination/xyz: off }\n', 1, 10, 'There is no rule discrimination/xyz.', null],
    ['a date of another form', 'allow:\n  - members: [a@one.example]\n    reason: board\n    until: next year\n', 4, 12, 'next year is not a date as YYYY-MM-DD.', /^until: "\d{4}-\d{2}-\d{2}"$/],
    ['a day that does not exist', 'allow:\n  - members: [a@one.example]\n    reason: board\n    until: 2026-02-30\n', 4, 12, '2026-02-30 is not a day of the calendar.', /^until: "\d{4}-\d{2}-\d{2}"$/],
    ['an end before the beginning', 'allow:\n  - members: [a@one.example]\n    reason: board\n    since: 2026-03-01\n    until: 2026-02-01\n', 5, 12, 'This group ends before it begins.', 'until: "2026-03-01"'],
    ['a group that no day ends', 'allow:\n  - members: [a@one.example]\n    reason: board\n', 2, 5, 'This group needs a last day: who knows each other is to be looked at again.', /^until: "\d{4}-\d{2}-\d{2}"$/],
    ['a group without a reason', 'allow:\n  - members: [a@one.example]\n', 2, 5, 'reason is missing here.', 'reason: …'],
    ['an address that is none', 'colleagues:\n  - claire\n', 2, 5, 'claire is not an address such as anne@example.com.', '- claire@example.com'],
    ['a text where a list belongs', 'internalDomains: one.example\n', 1, 18, 'Expected here: a list.', 'internalDomains: [one.example]'],
    ['a list where keys belong', '- a\n- b\n', 1, 1, 'Expected here: keys with values.', null],
    ['a rule of an override', 'overrides:\n  - files: [hr/**]\n    rules:\n      person/placehoder: off\n', 4, 7, 'There is no rule person/placehoder. Did you mean person/placeholder?', 'person/placeholder: off'],
    ['a key that stands twice', 'locale: fr\nlocale: en\n', 2, 1, 'This key stands twice.', null],
    ['YAML that is none', 'rules: {a: [}\n', 1, 13, 'This is not valid YAML.', null],
    ['a tag', 'purpose: !!js/function "x"\n', 1, 10, 'YAML tags are not allowed here: a configuration is plain data.', null],
  ])('of %s says where, what and how else', async (_name, text, line, column, what, paste) => {
    put('undisclosed.config.yaml', text);
    const caught = await error();
    expect({ line: caught.line, column: caught.column, file: caught.file }).toEqual({ line, column, file: join(cwd, 'undisclosed.config.yaml') });
    if (typeof what === 'string') expect(caught.what.en).toBe(what);
    else expect(caught.what.en).toMatch(what);
    if (paste instanceof RegExp) expect(caught.paste).toMatch(paste);
    else expect(caught.paste).toBe(paste);
    expect(caught.what.fr).not.toBe(caught.what.en);
    expect(caught.say('fr').split('\n')[0]).toBe(`${caught.file}:${line}:${column}: ${caught.what.fr}`);
  });

  it.each([
    ['an unknown key', '{\n  "localle": "fr"\n}', 2, 3, 'Unknown key localle. Did you mean locale?'],
    ['a wrong value', '{"purpose": "marketing"}', 1, 13, 'marketing is not possible here; possible: rejection, hr, reply, newsletter, notice.'],
    ['JSON that is none', '{"purpose": "hr",}', 1, 18, 'This is not valid JSON from here on.'],
  ])('in JSON, of %s', async (_name, text, line, column, what) => {
    put('undisclosed.config.json', text);
    expect(await error()).toMatchObject({ line, column, what: { en: what } });
    rmSync(join(cwd, 'undisclosed.config.json'));
    if (!text.endsWith(',}')) {
      put('package.json', `{"undisclosed": ${text}}`);
      expect((await error()).what.en).toBe(what);
    }
  });

  it('of a preset on the command line has no file', async () => {
    const caught = await error({ preset: 'h' });
    expect(caught.file).toBeNull();
    expect(caught.say('en')).toMatch(/^There is no preset h; there are: /);
  });

  it('prints no control character and not much of a long word', async () => {
    put('undisclosed.config.json', JSON.stringify({ [`\u001b[31m${'x'.repeat(500)}`]: 1 }));
    const said = (await error()).say('en');
    expect(said).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
    expect(said.length).toBeLessThan(300);
  });
});

describe('a hostile configuration', () => {
  it.each([
    ['an alias bomb', `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]!}`).join()}]`).join('\n')}\nlists: *i\n`],
    ['deep brackets', `rules: ${'['.repeat(100_000)}`],
    ['deep dashes', `rules:\n ${'- '.repeat(100_000)}x`],
    ['deep indentation', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['a huge file', `# ${'x'.repeat(600_000)}\n`],
    ['half a megabyte of line ends', `${'\n'.repeat(500_000)}x`],
    ['a NUL', 'purpose: "h\0r"'],
  ])('of %s is refused', async (_name, text) => {
    put('undisclosed.config.yaml', text);
    expect((await error()).message.length).toBeLessThan(500);
  });

  it('cannot reach the prototype', async () => {
    put('undisclosed.config.json', '{"__proto__": {"purpose": "hr"}}');
    expect((await error()).what.en).toBe('Unknown key __proto__.');
    put('undisclosed.config.json', '{"rules": {"constructor": "off"}}');
    expect((await error()).what.en).toMatch(/constructor/);
  });

  it('that is a link to itself or a folder is not waited for', async () => {
    symlinkSync('undisclosed.config.yaml', join(cwd, 'undisclosed.config.yaml'));
    expect((await load()).config).toEqual({});
    expect((await error({ configPath: '.' })).say('en')).toMatch(/not a file/);
  });
});

const OWN = `id: house/no-ascii-art
severity: warning
since: 1.0.0
check: placeholder
languages:
  en: { title: Ascii art, message: There is ascii art., why: It is ugly., suggestion: Remove it. }
`;

describe('a configuration in another encoding', () => {
  const write = (name: string, bytes: Buffer): void => writeFileSync(join(cwd, name), bytes);

  it('is refused, with the line and what to do', async () => {
    const text = 'locale: fr\n# né ici\ninternalDomains: [café.example]\n';
    write('undisclosed.config.yaml', Buffer.concat([Buffer.from('locale: fr\n# né ici\n'), Buffer.from('internalDomains: [café.example]\n', 'latin1')]));
    expect((await error()).say('en')).toMatch(/undisclosed\.config\.yaml:3:1: This line is not UTF-8\. Save the file as UTF-8\.$/);
    write('undisclosed.config.yaml', Buffer.from('internalDomains: [café.example]', 'latin1'));
    expect((await error()).line).toBe(1);
    for (const bytes of [Buffer.from(`\uFEFF${text}`, 'utf16le'), Buffer.from(text, 'utf16le')]) {
      write('undisclosed.config.yaml', bytes);
      expect((await error()).say('fr')).toMatch(/undisclosed\.config\.yaml:1:1: Ce fichier est en UTF-16\. Enregistrez-le en UTF-8\.$/);
    }
    write('undisclosed.config.yaml', Buffer.from(`\uFEFF${text}`));
    expect((await load()).config.internalDomains).toEqual(['café.example']);
  });
});

describe("users' own rules", () => {
  it('join the built-in ones and are on', async () => {
    put('rules/house/no-ascii-art.yaml', OWN);
    put('rules/house/no-ascii-art.examples.yaml', 'invalid: []\n');
    put('undisclosed.config.yaml', 'ruleFolders: [./rules]\nrules:\n  house/*: info\n');
    const loaded = await load();
    expect(loaded.pack.rules).toHaveLength(pack.rules.length + 1);
    expect(loaded.pack.rules.at(-1)).toMatchObject({ id: 'house/no-ascii-art', examples: { invalid: [], valid: [] } });
    expect(loaded.config).toEqual({ rules: { 'house/no-ascii-art': 'warning', 'house/*': 'info' } });
  });

  it('are checked like the built-in ones', async () => {
    put('undisclosed.config.yaml', 'ruleFolders: [rules]\n');
    expect((await error()).say('en')).toMatch(/:1:15: The rule folder cannot be read\./);
    put('rules/x.yaml', OWN.replace('severity: warning', 'severity: serious'));
    expect(await error()).toMatchObject({ file: join(cwd, 'rules/x.yaml'), line: 2, column: 11, paste: 'severity: warning' });
    put('rules/x.yaml', OWN.replace('check: placeholder', 'check: placeholders'));
    expect(await error()).toMatchObject({ line: 4, paste: 'check: placeholder' });
    put('rules/x.yaml', OWN.replace('title:', 'titel:'));
    expect(await error()).toMatchObject({ line: 6, what: { en: 'Unknown key titel. Did you mean title?' } });
    put('rules/x.yaml', OWN.replace('id: house/no-ascii-art', 'id: ascii'));
    expect(await error()).toMatchObject({ line: 1, column: 5 });
    put('rules/x.yaml', OWN);
    put('rules/y.yaml', OWN);
    expect((await error()).what.en).toBe('There are two rules house/no-ascii-art.');
  });

  it.each([
    ['since: 1.0.0', 'since: x', 3, 8, 'x is not a version such as 1.0.0.', 'x n\'est pas une version comme 1.0.0.'],
    ['since: 1.0.0', 'since: 1.5', 3, 8, '1.5 is not a version such as 1.0.0.', '1.5 n\'est pas une version comme 1.0.0.'],
    ['id: house/no-ascii-art', 'id: ascii', 1, 5, 'ascii is not an id such as house/no-slang.', 'ascii n\'est pas un identifiant comme house/no-slang.'],
    ['en: {', 'english: {', 6, 3, 'english is not a language code such as fr or en.', 'english n\'est pas un code de langue comme fr ou en.'],
    ['check: placeholder', 'check: placeholder\noptions: { strict: 1 }', 5, 12, 'Unknown key strict. This rule has no options.', 'Clé inconnue : strict. Cette règle n\'a pas d\'options.'],
    ['severity: warning', 'severity: { empti: info }', 2, 13, /^Unknown key empti\./, /^Clé inconnue : empti\./],
  ])('say what is accepted: not %s, but %s', async (right, wrong, line, column, en, fr) => {
    put('undisclosed.config.yaml', 'ruleFolders: [rules]\n');
    put('rules/x.yaml', OWN.replace(right, wrong));
    const caught = await error();
    expect(caught).toMatchObject({ file: join(cwd, 'rules/x.yaml'), line, column });
    expect(caught.what.en).toMatch(en);
    expect(caught.what.fr).toMatch(fr);
  });

  it('look for phrases of their own, beside those that came built and with their lists', async () => {
    const phrases = (line: string): string => `id: house/no-asap
severity: warning
since: 1.0.0
check: phrase
languages:
  en:
    title: No date
    message: Nobody knows when.
    why: A date can be kept.
    suggestion: Write the day.
    phrases:
      hurry:
        - "${line}"
`;
    put('undisclosed.config.yaml', 'extends: hr\nruleFolders: [rules]\n');
    put('rules/asap.yaml', phrases('(asap'));
    expect(await error()).toMatchObject({ file: join(cwd, 'rules/asap.yaml'), line: 13, column: 11, what: { en: "The phrase (asap cannot be read: a bracket that is not closed.", fr: expect.stringContaining("une parenthèse qui n'est pas fermée") as string } });
    put('rules/asap.yaml', phrases('<nobody> asap'));
    expect((await error()).what.en).toContain('a list that is not there');
    put('rules/asap.yaml', phrases('asap'));
    const { pack: merged, config } = await load();
    const rules = compile(merged, config);
    const found = (text: string): string[] => lint(readJsonDraft({ from: 'a@maison.example', to: 'jane.doe@gmail.com', text }), rules).map(({ ruleId }) => ruleId);
    expect(found('Send it ASAP, dear Jane.')).toEqual(['house/no-asap']);
    expect(found('We cannot hire you because of your age.')).toEqual(['discrimination/age']);
  });

  it('take the place of a built-in one only where that is said', async () => {
    put('rules/x.yaml', OWN.replace('house/no-ascii-art', 'person/placeholder'));
    put('undisclosed.config.yaml', 'ruleFolders: [rules]\n');
    expect(await error()).toMatchObject({ paste: 'replaceRules: [person/placeholder]' });
    put('undisclosed.config.yaml', 'ruleFolders: [rules]\nreplaceRules: [person/placeholder]\n');
    const { pack: merged, config } = await load();
    expect(merged.rules.filter(({ id }) => id === 'person/placeholder')).toHaveLength(1);
    expect(merged.rules).toHaveLength(pack.rules.length);
    expect(config).not.toHaveProperty('replaceRules');
  });
});

describe('the published schemas', () => {
  it('describe every key, for whoever completes from them', () => {
    const schema = configSchema(pack, CHECKS) as { properties: Record<string, { description?: string; $ref?: string }>; definitions: Record<string, { properties?: Record<string, { description?: string }>; description?: string }> };
    for (const [key, value] of Object.entries(schema.properties)) expect(value.description ?? schema.definitions[String(value.$ref).split('/').at(-1)!]?.description, key).toBeTruthy();
    expect(Object.keys(schema.definitions['rules']!.properties!)).toEqual(expect.arrayContaining(pack.rules.map(({ id }) => id)));
    for (const value of Object.values(schema.definitions['rules']!.properties!)) expect(value.description).toBeTruthy();
  });

  it('are the same every time', () => {
    expect(configSchema(pack, CHECKS)).toEqual(configSchema(pack, CHECKS));
    expect(ruleSchema(CHECKS)).toEqual(ruleSchema(CHECKS));
  });
});
