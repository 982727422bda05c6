import type { View } from '../text/types.ts';
import { moreAmong, withNeighbours } from './sentence-matches.ts';
import type { Around } from './temper.ts';
import { stemsOf, wholesOf } from './weights.ts';
import type { Run, Weights } from './weights.ts';

/** What is learned of sentences, before the rules: whether one says that somebody is treated worse, and whether outright. */
export const MEANT = ['any', 'outright'] as const;
const ANY = 0;
const OUTRIGHT = 1;

/** Above: a sentence in which no ground is known by its name speaks of one all the same. Tenths of the logarithm of the odds. */
const SAYS = 16;
/** Below: words so far from it that the frames need not be asked what they know. */
const UNLIKELY = -80;
/** Neighbours may say so much more of it than the sentence itself. */
const LENT = 15;
/** Above, and outright by so much: as plain as if it were named. */
const SAYS_PLAINLY = 30;
const SAYS_OUTRIGHT = 20;
/** How far the ground must be ahead of the next. */
const AHEAD = 1;
/** And of another that is found there. */
const CLEARLY = 4;

/** What a sentence is about, as far as all its words tell. */
export interface Meant {
  readonly rule: string;
  /** Index of the sentence. */
  readonly index: number;
  readonly outright: boolean;
}

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

  #weigh(from: number, to: number): readonly number[] {
    const runs: Run[] = [];
    for (let at = from; at <= to; at++) {
      let run = this.#runs.get(at);
      if (run === undefined) {
        const { firstWord, lastWord } = this.view.sentences()[at]!;
        this.#runs.set(at, (run = this.weights.run(this.view.words(), firstWord, lastWord)));
      }
      runs.push(run);
    }
    const said = this.weights.ofRuns(runs);
    if (said[ANY]! < UNLIKELY) return said;
    const cues = new Set<string>();
    for (let at = from; at <= to; at++) for (const cue of this.cues(at)) cues.add(cue);
    return this.weights.of(cues, said);
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

  /** Of some sentences, those that mean a ground most, one for each rule. @param indexes of sentences that are looked at */
  worst(indexes: readonly number[]): readonly Meant[] {
    const least = SAYS + moreAmong(indexes.length);
    const worst = new Map<string, Meant & { readonly score: number }>();
    for (const index of indexes) {
      const scores = this.#togetherAt(index);
      const score = Math.min(scores[ANY]!, this.#aloneAt(index)[ANY]! + LENT);
      if (scores[ANY]! < least) continue;
      const rule = this.#groundOf(scores);
      if (rule === null || score <= (worst.get(rule)?.score ?? -Infinity)) continue;
      worst.set(rule, { rule, index, outright: score > SAYS_PLAINLY && scores[OUTRIGHT]! > SAYS_OUTRIGHT, score });
    }
    return [...worst.values()];
  }

  /** Whether a sentence speaks for a rule clearly more than for another, of which nothing may be learned. */
  isAhead(index: number, rule: string, other: string): boolean {
    const scores = this.#togetherAt(index);
    const of = (name: string): number => scores[this.weights.labels.indexOf(name)] ?? 0;
    return of(rule) - of(other) >= CLEARLY;
  }

  #groundOf(scores: readonly number[]): string | null {
    let best = -1;
    let next = 0;
    for (let label = MEANT.length; label < scores.length; label++) {
      if (best < 0 || scores[label]! > scores[best]!) {
        next = best < 0 ? 0 : scores[best]!;
        best = label;
      } else if (scores[label]! > next) next = scores[label]!;
    }
    return best >= 0 && scores[best]! - next >= AHEAD ? this.weights.labels[best]! : null;
  }
}
