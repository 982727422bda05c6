import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../src/io/config.ts';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'undisclosed-paste-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** What a configuration is refused for; null if it is accepted. */
async function refusal(text: string, name = 'undisclosed.config.yaml'): Promise<ConfigError | null> {
  writeFileSync(join(cwd, name), text);
  try {
    await loadConfig({ cwd });
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

/** A configuration with a line to paste in place of the one that is refused. */
function pasted(text: string, { line, paste }: ConfigError): string {
  const lines = text.split('\n');
  lines[line - 1] = /^\s*/.exec(lines[line - 1]!)![0] + paste!;
  return lines.join('\n');
}

const GROUP = '  - members: [anne@example.com]\n    reason: board\n';

describe('a line to paste', () => {
  it.each([
    ['a domain for a list', 'internalDomains: example.com\n', 'internalDomains: [example.com]'],
    ['domains for a list', 'internalDomains: example.com, example.org # ours\n', 'internalDomains: [example.com, example.org] # ours'],
    ['an address for a domain', 'internalDomains: [anne@example.com]\n', 'internalDomains: [example.com]'],
    ['a single label', 'internalDomains: [com]\n', 'internalDomains: [example.com]'],
    ['a quoted list domain for a list', 'lists: "@lists.example.com"\n', 'lists: ["@lists.example.com"]'],
    ['globs for a list', 'overrides:\n  - files: newsletters/**\n    purpose: newsletter\n', '- files: ["newsletters/**"]'],
    ['an override for a list', 'overrides:\n  files: newsletters/**\n', '- { files: ["newsletters/**"] }'],
    ['an override in brackets for a list', 'overrides: { files: [a] }\n', 'overrides: [{ files: [a] }]'],
    ['an unknown key of an override', 'overrides: [{ from: ["@example.com"] }]\n', 'overrides: [{ senders: ["@example.com"] }]'],
    ['a level of another program', 'rules:\n  tone/cold: 2\n', 'tone/cold: error'],
    ['a level that is a truth', 'rules:\n  tone/cold: false\n', 'tone/cold: off'],
    ['a number in quotation marks', 'rules:\n  recipients/visible-recipients: { options: { some: "3" } }\n', 'recipients/visible-recipients: { options: { some: 3 } }'],
    ['a number below the least', 'rules:\n  recipients/visible-recipients: { options: { organisations: -3 } }\n', 'recipients/visible-recipients: { options: { organisations: 1 } }'],
    ['a date, day first', `allow:\n${GROUP}    until: 30/06/2027\n`, 'until: 2027-06-30'],
    ['a date, month first', `allow:\n${GROUP}    until: 06/30/2027\n`, 'until: 2027-06-30'],
    ['a date of either order', `allow:\n${GROUP}    until: 05/06/2027\n`, /^until: "\d{4}-\d\d-\d\d"$/],
    ['an address with its name', 'colleagues: ["Anne <anne@example.com>"]\n', 'colleagues: [anne@example.com]'],
    ['a domain for an address', 'colleagues: ["@example.com"]\n', 'colleagues: [anne@example.com]'],
    ['a language that is not spoken', 'locale: de\n', 'locale: en'],
    ['a language by its name', 'language: french\n', 'language: fr'],
    ['a country in small letters', 'jurisdictions: [fr]\n', 'jurisdictions: [FR]'],
    ['an empty reason', 'allow:\n  - members: [anne@example.com]\n    reason: ""\n    until: 2999-01-01\n', 'reason: "…"'],
    ['a network of letters', 'policy:\n  networks: [office]\n', 'networks: [10.0.0.0/8]'],
    ['one option beside a level, over lines', 'rules:\n  recipients/visible-recipients:\n    level: error\n    many: 8\n', 'options: { many: 8 }'],
    ['two options in brackets', 'rules:\n  recipients/visible-recipients: { some: 3, many: 8 }\n', 'recipients/visible-recipients: { options: { some: 3, many: 8 } }'],
    ['an option beside options', 'rules:\n  recipients/visible-recipients: { options: { some: 3 }, many: 8 }\n', 'recipients/visible-recipients: { options: { some: 3, many: 8 } }'],
    ['an option, a grade and a slip', 'rules:\n  recipients/visible-recipients: { crowd: error, som: 3 }\n', 'recipients/visible-recipients: { level: { crowd: error }, options: { some: 3 } }'],
  ])('for %s is accepted in its place', async (_name, text, paste) => {
    const caught = (await refusal(text))!;
    if (typeof paste === 'string') expect(caught.paste).toBe(paste);
    else expect(caught.paste).toMatch(paste);
    expect(await refusal(pasted(text, caught))).toBeNull();
  });

  it('for options over several lines is the whole setting, on one', async () => {
    const caught = (await refusal('rules:\n  recipients/visible-recipients:\n    some: 3\n    many: 8\n'))!;
    expect(caught.paste).toBe('recipients/visible-recipients: { options: { some: 3, many: 8 } }');
    expect(await refusal(`rules:\n  ${caught.paste!}\n`)).toBeNull();
  });

  it.each([
    ['a domain for a list', '{\n  "internalDomains": "example.com"\n}', '"internalDomains": ["example.com"]'],
    ['two options', '{\n  "rules": { "recipients/visible-recipients": { "some": 3, "many": 8 } }\n}', '"rules": { "recipients/visible-recipients": { "options": { "some": 3, "many": 8 } } }'],
    ['a level of another program', '{\n  "rules": { "tone/cold": 0 }\n}', '"rules": { "tone/cold": "off" }'],
    ['an address with its name', '{\n  "colleagues": ["Anne <anne@example.com>"]\n}', '"colleagues": ["anne@example.com"]'],
    ["a provider's domain", '{\n  "internalDomains": ["gmail.com"]\n}', '"colleagues": ["anne@gmail.com"]'],
  ])('in JSON, for %s, is JSON', async (_name, text, paste) => {
    const name = 'undisclosed.config.json';
    const caught = (await refusal(text, name))!;
    expect(caught.paste).toBe(paste);
    expect(await refusal(pasted(text, caught), name)).toBeNull();
  });

  it('says in words, in both languages, what a limit is', async () => {
    const small = (await refusal('rules:\n  recipients/visible-recipients: { options: { organisations: -3 } }\n'))!;
    expect(small.what).toEqual({ en: '-3 is too small; the least here is 1.', fr: '-3 est trop petit ; le minimum est 1.' });
    const empty = (await refusal('allow:\n  - members: [anne@example.com]\n    reason: ""\n    until: 2999-01-01\n'))!;
    expect(empty.what).toEqual({ en: 'A text is needed here, and this one is empty.', fr: 'Il faut ici un texte, et celui-ci est vide.' });
    const tab = (await refusal('rules:\n\ttone/cold: off\n'))!;
    expect(tab.paste).toBe('  tone/cold: off');
    expect(tab.what).toEqual({ en: 'A tab indents this line: YAML is indented with spaces.', fr: 'Une tabulation met cette ligne en retrait : en YAML, ce sont des espaces.' });
  });
});

describe("a mail provider's domain", () => {
  it.each([
    ['as one\'s own', 'internalDomains: [example.com, gmail.com]\n', 1, 32, 'colleagues: [anne@gmail.com]'],
    ['in capitals, over lines', 'internalDomains:\n  - Gmail.com\n', 2, 5, 'colleagues: [anne@Gmail.com]'],
    ['in an override', 'overrides:\n  - files: [a]\n    internalDomains: [orange.fr]\n', 3, 23, 'colleagues: [anne@orange.fr]'],
    ['as a group', `allow:\n  - members: ['@gmail.com']\n    reason: board\n    until: 2999-01-01\n`, 2, 15, "- members: ['anne@gmail.com']"],
    ['as a list', 'lists: ["@gmail.com"]\n', 1, 9, 'lists: ["anne@gmail.com"]'],
  ])('is refused %s', async (_name, text, line, column, paste) => {
    const caught = (await refusal(text))!;
    expect(caught).toMatchObject({ line, column, paste });
    expect(caught.what.en).toMatch(/is a mail provider's/);
    expect(caught.what.fr).toMatch(/fournisseur de messagerie/);
  });

  it('is accepted where single addresses at it are named', async () => {
    expect(await refusal('internalDomains: [example.com]\ncolleagues: [anne@gmail.com]\nlists: [team@gmail.com]\n')).toBeNull();
  });
});
