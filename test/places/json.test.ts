import { describe, expect, it } from 'vitest';
import { readJsonText } from '../../src/draft/json.ts';
import { readInputs } from '../../src/io/read.ts';
import { locator } from '../../src/report/locate.ts';
import { readMail } from '../../src/text/mail.ts';
import { SETTINGS } from '../text/help.ts';

/** ⟦ and ⟧ stand around the words in the JSON, and are left out. */
function check(marked: string, words: string, where: 'subject' | number, text = marked): void {
  const [start, end] = [text.indexOf('⟦'), text.indexOf('⟧') - 1];
  const json = text.replace('⟦', '').replace('⟧', '');
  const draft = readJsonText(json);
  const mail = readMail(draft, SETTINGS);
  const view = where === 'subject' ? mail.subject! : mail.bodies.find(({ part }) => part === where)!;
  const at = view.text.indexOf(words);
  expect(at, json).toBeGreaterThanOrEqual(0);
  expect(locator({ kind: 'json', text: json })(draft, view.spot(at, at + words.length))).toEqual(position(json, start, end));
}

function position(json: string, start: number, end: number): { line: number; column: number; endLine: number; endColumn: number } {
  const [from, to] = [start, end].map((offset) => json.slice(0, offset).replace('\uFEFF', '').split(/\r\n|\r|\n/)) as [string[], string[]];
  return { line: from.length, column: from.at(-1)!.length + 1, endLine: to.length, endColumn: to.at(-1)!.length + 1 };
}

const CASES: readonly (readonly [string, string, string, 'subject' | number])[] = [
  ['a text', '{\n  "to": "a@x.example",\n  "text": "Vous êtes ⟦trop âgé⟧ ici"\n}', 'trop âgé', 0],
  ['escapes of any kind before it and in it', '{\n  "text": "\\"Oui\\"\\n\\t\\u00c9tienne, vous \\/ êtes ⟦trop \\u00e2g\\u00E9⟧ ici"\n}', 'trop âgé', 0],
  ['a pair of escaped surrogates', '{\n  "text": "\\ud83d\\udc4d ⟦\\ud83d\\uDE42⟧!"\n}', '🙂', 0],
  ['a text with line ends of its own', '{ "text": "un\\r\\ndeux\\r\\n⟦trois⟧" }', 'trois', 0],
  ['an object for a text', '{\n  "text": {\n    "content": "Vous êtes ⟦âgé⟧"\n  }\n}', 'âgé', 0],
  ['HTML, cut by tags, with references', '{\n  "html": "<p class=\\"x\\">Une ⟦gros<b>ses</b>se⟧</p>"\n}', 'grossesse', 0],
  ['HTML, a reference and an escape', '{\n  "html": "<p>Vous \\u00eates ⟦&acirc;g\\u00e9⟧</p>"\n}', 'âgé', 0],
  ['an alternative', '{\n  "text": "Bonjour",\n  "alternatives": [\n    { "contentType": "text/html", "content": "<p>Vous êtes ⟦âgé⟧</p>" }\n  ]\n}', 'âgé', 1],
  ['a subject', '{\n  "subject": "\\u00ab Vous \\u00bb êtes ⟦âgé⟧"\n}', 'âgé', 'subject'],
  ['a subject with control characters', '{\n  "subject": " Vous\\r\\nêtes ⟦âgé⟧"\n}', 'âgé', 'subject'],
  ['a subject among headers', '{\n  "headers": [\n    { "key": "Subject", "value": " Vous êtes ⟦âgé⟧" }\n  ]\n}', 'âgé', 'subject'],
];

describe('words in a JSON draft', () => {
  it.each(CASES)('%s', (_what, marked, words, where) => {
    check(marked, words, where);
  });

  it.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['tabs', (text: string) => text.replace(/^ +/gm, '\t')],
    ['one line', (text: string) => text.replaceAll(/\n */g, ' ')],
    ['everything escaped', (text: string) => text.replace(/(?<=[a-zê ])[éâ](?=[^"]*")/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)],
  ])('the same in a file with %s', (_what, change) => {
    for (const [, marked, words, where] of CASES) check(marked, words, where, change(marked));
  });

  it('of a key that is unknown it is the key, quotes included', () => {
    for (const [json, key] of [
      ['{"to":"a@x.example","subjet":"x","text":"Bonjour"}', '"subjet"'],
      ['{\n  "to": "a@x.example",\n  "context" : { "purpose": "rejection",\n    "mo\\u006fd" :\n [1] } }', '"mo\\u006fd"'],
      ['{ "to": { "name": "A", "adress": "a@x.example" } }', '"adress"'],
    ] as const) {
      const draft = readJsonText(json);
      const { spot } = draft.problems.find(({ reason }) => reason === 'unknown-key')!;
      expect(locator({ kind: 'json', text: json })(draft, spot), json).toEqual(position(json, json.indexOf(key), json.indexOf(key) + key.length));
    }
  });

  it('what is encoded in the JSON has the place of its value', () => {
    const encoded = Buffer.from('<p>Vous êtes âgé</p>').toString('base64');
    const text = `{\n  "html": { "encoding": "base64",\n    "content": "${encoded}" }\n}`;
    const draft = readJsonText(text);
    expect(locator({ kind: 'json', text })(draft, { at: 'text', part: 0, start: 3, end: 7 })).toEqual({ line: 3, column: 16, endLine: 3, endColumn: 18 + encoded.length });
  });

  it('a message attached to it has the place of its value', () => {
    const text = '{\n  "attachments": [\n    { "filename": "a.eml", "content": "To: a@x.example\\r\\nSubject: Oui\\r\\n\\r\\nBonjour" }\n  ]\n}';
    const draft = readJsonText(text);
    const attached = draft.attachments[0]!.draft!;
    const locate = locator({ kind: 'json', text });
    const value = { line: 3, column: text.split('\n')[2]!.indexOf('"To:') + 1, endLine: 3, endColumn: text.split('\n')[2]!.indexOf(' }') + 1 };
    expect(locate(attached, { at: 'text', part: 0, start: 0, end: 3 })).toEqual(value);
    expect(locate(attached, attached.addressFields[0]!.addresses[0]!.spot)).toEqual(value);
    expect(locate(attached, readMail(attached, SETTINGS).subject!.spot(0, 3))).toEqual(value);
  });
});

describe('drafts in one file', () => {
  const places = async (file: string, name: string, word: string): Promise<string[]> => {
    const found: string[] = [];
    for await (const { draft, source } of readInputs(['-'], { stdin: [Buffer.from(file, 'latin1')], stdinFilename: name })) {
      const start = draft.parts[0]!.content.indexOf(word);
      const { line, column } = locator(source)(draft, { at: 'text', part: 0, start, end: start + word.length });
      found.push(`${line}:${column}`);
    }
    return found;
  };

  it.each([
    ['LF', '\n'], ['CRLF', '\r\n'],
  ])('a .jsonl with %s', async (_what, eol) => {
    const file = ['{"to":"a@x.example","text":"ici âgé"}', '', ' {"to":"b@x.example","text":"\\u00e9t\\u00e9 : âgé"}', ''].join(eol);
    expect(await places(Buffer.from(file).toString('latin1'), 'drafts.jsonl', 'âgé')).toEqual(['1:33', '3:46']);
  });

  it('a .jsonl with a byte order mark and a lone CR', async () => {
    const file = '\xef\xbb\xbf{"to":"a@x.example",\r"text":"ici"}\n{"to":"b@x.example","text":"ici"}\n';
    expect(await places(file, 'drafts.jsonl', 'ici')).toEqual(['2:9', '3:29']);
  });

  it('an mbox', async () => {
    const message = 'From: claire@maison.example\nTo: a@x.example\n\nBonjour\n>From ici, oui\n';
    const file = `From claire Fri Nov 21 09:00:00 2025\n${message}\nFrom claire Fri Nov 21 09:00:00 2025\n${message}`;
    expect(await places(file, 'all.mbox', 'ici')).toEqual(['6:7', '13:7']);
  });
});
