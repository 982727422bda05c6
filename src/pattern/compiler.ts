import { COMMON, NOT_NOUNS } from './common.ts';
import { ANY_CLASS } from './format.ts';
import type { Ask, Meta } from './format.ts';
import { Mirror, isRarer } from './node.ts';
import type { Node, NumberKind } from './node.ts';
import { PhraseError } from './phrase-error.ts';
import { Readings, parsePhrase } from './phrase.ts';
import type { ParsedPhrase, PhraseLists } from './phrase.ts';
import { Positions } from './positions.ts';
import { NumberSets, asSet } from './sets.ts';
import { AGE, BELOW_AGE, LONGEST_PREFIX, NUMBER, OTHER, YEAR, headOf, isNumber } from './vocabulary.ts';
import { rows, table, write } from './writer.ts';

/** Phrases that are looked for together, under one root; a match tells the tag. */
export interface PatternSource {
  readonly root: string;
  readonly tag: string;
  readonly language: string;
  readonly phrases: readonly string[];
  readonly lists?: PhraseLists;
}

/** A phrase is written by a person; longer ones are a mistake, and bounding them bounds the work. */
const MAX_POSITIONS = 6_000;
const NUMBERS: Readonly<Record<NumberKind, readonly number[]>> = { number: [NUMBER, AGE, BELOW_AGE, YEAR], age: [AGE, BELOW_AGE], 'below-age': [BELOW_AGE], year: [YEAR] };

interface Root {
  readonly tags: Map<string, number>;
  /** Number of the end of each tag's phrases. */
  readonly ends: Map<string, number>;
  /** By class, the positions with which a phrase begins: of those read onward, and of those read back. */
  readonly firsts: readonly [Map<number, Set<number>>, Map<number, Set<number>>];
}

/** Compiles all phrases to one automaton. Throws PhraseError. */
export function compilePatterns(sources: readonly PatternSource[]): Uint8Array {
  const positions = new Positions();
  const readings = new Readings();
  const mirror = new Mirror();
  const roots = new Map<string, Root>();
  const endTag: number[] = [];
  const asks: Record<string, Ask> = {};
  for (const { root: name, tag, language, phrases, lists } of sources) {
    let root = roots.get(name);
    if (root === undefined) roots.set(name, (root = { tags: new Map(), ends: new Map(), firsts: [new Map(), new Map()] }));
    if (!root.tags.has(tag)) root.tags.set(tag, root.tags.size);
    for (const source of phrases) {
      const parsed = parsePhrase(source, lists, language, readings);
      checkShape(parsed);
      const ask = asked(parsed);
      const known = ask === null ? root.ends.get(tag) : undefined;
      const end = known ?? endTag.push(root.tags.get(tag)!) - 1;
      if (ask === null) root.ends.set(tag, end);
      else asks[end] = ask;
      const back = isRarer(parsed.node);
      const firsts = root.firsts[back ? 1 : 0];
      for (const position of positions.add(back ? mirror.reversed(parsed.node) : parsed.node, end)) {
        const kind = positions.kinds[position]!;
        const set = firsts.get(kind);
        if (set === undefined) firsts.set(kind, new Set([position]));
        else set.add(position);
      }
    }
  }
  return assemble(positions, readings.words.words, roots, endTag, asks);
}

/** Throws PhraseError for a phrase that begins with a gap, may be nothing at all, or is longer than any that is meant. */
function checkShape({ source, node }: ParsedPhrase): void {
  if (node.size > MAX_POSITIONS) throw new PhraseError(source, 'long');
  if (node.empty) throw new PhraseError(source, 'nothing');
  if (node.vague) throw new PhraseError(source, 'gap');
}

function asked({ start, end, exact }: ParsedPhrase): Ask | null {
  if (!start && !end && exact.length === 0) return null;
  return { ...(start ? { start } : {}), ...(end ? { end } : {}), ...(exact.length > 0 ? { exact } : {}) };
}

function assemble(positions: Positions, words: readonly string[], roots: ReadonlyMap<string, Root>, endTag: readonly number[], asks: Meta['asks']): Uint8Array {
  // What is no noun must be known by name.
  const written = [...new Set(positions.classes.some((node) => node?.kind === 'noun') ? [...words, ...COMMON, ...NOT_NOUNS] : words)];
  const prefixes = [...new Set(positions.classes.flatMap((node) => (node?.kind === 'prefix' ? [node.prefix] : [])))].sort();
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

  const index = classIndex(positions.classes, words);
  const lists = new NumberSets();
  // The empty set comes first; every word is in the class of all.
  const classList = symbols.map((symbol) => lists.numberOf(index(symbol.word, symbol.number, symbol.stem)) - 1);
  if (lists.size > 0x10000 || endTag.length > 0xfffe) throw new RangeError('too many phrases together');

  const follows = rowsOf(positions);
  const rootNames = [...roots.keys()];
  const rootLists = rootNames.flatMap((name) => roots.get(name)!.firsts.map((firsts) => [...firsts].sort(([a], [b]) => a - b)));
  const firsts = rows(rootLists.flatMap((list) => list.map(([, first]) => [...first].sort((a, b) => a - b))));
  const meta: Meta = {
    lengths: prefixes.reduce((bits, prefix) => bits | (1 << prefix.length), 0),
    roots: rootNames.map((name) => ({ name, tags: [...roots.get(name)!.tags.keys()] })),
    asks,
  };
  const heads = new Uint8Array(0x400);
  for (const prefix of prefixes) heads[headOf(prefix)] = 1;
  const known = table(written, wordSymbols);
  const stems = table(prefixes, prefixSymbols);
  return write({
    slots: known.slots, symbols: known.symbols, prefixSlots: stems.slots, prefixSymbols: stems.symbols, heads,
    classList, classStarts: lists.starts.slice(1), classes: lists.values,
    positionClass: positions.kinds, positionEnd: positions.ends,
    followStarts: follows.starts, follows: follows.values,
    rootStarts: rootLists.reduce((starts, list) => [...starts, starts.at(-1)! + list.length], [0]), rootClasses: rootLists.flatMap((list) => list.map(([kind]) => kind)),
    firstStarts: firsts.starts, firsts: firsts.values,
    endTag,
    meta: new TextEncoder().encode(JSON.stringify(meta)),
  });
}

/** By position those that may follow, one behind the other, with the place where each row begins. */
function rowsOf({ sets, follows }: Positions): { readonly starts: number[]; readonly values: number[] } {
  const starts: number[] = [];
  const values: number[] = [];
  for (const set of follows) {
    starts.push(values.length);
    sets.addTo(values, set);
  }
  starts.push(values.length);
  return { starts, values };
}

/** Which classes hold a symbol, rising. */
function classIndex(nodes: readonly (Node | null)[], words: readonly string[]): (word: string, number: number, stem: boolean) => number[] {
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
