import { CLASS_MASK, rootBit } from './format.ts';
import type { Meta } from './format.ts';
import type { PhraseGraph } from './graph.ts';
import { symbolsOf } from './symbols.ts';
import { headOf } from './vocabulary.ts';
import { rows, table, write } from './writer.ts';

/** Writes a graph as an automaton. Throws PhraseError for the beginning of a word that cannot be looked up. */
export function assemble(graph: PhraseGraph): Uint8Array {
  const { kinds, ends, followStarts, follows, roots, endTag, asks } = graph;
  const { written, wordSymbols, prefixes, prefixSymbols, classList, lists } = symbolsOf(graph);
  if (lists.size > 0x10000 || endTag.length > 0xfffe) throw new RangeError('too many phrases together');
  const rootLists = roots.flatMap((root) => root.firsts.map((firsts) => byClass(firsts, kinds)));
  const firsts = rows(rootLists.flatMap((list) => list.map(([, first]) => first)));
  const meta: Meta = {
    lengths: prefixes.reduce((bits, prefix) => bits | (1 << prefix.length), 0),
    roots: roots.map(({ name, tags }) => ({ name, tags })),
    asks,
  };
  const heads = new Uint8Array(0x400);
  for (const prefix of prefixes) heads[headOf(prefix)] = 1;
  const words = table(written, wordSymbols);
  const stems = table(prefixes, prefixSymbols);
  const rootStarts = [0];
  for (const list of rootLists) rootStarts.push(rootStarts.at(-1)! + list.length);
  // The empty set of classes holds no word.
  const classStarts = lists.starts.slice(1);
  return write({
    slots: words.slots, symbols: words.symbols, prefixSlots: stems.slots, prefixSymbols: stems.symbols, heads,
    classList, classStarts, classes: lists.values,
    positionClass: kinds, positionEnd: ends, followStarts, follows,
    rootStarts, rootClasses: rootLists.flatMap((list) => list.map(([kind]) => kind)),
    firstStarts: firsts.starts, firsts: firsts.values,
    beginners: beginnersOf(classStarts, lists.values, rootLists.map((list) => list.map(([kind]) => kind & CLASS_MASK))),
    endTag,
    meta: new TextEncoder().encode(JSON.stringify(meta)),
  });
}

/** Positions with which a phrase begins, by class; both rising. */
function byClass(firsts: readonly number[], kinds: readonly number[]): (readonly [kind: number, positions: readonly number[]])[] {
  const found = new Map<number, number[]>();
  for (const position of firsts) {
    const known = found.get(kinds[position]!);
    if (known === undefined) found.set(kinds[position]!, [position]);
    else known.push(position);
  }
  return [...found].sort(([a], [b]) => a - b);
}

/** By list of classes, the roots of which a phrase may begin with it; @param begin by root, the classes with which a phrase begins */
function beginnersOf(starts: readonly number[], classes: readonly number[], begin: readonly (readonly number[])[]): Uint32Array {
  const byClass = new Uint32Array(CLASS_MASK + 1);
  begin.forEach((kinds, root) => {
    for (const kind of kinds) byClass[kind]! |= rootBit(root);
  });
  const beginners = new Uint32Array(starts.length - 1);
  for (let list = 0; list < beginners.length; list++) {
    for (let at = starts[list]!; at < starts[list + 1]!; at++) beginners[list]! |= byClass[classes[at]!]!;
  }
  return beginners;
}
