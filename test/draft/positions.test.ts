import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import { rawOffsets } from '../../src/draft/positions.ts';

const message = (charset: string, encoding: string, body: string): string =>
  `To: a@x.example\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
/** The raw text from where `word` begins in the content, `length` bytes of it. */
function at(raw: string, word: string, length: number): string | null {
  const part = readMessage(raw).parts[0]!;
  const offsets = rawOffsets(raw, part);
  if (offsets === null) return null;
  const start = offsets(part.content.indexOf(word));
  return raw.slice(start, start + length);
}

describe('the way back to raw bytes', () => {
  it.each([
    ['us-ascii', '7bit', 'Bonjour Jean', 'Jean', 'Jean'],
    ['utf-8', '8bit', '\xe2\x82\xac \xf0\x9f\x99\x82 \xc3\xa9t\xc3\xa9 Jean', 'Jean', 'Jean'],
    ['utf-8', '8bit', '\xe2\x82\xac \xc3\xa9t\xc3\xa9', '\u00e9t', '\xc3\xa9t'],
    ['iso-8859-1', '8bit', '\xe9t\xe9 Jean', 'Jean', 'Jean'],
    ['windows-1252', '8bit', 'l\x92\xe9t\xe9 Jean', 'Jean', 'Jean'],
    ['utf-8', 'quoted-printable', 'l=E2=80=99=\r\n=C3=A9t=C3=A9 =\r\nJean', 'Jean', 'Jean'],
    ['utf-8', 'quoted-printable', 'l=E2=80=99=\r\n=C3=A9t=C3=A9', '\u00e9t', '=C3=A9t'],
    ['utf-8', 'quoted-printable', 'trop   \r\nJean', 'Jean', 'Jean'],
    ['utf-8', '8bit', '\xff\xe2\x82 \xf0\x9f\x99 Jean', 'Jean', 'Jean'],
  ])('%s in %s: %j', (charset, encoding, body, word, expected) => {
    expect(at(message(charset, encoding, body), word, expected.length)).toBe(expected);
  });

  it('points into base64 at the symbol that begins the byte', () => {
    const raw = message('utf-8', 'base64', 'Qm9u\r\nam91\r\nciBKZWFu\r\n');
    // 'J' is the third byte of the group 'ciBK': its upper two bits are the lower two of the third symbol.
    expect(at(raw, 'Jean', 6)).toBe('BKZWFu');
  });

  it('is unknown for JSON, and where the part is not what stands there', () => {
    const part = readMessage(message('utf-8', '7bit', 'Bonjour')).parts[0]!;
    const { encoding, ...json } = part;
    expect(encoding).toBe('7bit');
    expect(rawOffsets('', json)).toBeNull();
    expect(rawOffsets(message('utf-8', '7bit', 'Bonsoir'), part)).toBeNull();
  });

  it('gives the end of the part for offsets behind it', () => {
    const raw = message('utf-8', 'quoted-printable', 'l=C3=A9gal');
    const part = readMessage(raw).parts[0]!;
    expect(rawOffsets(raw, part)!(part.content.length)).toBe(raw.length);
  });

  it('holds for every character of any text, in every encoding', () => {
    const quoted = (bytes: Buffer): string => [...bytes].map((byte) => `=${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('').replace(/(.{72})/g, '$1=\r\n');
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), fc.constantFrom('8bit', 'quoted-printable', 'base64'), (text, encoding) => {
      const bytes = Buffer.from(text.replace(/\p{Cs}/gu, '').replace(/\s/g, '.'), 'utf8');
      const body = encoding === '8bit' ? bytes.toString('latin1') : encoding === 'base64' ? bytes.toString('base64') : quoted(bytes);
      const raw = message('utf-8', encoding, body);
      const part = readMessage(raw).parts[0]!;
      expect(part.content).toBe(bytes.toString('utf8'));
      const offsets = rawOffsets(raw, part)!;
      let before = -1;
      let byte = 0;
      const start = raw.length - body.length;
      for (const [index, character] of [...part.content].map((character, i, all) => [all.slice(0, i).join('').length, character] as const)) {
        const place = offsets(index);
        expect(place).toBeGreaterThan(before);
        if (encoding === '8bit') expect(place).toBe(start + byte);
        before = place;
        byte += Buffer.byteLength(character);
      }
    }), { numRuns: 150 });
  });
});
