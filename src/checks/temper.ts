import type { GroundKind, Weight } from './frame-words.ts';

/** What is learned of grounds, in this order: whether one counts, and whether it is said outright. Tenths of the logarithm of the odds. */
export const LEARNED = ['discrimination', 'outright'] as const;
export type Scores = readonly number[];

/** What the words of a sentence say, without and with those of its neighbours in the same section. */
export interface Around {
  readonly alone: Scores;
  readonly together: Scores;
}

/** How much is enough for what. */
interface Least {
  /** Below: the words around a ground are those of lawful and everyday mail, whatever the frames see in them. */
  readonly lawful: number;
  /** Below: too little for an error. */
  readonly unsure: number;
  /** Below: too little where no frame knows the sentence. */
  readonly unknown: number;
}

/** Among what a sentence stands: a few others; many, of which one always looks like a refusal; or a long text that is not about work there: novels and news. */
export type Among = 'few' | 'many' | 'elsewhere';
const LEAST: Readonly<Record<Among, Least>> = {
  few: { lawful: 7, unsure: 22, unknown: 11 },
  many: { lawful: 15, unsure: 30, unknown: 30 },
  elsewhere: { lawful: 45, unsure: 90, unknown: 60 },
};
/** Below: too little where a phrase stands for a ground or only hints at it. */
const HINTING = 11;
/** Above: an error, though no frame knows it. */
const SURE = 36;
/** How far all words of a sentence and its neighbours must say that somebody is treated worse. */
const MEANT_LEAST = {
  /** Below: whatever the ground and the frames say, the rest speaks of something else. */
  anything: -15,
  /** Below: too little for an error. */
  unsure: -10,
  /** Below: too little for a hint, and for what no frame knows. */
  hinted: 8,
  /** Above, and said outright: what the frames take for a hint is plain. */
  plain: 25, outright: 5,
} as const;
/** Below: what the frames take for plain is a hint; above: what no frame knows is plain. */
const HINTED = 0;
const PLAIN = 3;

/** Kinds that are no more than named: a coded phrase, a hint or a topic is never said outright. */
const NAMED: ReadonlySet<GroundKind> = new Set(['attribute', 'event', 'adjective', 'class', 'preferred']);

/** Whether all words of a sentence speak of something else, whatever grounds are named in it. @param meant in the order of MEANT in meaning.ts */
export function isHarmless({ alone: [alone = 0], together: [together = 0] }: Around): boolean {
  return Math.max(alone, together) < MEANT_LEAST.anything;
}

/**
 * What the frames found in a ground, tempered by how it stands in its sentence.
 * @param around of the ground, in the order of LEARNED
 * @param among which sentences it stands: the more there are, and the farther from work, the more is asked
 * @param meant of all words, in the order of MEANT in meaning.ts; null: nothing learned
 * @param decided tells whether anything is decided, wished or made a problem there; costly, so asked for last
 */
export function temper(weight: Weight, kind: GroundKind, around: Around, among: Among, meant: Around | null, decided: () => boolean): Weight {
  const tempered = temperGround(weight, kind, around, among, decided);
  if (tempered === null || meant === null) return tempered;
  if (isHarmless(meant)) return null;
  const { alone: [anyAlone = 0, outrightAlone = 0], together: [anyTogether = 0, outrightTogether = 0] } = meant;
  const any = weight === null ? anyTogether : Math.max(anyAlone, anyTogether);
  if (any < MEANT_LEAST.hinted && (weight === null || tempered === 'coded')) return null;
  if (tempered === 'explicit') return any < MEANT_LEAST.unsure ? 'coded' : 'explicit';
  const plain = Math.min(anyAlone, anyTogether) > MEANT_LEAST.plain && Math.min(outrightAlone, outrightTogether) > MEANT_LEAST.outright;
  return plain && among === 'few' && kind !== 'coded' && kind !== 'hint' && (weight === 'explicit' || decided()) ? 'explicit' : 'coded';
}

function temperGround(weight: Weight, kind: GroundKind, { alone: [alone = 0, outrightAlone = 0], together: [together = 0, outrightTogether = 0] }: Around, among: Among, decided: () => boolean): Weight {
  const { lawful, unsure, unknown } = LEAST[among];
  const hinting = kind === 'coded' || kind === 'hint' ? HINTING : -Infinity;
  if (weight === null) {
    // A topic is one of a question only, and that is for the frames to see.
    if (kind === 'topic' || kind === 'question') return null;
    // What no frame knows must be meant by all that is said.
    const least = Math.min(alone, together);
    if (least < Math.max(unknown, hinting)) return null;
    return Math.min(outrightAlone, outrightTogether) > PLAIN && least > SURE && NAMED.has(kind) && decided() ? 'explicit' : 'coded';
  }
  // 'You are too old for this post.' says all, however kindly the mail goes on.
  const most = Math.max(alone, together);
  if (most < Math.max(lawful, hinting)) return null;
  return weight === 'explicit' && (most < unsure || Math.max(outrightAlone, outrightTogether) < HINTED) ? 'coded' : weight;
}
