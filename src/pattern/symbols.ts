import { COMMON, NOT_NOUNS } from './common.ts';
import { ANY_CLASS } from './format.ts';
import type { PhraseGraph, WordClass } from './graph.ts';
import type { NumberKind } from './node.ts';
import { PhraseError } from './phrase-error.ts';
import { NumberSets, asSet } from './sets.ts';
import { AGE, BELOW_AGE, LONGEST_PREFIX, NUMBER, YEAR, headOf, isNumber } from './vocabulary.ts';

const NUMBERS: Readonly<Record<NumberKind, readonly number[]>> = { number: [NUMBER, AGE, BELOW_AGE, YEAR], age: [AGE, BELOW_AGE], 'below-age': [BELOW_AGE], year: [YEAR] };
/** What a number may be, in the order of its symbols. */
const DIGITS = [NUMBER, AGE, BELOW_AGE, YEAR];

/** Symbols, and which classes hold each. */
export interface Symbols {
  readonly written: readonly string[];
  readonly wordSymbols: readonly number[];
  readonly prefixes: readonly string[];
  readonly prefixSymbols: readonly number[];
  /** By symbol: place of its list, the empty one left out. */
  readonly classList: readonly number[];
  readonly lists: NumberSets;
}

/** Throws PhraseError for the beginning of a word that is too short or too long to be looked up. */
export function symbolsOf({ words, classes }: PhraseGraph): Symbols {
  const index = new ClassIndex(classes, words.length);
  // What is no noun must be known by name.
  const written = index.nouns.length === 0 ? words : [...new Set([...words, ...COMMON, ...NOT_NOUNS])];
  const prefixes = [...index.prefixes.keys()].sort();
  const lists = new NumberSets();
  const classList: number[] = [];
  const add = (held: number[]): number => classList.push(lists.numberOf(asSet(held)) - 1) - 1;

  add([ANY_CLASS, ...index.nouns]);
  for (const number of DIGITS) add([ANY_CLASS, ...index.numbers[number]!]);
  const wordSymbols = written.map((word, number) => {
    const held = index.holding(number);
    index.addStems(held, word);
    if (!isNumber(word)) return add(COMMON.has(word) || NOT_NOUNS.has(word) ? held : [...held, ...index.nouns]);
    const [first = 0] = DIGITS.map((digit) => add([...held, ...index.numbers[digit]!]));
    return first;
  });
  const prefixSymbols = prefixes.map((prefix) => {
    const held = [ANY_CLASS, ...index.nouns];
    index.addStems(held, prefix);
    return add(held);
  });
  if (classList.length > 0xffff) throw new RangeError('too many different words in all phrases together');
  return { written, wordSymbols, prefixes, prefixSymbols, classList, lists };
}

/** From what a class holds back to the classes. */
class ClassIndex {
  /** The class of nouns, if there is one. */
  readonly nouns: number[] = [];
  /** By symbol of a number. */
  readonly numbers: number[][] = [];
  readonly prefixes = new Map<string, number[]>();
  /** By the first two letters, so that nearly every word is told to begin with none. */
  readonly #byHead: string[][] = [];
  /** By word: where its classes begin. */
  readonly #starts: Uint32Array;
  readonly #kinds: Uint16Array;

  constructor(classes: readonly (WordClass | null)[], words: number) {
    for (const number of DIGITS) this.numbers[number] = [];
    this.#starts = new Uint32Array(words + 2);
    classes.forEach((held, kind) => {
      if (held?.kind === 'word') for (const word of held.words) this.#starts[word + 2]!++;
      else if (held?.kind === 'number') for (const number of NUMBERS[held.of]) this.numbers[number]!.push(kind);
      else if (held?.kind === 'noun') this.nouns.push(kind);
      else if (held?.kind === 'prefix') this.#addPrefix(held.prefix, kind);
    });
    for (let at = 2; at < this.#starts.length; at++) this.#starts[at]! += this.#starts[at - 1]!;
    this.#kinds = new Uint16Array(this.#starts.at(-1)!);
    classes.forEach((held, kind) => {
      if (held?.kind === 'word') for (const word of held.words) this.#kinds[this.#starts[word + 1]!++] = kind;
    });
  }

  #addPrefix(prefix: string, kind: number): void {
    if (prefix.length < 2 || prefix.length > LONGEST_PREFIX) throw new PhraseError(`${prefix}*`, 'prefix');
    const known = this.prefixes.get(prefix);
    if (known !== undefined) {
      known.push(kind);
      return;
    }
    this.prefixes.set(prefix, [kind]);
    (this.#byHead[headOf(prefix)] ??= []).push(prefix);
  }

  /** Classes that hold a word by its number; none for one that no phrase has. */
  holding(word: number): number[] {
    const held = [ANY_CLASS];
    for (let at = this.#starts[word] ?? 0; at < (this.#starts[word + 1] ?? 0); at++) held.push(this.#kinds[at]!);
    return held;
  }

  /** Adds the classes of the beginnings that a word has. */
  addStems(held: number[], word: string): void {
    if (word.length < 2) return;
    for (const prefix of this.#byHead[headOf(word)] ?? []) if (word.startsWith(prefix)) held.push(...this.prefixes.get(prefix)!);
  }
}
