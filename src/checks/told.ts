import { MEANT } from './meaning.ts';
import type { Scores } from './sentence-matches.ts';

/** Which ground all words of a sentence speak for most, and how clearly. */
export class Told {
  readonly rule: string;
  readonly score: number;
  /** How far it is ahead of the next. */
  readonly ahead: number;
  readonly #scores: Scores;
  readonly #labels: readonly string[];

  /** @param labels MEANT, then rules; the scores stand in the same order */
  constructor(scores: Scores, labels: readonly string[]) {
    let first = -1;
    let second = -1;
    for (let at = MEANT.length; at < labels.length; at++) {
      if (first < 0 || scores[at]! > scores[first]!) [first, second] = [at, first];
      else if (second < 0 || scores[at]! > scores[second]!) second = at;
    }
    this.rule = labels[first] ?? '';
    this.score = scores[first] ?? 0;
    this.ahead = this.score - (scores[second] ?? this.score);
    this.#scores = scores;
    this.#labels = labels;
  }

  /** How much less they speak for a ground than for that one. Nothing, where nothing is learned of it. */
  behind(rule: string): number {
    return this.score - (this.#scores[this.#labels.indexOf(rule)] ?? this.score);
  }
}
