import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ESLint } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { draft } from './drafts.ts';
import { checked, checkedAll, eslint, Folder, preset, said } from './help.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = new Folder();
afterAll(() => folder.remove());

const isOurs = (line: string): boolean => !line.includes(' eslint/');

/** @returns how many findings there were, by rule */
async function expectEqual(cwd: string, results: readonly ESLint.LintResult[], options: Parameters<typeof checked>[2]): Promise<Map<string, number>> {
  const rules = new Map<string, number>();
  for (const result of results) {
    const file = relative(cwd, result.filePath);
    expect(said(result).filter(isOurs), file).toEqual(await checked(cwd, file, options));
    for (const { ruleId } of result.messages) rules.set(ruleId ?? 'fatal', (rules.get(ruleId ?? 'fatal') ?? 0) + 1);
  }
  return rules;
}

describe('ESLint says what `undisclosed check` says: rule, level, place and message', () => {
  it.each(['compose', 'send', 'sent'] as const)('of every draft in fixtures, phase %s', async (phase) => {
    const [eml, json] = preset('all', { phase });
    const results = await eslint(root, [eml!, { ...json!, files: ['**/*.json'] }]).lintFiles(['fixtures/{incidents,clean,reading}/**/*.{eml,json}']);
    expect(results.length).toBeGreaterThan(90);
    const rules = await expectEqual(root, results, { preset: 'all', phase });
    expect([...rules.values()].reduce((sum, count) => sum + count)).toBeGreaterThan(80);
  });

  it('of 500 drafts in many charsets and encodings, in French', async () => {
    for (let number = 0; number < 500; number++) {
      const { name, bytes } = draft(number);
      folder.put(`drafts/${name}`, bytes);
    }
    const results = await eslint(folder.path, preset('hr', { locale: 'fr' })).lintFiles(['drafts']);
    expect(results).toHaveLength(500);
    const rules = await expectEqual(folder.path, results, { preset: 'hr', locale: 'fr' });
    for (const rule of ['fatal', 'undisclosed/recipients/visible-recipients', 'undisclosed/discrimination/age', 'undisclosed/person/placeholder', 'undisclosed/tone/impersonal', 'undisclosed/reading/unknown-field']) {
      expect(rules.get(rule), rule).toBeGreaterThan(2);
    }
  });

  it('of a folder with JSON that is no draft', async () => {
    const other = new Folder();
    const files: Record<string, string> = {
      'list.json': '[1]', 'text.json': '"x"', 'null.json': 'null', 'package.json': '{"name":"x"}', 'empty.json': '', 'broken.json': '{"name": }', 'comments.json': '{ // eslint-disable-line\n"a": 1 }',
      'text-only.draft.json': '{"subject":"x","text":"You are too old."}', 'to-in-headers.json': '{"headers":{"to":"a@one.example"}}', 'nested.json': '{"mail":{"to":"a@one.example"}}',
      'draft.json': '{"from":"c@firma.example","to":"a@one.example","text":"You are too old.","colour":"red"}', 'upper.json': '{"TO":"a@one.example","text":"You are too old."}', 'null-to.json': '{"to":null,"text":"You are too old."}',
      'cut.json': '{\n  "to": "a@one.example",\n  "text": "x', 'comma.json': '{"to":"a@one.example",}', 'marked.json': '\uFEFF{"to":"a@one.example",}', 'wide.json': '{"subject":"é🙂","to":"a@one.example",}',
      'no-mail.eml': 'Bonjour', 'empty.eml': '', 'mail.eml': 'From: c@firma.example\nTo: a@one.example\nSubject: x\n\nYou are too old.\n',
    };
    for (const [name, content] of Object.entries(files)) other.put(`drafts/${name}`, content);
    const results = await eslint(other.path, preset('hr')).lintFiles(['drafts']);
    const inFolder = await checkedAll(other.path, ['drafts'], { preset: 'hr' });
    expect(Object.fromEntries(results.map((result) => [relative(other.path, result.filePath), said(result)]).filter(([, lines]) => lines!.length > 0)))
      .toEqual(Object.fromEntries([...inFolder].filter(([, lines]) => lines.length > 0)));
    expect(results).toHaveLength(Object.keys(files).length);
    expect([...inFolder.keys()].map((file) => file.replace('drafts/', '')).sort()).toEqual(expect.arrayContaining(['comma.json', 'cut.json', 'draft.json', 'mail.eml', 'marked.json', 'upper.json', 'wide.json']));
    for (const name of ['list.json', 'package.json', 'empty.json', 'broken.json', 'text-only.draft.json']) expect([...inFolder.keys()], name).not.toContain(`drafts/${name}`);
    other.remove();
  });
});
