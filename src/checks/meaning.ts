import type { View } from '../text/types.ts';
import { withNeighbours } from './sentence-matches.ts';
import type { Around } from './sentence-matches.ts';
import { stemsOf, wholesOf } from './weights.ts';
import type { Run, Weights } from './weights.ts';

/** What is learned of sentences, before the rules: whether one says that somebody is treated worse, and whether outright. */
export const MEANT = ['any', 'outright'] as const;

/** What the frames know of a sentence adds next to never more: where the words lack that much, they need not be asked. */
const CUES = 65;
/** A second ground that is so near the first may be meant as well. */
const NEAR = 5;
const MOST = 2;
/** So far a ground must be ahead of another that is found there. */
const CLEARLY = 4;

/** What all words of some sentences are weighed by. @param cues what the frames know of them: see sequence.ts */
export function meaningStems(folds: readonly string[], cues: Iterable<string>): Set<string> {
  return new Set([...stemsOf(folds), ...wholesOf(folds), ...cues]);
}

/** What sentences mean by all their words, each with its neighbours in the same section, whether or not a ground is named in them. */
export class Meaning {
  readonly #runs = new Map<number, Run>();
  readonly #alone = new Map<number, readonly number[]>();
  readonly #together = new Map<number, readonly number[]>();

  /** @param cues what the frames know of a sentence: see sequence.ts */
  constructor(readonly view: View, readonly weights: Weights, readonly cues: (index: number) => Iterable<string>) {}

  /** What all words of a sentence say, without and with those of its neighbours in the same section; in the order of the labels: MEANT, then rules. */
  around(index: number): Around {
    return { alone: this.#aloneAt(index), together: this.#togetherAt(index) };
  }

  /** Whether all words of a sentence, or with its neighbours, say so much that somebody is treated worse. */
  isAtLeast(least: number, index: number): boolean {
    const [from, to] = withNeighbours(this.view, index);
    return this.#isAtLeast(least, index, index) || (from !== to && this.#isAtLeast(least, from, to));
  }

  #isAtLeast(least: number, from: number, to: number): boolean {
    const words = this.weights.firstOfRuns(this.#runsOf(from, to));
    return words >= least - CUES && words + this.weights.firstOf(this.#cuesOf(from, to)) >= least;
  }

  #cuesOf(from: number, to: number): ReadonlySet<string> {
    const cues = new Set<string>();
    for (let at = from; at <= to; at++) for (const cue of this.cues(at)) cues.add(cue);
    return cues;
  }

  #runsOf(from: number, to: number): readonly Run[] {
    const runs: Run[] = [];
    for (let at = from; at <= to; at++) {
      let run = this.#runs.get(at);
      if (run === undefined) {
        const { firstWord, lastWord } = this.view.sentences()[at]!;
        this.#runs.set(at, (run = this.weights.run(this.view.words(), firstWord, lastWord)));
      }
      runs.push(run);
    }
    return runs;
  }

  #weigh(from: number, to: number): readonly number[] {
    return this.weights.of(this.#cuesOf(from, to), this.weights.ofRuns(this.#runsOf(from, to)));
  }

  #aloneAt(index: number): readonly number[] {
    let scores = this.#alone.get(index);
    if (scores === undefined) this.#alone.set(index, (scores = this.#weigh(index, index)));
    return scores;
  }

  #togetherAt(index: number): readonly number[] {
    let scores = this.#together.get(index);
    if (scores === undefined) {
      const [from, to] = withNeighbours(this.view, index);
      this.#together.set(index, (scores = from === to ? this.#aloneAt(index) : this.#weigh(from, to)));
    }
    return scores;
  }

  /** Whether a sentence speaks for a rule clearly more than for another, of which nothing may be learned. */
  isAhead(index: number, rule: string, other: string): boolean {
    const scores = this.#togetherAt(index);
    const of = (name: string): number => scores[this.weights.labels.indexOf(name)] ?? 0;
    return of(rule) - of(other) >= CLEARLY;
  }

  /** The rules that a sentence and its neighbours speak for most. */
  grounds(index: number): readonly string[] {
    const ranked = this.#togetherAt(index).slice(MEANT.length).map((score, at) => ({ rule: this.weights.labels[at + MEANT.length]!, score })).sort((a, b) => b.score - a.score);
    return ranked.slice(0, MOST).filter(({ score }) => ranked[0]!.score - score < NEAR).map(({ rule }) => rule);
  }
}
