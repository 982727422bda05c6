import type { Lexicons } from '../rule/types.ts';
import type { View } from '../text/types.ts';
import type { Words } from '../text/words.ts';
import { record } from './lexicons.ts';

/** Letters of a word that count: 'refuse', 'refused' and 'refusal' say the same here. */
const STEM = 5;
const DIGIT = /^\d/;

/** Whether a word, by its index, is of what the text is judged for; its place counts, and not the word: 'your age' and 'your faith' weigh the same. */
export type IsSubject = (index: number) => boolean;

const NONE: IsSubject = () => false;
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
    const stem = DIGIT.test(fold) ? '#' : fold.slice(0, STEM);
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

  /** In the order of `labels`. */
  of(words: Words, first: number, last: number, isSubject = NONE): readonly number[] {
    const sums = [...this.#biases];
    const folds = words.folds(first, last).map((fold, index) => (isSubject(first + index) ? SUBJECT : fold));
    for (const stem of stemsOf(folds)) this.#byStem.get(stem)?.forEach((weight, index) => (sums[index]! += weight));
    return sums;
  }
}

/** What a sentence speaks for by itself, and together with its neighbours in the same section. */
export interface Scores {
  readonly alone: number;
  readonly together: number;
}

/** What the sentences of a view speak for. A neighbour may tell how a sentence is meant, and may as well be about something else. */
export class SentenceScores {
  readonly #view: View;
  readonly #weights: Weights;
  readonly #isSubject: IsSubject;
  readonly #known = new Map<number, readonly Scores[]>();

  constructor(view: View, weights: Weights, isSubject = NONE) {
    this.#view = view;
    this.#weights = weights;
    this.#isSubject = isSubject;
  }

  /** @param index in `View.sentences()`; @returns in the order of the labels */
  of(index: number): readonly Scores[] {
    let scores = this.#known.get(index);
    if (scores === undefined) {
      const sentences = this.#view.sentences();
      const words = this.#view.words();
      const { section, firstWord, lastWord } = sentences[index]!;
      const at = (near: number): number => (sentences[near]?.section === section ? near : index);
      const alone = this.#weights.of(words, firstWord, lastWord, this.#isSubject);
      const together = this.#weights.of(words, sentences[at(index - 1)]!.firstWord, sentences[at(index + 1)]!.lastWord, this.#isSubject);
      scores = alone.map((score, label) => ({ alone: score, together: together[label]! }));
      this.#known.set(index, scores);
    }
    return scores;
  }
}

/** Null for a language of which none were learned. Made when first asked for: most mail has nothing to weigh. */
export function weightsOf(lexicons: Lexicons, family: string, language: string): (() => Weights) | null {
  const name = `weights-${family}-${language}`;
  if (!(name in lexicons)) return null;
  let weights: Weights | null = null;
  return () => (weights ??= new Weights(lexicons[name]));
}
