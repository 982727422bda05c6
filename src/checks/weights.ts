import type { Environment } from '../rule/types.ts';
import type { Dictionary } from '../text/dictionary.ts';
import type { Words } from '../text/words.ts';
import { weighingsOf } from './dense-weights.ts';
import { perLexicons, record } from './lexicons.ts';
import { PairTable } from './pair-table.ts';

/** Letters of a word that count: 'refuse', 'refused' and 'refusal' say the same here. */
const STEM = 5;
const DIGIT = /^\d/;

/** @param fold a folded word; @returns its first letters, '#' for a number */
export function stemOf(fold: string): string {
  return DIGIT.test(fold) ? '#' : fold.slice(0, STEM);
}

/** Stands for what a text is judged for: its place counts, and not the word. */
export const SUBJECT = '@';

/**
 * What folded words in a row are weighed by: each stem and each pair of neighbouring stems, once; '^' and '$' are the beginning and end of the row,
 * '#' a number, '@' the subject.
 */
export function stemsOf(folds: readonly string[]): Set<string> {
  const stems = new Set<string>();
  let before = '^';
  for (const fold of folds) {
    if (fold === SUBJECT && before === SUBJECT) continue;
    const stem = stemOf(fold);
    stems.add(stem);
    stems.add(`${before} ${stem}`);
    before = stem;
  }
  return stems.add(`${before} $`);
}

/** Marks a word that is weighed whole, beside its stem: 'preference' and 'preferably' are not the same where all words count. */
const WHOLE = '=';

/** The words of a row that are longer than their stems, each whole. */
export function wholesOf(folds: readonly string[]): string[] {
  return folds.flatMap((fold) => (fold.length > STEM && !DIGIT.test(fold) ? [WHOLE + fold] : []));
}

/** Words in a row as they are weighed. */
export interface Run {
  /** Number of its first stem and of its last; 0: nothing is known of it. */
  readonly first: number;
  readonly last: number;
  /** Numbers of what is known of its stems and pairs, each once. */
  readonly keys: readonly number[];
}

const NONE: ReadonlySet<number> = new Set();

/** How far the words of a text speak for each of some labels, learned from labelled sentences: tenths of the natural logarithm of the odds. */
export class Weights {
  readonly labels: readonly string[];
  readonly #biases: readonly number[];
  /** Number of each stem, pair and cue that weighs; 0 is none. */
  readonly #keys = new Map<string, number>();
  /** By key: a label's index and how far it speaks for it, in turn; most speak for one label only. */
  readonly #weights: number[][] = [[]];
  /** Each stem that stands by itself or in a pair has a number, so that no pair of a text need be put together to be looked up. */
  readonly #stems = new Map<string, number>();
  /** By stem: its key. */
  readonly #alone: number[] = [0];
  /** By the stems of pairs: their keys. */
  readonly #pairs: PairTable;
  readonly #begin: number;
  readonly #end: number;
  readonly #subject: number;
  /** By word that is weighed whole: its key. */
  readonly #wholes = new Map<string, number>();
  /** By key: how far it speaks for the first label. */
  readonly #firsts: Int32Array;
  /** By key: the turn in which it was last counted. */
  readonly #counted: Int32Array;
  #turn = 0;
  /** By number of a word in the dictionary: number of its stem + 1; 0: not looked up yet. */
  #met = new Int32Array(0);
  /** By number of a word in the dictionary: its key where it is weighed whole. */
  #metWhole = new Int32Array(0);
  #dictionary: Dictionary | undefined;

  /** @param lexicon as `weighingsOf` reads it */
  constructor(lexicon: unknown) {
    const { labels, biases, all } = weighingsOf(lexicon);
    this.labels = labels;
    this.#biases = biases;
    for (const { key, label, weight } of all) this.#weights[this.#keyOf(key)]!.push(label, weight);
    const pairs: [first: number, second: number, key: number][] = [];
    for (const [name, key] of this.#keys) {
      const space = name.indexOf(' ');
      if (name.startsWith(WHOLE) && name.length > 1) this.#wholes.set(name.slice(1), key);
      else if (space < 0) this.#alone[this.#number(name)] = key;
      else pairs.push([this.#number(name.slice(0, space)), this.#number(name.slice(space + 1)), key]);
    }
    this.#pairs = new PairTable(pairs);
    this.#begin = this.#stems.get('^') ?? 0;
    this.#end = this.#stems.get('$') ?? 0;
    this.#subject = this.#stems.get(SUBJECT) ?? 0;
    this.#counted = new Int32Array(this.#weights.length);
    this.#firsts = Int32Array.from(this.#weights, (weights) => weights.reduce((sum, label, at) => sum + (at % 2 === 0 && label === 0 ? weights[at + 1]! : 0), 0));
  }

  #keyOf(name: string): number {
    let key = this.#keys.get(name);
    if (key === undefined) this.#keys.set(name, (key = this.#weights.push([]) - 1));
    return key;
  }

  #number(stem: string): number {
    let number = this.#stems.get(stem);
    if (number === undefined) this.#stems.set(stem, (number = this.#alone.push(0) - 1));
    return number;
  }

  /**
   * How far some stems and cues speak for each label, in the order of `labels`.
   * @param others what others have said already
   */
  of(names: Iterable<string>, others: readonly number[] = this.#biases): readonly number[] {
    const sums = [...others];
    for (const name of names) this.#add(sums, this.#keys.get(name) ?? 0);
    return sums;
  }

  #add(sums: number[], key: number): void {
    const weights = this.#weights[key]!;
    for (let at = 0; at < weights.length; at += 2) sums[weights[at]!]! += weights[at + 1]!;
  }

  /** Words [from, to). @param subjects indexes of those that stand for the subject; side by side they are one */
  run(words: Words, from: number, to: number, subjects = NONE): Run {
    const keys: number[] = [];
    const turn = ++this.#turn;
    const once = (key: number): void => {
      if (key === 0 || this.#counted[key] === turn) return;
      this.#counted[key] = turn;
      keys.push(key);
    };
    let first = 0;
    let before = 0;
    for (let at = from; at < to; at++) {
      const isSubject = subjects.has(at);
      const stem = isSubject ? this.#subject : this.#stemAt(words, at);
      if (at === from) first = stem;
      if (!isSubject && this.#wholes.size > 0) once(this.#metWhole[words.numbered(at) >> 1]!);
      if (stem !== 0 && !(stem === this.#subject && before === stem)) {
        once(this.#alone[stem]!);
        once(this.#pair(before, stem));
      }
      before = stem;
    }
    return { first, last: before, keys };
  }

  #pair(first: number, second: number): number {
    return first === 0 || second === 0 ? 0 : this.#pairs.get(first, second);
  }

  #stemAt(words: Words, at: number): number {
    const { dictionary } = words;
    if (this.#dictionary !== dictionary || this.#met.length < dictionary.size) {
      // Words are met one after the other: room for twice as many.
      const met = new Int32Array(2 * dictionary.size);
      const metWhole = new Int32Array(2 * dictionary.size);
      if (this.#dictionary === dictionary) {
        met.set(this.#met);
        metWhole.set(this.#metWhole);
      }
      this.#dictionary = dictionary;
      this.#met = met;
      this.#metWhole = metWhole;
    }
    const number = words.numbered(at) >> 1;
    if (this.#met[number] === 0) {
      const fold = words.fold(at);
      this.#met[number] = (this.#stems.get(stemOf(fold)) ?? 0) + 1;
      this.#metWhole[number] = this.#wholes.get(fold) ?? 0;
    }
    return this.#met[number]! - 1;
  }

  /** What words in a row that are told run by run have: each stem and pair once, with the pairs across the borders, `^` and `$`. */
  #visit(runs: readonly Run[], weigh: (key: number) => void): void {
    const turn = ++this.#turn;
    const once = (key: number): void => {
      if (this.#counted[key] === turn) return;
      this.#counted[key] = turn;
      weigh(key);
    };
    let before = this.#begin;
    for (const { first, last, keys } of runs) {
      if (!(first === this.#subject && before === first)) once(this.#pair(before, first));
      for (const key of keys) once(key);
      before = last;
    }
    once(this.#pair(before, this.#end));
  }

  /** How far they speak for each label. */
  ofRuns(runs: readonly Run[]): number[] {
    const sums = [...this.#biases];
    this.#visit(runs, (key) => this.#add(sums, key));
    return sums;
  }

  /** How far they speak for the first label: most mail is told by it alone. */
  firstOfRuns(runs: readonly Run[]): number {
    let sum = this.#biases[0] ?? 0;
    this.#visit(runs, (key) => {
      sum += this.#firsts[key]!;
    });
    return sum;
  }

  /** How far some stems and cues speak for the first label. */
  firstOf(names: Iterable<string>): number {
    let sum = 0;
    for (const name of names) sum += this.#firsts[this.#keys.get(name) ?? 0]!;
    return sum;
  }
}

/** `Finding.data` of what no phrase or frame says, and only weights. No text, so that a finding stays the same one (see finding-identity.ts) once a frame knows it. */
export const WEIGHED = { weighed: true } as const;

const LEXICON = 'weights-';

export function isWeights(lexicon: string): boolean {
  return lexicon.startsWith(LEXICON);
}

/** To read one costs more than to judge a mail, and every rule set made of the same pack asks for the same. */
const weightsIn = perLexicons((lexicon) => new Weights(lexicon));

/**
 * The weights of rules/lexicons/weights-*.yaml.
 * Null for a language of which none were learned, and where nothing learned is wanted. Made when first asked for: most mail has nothing to weigh.
 */
export function weightsOf({ lexicons, learned }: Pick<Environment, 'lexicons' | 'learned'>, family: string, language: string): (() => Weights) | null {
  const name = `${LEXICON}${family}-${language}`;
  if (!learned || !(name in lexicons)) return null;
  return () => weightsIn(record(lexicons[name]));
}
