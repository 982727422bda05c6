import type { View } from '../text/types.ts';
import { moreAmong, withNeighbours } from './sentence-matches.ts';
import { mannerOf, toneCues } from './tone-cues.ts';
import type { Manner, Spoken } from './tone-cues.ts';
import type { Run, Weights } from './weights.ts';

/** Tenths of the logarithm of the odds. */
interface Nearness {
  readonly any: number;
  readonly rule: number;
}

/** What is learned of tone has this label for whether there is any to speak of; the others are rules. */
const ANY = 'tone';
/** Up to here a phrase stands in a decent mail, if its rule is as far. */
const DECENT: Nearness = { any: 12, rule: -16 };
/** Above: something is wrong with the tone, whether or not a phrase says it; and it is what a rule is about. */
const WRONG: Nearness = { any: 8, rule: -46 };
/** No other rule may be nearer by more. */
const BEHIND = 45;

/** `Finding.data.reason` of what no phrase says. */
export const WHOLE = 'whole';

/** How a mail reads on the whole, each sentence with its neighbours in the same section: these may tell how it is meant. */
export class WholeTone {
  readonly #any: number;
  readonly #known = new Map<number, readonly number[]>();
  /** Each sentence is read once, and weighed up to three times: for itself and for its neighbours. */
  readonly #read = new Map<number, { readonly run: Run; readonly manner: Manner }>();

  /** @param spoken the phrases of the view's sentences */
  constructor(readonly view: View, readonly weights: Weights, readonly spoken: ReadonlyMap<number, readonly Spoken[]>) {
    this.#any = weights.labels.indexOf(ANY);
  }

  knows(rule: string): boolean {
    return rule !== ANY && this.weights.labels.includes(rule);
  }

  /** In the order of the labels. */
  #scores(index: number): readonly number[] {
    let scores = this.#known.get(index);
    if (scores === undefined) {
      const [from, to] = withNeighbours(this.view, index);
      const runs = [];
      for (let near = from; near <= to; near++) runs.push(this.#sentence(near).run);
      this.#known.set(index, (scores = this.weights.of(toneCues(this.view, from, to, (near) => this.#sentence(near).manner), this.weights.ofRuns(runs))));
    }
    return scores;
  }

  #sentence(index: number): { readonly run: Run; readonly manner: Manner } {
    let read = this.#read.get(index);
    if (read === undefined) {
      const { firstWord, lastWord } = this.view.sentences()[index]!;
      this.#read.set(index, (read = { run: this.weights.run(this.view.words(), firstWord, lastWord), manner: mannerOf(this.view, index, this.spoken.get(index)) }));
    }
    return read;
  }

  /** Whether the words around a rule's phrase are those of a decent mail, and not those that the rule is about. */
  isDecent(rule: string, index: number): boolean {
    const scores = this.#scores(index);
    return scores[this.#any]! <= DECENT.any && scores[this.weights.labels.indexOf(rule)]! <= DECENT.rule;
  }

  /** Of the sentences, the one that a rule is about most; -1: none is near enough. */
  worst(rule: string, indexes: readonly number[]): number {
    const label = this.weights.labels.indexOf(rule);
    let worst = -1;
    const more = moreAmong(indexes.length);
    const any = WRONG.any + more;
    let most = WRONG.rule + more;
    for (const index of indexes) {
      const scores = this.#scores(index);
      const score = scores[label]!;
      if (scores[this.#any]! <= any || score <= most || scores.some((other, rival) => rival !== this.#any && other - score > BEHIND)) continue;
      worst = index;
      most = score;
    }
    return worst;
  }
}
