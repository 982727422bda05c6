import { unfronted } from '../pattern/dense.ts';
import { record } from './lexicons.ts';

/** Weights as text that compresses well, and names each stem once for all labels. */
export interface DenseWeights {
  readonly labels: readonly string[];
  /** In the order of the labels. */
  readonly biases: readonly number[];
  /** Stems, pairs and cues, one behind the other; see `unfronted`. */
  readonly keys: string;
  /** By key the labels that it speaks for: the first by a capital letter, others by small ones. */
  readonly speaks: string;
  /** By letter of `speaks` how far: the character that many places from NOTHING. */
  readonly weights: string;
}

const NOTHING = 79;
/** No word by itself says more. */
export const MOST_SAID = 46;

/** What one stem, pair or cue says of one label. */
export interface Weighing {
  readonly key: string;
  /** Index in `labels`. */
  readonly label: number;
  /** Tenths of the natural logarithm of the odds, from -MOST_SAID to MOST_SAID. */
  readonly weight: number;
}

export interface Weighings {
  readonly labels: readonly string[];
  readonly biases: readonly number[];
  readonly all: readonly Weighing[];
}

function isDense(lexicon: unknown): lexicon is DenseWeights {
  return typeof record(lexicon)['keys'] === 'string';
}

/** @param lexicon dense, or by label: its `bias`, and its `stems` by weight */
export function weighingsOf(lexicon: unknown): Weighings {
  if (isDense(lexicon)) return readDense(lexicon);
  const models = Object.entries(record(lexicon)).map(([label, model]) => ({ label, ...record(model) as { bias?: unknown; stems?: unknown } }));
  return {
    labels: models.map(({ label }) => label),
    biases: models.map(({ bias }) => (typeof bias === 'number' ? bias : 0)),
    all: models.flatMap(({ stems }, label) => Object.entries(record(stems)).flatMap(([weight, list]) => (typeof list === 'string' ? list.split(', ').map((key) => ({ key, label, weight: Number(weight) || 0 })) : []))),
  };
}

function readDense({ labels, biases, keys, speaks, weights }: DenseWeights): Weighings {
  const names = unfronted(keys);
  let name = -1;
  return {
    labels, biases,
    all: Array.from(speaks, (letter, at) => {
      const code = letter.charCodeAt(0);
      const isFirst = code < 0x61;
      if (isFirst) name++;
      return { key: names[name]!, label: code - (isFirst ? 0x41 : 0x61), weight: weights.charCodeAt(at) - NOTHING };
    }),
  };
}

/** Labels that have a capital letter, or a sign before the small ones. */
const MOST_LABELS = 32;

/** @param fronted the opposite of `unfronted` @throws RangeError for more labels than there are letters */
export function denseWeights({ labels, biases, all }: Weighings, fronted: (keys: readonly string[]) => string): DenseWeights {
  if (labels.length > MOST_LABELS) throw new RangeError(`${labels.length} labels, of at most ${MOST_LABELS}`);
  const byKey = new Map<string, Weighing[]>();
  for (const one of all) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one]);
  const keys = [...byKey.keys()].sort();
  const said = keys.map((key) => byKey.get(key)!);
  return {
    labels, biases, keys: fronted(keys),
    speaks: said.map((some) => some.map(({ label }, index) => String.fromCharCode((index === 0 ? 0x41 : 0x61) + label)).join('')).join(''),
    weights: said.flat().map(({ weight }) => String.fromCharCode(NOTHING + weight)).join(''),
  };
}
