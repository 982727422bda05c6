import { readFileSync } from 'node:fs';
import type { ESLint, Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import undisclosed from '../../src/hosts/eslint/plugin.ts';
import { pack } from '../../src/generated/pack.js';
import { checked, eslint, Folder, preset, said } from './help.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const people = (count: number): string => Array.from({ length: count }, (_one, index) => `p${String(index)}@company${String(index)}.example`).join(', ');
const mail = (to: string, body: string, eol = '\r\n'): string => ['From: claire@firma.example', `To: ${to}`, 'Subject: Votre candidature', 'X-Undisclosed-Purpose: rejection', '', body, ''].join(eol);

async function lint(config: readonly Linter.Config[], content: string | Uint8Array, options: Partial<ESLint.Options> = {}, name = 'a.eml'): Promise<ESLint.LintResult> {
  folder.put(name, content);
  const [result] = await eslint(folder.path, config, options).lintFiles([name]);
  return result!;
}

const rulesOf = ({ messages }: ESLint.LintResult): string[] => messages.map(({ ruleId }) => ruleId ?? 'fatal').sort();

describe('what is on, and how severe it is', () => {
  it('is what the preset names, each finding at its own level', async () => {
    const draft = mail('a@one.example, a@one.example', 'Vous êtes trop âgée pour ce poste. Nous gardons votre dossier.');
    const result = await lint(preset('hr'), draft);
    expect(said(result)).toEqual(await checked(folder.path, 'a.eml', { preset: 'hr' }));
    expect(result).toMatchObject({ errorCount: 1, fixableErrorCount: 0, fixableWarningCount: 1 });
    expect(result.messages.map(({ ruleId, severity, messageId }) => ({ ruleId, severity, messageId }))).toContainEqual({ ruleId: 'undisclosed/recipients/duplicate-recipient', severity: 1, messageId: 'info' });
    expect(rulesOf(await lint(preset('recommended'), draft))).toEqual(['undisclosed/recipients/duplicate-recipient']);
  });

  it('is never more severe than eslint.config.js allows, and off where it says so', async () => {
    const draft = mail(people(12), 'Vous êtes trop âgée pour ce poste.');
    const [block] = preset('hr');
    const rules = { 'undisclosed/recipients/visible-recipients': 'warn', 'undisclosed/discrimination/age': 'off' } as const;
    const { messages } = await lint([block!, { files: ['**/*.eml'], rules }], draft);
    expect(messages.find(({ ruleId }) => ruleId === 'undisclosed/recipients/visible-recipients')).toMatchObject({ severity: 1, messageId: 'error' });
    expect(messages.map(({ ruleId }) => ruleId)).not.toContain('undisclosed/discrimination/age');
  });

  it('switches on a rule that no preset had on, without more ado', async () => {
    const [block] = preset('recommended');
    const result = await lint([block!, { files: ['**/*.eml'], rules: { 'undisclosed/discrimination/age': 'error' } }], mail('a@one.example', 'Vous êtes trop âgée pour ce poste.'));
    expect(rulesOf(result)).toEqual(['undisclosed/discrimination/age']);
  });

  it('takes options and levels of a rule', async () => {
    const draft = mail(people(4), 'Bonjour à vous quatre.');
    const rule = 'undisclosed/recipients/visible-recipients';
    const with_ = (entry: Linter.RuleEntry): Promise<ESLint.LintResult> => lint([{ ...preset('recommended')[0]!, rules: { [rule]: entry } }], draft);
    expect(rulesOf(await with_('error'))).toEqual([]);
    expect((await with_(['error', { some: 2, many: 3 }])).messages).toMatchObject([{ ruleId: rule, severity: 2, messageId: 'error' }]);
    expect((await with_(['error', { some: 2, many: 3, level: { many: 'info' } }])).messages).toMatchObject([{ ruleId: rule, severity: 1, messageId: 'info' }]);
    expect((await with_(['error', { some: 2, many: 3, level: 'off' }])).messages).toEqual([]);
    await expect(with_(['error', { sone: 2 }])).rejects.toThrow(/visible-recipients[\s\S]*additional properties/);
    await expect(with_(['error', { level: { manny: 'info' } }])).rejects.toThrow(/visible-recipients/);
  });

  it('works by any name that the plugin is given its language under', async () => {
    const config = defineConfig([{ files: ['**/*.eml'], plugins: { undisclosed }, language: 'undisclosed/eml', languageOptions: { config: {} }, processor: 'undisclosed/levels', rules: { 'undisclosed/discrimination/age': 'error' } }]);
    expect(rulesOf(await lint(config, mail('a@one.example', 'Vous êtes trop âgée.')))).toEqual(['undisclosed/discrimination/age']);
  });

  it('has every rule there is, with its page and its level words', () => {
    for (const { id } of pack.rules) expect(undisclosed.rules[id]?.meta?.docs, id).toMatchObject({ description: expect.stringMatching(/./) as string, url: expect.stringMatching(/^file:.*\.md$/) as string });
    expect(Object.keys(undisclosed.rules)).toHaveLength(pack.rules.length + 3);
    expect(Object.keys(undisclosed.configs)).toEqual(['recommended', 'hr', 'candidate-reply', 'all', 'configured']);
  });
});

describe('a configuration of Undisclosed', () => {
  const draft = mail(`${people(3)}, ${Array.from({ length: 9 }, (_one, index) => `c${String(index)}@firma.example`).join(', ')}`, 'Vous êtes trop âgée pour ce poste.');

  it('is found from the working directory upward, and says what is nobody else\'s to say', async () => {
    const [block] = undisclosed.configs.hr;
    const config = [{ ...block!, languageOptions: { locale: 'en' } }];
    folder.put('undisclosed.config.yaml', 'locale: fr\nrules:\n  discrimination/age: { level: off }\n');
    const before = await lint(config, draft);
    expect(rulesOf(before)).not.toContain('undisclosed/discrimination/age');
    folder.put('sub/other.txt', '');
    folder.put('sub/a.eml', draft);
    const [below] = await eslint(`${folder.path}/sub`, config).lintFiles(['a.eml']);
    expect(rulesOf(below!)).toEqual(rulesOf(before));
  });

  it('gives the language of the messages', async () => {
    folder.put('undisclosed.config.yaml', 'locale: fr\n');
    const { messages } = await lint(undisclosed.configs.hr, mail('a@one.example', 'Vous êtes trop âgée.'));
    expect(messages.find(({ ruleId }) => ruleId === 'undisclosed/discrimination/age')?.message).toMatch(/âge/);
  });

  it('may be given as a path or as data, and its overrides go by paths as the command line has them', async () => {
    folder.put('rules/own.yaml', 'overrides:\n  - files: ["drafts/**"]\n    rules: { discrimination/age: off }\n');
    const at = async (name: string, config: unknown): Promise<string[]> => rulesOf(await lint(preset('hr', { config }), draft, {}, name));
    expect(await at('a.eml', 'rules/own.yaml')).toContain('undisclosed/discrimination/age');
    expect(await at('drafts/a.eml', 'rules/own.yaml')).not.toContain('undisclosed/discrimination/age');
    expect(await at('a.eml', { rules: { 'discrimination/age': 'off' } })).not.toContain('undisclosed/discrimination/age');
  });

  it('alone decides under `configured`, rules of the user\'s own and their levels included', async () => {
    folder.put('rules/house/exclamation.yaml', `id: house/exclamation
severity: warning
since: 1.0.0
check: phrase
languages:
  fr:
    title: Un ton trop familier
    message: "Pas de « super » dans nos lettres."
    why: Nous écrivons autrement.
    suggestion: Dites-le autrement.
    phrases: { match: ["super"] }
examples: { invalid: [], valid: [] }
`);
    folder.put('undisclosed.config.yaml', 'extends: [hr]\nlocale: fr\nruleFolders: [rules]\nrules:\n  discrimination/age: warning\n');
    const [block] = undisclosed.configs.configured;
    const result = await lint([block!], mail('a@one.example', 'Vous êtes trop âgée pour ce poste. Votre CV est super.'));
    const own = (await checked(folder.path, 'a.eml', { config: 'undisclosed.config.yaml', locale: 'fr' })).map((line) => line.replace(/house\/exclamation (.*)/, 'own house/exclamation: $1'));
    expect(said(result)).toEqual(own.sort());
    expect(own.some((line) => line.includes('house/exclamation'))).toBe(true);
    expect(own.some((line) => line.includes(' 1 discrimination/age'))).toBe(true);
    expect(result.errorCount).toBe(0);
    expect(rulesOf(await lint(preset('hr', { config: 'undisclosed.config.yaml' }), mail('a@one.example', 'Votre CV est super.')))).toContain('undisclosed/own');
  });

  it('that is wrong stops the run, with its line and without a stack trace', async () => {
    folder.put('undisclosed.config.yaml', 'extends: [hr]\nrules:\n  discrimination/agee: off\n');
    const error: unknown = await lint(undisclosed.configs.hr, draft).then(() => null, (thrown: unknown) => thrown);
    expect((error as Error).stack).toMatch(/undisclosed\.config\.yaml:3:3: .*discrimination\/age\?/);
    expect((error as Error).stack).not.toMatch(/\n\s+at /);
    await expect(lint(preset('hr', { config: { internalDomains: 'x' } }), draft)).rejects.toThrow(/languageOptions\.config\.internalDomains: /);
    await expect(lint(preset('hr', { config: 'gone.yaml' }), draft)).rejects.toThrow(/gone\.yaml:1:1/);
  });

  it('changed while an editor is open is read again', async () => {
    const config = [{ ...undisclosed.configs.hr[0]!, languageOptions: { locale: 'en' } }];
    const editor = eslint(folder.path, config);
    const look = async (): Promise<string[]> => rulesOf((await editor.lintText(draft, { filePath: 'a.eml' }))[0]!);
    expect(await look()).toContain('undisclosed/discrimination/age');
    folder.put('undisclosed.config.yaml', 'rules:\n  discrimination/age: off\n');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await look()).not.toContain('undisclosed/discrimination/age');
  });
});

describe('languageOptions', () => {
  it.each([[{ phase: 'later' }, /"phase" is one of "compose", "send", "sent"/], [{ local: 'fr' }, /Unknown key "local"/], [{ config: 3 }, /"config" is the path/]] as const)('%j is refused', async (options, message) => {
    await expect(lint(preset('hr', options), mail('a@one.example', 'Bonjour'))).rejects.toThrow(message);
  });

  it('for JavaScript are passed over, as they stand in blocks for all files', async () => {
    expect(rulesOf(await lint([{ languageOptions: { globals: { window: 'readonly' } } }, preset('recommended')[0]!], mail('a@one.example', 'Bonjour Anne')))).toEqual([]);
  });
});

describe('fixes', () => {
  const twice = 'Zoé <zoe@one.example>, zoe@one.example';

  it.each(['\r\n', '\n'])('keep line ends %j, a byte order mark and what stands behind the basic plane', async (eol) => {
    const content = `\uFEFF${mail(twice, '🙂 été', eol)}`;
    const { output, messages } = await lint(preset('recommended'), content, { fix: true });
    expect(output).toBe(content.replace(', zoe@one.example', ''));
    expect(messages).toEqual([]);
  });

  it('are told of a JSON draft within its own writing', async () => {
    const content = '{"from":"a@firma.example","to":["Zo\\u00e9 <zoe@one.example>", "zoe@one.example"],"subject":"🙂","text":""}';
    const { output } = await lint(preset('hr'), content, { fix: true }, 'drafts/a.json');
    expect(output).toBe(content.replace(', "zoe@one.example"', ''));
  });

  it('that a person has to decide are suggestions', async () => {
    const { messages, output } = await lint(preset('hr'), mail('a@one.example', 'Merci de votre visite. Vous êtes trop âgée pour ce poste. Nous gardons votre dossier.'), { fix: true });
    expect(output).toBeUndefined();
    const age = messages.find(({ ruleId }) => ruleId === 'undisclosed/discrimination/age')!;
    expect(age.fix).toBeUndefined();
    const [suggestion] = age.suggestions!;
    const text = readFileSync(`${folder.path}/a.eml`, 'utf8');
    const { range, text: instead } = suggestion!.fix;
    expect(text.slice(0, range[0]) + instead + text.slice(range[1])).toContain('Merci de votre visite. Nous gardons votre dossier.');
  });

  it('take time in proportion to the mail, however much there is to mend: the rest waits for the next pass', async () => {
    const twenty = Array.from({ length: 20 }, (_one, index) => `p${String(index)}@one.example, P${String(index)}@one.example`).join(',\r\n ');
    const attached = `${'QUFB'.repeat(19)}\r\n`.repeat(110_000);
    const large = ['From: a@firma.example', `To: ${twenty}`, 'Subject: x', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'Bonjour', '--b', 'Content-Type: application/octet-stream', 'Content-Disposition: attachment; filename=a.bin', 'Content-Transfer-Encoding: base64', '', `${attached}--b--`, ''].join('\r\n');
    expect(large.length).toBeGreaterThan(8 * 1024 * 1024);
    const { messages } = await lint(preset('recommended'), large);
    const twice = messages.filter(({ ruleId }) => ruleId === 'undisclosed/recipients/duplicate-recipient');
    expect(twice).toHaveLength(20);
    expect(twice.filter(({ fix }) => fix)).toHaveLength(7);
  });

  it('are not offered for a mail that has left', async () => {
    const { messages } = await lint(preset('hr', { phase: 'sent' }), mail(twice, 'Vous êtes trop âgée. Merci.'));
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expect(message).not.toHaveProperty('fix');
    for (const message of messages) expect(message).not.toHaveProperty('suggestions');
  });
});

describe('a draft that is no UTF-8', () => {
  const bytes = Buffer.from(`${mail('Zoé <zoe@one.example>, zoe@one.example', 'Vous êtes trop âgée pour ce poste.').replace('\r\n\r\n', '\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n')}`, 'latin1');

  it('is judged by its bytes, and not touched', async () => {
    const result = await lint(preset('hr'), bytes, { fix: true });
    expect(result.output).toBeUndefined();
    expect(readFileSync(`${folder.path}/a.eml`)).toEqual(bytes);
    expect(said(result).filter((line) => !line.includes('eslint/'))).toEqual(await checked(folder.path, 'a.eml', { preset: 'hr' }));
    expect(rulesOf(result)).toContain('undisclosed/discrimination/age');
    expect(result.messages.filter(({ fix, suggestions }) => fix ?? suggestions)).toEqual([]);
    expect(result.messages.find(({ ruleId }) => ruleId === 'undisclosed/eslint/not-utf8')).toMatchObject({ severity: 1, line: 1, column: 1, message: expect.stringContaining('ESLint would spoil it') as string });
  });

  it('is not spoken of where nothing could be mended', async () => {
    expect(rulesOf(await lint(preset('hr'), Buffer.from('From: a@firma.example\nTo: Zo\xe9 <b@one.example>\nSubject: x\n\nx\n', 'latin1')))).not.toContain('undisclosed/eslint/not-utf8');
  });

  it('is not mended in an editor either, where its text has come without the bytes', async () => {
    const [result] = await eslint(folder.path, preset('hr'), { fix: true }).lintText(bytes.toString('utf8'), { filePath: 'unsaved.eml' });
    expect(result!.output).toBeUndefined();
    expect(rulesOf(result!)).toContain('undisclosed/eslint/not-utf8');
  });

  it('is told from one that holds U+FFFD in good UTF-8', async () => {
    const content = mail('Zo\uFFFD <zoe@one.example>, zoe@one.example', 'Bonjour Anne');
    const result = await lint(preset('hr'), content, { fix: true });
    expect(result.output).toBe(content.replace(', zoe@one.example', ''));
    expect(rulesOf(result)).toEqual(rulesOf(await lint(preset('hr'), mail('Zo\uFFFD <zoe@one.example>', 'Bonjour Anne'))));
  });
});

describe('a comment for ESLint', () => {
  const before = 'Merci de votre visite.\r\nVous êtes trop âgée pour ce poste.';

  it.each([
    ['a line before', before.replace('\r\n', '\r\n// eslint-disable-next-line undisclosed/discrimination/age\r\n')],
    ['at the end of a line', `${before} // eslint-disable-line undisclosed/discrimination/age`],
    ['in another form', `/* eslint-disable undisclosed/discrimination/age -- known */\r\n${before}`],
    ['in HTML', `<!-- eslint-disable undisclosed/discrimination/age -->\r\n${before}`],
    ['that sets a rule', `/* eslint undisclosed/tone/cold: 0 */\r\n${before}`],
    ['that sets a quoted rule', `/* eslint "undisclosed/tone/*": "off", no-console: 0 */\r\n${before}`],
    ['that names no rule', `/* eslint-disable */\r\n${before}`],
    ['that names no rule, with a reason', `/* eslint-disable -- known, see below */\r\n${before}`],
    ['that names no rule, indented', `${before}\r\n  /* eslint-enable */`],
    ['that names no rule, for a line', before.replace('\r\n', '\r\n/* eslint-disable-next-line */\r\n')],
    ['that names no rule, of an editor', before.replace('\r\n', '\r\n// eslint-disable-next-line\r\n')],
    ['that names no rule, in HTML', `<!-- eslint-disable -->\r\n${before}`],
    ['that names no rule, behind a sentence', `${before} // eslint-disable-line`],
  ])('%s is no comment in a mail: it is an error, and can be taken out', async (_where, body) => {
    const content = mail('a@one.example', body);
    const { messages } = await lint(preset('hr'), content);
    const found = messages.find(({ ruleId }) => ruleId === 'undisclosed/eslint/disable-comment')!;
    expect(found.severity).toBe(2);
    const { range, text } = found.suggestions![0]!.fix;
    expect(content.slice(0, range[0]) + text + content.slice(range[1])).toBe(mail('a@one.example', before));
  });

  it.each([
    ['in the middle of a sentence', 'Put /* eslint-disable */ at the top, or // eslint-disable-line behind it.'],
    ['at the end of one', 'What silences it is // eslint-disable-line\r\nand nothing else.'],
    ['without its signs', 'eslint-disable\r\neslint-disable-line\r\nWe use ESLint: eslint undisclosed/tone/cold: 0'],
    ['as a heading', '# eslint-disable\r\n'],
    ['in quotes', '"/* eslint-disable */"\r\n`// eslint-disable-line`'],
    ['behind code', 'console.log(1); // eslint-disable-line'],
    ['in fenced code', '```js\r\n/* eslint-disable */\r\n```'],
    ['in a quoted mail', '> /* eslint-disable */'],
    ['in a patch', '+/* eslint-disable */'],
    ['with another rule', '/* eslint-disable no-console */\r\n/* eslint no-console: 0 */'],
    ['that never ends', '/* eslint-disable\r\n<!-- eslint-disable */'],
    ['of another word', '// eslint-disabled\r\n// eslint-disable-line2\r\n/* eslint-disable-all */'],
    ['as an address', 'https://eslint.org/docs/undisclosed/tone: see there.'],
  ])('%s is none', async (_where, body) => {
    const { messages } = await lint(preset('recommended'), mail('a@one.example', `Dear Anne,\r\n\r\n${body}`));
    expect(messages.map(({ ruleId }) => ruleId)).not.toContain('undisclosed/eslint/disable-comment');
  });

  it('of an attached file is that file\'s own', async () => {
    const attached = ['From: a@firma.example', 'To: b@one.example', 'Subject: x', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'Dear Anne, here it is.', '--b', 'Content-Type: text/javascript; name=a.js', 'Content-Disposition: attachment; filename=a.js', '', '/* eslint-disable */', 'alert(1);', '--b--', ''].join('\r\n');
    expect(rulesOf(await lint(preset('recommended'), attached))).not.toContain('undisclosed/eslint/disable-comment');
  });

  it('in markup stands between tags', async () => {
    const page = (body: string): string => ['From: a@firma.example', 'To: b@one.example', 'Subject: x', 'MIME-Version: 1.0', 'Content-Type: text/html', '', body, ''].join('\r\n');
    const content = page('<body><!-- eslint-disable --><p>Dear Anne</p></body>');
    const found = (await lint(preset('recommended'), content)).messages.find(({ ruleId }) => ruleId === 'undisclosed/eslint/disable-comment')!;
    const { range, text } = found.suggestions![0]!.fix;
    expect(content.slice(0, range[0]) + text + content.slice(range[1])).toBe(page('<body><p>Dear Anne</p></body>'));
  });

  it.each([
    ['Dear Anne,\n// eslint-disable-next-line\nyou are too old.', 'Dear Anne,\nyou are too old.'],
    ['/* eslint-disable */\r\nDear Anne', 'Dear Anne'],
    ['Dear Anne. // eslint-disable-line', 'Dear Anne.'],
    ['Dear Anne. // eslint-disable-line undisclosed/tone/cold -- "so"', 'Dear Anne.'],
    ['Dear Anne. // eslint-disable-line -- "so"', 'Dear Anne.'],
    ['Dear Anne\n/* eslint "undisclosed/tone/cold": 0 */\nyou \\ I', 'Dear Anne\nyou \\ I'],
  ])('in the text of a JSON draft is taken out of it, and of nothing else: %j', async (text, without) => {
    const draft = (body: string): string => JSON.stringify({ from: 'a@firma.example', text: body, to: 'b@one.example', subject: 'x' });
    const found = (await lint(preset('recommended'), draft(text), {}, 'drafts/a.json')).messages.filter(({ ruleId }) => ruleId === 'undisclosed/eslint/disable-comment');
    expect(found).toHaveLength(1);
    const { range, text: instead } = found[0]!.suggestions![0]!.fix;
    expect(draft(text).slice(0, range[0]) + instead + draft(text).slice(range[1])).toBe(draft(without));
  });

  it.each([
    ['{\n  "to": "b@one.example", // eslint-disable-line\n  "text": "x"\n}', 2, 26],
    ['/* eslint-disable */\n{ "to": "b@one.example" }', 1, 1],
    ['/* eslint "undisclosed/tone/cold": 0 */\n{ "to": "b@one.example" }', 1, 1],
  ])('that makes a JSON draft unreadable is named at its place: %j', async (json, line, column) => {
    const { messages } = await lint(preset('hr'), json, {}, 'drafts/a.json');
    expect(messages).toMatchObject([{ fatal: true, line, column, message: 'This is not valid JSON.' }, { fatal: true, line, column, message: expect.stringContaining('stands in the mail') as string }]);
  });

  it('is looked for in time linear in the mail', async () => {
    const body = ['// eslint-disable-line', '/* eslint-disable -- ', '//eslint'].map((one) => one.repeat(60_000)).join('\r\n');
    const { messages } = await lint([{ ...preset('recommended')[0]!, rules: { 'undisclosed/eslint/disable-comment': 'error' } }], mail('a@one.example', body));
    expect(messages).toEqual([]);
  });

  it('switches no rule off', async () => {
    const { messages } = await lint(preset('hr'), mail(people(12), '<!-- eslint-disable undisclosed/recipients/visible-recipients -->\r\nBonjour'));
    expect(messages.map(({ ruleId }) => ruleId)).toContain('undisclosed/recipients/visible-recipients');
  });

  it('is found where it makes the draft unreadable', async () => {
    const json = '// eslint-disable-next-line undisclosed/discrimination/age\n{"from":"a@firma.example"}';
    const { messages } = await lint(preset('hr'), json, {}, 'drafts/a.json');
    expect(messages).toMatchObject([{ fatal: true, line: 1, message: 'This is not valid JSON.' }, { fatal: true, line: 1, message: expect.stringContaining('stands in the mail') as string }]);
  });

  it('of other rules is what programmers write to each other', async () => {
    expect(rulesOf(await lint(preset('recommended'), mail('a@one.example', 'Dear Anne,\r\n// eslint-disable-next-line no-console\r\nis what we put there. See undisclosed/tone too.')))).toEqual([]);
  });
});

describe('what ESLint itself does with it', () => {
  it('serialises the configuration, and tells two states of undisclosed.config.yaml apart', async () => {
    const home = process.cwd();
    const config = async (): Promise<string> => JSON.stringify(await eslint(folder.path, undisclosed.configs.configured).calculateConfigForFile('a.eml'));
    try {
      process.chdir(folder.path);
      const before = await config();
      folder.put('undisclosed.config.yaml', 'purpose: hr\n');
      await new Promise((resolve) => setTimeout(resolve, 1100));
      expect(await config()).not.toBe(before);
    } finally {
      process.chdir(home);
    }
  });

  it('looks at a mail again, from one SourceCode', async () => {
    const { Linter: Class } = await import('eslint');
    const linter = new Class();
    const draft = mail('a@one.example', 'Vous êtes trop âgée.');
    const first = linter.verify(draft, preset('hr'), 'a.eml');
    expect(first.length).toBeGreaterThan(0);
    const { plugins, language, files } = undisclosed.configs.hr[0]!;
    const again = linter.verify(linter.getSourceCode(), [{ plugins: plugins!, language: language!, files: files!, languageOptions: { config: {} }, rules: { 'undisclosed/discrimination/age': 'error' } }], 'a.eml');
    expect(again.map(({ ruleId }) => ruleId)).toEqual(['undisclosed/discrimination/age']);
  });
});
