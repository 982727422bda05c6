import type { View } from '../text/types.ts';
import { SentenceScores } from './weights.ts';
import type { Weights } from './weights.ts';

/** What is learned of tone has this label for whether there is any to speak of; the others are rules. */
const ANY = 'tone';
/** Below: the words around a phrase are those of a decent mail. */
const DECENT = -8;
const FAR = -25;
/** Above: something is wrong with the tone, if one of the rules is near enough as well. */
const WRONG = 17;
const NEAR = -10;

/** `Finding.data.reason` of what no phrase says. */
export const WHOLE = 'whole';

/** How a mail reads on the whole, where no single phrase says it. */
export class WholeTone {
  readonly #labels: readonly string[];
  readonly #any: number;
  readonly #scores: SentenceScores;

  constructor(view: View, weights: Weights) {
    this.#labels = weights.labels;
    this.#any = weights.labels.indexOf(ANY);
    this.#scores = new SentenceScores(view, weights);
  }

  knows(rule: string): boolean {
    return rule !== ANY && this.#labels.includes(rule);
  }

  /** Whether the words around a rule's phrase are those of a decent mail, and not those that the rule is about. */
  isDecent(rule: string, index: number): boolean {
    const scores = this.#scores.of(index);
    return scores[this.#any]!.together < DECENT && scores[this.#labels.indexOf(rule)]!.together < FAR;
  }

  /** Of the sentences, the one that a rule is about most; -1: none is near enough. */
  worst(rule: string, indexes: readonly number[]): number {
    const label = this.#labels.indexOf(rule);
    let worst = -1;
    let most = NEAR;
    for (const index of indexes) {
      const scores = this.#scores.of(index);
      if (scores[this.#any]!.together <= WRONG || scores[label]!.together <= most) continue;
      worst = index;
      most = scores[label]!.together;
    }
    return worst;
  }
}
