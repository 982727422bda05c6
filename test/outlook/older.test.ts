import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { Decoder, Encoder } from '../../src/hosts/outlook/older.ts';

const script = '../../scripts/es2016.mjs';
const { lowered } = await import(script) as { lowered: (text: string, how: { readonly dotAll?: boolean }) => string };

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

describe('regular expressions for an older engine', () => {
  it.each([
    ['[\\p{Ll}_]+x', 'u'], ['\\p{Lu}\\P{L}', 'u'], ['[^\\p{N}a-c]', 'u'], ['\\\\[\\]\\p{M}]?', 'u'], ['[\\\\\\p{L}]', 'u'], ['a.b[.]', 'su'], ['\\.\\p{Script=Han}', 'u'],
  ])('%s means the same', (source, flags) => {
    const before = new RegExp(source, flags);
    const after = new RegExp(lowered(source, { dotAll: flags.includes('s') }), flags.replace('s', ''));
    expect(after.source).not.toMatch(/\\[pP]\{/);
    const alphabet = fc.string({ unit: fc.oneof(fc.constantFrom('a', 'b', 'x', 'A', '_', '.', ']', '\\', '3', '\n', '漢', '\u0301', 'é', 'É'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 6 });
    fc.assert(fc.property(alphabet, (one) => {
      expect(after.exec(one)?.[0]).toBe(before.exec(one)?.[0]);
    }), { numRuns: 500 });
  });
});
