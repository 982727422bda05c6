import type { Ground, Weight } from './frame-words.ts';
import type { FrameReader } from './frame-reader.ts';
import { withNeighbours } from './sentence-matches.ts';
import type { Around } from './sentence-matches.ts';
import type { Run, Weights } from './weights.ts';

/** What is learned of grounds, in this order: whether one counts, and whether it is said outright. */
export const LEARNED = ['discrimination', 'outright'] as const;

/** How the grounds of a view stand in their sentences: by the words around them, all grounds left out, and by their cues. */
export class GroundScores {
  readonly #known = new Map<number, Around>();
  readonly #runs = new Map<number, Run>();

  constructor(readonly reader: FrameReader, readonly weights: Weights) {}

  /** @param index of its sentence @param judged by the frames @returns in the order of LEARNED */
  of(ground: Ground, index: number, judged: Weight): Around {
    const { alone, together } = this.#scores(index);
    const own = this.weights.of(this.reader.cues(ground, index, judged), alone);
    return { alone: own, together: own.map((score, label) => score + together[label]! - alone[label]!) };
  }

  #run(index: number): Run {
    let run = this.#runs.get(index);
    if (run === undefined) {
      const { view } = this.reader;
      const { firstWord, lastWord } = view.sentences()[index]!;
      this.#runs.set(index, (run = this.weights.run(view.words(), firstWord, lastWord, this.reader.subjects())));
    }
    return run;
  }

  /** A neighbour may tell how a sentence is meant, and may as well be about something else. */
  #scores(index: number): Around {
    let scores = this.#known.get(index);
    if (scores === undefined) {
      const [from, to] = withNeighbours(this.reader.view, index);
      const alone = this.weights.ofRuns([this.#run(index)]);
      const runs = [];
      for (let near = from; near <= to; near++) runs.push(this.#run(near));
      this.#known.set(index, (scores = { alone, together: from === to ? alone : this.weights.ofRuns(runs) }));
    }
    return scores;
  }
}
