import type { GroundKind, Weight } from './frame-words.ts';

/** Below: the words around a ground are those of lawful and everyday mail, whatever the frames see in them. */
const LAWFUL = -12;
/** Below: too little for an error. */
const UNSURE = -5;
/** Above: the words around a ground are those of refusals for its sake, though no frame knows this one. */
const ADVERSE = 20;

/** Kinds that are no more than named: a coded phrase weighs by itself, and a topic, a question or a hint only as its frame says. */
const NAMED: ReadonlySet<GroundKind> = new Set(['attribute', 'event', 'adjective', 'class', 'preferred']);

/**
 * What the frames found in a ground, tempered by the words around it: these can silence, soften, and raise a doubt, and never make an error.
 * @param score of `Weights`, for discrimination
 */
export function temper(weight: Weight, kind: GroundKind, score: number): Weight {
  if (weight === null) return NAMED.has(kind) && score > ADVERSE ? 'coded' : null;
  if (score < LAWFUL) return null;
  return weight === 'explicit' && score < UNSURE ? 'coded' : weight;
}
