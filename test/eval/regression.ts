import { MOST_SAID } from '../../src/checks/dense-weights.ts';

/** A stem in fewer sentences is chance. */
const FEWEST = 3;
const RIDGE = 0.5;
const LEAST_RIDGE = 0.01;
/** Steps of Newton's, each along a direction that is sought in rounds: until the slope is so small a part of the first. */
const MOST_STEPS = 30;
const MOST_ROUNDS = 60;
const LEVEL = 1e-3;
/** A direction need not be exact while the end is far. */
const EXACT = 0.1;
/** A step must win so much of what its slope promises, or half of it is tried. */
const WINS = 1e-4;
const MOST_HALVES = 20;

export interface Model {
  readonly bias: number;
  readonly weights: ReadonlyMap<string, number>;
}

export interface Sample {
  readonly stems: ReadonlySet<string>;
  readonly is: boolean;
}

/** What is learned with. */
export interface Learning {
  /** Weights to keep, at most. */
  readonly most?: number;
  /** What keeps a weight small without evidence: half the square of each, so many times, is added to what is made least. */
  readonly ridge?: number;
  /** What stands in many sentences is kept the smaller, by this power of how many: it says little of any one of them, and would be learned first. 0: as all others. */
  readonly rare?: number;
}

/** The strongest weights, and with these alone learned anew: what they leave unsaid is then said by others, and not lost. */
export function learn(texts: readonly Sample[], { most = Infinity, ridge = RIDGE, rare = 0 }: Learning = {}): Model {
  const counts = new Map<string, number>();
  for (const { stems } of texts) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= FEWEST).map(([stem]) => stem).sort();
  const ridgeOf = (name: string): number => ridge * counts.get(name)! ** rare;
  if (names.length <= most) return regress(texts, names, ridgeOf);
  const { weights } = regress(texts, names, ridgeOf);
  const strength = (name: string): number => Math.abs(weights.get(name)!) * Math.sqrt(counts.get(name)!);
  return regress(texts, names.sort((a, b) => strength(b) - strength(a) || (a < b ? -1 : 1)).slice(0, most).sort(), ridgeOf);
}

/** Which weights speak in which sentence, one sentence behind the other. */
interface Table {
  readonly columns: Uint32Array;
  /** Where in `columns` each sentence begins, and behind the last one where it ends. */
  readonly starts: Uint32Array;
  readonly width: number;
}

function tableOf(texts: readonly Sample[], names: readonly string[]): Table {
  const numbers = new Map(names.map((name, index) => [name, index]));
  const starts = new Uint32Array(texts.length + 1);
  const columns: number[] = [];
  texts.forEach(({ stems }, index) => {
    for (const stem of stems) {
      const number = numbers.get(stem);
      if (number !== undefined) columns.push(number);
    }
    columns.push(names.length);
    starts[index + 1] = columns.length;
  });
  return { columns: Uint32Array.from(columns), starts, width: names.length + 1 };
}

/** By sentence the sum of its weights. */
function sumsOf({ columns, starts }: Table, weights: Float64Array): Float64Array {
  const sums = new Float64Array(starts.length - 1);
  for (let row = 0; row < sums.length; row++) {
    let sum = 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += weights[columns[at]!]!;
    sums[row] = sum;
  }
  return sums;
}

/** By weight the sum of what the sentences say that it speaks in. */
function byWeight({ columns, starts, width }: Table, said: Float64Array): Float64Array {
  const sums = new Float64Array(width);
  for (let row = 0; row < said.length; row++) {
    const one = said[row]!;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) sums[columns[at]!]! += one;
  }
  return sums;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}

/** Moves one along another. */
function move(one: Float64Array, other: Float64Array, far: number): void {
  for (let at = 0; at < one.length; at++) one[at]! += far * other[at]!;
}

/** The direction in which the slope would be gone if it went on as it begins: by conjugate gradients, each weight scaled by how bent it is. @param bent by sentence */
function directionOf(table: Table, bent: Float64Array, slopes: Float64Array, ridges: Float64Array): Float64Array {
  const scale = byWeight(table, bent);
  for (let at = 0; at < scale.length; at++) scale[at] = 1 / (scale[at]! + ridges[at]!);
  const direction = new Float64Array(table.width);
  const left = slopes.map((slope) => -slope);
  const next = left.map((one, at) => one * scale[at]!);
  let size = dot(left, next);
  const enough = EXACT ** 2 * size;
  for (let round = 0; round < MOST_ROUNDS && size > enough; round++) {
    const sums = sumsOf(table, next);
    for (let row = 0; row < sums.length; row++) sums[row]! *= bent[row]!;
    const turned = byWeight(table, sums);
    for (let at = 0; at < turned.length; at++) turned[at]! += ridges[at]! * next[at]!;
    const far = size / dot(next, turned);
    move(direction, next, far);
    move(left, turned, -far);
    const before = size;
    size = 0;
    for (let at = 0; at < left.length; at++) size += left[at]! ** 2 * scale[at]!;
    for (let at = 0; at < next.length; at++) next[at] = left[at]! * scale[at]! + (size / before) * next[at]!;
  }
  return direction;
}

/**
 * Logistic regression by Newton's method, which comes to the least there is; descent of all weights at once is far from it after hundreds of rounds.
 * The same sentences give the same weights.
 */
function regress(texts: readonly Sample[], names: readonly string[], ridgeOf: (name: string) => number): Model {
  // Of how usual an answer is, all sentences tell.
  const ridges = Float64Array.from([...names.map(ridgeOf), LEAST_RIDGE]);
  const table = tableOf(texts, names);
  const loss = (weights: Float64Array, sums: Float64Array): number => {
    let all = 0;
    for (let at = 0; at < weights.length; at++) all += (ridges[at]! / 2) * weights[at]! ** 2;
    for (let row = 0; row < sums.length; row++) all += Math.log1p(Math.exp(-Math.abs(sums[row]!))) + Math.max(0, texts[row]!.is ? -sums[row]! : sums[row]!);
    return all;
  };
  let weights = new Float64Array(table.width);
  let sums = sumsOf(table, weights);
  let now = loss(weights, sums);
  let first = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const odds = sums.map((sum) => 1 / (1 + Math.exp(-sum)));
    const slopes = byWeight(table, odds.map((one, row) => one - (texts[row]!.is ? 1 : 0)));
    for (let at = 0; at < slopes.length; at++) slopes[at]! += ridges[at]! * weights[at]!;
    const steep = Math.sqrt(dot(slopes, slopes));
    if (step === 0) first = steep;
    if (steep <= LEVEL * first) break;
    const direction = directionOf(table, odds.map((one) => one * (1 - one)), slopes, ridges);
    const moved = sumsOf(table, direction);
    const promised = dot(slopes, direction);
    for (let half = 0, far = 1; half < MOST_HALVES; half++, far /= 2) {
      const nextWeights = weights.slice();
      const nextSums = sums.slice();
      move(nextWeights, direction, far);
      move(nextSums, moved, far);
      const then = loss(nextWeights, nextSums);
      if (then > now + WINS * far * promised) continue;
      [weights, sums, now] = [nextWeights, nextSums, then];
      break;
    }
  }
  return { bias: weights.at(-1)!, weights: new Map(names.map((name, at) => [name, weights[at]!])) };
}

export interface Tenths {
  readonly bias: number;
  readonly stems: Readonly<Record<string, string>>;
}

/** @param least a weight of fewer tenths is left out */
export function tenths(model: Model, least = 1): Tenths {
  const byWeight = new Map<number, string[]>();
  for (const [name, weight] of model.weights) {
    const tenth = Math.max(-MOST_SAID, Math.min(MOST_SAID, Math.round(weight * 10)));
    if (Math.abs(tenth) < least) continue;
    byWeight.set(tenth, [...(byWeight.get(tenth) ?? []), name]);
  }
  return { bias: Math.round(model.bias * 10), stems: Object.fromEntries([...byWeight].sort(([a], [b]) => a - b).map(([weight, names]) => [String(weight), names.join(', ')])) };
}
