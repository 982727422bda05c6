import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { fieldOffsets } from '../../src/draft/field-positions.ts';
import { readMessage } from '../../src/draft/message.ts';
import { locator } from '../../src/report/locate.ts';
import { readMail } from '../../src/text/mail.ts';
import { countSteps } from '../draft/steps.ts';
import { SETTINGS } from '../text/help.ts';
import { inCharset, located } from './build.ts';
import type { Range } from './build.ts';

/** A stretch of a subject: words as they stand, or bytes in encoded words that may be cut within a character. */
type Stretch =
  | { readonly plain: string }
  | { readonly charset: string; readonly text: string; readonly cuts: readonly number[]; readonly base64: boolean };

const ALPHABETS: Readonly<Record<string, string>> = { 'utf-8': 'aé年🙂 _=?', 'iso-8859-1': 'aéç _', shift_jis: 'a年齢ソ表', 'euc-kr': 'a나이', gb18030: 'a对🙂', 'iso-2022-jp': 'a年齢', 'koi8-r': 'aвоз' };
const plain = fc.string({ unit: fc.constantFrom('a', 'b', '?', 'é', '年'), minLength: 1, maxLength: 6 }).map((text) => ({ plain: text }));
const encoded = fc.constantFrom(...Object.keys(ALPHABETS)).chain((charset) => fc.record({
  charset: fc.constant(charset),
  // White space at the ends of a subject is no part of it.
  text: fc.string({ unit: fc.constantFrom(...ALPHABETS[charset]!), minLength: 1, maxLength: 10 }).map((text) => `x${text}y`),
  cuts: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
  base64: fc.boolean(),
}));
const subject = fc.array(fc.tuple(fc.oneof(plain, encoded), fc.constantFrom(' ', '\r\n ', '\r\n\t  ', '  ')), { minLength: 1, maxLength: 6 });

/** The field's value as it is written, the value as it is read, and where each unit of that stands in the writing. */
function written(stretches: readonly (readonly [Stretch, string])[]): { readonly raw: string; readonly value: string; readonly at: readonly Range[] } {
  let raw = '';
  let value = '';
  const at: Range[] = [];
  stretches.forEach(([stretch, gap], index) => {
    if (index > 0) {
      const start = raw.length;
      raw += gap;
      // Between two encoded words white space is nothing; a fold and its white space are one space.
      if ('plain' in stretch || 'plain' in stretches[index - 1]![0]) {
        const spaces = gap.startsWith('\r\n') ? [[start, raw.length] as const] : [...gap].map((_, i) => [start + i, start + i + 1] as const);
        for (const range of spaces) {
          value += ' ';
          at.push(range);
        }
      }
    }
    const { bytes, at: units } = inCharset('plain' in stretch ? stretch.plain : stretch.text, 'plain' in stretch ? 'utf-8' : stretch.charset);
    value += 'plain' in stretch ? stretch.plain : stretch.text;
    const places: Range[] = [];
    if ('plain' in stretch) {
      for (let i = 0; i < bytes.length; i++) places.push([raw.length + i, raw.length + i + 1]);
      raw += bytes.toString('latin1');
    } else {
      // A cut at the end would make an empty word.
      const cuts = [...new Set([0, ...stretch.cuts.filter((cut) => cut < bytes.length), bytes.length])].sort((a, b) => a - b);
      for (let i = 1; i < cuts.length; i++) {
        const word = bytes.subarray(cuts[i - 1], cuts[i]);
        raw += `${i > 1 ? '\r\n ' : ''}=?${stretch.charset}?${stretch.base64 ? 'B' : 'q'}?`;
        const first = raw.length;
        if (stretch.base64) {
          raw += word.toString('base64');
          for (let byte = 0; byte < word.length; byte++) {
            const symbol = first + Math.floor(byte / 3) * 4 + (byte % 3);
            places.push([symbol, symbol + 2]);
          }
        } else {
          for (const byte of word) {
            const character = String.fromCharCode(byte);
            const quoted = byte === 32 ? '_' : /[a-zA-Z]/.test(character) ? character : `=${byte.toString(16).padStart(2, '0').toUpperCase()}`;
            places.push([raw.length, raw.length + quoted.length]);
            raw += quoted;
          }
        }
        raw += '?=';
      }
    }
    for (const [from, to] of units) at.push([places[from]![0], places[to - 1]![1]]);
  });
  return { raw, value, at };
}

const HEAD = 'From: Zo\xc3\xa9 <z@maison.example>\r\nSubject:';
const field = (raw: string): string => `${HEAD} ${raw}\r\nTo: b@client.example\r\n\r\nBonjour\r\n`;

describe('words in a subject', () => {
  it('have their line and column, through words, charsets and folds of any kind', () => {
    fc.assert(fc.property(subject, fc.nat(), fc.nat(), (stretches, a, b) => {
      const { raw, value, at } = written(stretches);
      const text = field(raw);
      const draft = readMessage(text);
      expect(draft.subject!.value).toBe(value);
      let [from, to] = [Math.min(a % value.length, b % value.length), Math.max(a % value.length, b % value.length) + 1];
      if (/[\udc00-\udfff]/.test(value[from]!)) from--;
      if (to < value.length && /[\udc00-\udfff]/.test(value[to]!)) to++;
      const spot = readMail(draft, SETTINGS).subject!.spot(from, to);
      const shift = HEAD.length + 1;
      expect(locator({ kind: 'message', text })(draft, spot)).toEqual(located(text, [at[from]![0] + shift, at[to - 1]![1] + shift]));
    }), { numRuns: 2000 });
  });

  it('are those that mailparser reads', async () => {
    await fc.assert(fc.asyncProperty(subject, async (stretches) => {
      // It takes no bytes beyond ASCII, and no cut characters but in UTF-8.
      const tame = stretches.map(([stretch, gap]) => [('plain' in stretch ? { plain: 'abc' } : { ...stretch, cuts: [] }), gap] as const);
      const { raw, value } = written(tame);
      expect((await simpleParser(Buffer.from(field(raw), 'latin1'))).subject?.replace(/\s+/g, ' ')).toBe(value.replace(/\s+/g, ' '));
    }), { numRuns: 100 });
  });

  it('are nobody’s where the field does not hold the value', () => {
    const draft = readMessage(field('=?utf-8?Q?=C3=A9?='));
    const { spot } = draft.subject!;
    expect(fieldOffsets(field('=?utf-8?Q?=C3=A9?='), { spot, value: 'e' })).toBeNull();
    expect(fieldOffsets('no colon here'.repeat(9), { spot, value: 'é' })).toBeNull();
    expect(fieldOffsets('', { spot: { at: 'json', path: ['subject'] }, value: 'é' })).toBeNull();
  });

  it.each([
    ['encoded words', '=?utf-8?Q?=C3=A9?= =?utf-8?B?w6k=?= '],
    ['folds', 'a\r\n b\r\n\t'],
    ['words of other charsets', '=?shift_jis?Q?=82=A0?= =?iso-8859-1?Q?=E9?= x '],
    ['what only begins like a word', '=?utf-8?Q?'],
    ['words of nothing', '=?utf-8?Q??= '],
  ])('are found in steps that grow with the field: %s', (_what, piece) => {
    const steps = (times: number): number => {
      const text = field(`${piece.repeat(times)}end`);
      const { subject: found } = readMessage(text);
      return countSteps(() => { expect(fieldOffsets(text, found!)).not.toBeNull(); });
    };
    expect(steps(800) / steps(200)).toBeLessThan(4.4);
  });
});
