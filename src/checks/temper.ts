import type { GroundKind, Weight } from './frame-words.ts';
import type { Scores } from './weights.ts';

/** Below: the words around a ground are those of lawful and everyday mail, whatever the frames see in them. */
const LAWFUL = -8;
/** Below: too little for an error. */
const UNSURE = -4;
/** Above: the words around a ground are those of refusals for its sake, though no frame knows this one. */
const ADVERSE = 20;

/** Kinds that are no more than named: a coded phrase weighs by itself, and a topic, a question or a hint only as its frame says. */
const NAMED: ReadonlySet<GroundKind> = new Set(['attribute', 'event', 'adjective', 'class', 'preferred']);

/**
 * What the frames found in a ground, tempered by the words around it: these can silence, soften, and raise a doubt, and never make an error.
 * @param scores of its sentence, for discrimination; costly, so asked for last
 * @param doubtful whether a doubt may be raised: there is a word of work, and nothing says that the ground does not matter
 */
export function temper(weight: Weight, kind: GroundKind, scores: () => Scores, doubtful: () => boolean): Weight {
  if (weight === null) {
    if (!NAMED.has(kind) || !doubtful()) return null;
    const { alone, together } = scores();
    return Math.min(alone, together) > ADVERSE ? 'coded' : null;
  }
  // 'You are too old for this post.' says all, however kindly the mail goes on.
  const { alone, together } = scores();
  const most = Math.max(alone, together);
  if (most < LAWFUL) return null;
  return weight === 'explicit' && most < UNSURE ? 'coded' : weight;
}
