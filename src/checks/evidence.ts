import { JUDGED } from './cues.ts';
import type { Ground, Weight } from './frame-words.ts';
import { groupOf } from './sequence.ts';
import type { Scores } from './sentence-matches.ts';
import { above, aboveBoth, both, steps } from './steps.ts';
import type { Told } from './told.ts';

/**
 * What is learned of all that is known of a sentence, in this order: whether somebody is treated worse for a ground there, and whether that is said outright; above nothing,
 * it is so. The third is how far the first must speak where it counts as an error.
 */
export const EVIDENT = ['found', 'outright', 'error'] as const;

/** A ground, and what the frames make of it. */
export interface Judged {
  readonly ground: Ground;
  readonly weight: Weight;
}

/** How a ground stands in its sentence. */
export interface Standing {
  readonly rule: string;
  readonly scores: Scores;
}

const MEANT = steps('meant', -60, 80);
const MEANT_OUTRIGHT = steps('meant-outright', -50, 50);
const STANDS = steps('stands', -60, 80);
const STANDS_OUTRIGHT = steps('stands-outright', -50, 50);
const BOTH = both(['meant', [-40, -20, 0, 20, 40, 60]], ['stands', [-40, -20, 0, 20, 40, 60]]);
const BESIDE_MEANT = [-20, 0, 20];
const MANY = 5;
const TOLD = steps('told', -20, 100);
const AHEAD = steps('ahead', 0, 80);
const BEHIND = steps('behind', 0, 60);

/**
 * What is known of a sentence, whichever ground is asked about, in words that can be weighed: how far all its words speak, how clearly for one ground, whether that one is
 * named, how many grounds are, as what, and what the frames make of them, and which pieces of a frame stand there.
 * @param meant in the order of MEANT in meaning.ts
 * @param grounds all of the sentence
 * @param pieces see sequence.ts
 */
export function sentenceEvidence([any = 0, outright = 0]: Scores, told: Told, grounds: readonly Judged[], pieces: Iterable<string>): Set<string> {
  const cues = new Set([...above(MEANT, any), ...above(MEANT_OUTRIGHT, outright), ...above(TOLD, told.score), ...above(AHEAD, told.ahead)]);
  if (grounds.length > 0) cues.add(grounds.some(({ ground }) => ground.rule === told.rule) ? 'named' : 'unnamed');
  for (const piece of pieces) if (piece.startsWith('m:')) cues.add(piece);
  for (let count = 1; count <= Math.min(MANY, grounds.length); count++) cues.add(`grounds>${count - 1}`);
  for (const { ground, weight } of grounds) {
    const kind = groupOf(ground.kind);
    cues.add(`kind:${kind}`).add(`${JUDGED}${weight}`);
    for (const least of BESIDE_MEANT) if (any > least) cues.add(`kind:${kind}&meant>${least}`);
  }
  return cues;
}

/**
 * What is known of one ground beside: how far it speaks by itself, and together with all words, and how much more these speak for another.
 * @param stands in the order of LEARNED in ground-scores.ts
 */
export function groundEvidence([any = 0]: Scores, told: Told, { rule, scores: [stands = 0, outright = 0] }: Standing): string[] {
  return [...above(BEHIND, told.behind(rule)), ...above(STANDS, stands), ...above(STANDS_OUTRIGHT, outright), ...aboveBoth(BOTH, any, stands)];
}
