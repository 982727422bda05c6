import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeGraph } from '../../src/build/dense.ts';
import { patternParts } from '../../src/build/generate.ts';
import { readPack } from '../../src/build/pack.ts';
import { assemble } from '../../src/pattern/assemble.ts';
import { graphOf } from '../../src/pattern/compiler.ts';
import type { PatternSource } from '../../src/pattern/compiler.ts';
import type { PhraseGraph } from '../../src/pattern/graph.ts';
import { readGraph } from '../../src/pattern/dense.ts';
import type { DenseGraph } from '../../src/pattern/dense.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { parts } = await import(`${root}src/generated/patterns.js`) as { readonly parts: Readonly<Record<string, () => DenseGraph>> };

/** The automaton of a graph; its words are numbered in the order of the alphabet, whoever numbered them. */
function automaton(graph: PhraseGraph): Uint8Array {
  const words = graph.words.toSorted();
  const numbers = new Map(words.map((word, number) => [word, number]));
  const classes = graph.classes.map((kind) => (kind?.kind === 'word' ? { ...kind, words: kind.words.map((word) => numbers.get(graph.words[word]!)!) } : kind));
  return assemble({ ...graph, words, classes });
}

describe('the phrases that a browser carries', () => {
  const sources = patternParts(readPack(root));

  it('are all there are', () => {
    expect(Object.keys(parts).sort()).toEqual([...sources.keys()].sort());
  });

  it.each(Object.keys(parts))('make the automaton of %s that Node reads from a file, and that of the phrases as they are written', (name) => {
    const graph = readGraph(parts[name]!());
    expect(Buffer.compare(assemble(graph), readFileSync(`${root}src/generated/${name}.bin`))).toBe(0);
    expect(Buffer.compare(automaton(graph), automaton(graphOf(sources.get(name)!)))).toBe(0);
  });
});

const carried = (sources: readonly PatternSource[], language = 'fr') => automaton(readGraph(JSON.parse(JSON.stringify(writeGraph(graphOf(sources), language))) as DenseGraph));

describe('phrases carried as text', () => {
  const piece = fc.constantFrom('un', 'deux', 'âge~', '(age|ages|retenu~|x)', '(un deux|trois)~', 'tr*', '<number>', '<below-age>', '<noun>', '..', '...', ', mais', '(a|b c)?', '=Aid');
  const phrase = fc.tuple(fc.constantFrom('', '^ '), fc.array(piece, { maxLength: 5 }), fc.constantFrom('', ' $')).map(([start, pieces, end]) => `${start}mot ${pieces.join(' ')}${end}`);

  it('make the same automaton as the phrases themselves, whatever they are', () => {
    fc.assert(fc.property(fc.array(fc.record({ root: fc.constantFrom('r', 's'), tag: fc.constantFrom('a', 'b', 'c'), phrases: fc.array(phrase, { minLength: 1, maxLength: 4 }) }), { maxLength: 6 }), (drawn) => {
      const sources = drawn.map((source) => ({ ...source, language: 'fr' }));
      expect(Buffer.compare(carried(sources), automaton(graphOf(sources)))).toBe(0);
    }), { numRuns: 500 });
  });

  it('hold as many words and as long rows as there are', () => {
    const words = Array.from({ length: 9_000 }, (_, index) => `w${index.toString(36)}`);
    const sources = [{ root: 'r', tag: 'a', language: 'en', phrases: [...words.map((word, index) => `${word} ${words[(index * 7) % 9_000]!}`), `(${words.slice(0, 5_000).join('|')}) end`] }];
    expect(Buffer.compare(carried(sources, 'en'), automaton(graphOf(sources)))).toBe(0);
  });
});
