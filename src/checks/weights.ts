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

/** How far the words of a text speak for each of some labels, learned from labelled sentences: tenths of the natural logarithm of the odds. */
export class Weights {
  readonly labels: readonly string[];
  readonly #biases: readonly number[];
  readonly #byStem = new Map<string, Int16Array>();

  /** @param lexicon by label: its `bias`, and its `stems` by weight */
  constructor(lexicon: unknown) {
    const models = Object.entries(record(lexicon)).map(([label, model]) => ({ label, ...record(model) as { bias?: unknown; stems?: unknown } }));
    this.labels = models.map(({ label }) => label);
    this.#biases = models.map(({ bias }) => (typeof bias === 'number' ? bias : 0));
    models.forEach(({ stems }, index) => {
      for (const [weight, list] of Object.entries(record(stems))) {
        for (const stem of typeof list === 'string' ? list.split(', ') : []) {
          let row = this.#byStem.get(stem);
          if (row === undefined) this.#byStem.set(stem, (row = new Int16Array(models.length)));
          row[index] = Number(weight);
        }
      }
    });
  }

  /**
   * How far some stems and cues speak for each label, in the order of `labels`.
   * @param others what others have said already
   */
  of(keys: Iterable<string>, others: readonly number[] = this.#biases): readonly number[] {
    const sums = [...others];
    for (const key of keys) this.#byStem.get(key)?.forEach((weight, index) => (sums[index]! += weight));
    return sums;
  }
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
