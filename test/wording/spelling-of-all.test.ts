import { describe, expect, it } from 'vitest';
import { exampleDraft, rulesFor } from '../../src/engine/examples.ts';
import { lint } from '../../src/engine/lint.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft } from '../../src/draft/types.ts';
import type { Example, RuleDefinition } from '../../src/rule/types.ts';
import { pack } from './helper.ts';

const FAMILIES = ['discrimination/', 'tone/', 'letter/'];
/** Of each rule and language. */
const EXAMPLES = 3;

const letters = (text: string, change: (letter: string, index: number) => string): string => {
  let index = 0;
  return text.replace(/\p{L}/gu, (letter) => change(letter, index++));
};
const inWord = (sign: string) => (text: string): string => text.replace(/(\p{L}\p{L})(?=\p{L}\p{L})/gu, `$1${sign}`);

/** Ways to write a text that a reader does not tell from the plain one. */
const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  decomposed: (text) => text.normalize('NFD'),
  'curly apostrophes': (text) => text.replace(/'/g, '’'),
  'soft hyphens': inWord('\u00ad'),
  'zero-width spaces': inWord('\u200b'),
  'word joiners': inWord('\u2060'),
  'no-break spaces': (text) => text.replace(/ /g, '\u00a0'),
  // One, as a program wraps: many would make lines of single words, which are headings and signatures.
  'a line break': (text) => text.replace(/ /g, (_, at: number) => (at === text.indexOf(' ', text.length / 2) ? '\r\n' : ' ')),
  'full width': (text) => letters(text, (letter, index) => (index % 5 === 0 && /[a-z]/.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter)),
};

const escape = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** Markup around it that nobody sees. */
const MARKUP: Readonly<Record<string, (text: string) => string>> = {
  'tags inside words': (text) => `<p>${escape(text).replace(/(\p{L}\p{L})(?=\p{L}\p{L})/gu, '$1<b></b>')}</p>`,
  'entities': (text) => `<p>${[...text].map((sign) => (sign > '\u007f' || sign === "'" ? `&#${sign.codePointAt(0)!};` : escape(sign))).join('')}</p>`,
};

function quotedPrintable(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let line = '';
  let out = '';
  for (const byte of bytes) {
    const next = byte > 126 || byte < 32 || byte === 61 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte);
    if (line.length + next.length > 70) {
      out += `${line}=\r\n`;
      line = '';
    }
    line += next;
  }
  return out + line;
}

function grades(draft: Draft, rule: RuleDefinition): string[] {
  return [...new Set(lint(draft, rulesFor(rule, pack)).filter(({ ruleId }) => ruleId === rule.id).map(({ grade, data }) => `${grade} ${data['reason'] ?? ''}`))].sort();
}

/** Examples of one paragraph, or the last paragraph behind a greeting. */
function chosen(rule: RuleDefinition): Example[] {
  const plain = rule.examples.invalid.filter(({ body, raw, config }) => body !== undefined && raw === undefined && config === undefined)
    .map((example) => ({ ...example, body: example.body!.trim().split('\n\n').at(-1)! }))
    .filter((example) => !example.body.includes('\n') && grades(exampleDraft(example).draft, rule).length > 0);
  return ['en', 'fr'].flatMap((language) => plain.filter(({ lang }) => lang === language).slice(0, EXAMPLES));
}

const rules = pack.rules.filter(({ id, check }) => FAMILIES.some((family) => id.startsWith(family)) && (check === 'frame' || check === 'phrase'));

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s finds the same however it is written', (_id, rule) => {
  for (const example of chosen(rule)) {
    const { source } = exampleDraft(example);
    const draft = source as Record<string, unknown>;
    const text = draft['text'] as string;
    const plain = grades(readJsonDraft(draft), rule);
    it.each(Object.entries(SPELLINGS))(`${text.slice(0, 40)}: %s`, (_name, spell) => {
      expect(grades(readJsonDraft({ ...draft, text: spell(text) }), rule)).toEqual(plain);
    });
    it.each(Object.entries(MARKUP))(`${text.slice(0, 40)}: %s`, (_name, mark) => {
      expect(grades(readJsonDraft({ ...draft, text: undefined, html: mark(text) }), rule)).toEqual(plain);
    });
    it(`${text.slice(0, 40)}: quoted-printable`, () => {
      const context = (draft['context'] ?? {}) as { purpose?: string };
      const raw = `From: Claire Morel <claire.morel@maison.example>\r\nTo: ${typeof draft['to'] === 'string' ? draft['to'] : 'jane.doe@gmail.com'}\r\nSubject: ${typeof draft['subject'] === 'string' ? draft['subject'] : ''}\r\n${context.purpose ? `X-Undisclosed-Purpose: ${context.purpose}\r\n` : ''}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(text)}\r\n`;
      expect(grades(readMessage(new TextEncoder().encode(raw)), rule)).toEqual(plain);
    });
    it(`${text.slice(0, 40)}: not in a quotation, a signature, code or another's disclaimer`, () => {
      const own = 'Bonjour,\n\nMerci, bien reçu.\n\n';
      for (const wrapped of [`${own}> ${text}\n`, `${own}-- \nClaire Morel\n${text}\n`]) expect(grades(readJsonDraft({ ...draft, text: wrapped }), rule)).toEqual([]);
      expect(grades(readJsonDraft({ ...draft, text: undefined, html: `<p>Bonjour,</p><p>Merci.</p><pre><code>${escape(text)}</code></pre><blockquote>${escape(text)}</blockquote>` }), rule)).toEqual([]);
    });
  }
  it('has examples to try in both languages', () => {
    expect(new Set(chosen(rule).map(({ lang }) => lang))).toEqual(new Set(['en', 'fr']));
  });
});
