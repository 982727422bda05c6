import { describe, expect, it } from 'vitest';
import { parseParameters } from '../../src/draft/parameters.ts';

const read = (field: string): Record<string, string> => {
  const { value, get } = parseParameters(field);
  return { value, ...Object.fromEntries(get) };
};

describe('a structured field', () => {
  it.each([
    ['text/plain', { value: 'text/plain' }],
    ['Text/HTML; Charset="UTF-8"', { value: 'text/html', charset: 'UTF-8' }],
    ['text/plain;charset=us-ascii;format=flowed', { value: 'text/plain', charset: 'us-ascii', format: 'flowed' }],
    ['text/plain; charset = utf-8 ; ;', { value: 'text/plain', charset: 'utf-8' }],
    ['text/plain (texte) ; charset=utf-8 (bien)', { value: 'text/plain', charset: 'utf-8' }],
    ['multipart/mixed; boundary="a;b=\\"c"', { value: 'multipart/mixed', boundary: 'a;b="c' }],
    ['attachment; filename="jamais ferm', { value: 'attachment', filename: 'jamais ferm' }],
    ['attachment; filename=un nom.pdf', { value: 'attachment', filename: 'un nom.pdf' }],
    ['attachment; filename=a; filename=b', { value: 'attachment', filename: 'a' }],
    // RFC 2231 §3 and §4
    ["attachment; filename*=utf-8'fr'd%C3%A9f.pdf", { value: 'attachment', filename: 'déf.pdf' }],
    ["attachment; filename*=iso-8859-1''d%E9f.pdf", { value: 'attachment', filename: 'déf.pdf' }],
    ['attachment; filename*0="une "; filename*1="suite"', { value: 'attachment', filename: 'une suite' }],
    ["attachment; filename*1*=%A9f; filename*0*=utf-8''d%C3; filename*2=.pdf", { value: 'attachment', filename: 'déf.pdf' }],
    ["attachment; filename=alt.pdf; filename*=utf-8''neuf.pdf", { value: 'attachment', filename: 'neuf.pdf' }],
    ['attachment; filename*0=a; filename*2=c', { value: 'attachment', filename: 'a' }],
    // RFC 2047 §5 forbids it, Outlook does it
    ['attachment; filename="=?utf-8?Q?d=C3=A9f.pdf?="', { value: 'attachment', filename: 'déf.pdf' }],
    ['attachment; filename="d\xc3\xa9f.pdf"', { value: 'attachment', filename: 'déf.pdf' }],
    ['', { value: '' }],
    [';;;=;*=;*0=x', { value: '' }],
  ])('%j', (field, expected) => {
    expect(read(field)).toEqual(expected);
  });

  it('does not let a parameter name reach an object prototype', () => {
    const { get } = parseParameters('a/b; __proto__=x; constructor=y');
    expect([...get]).toEqual([['__proto__', 'x'], ['constructor', 'y']]);
  });
});
