import { COMMON, NOT_NOUNS } from './common.ts';
import { ANY_CLASS, CLASS_MASK, rootBit } from './format.ts';
import type { Meta } from './format.ts';
import type { PhraseGraph, WordClass } from './graph.ts';
import type { NumberKind } from './node.ts';
import { PhraseError } from './phrase-error.ts';
import { NumberSets, asSet } from './sets.ts';
import { AGE, BELOW_AGE, LONGEST_PREFIX, NUMBER, OTHER, YEAR, headOf, isNumber } from './vocabulary.ts';
import { rows, table, write } from './writer.ts';

const NUMBERS: Readonly<Record<NumberKind, readonly number[]>> = { number: [NUMBER, AGE, BELOW_AGE, YEAR], age: [AGE, BELOW_AGE], 'below-age': [BELOW_AGE], year: [YEAR] };

/** By class, the positions with which a phrase begins; rising. */
function byClass(firsts: readonly number[], kinds: ArrayLike<number>): (readonly [kind: number, positions: readonly number[]])[] {
  const found = new Map<number, number[]>();
  for (const position of firsts) {
    const known = found.get(kinds[position]!);
    if (known === undefined) found.set(kinds[position]!, [position]);
    else known.push(position);
  }
  return [...found].sort(([a], [b]) => a - b);
}

/** Writes a graph as an automaton. Throws PhraseError for the beginning of a word that cannot be looked up. */
export function assemble({ words, classes, kinds, ends, followStarts, follows, roots, endTag, asks }: PhraseGraph): Uint8Array {
  // What is no noun must be known by name.
  const written = [...new Set(classes.some((node) => node?.kind === 'noun') ? [...words, ...COMMON, ...NOT_NOUNS] : words)].sort();
  const prefixes = [...new Set(classes.flatMap((node) => (node?.kind === 'prefix' ? [node.prefix] : [])))].sort();
  const longPrefix = prefixes.find((prefix) => prefix.length < 2 || prefix.length > LONGEST_PREFIX);
  if (longPrefix !== undefined) throw new PhraseError(`${longPrefix}*`, 'prefix');

  // What each symbol stands for, so that classes can be asked whether they hold it.
  const symbols: { readonly word: string; readonly number: number; readonly stem: boolean }[] = [OTHER, NUMBER, AGE, BELOW_AGE, YEAR].map((number) => ({ word: '', number, stem: false }));
  const wordSymbols = written.map((word) => {
    const kinds = isNumber(word) ? [NUMBER, AGE, BELOW_AGE, YEAR] : [OTHER];
    const symbol = symbols.length;
    for (const number of kinds) symbols.push({ word, number, stem: false });
    return symbol;
  });
  const prefixSymbols = prefixes.map((word) => symbols.push({ word, number: OTHER, stem: true }) - 1);
  if (symbols.length > 0xffff) throw new RangeError('too many different words in all phrases together');

  const index = classIndex(classes, words);
  const lists = new NumberSets();
  // The empty set comes first; every word is in the class of all.
  const classList = symbols.map((symbol) => lists.numberOf(index(symbol.word, symbol.number, symbol.stem)) - 1);
  if (lists.size > 0x10000 || endTag.length > 0xfffe) throw new RangeError('too many phrases together');

  const rootLists = roots.flatMap((root) => root.firsts.map((firsts) => byClass(firsts, kinds)));
  const firsts = rows(rootLists.flatMap((list) => list.map(([, first]) => first)));
  const beginning = new Map<number, number>();
  rootLists.forEach((list, root) => {
    for (const [kind] of list) beginning.set(kind & CLASS_MASK, (beginning.get(kind & CLASS_MASK) ?? 0) | rootBit(root));
  });
  const meta: Meta = {
    lengths: prefixes.reduce((bits, prefix) => bits | (1 << prefix.length), 0),
    roots: roots.map(({ name, tags }) => ({ name, tags })),
    asks,
  };
  const heads = new Uint8Array(0x400);
  for (const prefix of prefixes) heads[headOf(prefix)] = 1;
  const known = table(written, wordSymbols);
  const stems = table(prefixes, prefixSymbols);
  return write({
    slots: known.slots, symbols: known.symbols, prefixSlots: stems.slots, prefixSymbols: stems.symbols, heads,
    classList, classStarts: lists.starts.slice(1), classes: lists.values,
    positionClass: kinds, positionEnd: ends,
    followStarts, follows,
    rootStarts: rootLists.reduce((starts, list) => [...starts, starts.at(-1)! + list.length], [0]), rootClasses: rootLists.flatMap((list) => list.map(([kind]) => kind)),
    firstStarts: firsts.starts, firsts: firsts.values,
    beginners: lists.starts.slice(1, -1).map((start, list) => lists.values.slice(start, lists.starts[list + 2]).reduce((bits, kind) => bits | (beginning.get(kind) ?? 0), 0) >>> 0),
    endTag,
    meta: new TextEncoder().encode(JSON.stringify(meta)),
  });
}

/** Which classes hold a symbol, rising. */
function classIndex(nodes: readonly (WordClass | null)[], words: readonly string[]): (word: string, number: number, stem: boolean) => number[] {
  const byWord = new Map<string, number[]>();
  const byPrefix = new Map<string, number[]>();
  const byNumber = new Map<number, number[]>();
  const nouns: number[] = [];
  let longest = 0;
  const add = <K>(map: Map<K, number[]>, key: K, kind: number): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [kind]);
    else known.push(kind);
  };
  nodes.forEach((node, kind) => {
    if (node?.kind === 'word') {
      for (const word of node.words) add(byWord, words[word]!, kind);
    } else if (node?.kind === 'prefix') {
      add(byPrefix, node.prefix, kind);
      longest = Math.max(longest, node.prefix.length);
    } else if (node?.kind === 'number') {
      for (const number of NUMBERS[node.of]) add(byNumber, number, kind);
    } else if (node?.kind === 'noun') {
      nouns.push(kind);
    }
  });
  return (word, number, stem) => {
    const held = [ANY_CLASS, ...(byNumber.get(number) ?? []), ...(stem ? [] : byWord.get(word) ?? [])];
    for (let length = Math.min(word.length, longest); length > 0; length--) {
      const kinds = byPrefix.get(word.slice(0, length));
      if (kinds !== undefined) held.push(...kinds);
    }
    if (number === OTHER && (word === '' || stem || (!COMMON.has(word) && !NOT_NOUNS.has(word)))) held.push(...nouns);
    return asSet(held);
  };
}
