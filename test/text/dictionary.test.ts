import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dictionary } from '../../src/text/dictionary.ts';

describe('a dictionary', () => {
  const number = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

  it('numbers different words in the order in which they are met', () => {
    fc.assert(fc.property(fc.array(fc.tuple(number, fc.oneof(number, fc.constant(0))), { maxLength: 3000 }), (words) => {
      const dictionary = new Dictionary();
      const met = new Map<string, number>();
      for (const [hash, check] of words) {
        const key = `${hash} ${check}`;
        if (!met.has(key)) met.set(key, met.size);
        expect(dictionary.numberOf(hash, check)).toBe(met.get(key));
      }
      expect(dictionary.size).toBe(met.size);
    }), { numRuns: 30 });
  });
  it('keeps its numbers while it grows, also of words whose hashes end alike', () => {
    const dictionary = new Dictionary();
    const words = Array.from({ length: 20_000 }, (_, index) => [(index << 16) | 1, index] as const);
    for (const [index, [hash, check]] of words.entries()) expect(dictionary.numberOf(hash, check)).toBe(index);
    for (const [index, [hash, check]] of words.entries()) expect(dictionary.numberOf(hash, check)).toBe(index);
    expect([...dictionary.hashes.slice(0, 6)]).toEqual(words.slice(0, 3).flat());
  });
});
