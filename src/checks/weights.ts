import type { Lexicons } from '../rule/types.ts';
import { record } from './lexicons.ts';

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

/** More stems than a lexicon has: a pair of them is one number. */
const PAIR = 2 ** 20;

/** How far the words of a text speak for each of some labels, learned from labelled sentences: tenths of the natural logarithm of the odds. */
export class Weights {
  readonly labels: readonly string[];
  readonly #biases: readonly number[];
  readonly #byKey = new Map<string, Int16Array>();
  /** Each stem that stands by itself or in a pair is a number, and each pair of them: no pair of a text need be put together to be looked up. */
  readonly #stems = new Map<string, number>();
  readonly #byNumber = new Map<number, Int16Array>();

  /** @param lexicon by label: its `bias`, and its `stems` by weight */
  constructor(lexicon: unknown) {
    const models = Object.entries(record(lexicon)).map(([label, model]) => ({ label, ...record(model) as { bias?: unknown; stems?: unknown } }));
    this.labels = models.map(({ label }) => label);
    this.#biases = models.map(({ bias }) => (typeof bias === 'number' ? bias : 0));
    models.forEach(({ stems }, index) => {
      for (const [weight, list] of Object.entries(record(stems))) {
        for (const key of typeof list === 'string' ? list.split(', ') : []) {
          let row = this.#byKey.get(key);
          if (row === undefined) this.#byKey.set(key, (row = new Int16Array(models.length)));
          row[index] = Number(weight);
        }
      }
    });
    for (const [key, row] of this.#byKey) {
      const [first = '', second] = key.split(' ');
      this.#byNumber.set(second === undefined ? this.#number(first) : this.#number(first) * PAIR + this.#number(second), row);
    }
  }

  #number(stem: string): number {
    let number = this.#stems.get(stem);
    if (number === undefined) this.#stems.set(stem, (number = this.#stems.size + 1));
    return number;
  }

  /**
   * How far some stems and cues speak for each label, in the order of `labels`.
   * @param others what others have said already
   */
  of(keys: Iterable<string>, others: readonly number[] = this.#biases): readonly number[] {
    const sums = [...others];
    for (const key of keys) add(sums, this.#byKey.get(key));
    return sums;
  }

  /** The same of the stems of folded words in a row. */
  ofRow(folds: readonly string[]): readonly number[] {
    const sums = [...this.#biases];
    const seen = new Set<number>();
    const once = (key: number): void => {
      if (seen.has(key)) return;
      seen.add(key);
      add(sums, this.#byNumber.get(key));
    };
    let before = this.#stems.get('^') ?? 0;
    let last = '^';
    for (const fold of folds) {
      if (fold === SUBJECT && last === SUBJECT) continue;
      last = stemOf(fold);
      const stem = this.#stems.get(last) ?? 0;
      if (stem !== 0) {
        once(stem);
        if (before !== 0) once(before * PAIR + stem);
      }
      before = stem;
    }
    const end = this.#stems.get('$') ?? 0;
    if (before !== 0 && end !== 0) once(before * PAIR + end);
    return sums;
  }
}

function add(sums: number[], row: Int16Array | undefined): void {
  if (row !== undefined) for (let index = 0; index < row.length; index++) sums[index]! += row[index]!;
}

/**
 * The weights of rules/lexicons/weights-*.yaml.
 * Null for a language of which none were learned. Made when first asked for: most mail has nothing to weigh.
 */
export function weightsOf(lexicons: Lexicons, family: string, language: string): (() => Weights) | null {
  const name = `weights-${family}-${language}`;
  if (!(name in lexicons)) return null;
  let weights: Weights | null = null;
  return () => (weights ??= new Weights(lexicons[name]));
}
