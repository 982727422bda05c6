import type { GroundKind, Weight } from './frame-words.ts';

/** What is learned of grounds, in this order: whether one counts, and whether it is said outright. Tenths of the logarithm of the odds. */
export const LEARNED = ['discrimination', 'outright'] as const;
export type Scores = readonly number[];

/** Below: the words around a ground are those of lawful and everyday mail, whatever the frames see in them. */
const LAWFUL = 3;
const LAWFUL_AMONG_MANY = 15;
/** Below: too little where a phrase stands for a ground or only hints at it. */
const HINTING = 13;
/** Below: too little for an error. */
const UNSURE = 14;
const UNSURE_AMONG_MANY = 30;
/** Above: the words around a ground are those of refusals for its sake, though no frame knows this one; in a long letter one of many sentences always looks like it. */
const ADVERSE = 8;
const ADVERSE_AMONG_MANY = 30;
/** Above: an error, though no frame knows it. */
const SURE = 28;
/** Below: what the frames take for plain is a hint; above: what no frame knows is plain. */
const HINTED = -5;
const PLAIN = 5;

/** Kinds that are no more than named: a coded phrase, a hint or a topic is never said outright. */
const NAMED: ReadonlySet<GroundKind> = new Set(['attribute', 'event', 'adjective', 'class', 'preferred']);

/**
 * What the frames found in a ground, tempered by how it stands in its sentence.
 * @param alone of its sentence, in the order of LEARNED
 * @param together of its sentence with its neighbours
 * @param long whether it is one sentence of many
 * @param decided tells whether anything is decided, wished or made a problem there; costly, so asked for last
 */
export function temper(weight: Weight, kind: GroundKind, [alone = 0, outrightAlone = 0]: Scores, [together = 0, outrightTogether = 0]: Scores, long: boolean, decided: () => boolean): Weight {
  // 'You are too old for this post.' says all, however kindly the mail goes on; what no frame knows must be meant by all that is said.
  const [most, outright] = weight === null ? [Math.min(alone, together), Math.min(outrightAlone, outrightTogether)] : [Math.max(alone, together), Math.max(outrightAlone, outrightTogether)];
  // A topic is one of a question only, and that is for the frames to see.
  if (weight === null && (kind === 'topic' || kind === 'question')) return null;
  const least = weight !== null ? (long ? LAWFUL_AMONG_MANY : LAWFUL) : long ? ADVERSE_AMONG_MANY : ADVERSE;
  if (most < (kind === 'coded' || kind === 'hint' ? Math.max(least, HINTING) : least)) return null;
  if (weight === null) return outright > PLAIN && most > SURE && NAMED.has(kind) && decided() ? 'explicit' : 'coded';
  return weight === 'explicit' && (most < (long ? UNSURE_AMONG_MANY : UNSURE) || outright < HINTED) ? 'coded' : weight;
}
