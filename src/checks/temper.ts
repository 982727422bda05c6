import type { GroundKind, Weight } from './frame-words.ts';
import type { Scores } from './weights.ts';

/** Below: the words around a ground are those of lawful and everyday mail, whatever the frames see in them. */
const LAWFUL = -8;
/** Below: too little for an error. */
const UNSURE = -4;
/** Above: the words around a ground are those of refusals for its sake, though no frame knows this one. */
const ADVERSE = 20;
/** Where nothing is said of work, people are spoken of for many other reasons. */
const ADVERSE_ELSEWHERE = 40;

/** Kinds that are no more than named: a coded phrase weighs by itself, and a topic, a question or a hint only as its frame says. */
const NAMED: ReadonlySet<GroundKind> = new Set(['attribute', 'event', 'adjective', 'class', 'preferred']);

/**
 * What the frames found in a ground, tempered by the words around it: these can silence, soften, and raise a doubt, and never make an error.
 * @param scores of its sentence, for discrimination
 * @param surroundings whether there is a word of work, and whether something says that the ground does not matter
 */
export function temper(weight: Weight, kind: GroundKind, { alone, together }: Scores, surroundings: { isAboutWork: () => boolean; isCancelled: () => boolean }): Weight {
  // 'You are too old for this post.' says all, however kindly the mail goes on.
  const most = Math.max(alone, together);
  if (weight !== null) {
    if (most < LAWFUL) return null;
    return weight === 'explicit' && most < UNSURE ? 'coded' : weight;
  }
  const least = Math.min(alone, together);
  const doubtful = NAMED.has(kind) && least > ADVERSE && (least > ADVERSE_ELSEWHERE || surroundings.isAboutWork()) && !surroundings.isCancelled();
  return doubtful ? 'coded' : null;
}
