import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compilePatterns } from '../../src/pattern/compiler.ts';
import { packSources, unpackSources } from '../../src/pattern/packed.ts';
import type { PackedSources } from '../../src/pattern/packed.ts';

const generated = (name: string) => new URL(`../../src/generated/${name}`, import.meta.url);

describe('the phrases that a browser compiles', async () => {
  const { parts } = await import(fileURLToPath(generated('patterns.js'))) as { readonly parts: Readonly<Record<string, () => PackedSources>> };

  it('are all there are', () => {
    expect(Object.keys(parts).sort()).toEqual(['lists', 'wording.en', 'wording.fr']);
  });

  it.each(Object.keys(parts))('make the automaton of %s that Node reads from a file, byte for byte', (name) => {
    expect(Buffer.compare(compilePatterns(unpackSources(parts[name]!())), readFileSync(generated(`${name}.bin`)))).toBe(0);
  });
});

describe('packed phrases', () => {
  it('hold a list once, whoever names it, and only lists that are named', () => {
    const colour = ['red', 'green'];
    const lists = { colour, shade: ['dark <colour>'], unused: ['x'] };
    const packed = packSources([
      { root: 'r', tag: 'a', language: 'en', phrases: ['a <shade> car'], lists },
      { root: 'r', tag: 'b', language: 'en', phrases: ['<colour> hair', 'no <number>'], lists: { colour: ['red', 'green'] } },
      { root: 'r', tag: 'c', language: 'en', phrases: ['<colour> tie'], lists: { colour: ['blue'] } },
      { root: 'r', tag: 'd', language: 'en', phrases: ['plain'] },
    ]);
    expect([...packed.lists].sort()).toEqual([['blue'], ['dark <colour>'], ['red', 'green']]);
    expect(unpackSources(packed)).toEqual([
      { root: 'r', tag: 'a', language: 'en', phrases: ['a <shade> car'], lists: { colour, shade: ['dark <colour>'] } },
      { root: 'r', tag: 'b', language: 'en', phrases: ['<colour> hair', 'no <number>'], lists: { colour } },
      { root: 'r', tag: 'c', language: 'en', phrases: ['<colour> tie'], lists: { colour: ['blue'] } },
      { root: 'r', tag: 'd', language: 'en', phrases: ['plain'], lists: {} },
    ]);
  });
});
