import { withNeighbours } from '../../src/checks/sentence-matches.ts';
import type { View } from '../../src/text/types.ts';

/** A text with the rules that are right about it; none: nothing is to be found. */
export interface Labelled {
  readonly language: string;
  readonly text: string;
  readonly rules: readonly string[];
  /** Empty where it is not told. */
  readonly strength: string;
  /** Of a sentence from a file, where. */
  readonly place?: string;
}

/** What a text is weighed by. */
export interface Weighed {
  readonly stems: ReadonlySet<string>;
  readonly of: Labelled;
}

/** Sentences that are weighed together. */
const WINDOW = 3;
/** Of a longer text that is wrong, any sentence may be the one. */
const WHOLE = 5;

/** The sentences of a text that are learned from together, as indexes, first and last: a short one is one; of a long one that is right every part is, and which part of a wrong one is wrong is not told. */
export function windowsOf({ rules }: Labelled, view: View): readonly (readonly [number, number])[] {
  const count = view.sentences().length;
  if (count === 0 || (rules.length > 0 && count > WHOLE)) return [];
  return rules.length > 0 || count <= WINDOW ? [[0, count - 1]] : view.sentences().map((_sentence, index) => withNeighbours(view, index));
}
