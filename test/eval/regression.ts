import { MOST_SAID } from '../../src/checks/dense-weights.ts';

/** A stem in fewer sentences is chance. */
const FEWEST = 3;
/** What keeps a weight small without evidence: half the square of each is added to what is made least. */
const RIDGE = 0.5;
const ROUNDS = 250;
const STEP = 0.5;
export interface Model {
  readonly bias: number;
  readonly weights: ReadonlyMap<string, number>;
}

export interface Sample {
  readonly stems: ReadonlySet<string>;
  readonly is: boolean;
}

/** The strongest weights, and with these alone learned anew: what they leave unsaid is then said by others, and not lost. */
export function learn(texts: readonly Sample[], most = Infinity): Model {
  const counts = new Map<string, number>();
  for (const { stems } of texts) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= FEWEST).map(([stem]) => stem).sort();
  if (names.length <= most) return regress(texts, names);
  const { weights } = regress(texts, names);
  const strength = (name: string): number => Math.abs(weights.get(name)!) * Math.sqrt(counts.get(name)!);
  return regress(texts, names.sort((a, b) => strength(b) - strength(a) || (a < b ? -1 : 1)).slice(0, most).sort());
}

/** Logistic regression by AdaGrad over all sentences at once: the same sentences give the same weights. */
function regress(texts: readonly Sample[], names: readonly string[]): Model {
  const numbers = new Map(names.map((name, index) => [name, index]));
  const rows = texts.map(({ stems }) => [...stems].flatMap((stem) => numbers.get(stem) ?? []));
  const weights = new Float64Array(names.length + 1);
  const squares = new Float64Array(names.length + 1).fill(1e-8);
  const bias = names.length;
  for (let round = 0; round < ROUNDS; round++) {
    const slope = new Float64Array(names.length + 1);
    texts.forEach(({ is }, index) => {
      const row = rows[index]!;
      const sum = row.reduce((total, at) => total + weights[at]!, weights[bias]!);
      const error = 1 / (1 + Math.exp(-sum)) - (is ? 1 : 0);
      for (const at of row) slope[at]! += error;
      slope[bias]! += error;
    });
    for (let at = 0; at <= bias; at++) {
      const change = slope[at]! + (at === bias ? 0 : RIDGE * weights[at]!);
      squares[at]! += change * change;
      weights[at]! -= (STEP * change) / Math.sqrt(squares[at]!);
    }
  }
  return { bias: weights[bias]!, weights: new Map(names.map((name, at) => [name, weights[at]!])) };
}

export interface Tenths {
  readonly bias: number;
  readonly stems: Readonly<Record<string, string>>;
}

export function tenths(model: Model): Tenths {
  const byWeight = new Map<number, string[]>();
  for (const [name, weight] of model.weights) {
    const tenth = Math.max(-MOST_SAID, Math.min(MOST_SAID, Math.round(weight * 10)));
    if (tenth === 0) continue;
    byWeight.set(tenth, [...(byWeight.get(tenth) ?? []), name]);
  }
  return { bias: Math.round(model.bias * 10), stems: Object.fromEntries([...byWeight].sort(([a], [b]) => a - b).map(([weight, names]) => [String(weight), names.join(', ')])) };
}
