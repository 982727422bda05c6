import { COMMON, NOT_NOUNS } from './common.ts';
import { checkEdges, isRarer, reversed } from './direction.ts';
import { ANY_CLASS, BEGINS_CLAUSE, CLASS_MASK, WITHIN_CLAUSE, rootBit } from './format.ts';
import type { Ask, Meta } from './format.ts';
import { PhraseError, parsePhrase } from './phrase.ts';
import type { Node, NumberKind, ParsedPhrase, PhraseLists } from './phrase.ts';
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

/** A row of positions under construction: which can be first and last, and whether it may be empty. */
interface Fragment {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly empty: boolean;
}

class Builder {
  readonly positionClass: number[] = [];
  readonly follow: Set<number>[] = [];
  readonly classKeys = new Map<string, number>([['any', ANY_CLASS]]);
  readonly classNodes: (Node | null)[] = [null];

  #classOf(node: Node): number {
    const key = node.kind === 'word' ? `w ${[...node.words].sort().join(' ')}` : node.kind === 'prefix' ? `p ${node.prefix}` : node.kind === 'number' ? `n ${node.of}` : 'noun';
    let number = this.classKeys.get(key);
    if (number === undefined) {
      number = this.classNodes.length;
      this.classKeys.set(key, number);
      this.classNodes.push(node);
      if (number > CLASS_MASK) throw new RangeError('too many different words in all phrases together');
    }
    return number;
  }

  #position(kind: number): Fragment {
    const position = this.positionClass.push(kind) - 1;
    this.follow.push(new Set());
    return { first: [position], last: [position], empty: false };
  }

  #join(left: Fragment, right: Fragment): Fragment {
    for (const last of left.last) for (const first of right.first) this.follow[last]!.add(first);
    return {
      first: left.empty ? [...left.first, ...right.first] : left.first,
      last: right.empty ? [...left.last, ...right.last] : right.last,
      empty: left.empty && right.empty,
    };
  }

  fragment(node: Node, source: string, border: number, from: number): Fragment {
    if (this.positionClass.length - from > MAX_POSITIONS) throw new PhraseError(source, 'long');
    switch (node.kind) {
      case 'sequence': {
        const [head, ...rest] = node.nodes;
        return rest.reduce((left, child) => this.#join(left, this.fragment(child, source, 0, from)), this.fragment(head!, source, border, from));
      }
      case 'choice': {
        const parts = node.nodes.map((child) => this.fragment(child, source, border, from));
        return { first: parts.flatMap(({ first }) => first), last: parts.flatMap(({ last }) => last), empty: parts.some(({ empty }) => empty) };
      }
      case 'optional': return { ...this.fragment(node.node, source, border, from), empty: true };
      case 'border': return this.fragment(node.node, source, BEGINS_CLAUSE, from);
      case 'gap': {
        const parts = Array.from({ length: node.max }, () => this.#position(ANY_CLASS | WITHIN_CLAUSE));
        for (let at = 1; at < parts.length; at++) this.follow[parts[at - 1]!.first[0]!]!.add(parts[at]!.first[0]!);
        return { first: parts[0]!.first, last: parts.flatMap(({ last }) => last), empty: true };
      }
      default: return this.#position(this.#classOf(node) | border);
    }
  }
}

interface Root {
  readonly tags: Map<string, number>;
  /** Number of the end of each tag's phrases. */
  readonly ends: Map<string, number>;
  /** By class, the positions with which a phrase begins: of those read onward, and of those read back. */
  readonly firsts: readonly [Map<number, Set<number>>, Map<number, Set<number>>];
}

/** Compiles all phrases to one automaton. Throws PhraseError. */
export function compilePatterns(sources: readonly PatternSource[]): Uint8Array {
  const builder = new Builder();
  const roots = new Map<string, Root>();
  const endOf: number[] = [];
  const endTag: number[] = [];
  const asks: Record<string, Ask> = {};
  for (const { root: name, tag, language, phrases, lists } of sources) {
    let root = roots.get(name);
    if (root === undefined) roots.set(name, (root = { tags: new Map(), ends: new Map(), firsts: [new Map(), new Map()] }));
    if (!root.tags.has(tag)) root.tags.set(tag, root.tags.size);
    for (const source of phrases) {
      const parsed = parsePhrase(source, lists, language);
      const ask = asked(parsed);
      const known = ask === null ? root.ends.get(tag) : undefined;
      const end = known ?? endTag.push(root.tags.get(tag)!) - 1;
      if (ask === null) root.ends.set(tag, end);
      else asks[end] = ask;
      checkEdges(parsed);
      const back = isRarer(parsed.node);
      const { first, last } = builder.fragment(back ? reversed(parsed.node) : parsed.node, source, 0, builder.positionClass.length);
      for (const position of last) endOf[position] = end + 1;
      const firsts = root.firsts[back ? 1 : 0];
      for (const position of first) {
        const kind = builder.positionClass[position]!;
        const set = firsts.get(kind);
        if (set === undefined) firsts.set(kind, new Set([position]));
        else set.add(position);
      }
    }
  }
  const rows = minimal(builder, endOf);
  for (const { firsts: both } of roots.values()) for (const firsts of both) for (const [kind, positions] of firsts) firsts.set(kind, new Set([...positions].map((position) => rows.place[position]!)));
  return assemble(builder, roots, rows, endTag, asks);
}

interface Rows {
  /** New number of each position. */
  readonly place: readonly number[];
  readonly positionClass: number[];
  readonly positionEnd: number[];
  readonly follow: (readonly number[])[];
}

/**
 * Positions with the same class, the same end and the same followers are one: phrases share their tails, most of all those of one list.
 * A position is followed by later ones only, so that the last are judged first.
 */
function minimal({ positionClass, follow }: Builder, endOf: readonly number[]): Rows {
  const rows: Rows = { place: new Array<number>(positionClass.length), positionClass: [], positionEnd: [], follow: [] };
  const known = new Map<string, number>();
  for (let position = positionClass.length - 1; position >= 0; position--) {
    const next = [...new Set([...follow[position]!].map((other) => rows.place[other]!))].sort((a, b) => a - b);
    const key = `${positionClass[position]!} ${endOf[position] ?? 0} ${next.join()}`;
    let place = known.get(key);
    if (place === undefined) {
      place = rows.positionClass.push(positionClass[position]!) - 1;
      rows.positionEnd.push(endOf[position] ?? 0);
      rows.follow.push(next);
      known.set(key, place);
    }
    (rows.place as number[])[position] = place;
  }
  return rows;
}

function asked({ start, end, exact }: ParsedPhrase): Ask | null {
  if (!start && !end && exact.length === 0) return null;
  return { ...(start ? { start } : {}), ...(end ? { end } : {}), ...(exact.length > 0 ? { exact } : {}) };
}

function assemble(builder: Builder, roots: ReadonlyMap<string, Root>, positions: Rows, endTag: readonly number[], asks: Meta['asks']): Uint8Array {
  // What is no noun must be known by name.
  const known = (node: Node | null): readonly string[] => (node?.kind === 'word' ? [...node.words] : node?.kind === 'noun' ? [...COMMON, ...NOT_NOUNS] : []);
  const written = [...new Set(builder.classNodes.flatMap(known))].sort();
  const prefixes = [...new Set(builder.classNodes.flatMap((node) => (node?.kind === 'prefix' ? [node.prefix] : [])))].sort();
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

  const index = classIndex(builder.classNodes);
  const lists = new Map<string, { readonly number: number; readonly classes: readonly number[] }>();
  const classList = symbols.map((symbol) => {
    const held = index(symbol.word, symbol.number, symbol.stem);
    const key = held.join();
    if (!lists.has(key)) lists.set(key, { number: lists.size, classes: held });
    return lists.get(key)!.number;
  });
  if (lists.size > 0xffff || endTag.length > 0xfffe) throw new RangeError('too many phrases together');
  const classes = rows([...lists.values()].map((list) => list.classes));

  const follows = rows(positions.follow);
  const rootNames = [...roots.keys()];
  const rootLists = rootNames.flatMap((name) => roots.get(name)!.firsts.map((firsts) => [...firsts].sort(([a], [b]) => a - b)));
  const firsts = rows(rootLists.flatMap((list) => list.map(([, first]) => [...first].sort((a, b) => a - b))));
  const byClass = new Map<number, number>();
  rootLists.forEach((list, root) => {
    for (const [kind] of list) byClass.set(kind & CLASS_MASK, (byClass.get(kind & CLASS_MASK) ?? 0) | rootBit(root));
  });
  const meta: Meta = {
    lengths: prefixes.reduce((bits, prefix) => bits | (1 << prefix.length), 0),
    roots: rootNames.map((name) => ({ name, tags: [...roots.get(name)!.tags.keys()] })),
    asks,
  };
  const heads = new Uint8Array(0x400);
  for (const prefix of prefixes) heads[headOf(prefix)] = 1;
  const words = table(written, wordSymbols);
  const stems = table(prefixes, prefixSymbols);
  return write({
    slots: words.slots, symbols: words.symbols, prefixSlots: stems.slots, prefixSymbols: stems.symbols, heads: [...heads],
    classList, classStarts: classes.starts, classes: classes.values,
    positionClass: positions.positionClass, positionEnd: positions.positionEnd,
    followStarts: follows.starts, follows: follows.values,
    rootStarts: rootLists.reduce((starts, list) => [...starts, starts.at(-1)! + list.length], [0]), rootClasses: rootLists.flatMap((list) => list.map(([kind]) => kind)),
    firstStarts: firsts.starts, firsts: firsts.values,
    beginners: [...lists.values()].map((list) => list.classes.reduce((bits, kind) => bits | (byClass.get(kind) ?? 0), 0) >>> 0),
    endTag,
    meta: [...new TextEncoder().encode(JSON.stringify(meta))],
  });
}

/** Which classes hold a symbol, rising. */
function classIndex(nodes: readonly (Node | null)[]): (word: string, number: number, stem: boolean) => number[] {
  const byWord = new Map<string, number[]>();
  const byPrefix = new Map<string, number[]>();
  const byNumber = new Map<number, number[]>();
  let noun: number[] = [];
  const add = <K>(map: Map<K, number[]>, key: K, kind: number): void => void map.set(key, [...(map.get(key) ?? []), kind]);
  nodes.forEach((node, kind) => {
    if (node?.kind === 'word') for (const word of node.words) add(byWord, word, kind);
    else if (node?.kind === 'prefix') add(byPrefix, node.prefix, kind);
    else if (node?.kind === 'number') for (const number of NUMBERS[node.of]) add(byNumber, number, kind);
    else if (node?.kind === 'noun') noun = [kind];
  });
  return (word, number, stem) => {
    const held = [ANY_CLASS, ...(byNumber.get(number) ?? []), ...(stem ? [] : byWord.get(word) ?? [])];
    for (let length = 1; length <= word.length; length++) held.push(...(byPrefix.get(word.slice(0, length)) ?? []));
    if (number === OTHER && (word === '' || stem || (!COMMON.has(word) && !NOT_NOUNS.has(word)))) held.push(...noun);
    return [...new Set(held)].sort((a, b) => a - b);
  };
}
