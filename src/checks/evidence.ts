import { JUDGED } from './cues.ts';
import type { Ground, Weight } from './frame-words.ts';
import { groupOf } from './sequence.ts';
import type { Scores } from './sentence-matches.ts';

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

/** A score says as much as the steps that it is above: no straight line need lead from nothing to certainty. */
interface Steps {
  readonly from: number;
  readonly names: readonly string[];
}
const STEP = 10;

function steps(name: string, from: number, to: number): Steps {
  return { from, names: Array.from({ length: (to - from) / STEP }, (_, step) => `${name}>${from + step * STEP}`) };
}

const MEANT = steps('meant', -60, 80);
const MEANT_OUTRIGHT = steps('meant-outright', -50, 50);
const STANDS = steps('stands', -60, 80);
const STANDS_OUTRIGHT = steps('stands-outright', -50, 50);
/** Where both speak, they say more than one after the other. */
const BOTH = [-40, -20, 0, 20, 40, 60].flatMap((meant) => [-40, -20, 0, 20, 40, 60].map((stands) => ({ meant, stands, name: `meant>${meant}&stands>${stands}` })));
const BESIDE_MEANT = [-20, 0, 20];
const MANY = 5;

function above({ from, names }: Steps, score: number): readonly string[] {
  return names.slice(0, Math.max(0, Math.ceil((score - from) / STEP)));
}

/**
 * What is known of a sentence, whichever ground is asked about, in words that can be weighed: how far all its words speak, how many grounds there are, as what they are
 * named and what the frames make of them, and which pieces of a frame stand there.
 * @param meant in the order of MEANT in meaning.ts
 * @param grounds all of the sentence
 * @param pieces see sequence.ts
 */
export function sentenceEvidence([any = 0, outright = 0]: Scores, grounds: readonly Judged[], pieces: Iterable<string>): Set<string> {
  const cues = new Set([...above(MEANT, any), ...above(MEANT_OUTRIGHT, outright)]);
  for (const piece of pieces) if (piece.startsWith('m:')) cues.add(piece);
  for (let count = 1; count <= Math.min(MANY, grounds.length); count++) cues.add(`grounds>${count - 1}`);
  for (const { ground, weight } of grounds) {
    const kind = groupOf(ground.kind);
    cues.add(`kind:${kind}`).add(`${JUDGED}${weight}`);
    for (const least of BESIDE_MEANT) if (any > least) cues.add(`kind:${kind}&meant>${least}`);
  }
  return cues;
}

/** What is known of one ground beside: how far it speaks by itself, and together with all words. @param scores in the order of LEARNED in ground-scores.ts */
export function groundEvidence([any = 0]: Scores, [stands = 0, outright = 0]: Scores): string[] {
  return [...above(STANDS, stands), ...above(STANDS_OUTRIGHT, outright), ...BOTH.filter((both) => any > both.meant && stands > both.stands).map(({ name }) => name)];
}
