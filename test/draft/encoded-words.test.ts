import { describe, expect, it } from 'vitest';
import { decodeWords } from '../../src/draft/encoded-words.ts';

function decode(text: string): { value: string; broken: string[] } {
  const broken: string[] = [];
  return { value: decodeWords(text, true, { broken: (reason, detail) => broken.push(detail === '' ? reason : `${reason} ${detail}`) }), broken };
}

describe('encoded words', () => {
  it.each([
    // the examples of RFC 2047 §8
    ['(=?ISO-8859-1?Q?a?=)', '(a)'],
    ['(=?ISO-8859-1?Q?a?= b)', '(a b)'],
    ['(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)', '(ab)'],
    ['(=?ISO-8859-1?Q?a?=  \r\n    =?ISO-8859-1?Q?b?=)', '(ab)'],
    ['(=?ISO-8859-1?Q?a_b?=)', '(a b)'],
    ['(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)', '(a b)'],
    // forms
    ['=?utf-8?q?=C3=A9t=c3=a9?=', 'été'],
    ['=?UTF-8?B?w6l0w6k=?=', 'été'],
    ['=?UTF-8?B?w6l0w6k?=', 'été'],
    ['=?utf-8*fr?Q?=C3=A9?=', 'é'],
    ['=?windows-1252?Q?l=92=E9t=E9?=', 'l\u2019été'],
    ['=?iso-8859-15?Q?10_=A4?=', '10 €'],
    ['Offre =?utf-8?Q?n=C2=B0?= 3', 'Offre n° 3'],
    ['=?utf-8?Q?a?=b', 'ab'],
    ['=?utf-8?Q??=', ''],
    // frequent misuse
    ['=?utf-8?Q?avec des blancs?=', 'avec des blancs'],
    ['=?utf-8?Q?Vraiment?_Oui?=', 'Vraiment? Oui'],
    // a character cut in two by its encoder
    ['=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=', 'é'],
    ['=?utf-8?B?w6nD?=\r\n =?utf-8?B?qXM=?=', 'éés'],
    // none
    ['2 =? 3', '2 =? 3'],
    ['a=?b?c?d', 'a=?b?c?d'],
    ['plain', 'plain'],
    ['\xc3\xa9 =?utf-8?Q?=C3=A9?= \xe9', 'é é é'],
  ])('%j', (text, value) => {
    expect(decode(text)).toEqual({ value, broken: [] });
  });

  it.each([
    ['=?utf-8?Q?jamais ferm=C3=A9', '=?utf-8?Q?jamais ferm=C3=A9', 'encoded-word'],
    ['=?utf-8?Q?perdu =?utf-8?Q?trouv=C3=A9?=', '=?utf-8?Q?perdu trouvé', 'encoded-word'],
    ['=?utf-8?B?w6l0?w6k=?=', '=?utf-8?B?w6l0?w6k=?=', 'encoded-word'],
    ['=?x-maison?Q?=E9?=', '=?x-maison?Q?=E9?=', 'charset x-maison'],
  ])('keeps what is broken and tells: %j', (text, value, reason) => {
    expect(decode(text)).toEqual({ value, broken: [reason] });
  });

  it('asks the host about a charset it does not know', () => {
    const value = decodeWords('=?x-maison?Q?=E9?=', true, { fallback: (bytes, label) => `${label}:${bytes.length}` });
    expect(value).toBe('x-maison:1');
  });

  it('leaves Unicode text around the words alone', () => {
    expect(decodeWords('é =?utf-8?Q?=C3=A9?=', false)).toBe('é é');
  });
});
