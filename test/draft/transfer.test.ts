import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Size, decodeBase64, decodeQuotedPrintable } from '../../src/draft/transfer.ts';
import { toBinaryString } from '../../src/draft/bytes.ts';

const qp = (text: string): { text: string; broken: boolean } => {
  const { bytes, broken } = decodeQuotedPrintable(text, 0, text.length);
  return { text: toBinaryString(bytes), broken };
};
const b64 = (text: string): { text: string; broken: boolean } => {
  const { bytes, broken } = decodeBase64(text, 0, text.length);
  return { text: toBinaryString(bytes), broken };
};

describe('quoted-printable', () => {
  it.each([
    ['caf=E9', 'caf\xe9'],
    ['caf=e9', 'caf\xe9'],
    ['une =\r\nligne', 'une ligne'],
    ['une =\nligne', 'une ligne'],
    ['une = \t\r\nligne', 'une ligne'],
    ['fin=', 'fin'],
    ['fin=\r\n', 'fin'],
    // RFC 2045 §6.7 (3): white space at a line's end was added on the way, unless it is encoded
    ['un  \r\ndeux\t\ntrois ', 'un\r\ndeux\ntrois'],
    ['un=20\r\ndeux', 'un \r\ndeux'],
    ['un=20  \r\ndeux', 'un \r\ndeux'],
    ['a = b', 'a = b'],
    ['a=3D=3Db', 'a==b'],
    ['=4', '=4'],
    ['==3D', '=='],
    ['', ''],
  ])('%j', (encoded, text) => {
    expect(qp(encoded)).toEqual({ text, broken: false });
  });

  it('is broken where escapes are the exception', () => {
    expect(qp('='.repeat(20)).broken).toBe(true);
    expect(qp('a=b '.repeat(20)).broken).toBe(true);
    expect(qp(`${'=E9'.repeat(30)}a == b`).broken).toBe(false);
  });
});

describe('base64', () => {
  it.each([
    ['Qm9uam91cg==', 'Bonjour', false],
    ['Qm9uam91cg', 'Bonjour', false],
    ['Qm9u\r\nam91\r\ncg==\r\n', 'Bonjour', false],
    ['Qm9u am91\tcg = =', 'Bonjour', false],
    // encoded in chunks, each padded
    ['QQ==Qg==', 'AB', false],
    ['Qm9uam91cg==\n-- \nune liste', 'Bonjour', true],
    ['Qm9*u', 'Bon', true],
    ['Q', '', true],
    ['', '', false],
  ])('%j', (encoded, text, broken) => {
    expect(b64(encoded)).toEqual({ text, broken });
  });

  it('reads back what Node writes, in lines of any length', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), fc.integer({ min: 4, max: 90 }), (bytes, width) => {
      const encoded = Buffer.from(bytes).toString('base64').replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
      expect(decodeBase64(encoded, 0, encoded.length)).toEqual({ bytes, broken: false });
    }));
  });

  it('knows its size without decoding', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), (bytes, eol, last) => {
      const lines = Buffer.from(bytes).toString('base64').match(/.{1,76}/g) ?? [];
      const encoded = `avant${lines.join(eol)}${last ? eol : ''}`;
      expect(base64Size(encoded, 5, encoded.length)).toBe(bytes.length);
    }));
  });
});
