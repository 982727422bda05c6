import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { Decoder, Encoder } from '../../src/hosts/outlook/older.ts';

const script = '../../scripts/es2016.mjs';
const { lowered, loweredPiece } = await import(script) as {
  lowered: (source: string, flags: string) => { readonly source: string; readonly flags: string };
  loweredPiece: (text: string, isRaw: boolean) => string;
};

const bytes = fc.uint8Array({ maxLength: 40 });
const text = fc.string({ unit: 'binary', maxLength: 40 });

describe('what an older engine lacks', () => {
  it('encodes and decodes UTF-8 as newer ones do', () => {
    fc.assert(fc.property(text, (one) => {
      const encoded = new TextEncoder().encode(one);
      expect(new Encoder().encode(one)).toEqual(encoded);
      expect(new Decoder('UTF-8').decode(encoded)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(encoded));
    }));
  });

  it('knows what is no UTF-8', () => {
    const throws = (decode: () => string): boolean => {
      try {
        decode();
        return false;
      } catch {
        return true;
      }
    };
    fc.assert(fc.property(bytes, (one) => {
      expect(throws(() => new Decoder('utf-8', { fatal: true }).decode(one))).toBe(throws(() => new TextDecoder('utf-8', { fatal: true }).decode(one)));
    }), { numRuns: 2000 });
  });

  it('decodes windows-1252, and nothing that it does not know', () => {
    const all = Uint8Array.from({ length: 256 }, (_one, index) => index);
    // Five of its bytes stand for nothing; browsers read them as control characters.
    expect(new Decoder('windows-1252').decode(all).replace(/[\x81\x8d\x8f\x90\x9d]/g, '\ufffd')).toBe(iconv.decode(Buffer.from(all), 'windows-1252'));
    expect(() => new Decoder('koi8-r')).toThrow(RangeError);
  });
});

/**
 * Letters, marks and signs of blocks that are full for long: the tables that classes are lowered by may be of a newer Unicode than the engine that runs this.
 * Of surrogates the second halves alone, which never make a character of two.
 */
const settled = fc.oneof(
  fc.constantFrom('a', 'b', 'x', 'A', '_', '.', ']', '[', '\\', '/', "'", '`', '$', '3', '\n', '\u2028', '漢', '\u0301', 'é', 'É'),
  ...[[0, 0x24f], [0x300, 0x36f], [0x400, 0x4ff], [0x3041, 0x3096], [0x4e00, 0x9fa5], [0xac00, 0xd7a3], [0xdc00, 0xdfff], [0x1f300, 0x1f5ff], [0x20000, 0x2a6d6]].map(([min, max]) => fc.integer({ min: min!, max: max! }).map((point) => String.fromCodePoint(point))),
);
const sample = fc.string({ unit: settled, maxLength: 6 });

function expectSame(after: RegExp, before: RegExp): void {
  expect(after.source).not.toMatch(/\\[pP]\{|\(\?[a-z-]+:/);
  expect(after.flags).not.toMatch(/[sv]/);
  fc.assert(fc.property(sample, (one) => {
    expect(after.exec(one)).toEqual(before.exec(one));
  }), { numRuns: 500 });
}

describe('regular expressions for an older engine', () => {
  it.each([
    ['[\\p{Ll}_]+x', 'u'], ['\\p{Lu}\\P{L}', 'u'], ['[^\\p{N}a-c]', 'u'], ['[^\\P{L}a]', 'u'], ['\\\\[\\]\\p{M}]?', 'u'], ['[\\\\\\p{L}]', 'u'], ['(a)(.)b[.]', 'su'], ['\\.\\p{Script=Han}', 'u'],
    ['[[\\p{L}\\p{N}]--[a-z]]+', 'v'], ['a(?:b\\/)?[/]', 'g'], ['[^\\p{L}]x', 'iu'], ['\\p{Cs}|\\p{Zl}', 'gu'],
  ])('%s means the same', (source, flags) => {
    const { source: lower, flags: fewer } = lowered(source, flags);
    expectSame(new RegExp(lower, fewer), new RegExp(source, flags));
  });

  it('spells out the flags of a group', () => {
    expect(lowered('(?i:a)b', 'u')).toEqual({ source: '(?:[Aa])b', flags: 'u' });
  });

  it('leaves a lookbehind and the name of a group, which an older engine cannot have', () => {
    expect(lowered('(?<=a)(?<b>c)', 'u')).toEqual({ source: '(?<=a)(?<b>c)', flags: 'u' });
  });

  it.each([['\\p{L}'], ['[\\p{Ll}_]+x'], ['\\\\[\\]\\p{M}]?'], ['[^\\\\\\p{L}]'], ['[\\p{P}\\n]\\\\p'], ['x\\[\\p{Sc}']])('%s means the same within a string and within a raw template', (source) => {
    const before = new RegExp(source, 'u');
    expectSame(new RegExp(JSON.parse(loweredPiece(JSON.stringify(source), false)) as string, 'u'), before);
    const raw = loweredPiece(`\`${source}\``, true);
    expect(raw.slice(1, -1)).not.toMatch(/[`$]/);
    expectSame(new RegExp(raw.slice(1, -1), 'u'), before);
  });

  it('lowers a piece that is no expression in itself', () => {
    expect(loweredPiece("')|(?:\\\\p{Zl}[a\\\\p{Zp}]'", false)).toBe("')|(?:[\\\\u2028][a\\\\u2029]'");
  });

  it('reads no class of characters that goes on in another piece', () => {
    expect(() => loweredPiece("'[\\\\p{L}'", false)).toThrow(/pieces/);
  });
});
