import { describe, expect, it } from 'vitest';
import type { Draft, Spot } from '../../src/draft/types.ts';
import { readEml } from '../../src/io/eml.ts';
import { locator } from '../../src/report/locate.ts';
import { located, message, SHAPES } from './build.ts';
import type { Shape, Transfer } from './build.ts';

/** Words of each script, in charsets that have them. Every word is a place. */
const WEST = ['Désolée', 'façon', 'âgé'];
const GREEK = ['Λυπάμαι', 'ηλικία'];
const RUSSIAN = ['Сожалею', 'возраст'];
const JAPANESE = ['申し訳', 'ありません', '年齢'];
const CHINESE = ['对不起', '年龄'];
const TRADITIONAL = ['對不起', '年齡'];
const KOREAN = ['죄송합니다', '나이'];

const CHARSETS: Readonly<Record<string, readonly string[]>> = {
  'utf-8': ['Désolée', '年齢', '🙂👍', 'âgé'],
  'iso-8859-1': WEST, 'iso-8859-15': ['Désolée', '10 €', 'âgé'], 'windows-1252': ['«', '€', '’', 'Désolée'],
  'iso-8859-2': ['Żałuję', 'wiek'], 'windows-1250': ['Żałuję', 'wiek'], 'iso-8859-7': GREEK, 'windows-1253': GREEK, 'iso-8859-9': ['Üzgünüm', 'yaş'],
  'koi8-r': RUSSIAN, 'windows-1251': RUSSIAN, 'iso-8859-5': RUSSIAN, 'windows-1255': ['מצטער', 'גיל'], 'windows-1256': ['آسف', 'عمر'],
  cp437: ['Désole', 'é'], cp850: WEST,
  'shift_jis': JAPANESE, 'euc-jp': JAPANESE, 'iso-2022-jp': JAPANESE,
  gbk: CHINESE, gb2312: CHINESE, gb18030: [...CHINESE, '𠀀', '🙂'], big5: TRADITIONAL, 'euc-kr': KOREAN,
  'utf-16le': ['Désolée', '🙂', '年齢'], 'utf-16be': ['Désolée', '🙂', '年齢'], 'utf-32': ['Désolée', '🙂', 'x'], 'utf-7': ['Désolée', '🙂', '年齢'],
};
/** In these a line end, or a letter, is not the byte that it is in ASCII. */
const WIDE = /^utf-(?:16|32)/;

/** Several lines; words at the beginning, in the middle and at the end of one, far enough to be broken by an encoding. */
function textOf(words: readonly string[], eol: string): string {
  const lines = words.map((word, index) => `${word} ${'abc def '.repeat(3 + index)}${word}, et ${word}=${word}.`);
  return `Line one${eol}${eol}${lines.join(eol)}${eol}end`;
}

function spotOf(draft: Draft, shape: Shape, start: number, end: number): { readonly owner: Draft; readonly spot: Spot } {
  const owner = shape === 'attached' ? draft.attachments[0]!.draft! : draft;
  return { owner, spot: { at: 'text', part: 0, start, end } };
}

const cases = Object.keys(CHARSETS).flatMap((charset) => (WIDE.test(charset) ? ['quoted-printable', 'base64'] as const : ['8bit', 'quoted-printable', 'base64'] as const).map((transfer: Transfer) => [charset, transfer] as const));
let places = 0;

describe('a word in a text has its line and column', () => {
  it.each(cases)('%s in %s', async (charset, transfer) => {
    const words = CHARSETS[charset]!;
    for (const eol of ['\n', '\r\n']) {
      for (const shape of SHAPES) {
        const text = textOf(words, eol);
        const { raw, place } = message(text, { charset, transfer, eol, shape });
        const draft = await readEml(Buffer.from(raw, 'latin1'));
        const content = (shape === 'attached' ? draft.attachments[0]!.draft! : draft).parts[0]!.content;
        expect(content.trimEnd()).toBe(text);
        const locate = locator({ kind: 'message', text: raw });
        for (const word of words) {
          for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) {
            const { owner, spot } = spotOf(draft, shape, start, start + word.length);
            expect(locate(owner, spot), `${word} at ${start}, ${shape}, ${JSON.stringify(eol)}`).toEqual(located(raw, place(start, start + word.length)));
            places++;
          }
        }
      }
    }
  });

  it('at some thousand places', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(places).toBeGreaterThan(3000);
  });
});
