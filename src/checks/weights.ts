import type { Lexicons } from '../rule/types.ts';
import type { Word } from '../text/types.ts';
import { record } from './lexicons.ts';

/** Letters of a word that count: 'refuse', 'refused' and 'refusal' say the same here. */
const STEM = 5;
const DIGIT = /^\d/;

/**
 * What the words of a text are weighed by: each stem and each pair of neighbouring stems, once; '^' and '$' are its beginning and end, '#' a number.
 * @param words those from `first` to before `last` count
 */
export function stemsOf(words: readonly Pick<Word, 'fold'>[], first = 0, last = words.length): Set<string> {
  const stems = new Set<string>();
  let before = '^';
  for (let at = first; at <= last; at++) {
    const fold = at < last ? words[at]!.fold : '$';
    const stem = DIGIT.test(fold) ? '#' : fold.slice(0, STEM);
    if (at < last) stems.add(stem);
    stems.add(`${before} ${stem}`);
    before = stem;
  }
  return stems;
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

  /** In the order of `labels`. */
  of(words: readonly Word[], first: number, last: number): readonly number[] {
    const sums = [...this.#biases];
    for (const stem of stemsOf(words, first, last)) this.#byStem.get(stem)?.forEach((weight, index) => (sums[index]! += weight));
    return sums;
  }
}

/** Null for a language of which none were learned. Made when first asked for: most mail has nothing to weigh. */
export function weightsOf(lexicons: Lexicons, family: string, language: string): (() => Weights) | null {
  const name = `weights-${family}-${language}`;
  if (!(name in lexicons)) return null;
  let weights: Weights | null = null;
  return () => (weights ??= new Weights(lexicons[name]));
}
