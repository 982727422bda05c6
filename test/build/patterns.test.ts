import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeGraph } from '../../src/build/dense.ts';
import { patternParts } from '../../src/build/generate.ts';
import { readPack } from '../../src/build/pack.ts';
import { assemble } from '../../src/pattern/assemble.ts';
import { compilePatterns, graphOf } from '../../src/pattern/compiler.ts';
import type { PatternSource } from '../../src/pattern/compiler.ts';
import { readGraph } from '../../src/pattern/dense.ts';
import type { DenseGraph } from '../../src/pattern/dense.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { parts } = await import(`${root}src/generated/patterns.js`) as { readonly parts: Readonly<Record<string, () => DenseGraph>> };

describe('the phrases that a browser carries', () => {
  const sources = patternParts(readPack(root));

  it('are all there are', () => {
    expect(Object.keys(parts).sort()).toEqual([...sources.keys()].sort());
  });

  it.each(Object.keys(parts))('make the automaton of %s that Node reads from a file, and that of the phrases as they are written', (name) => {
    const made = assemble(readGraph(parts[name]!()));
    expect(Buffer.compare(made, readFileSync(`${root}src/generated/${name}.bin`))).toBe(0);
    expect(Buffer.compare(made, compilePatterns(sources.get(name)!))).toBe(0);
  });
});

const carried = (sources: readonly PatternSource[], language = 'fr') => assemble(readGraph(JSON.parse(JSON.stringify(writeGraph(graphOf(sources), language))) as DenseGraph));

describe('phrases carried as text', () => {
  const piece = fc.constantFrom('un', 'deux', 'âge~', '(age|ages|retenu~|x)', '(un deux|trois)~', 'tr*', '<number>', '<below-age>', '<noun>', '..', '...', ', mais', '(a|b c)?', '=Aid');
  const phrase = fc.tuple(fc.constantFrom('', '^ '), fc.array(piece, { maxLength: 5 }), fc.constantFrom('', ' $')).map(([start, pieces, end]) => `${start}mot ${pieces.join(' ')}${end}`);

  it('make the same automaton as the phrases themselves, whatever they are', () => {
    fc.assert(fc.property(fc.array(fc.record({ root: fc.constantFrom('r', 's'), tag: fc.constantFrom('a', 'b', 'c'), phrases: fc.array(phrase, { minLength: 1, maxLength: 4 }) }), { maxLength: 6 }), (drawn) => {
      const sources = drawn.map((source) => ({ ...source, language: 'fr' }));
      expect(Buffer.compare(carried(sources), compilePatterns(sources))).toBe(0);
    }), { numRuns: 500 });
  });

  it('hold as many words and as long rows as there are', () => {
    const words = Array.from({ length: 9_000 }, (_, index) => `w${index.toString(36)}`);
    const sources = [{ root: 'r', tag: 'a', language: 'en', phrases: [...words.map((word, index) => `${word} ${words[(index * 7) % 9_000]!}`), `(${words.slice(0, 5_000).join('|')}) end`] }];
    expect(Buffer.compare(carried(sources, 'en'), compilePatterns(sources))).toBe(0);
  });
});
