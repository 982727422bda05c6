import type { View } from '../text/types.ts';
import { moreAmong, withNeighbours } from './sentence-matches.ts';
import type { Scores } from './sentence-matches.ts';
import { mannerOf, toneCues } from './tone-cues.ts';
import type { Manner, Spoken } from './tone-cues.ts';
import { toneEvidence } from './tone-evidence.ts';
import type { Run, Weights } from './weights.ts';

/** What is learned of tone has this label for whether there is any to speak of; the others are rules. */
const ANY = 'tone';
/** In tenths of the logarithm of the odds, all evidence above: something is wrong with the tone, whether or not a phrase says it; and a rule's own score above: it is what this one is about. */
const WRONG = { evidence: 0, rule: -46 };
/** Above: a rule that has a phrase there is right about it all the same. */
const SAID = -6;
/** No other rule may be nearer by more. */
const BEHIND = 45;

/** `Finding.data.reason` of what no phrase says. */
export const WHOLE = 'whole';

/** How a sentence sounds, with its neighbours. */
interface Known {
  readonly wrong: number;
  /** In the order of the rules. */
  readonly scores: Scores;
}

/** How a mail reads on the whole, each sentence with its neighbours in the same section: these may tell how it is meant. */
export class WholeTone {
  readonly #any: number;
  readonly #rules: readonly string[];
  readonly #known = new Map<number, Known>();
  /** Each sentence is read once, and weighed up to three times: for itself and for its neighbours. */
  readonly #read = new Map<number, { readonly run: Run; readonly manner: Manner }>();

  /** @param spoken the phrases of the view's sentences @param evidence see tone-evidence.ts */
  constructor(readonly view: View, readonly weights: Weights, readonly evidence: Weights, readonly spoken: ReadonlyMap<number, readonly Spoken[]>) {
    this.#any = weights.labels.indexOf(ANY);
    this.#rules = weights.labels.filter((label) => label !== ANY);
  }

  knows(rule: string): boolean {
    return this.#rules.includes(rule);
  }

  #at(index: number): Known {
    let known = this.#known.get(index);
    if (known === undefined) this.#known.set(index, (known = this.#know(...withNeighbours(this.view, index))));
    return known;
  }

  #know(from: number, to: number): Known {
    const runs = [];
    const said = new Set<string>();
    for (let near = from; near <= to; near++) {
      runs.push(this.#sentence(near).run);
      for (const { rule } of this.spoken.get(near) ?? []) said.add(rule);
    }
    const all = this.weights.of(toneCues(this.view, from, to, (near) => this.#sentence(near).manner), this.weights.ofRuns(runs));
    const scores = all.filter((_score, label) => label !== this.#any);
    return { wrong: this.evidence.of(toneEvidence(all[this.#any] ?? 0, scores, this.#rules, said))[0]!, scores };
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
    const { wrong, scores } = this.#at(index);
    return wrong <= WRONG.evidence && scores[this.#rules.indexOf(rule)]! <= SAID;
  }

  /** Of the sentences, the one that a rule is about most; -1: none is near enough. */
  worst(rule: string, indexes: readonly number[]): number {
    const label = this.#rules.indexOf(rule);
    let worst = -1;
    const more = moreAmong(indexes.length);
    let most = WRONG.rule + more;
    for (const index of indexes) {
      const { wrong, scores } = this.#at(index);
      const score = scores[label]!;
      if (wrong <= WRONG.evidence + more || score <= most || scores.some((other) => other - score > BEHIND)) continue;
      worst = index;
      most = score;
    }
    return worst;
  }
}
