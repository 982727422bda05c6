import { tellsGround } from '../../src/checks/sequence.ts';
import type { Weighed } from './labelled.ts';
import { learn, tenths } from './regression.ts';
import type { Tenths } from './regression.ts';

/** A word that one sentence has is chance. */
const FEWEST = 2;
/** Sentences of no ground that each word is thought to have been met in beside. */
const UNMET = 0.3;
/** Says next to nothing. */
const LEAST = 0.3;
/** Words that stand together say much the same, and each is counted. */
const COUNTED = 0.6;
/** How much of what tells one ground from all others is added to what speaks for it. */
const TOLD_APART = 0.9;
const RIDGE = 3;

/** By stem: how often it stands in sentences of each ground, in their order. */
function countsOf(wrong: readonly { readonly rule: string; readonly stems: ReadonlySet<string> }[], rules: readonly string[]): Map<string, Float64Array> {
  const counts = new Map<string, Float64Array>();
  for (const { rule, stems } of wrong) {
    const at = rules.indexOf(rule);
    for (const stem of stems) {
      let of = counts.get(stem);
      if (of === undefined) counts.set(stem, (of = new Float64Array(rules.length)));
      of[at]!++;
    }
  }
  for (const [stem, of] of counts) if (sum(of) < FEWEST) counts.delete(stem);
  return counts;
}

function sum(list: Iterable<number>): number {
  let all = 0;
  for (const one of list) all += one;
  return all;
}

function median(list: Float64Array): number {
  const sorted = list.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/**
 * How far each word speaks for each ground: how rare it is among the sentences of all others. (The complement of naive Bayes: Rennie and others, Tackling the Poor Assumptions
 * of Naive Bayes Text Classifiers, 2003.) What it says of most grounds alike says nothing, and is taken off. To that is added what tells the ground from all others where words
 * go together: each by itself errs elsewhere.
 */
export function grounds(texts: readonly Weighed[]): Record<string, Tenths> {
  const wrong = texts.filter(({ of: { rules } }) => rules.length > 0).map(({ stems, of: { text, rules: [rule = ''] } }) => ({ text, rule, stems: new Set([...stems].filter(tellsGround)) }));
  const rules = [...new Set(wrong.map(({ rule }) => rule))].sort();
  // What a rule shows is learned from several times over, and was met once.
  const counts = countsOf([...new Map(wrong.map((one) => [one.text, one])).values()], rules);
  const sizes = new Float64Array(rules.length);
  for (const of of counts.values()) of.forEach((count, at) => (sizes[at]! += count));
  const all = sum(sizes) + UNMET * counts.size;
  const rare = new Map([...counts].map(([stem, of]) => {
    const met = sum(of) + UNMET;
    const among = of.map((count, at) => Math.log(all - sizes[at]!) - Math.log(met - count));
    const usual = median(among);
    return [stem, among.map((one) => one - usual)] as const;
  }));
  return Object.fromEntries(rules.map((rule, at) => {
    const apart = learn(wrong.map((one) => ({ stems: one.stems, is: one.rule === rule })), { ridge: RIDGE });
    const weights = new Map<string, number>();
    for (const [stem, of] of rare) {
      const weight = COUNTED * of[at]! + TOLD_APART * (apart.weights.get(stem) ?? 0);
      if (Math.abs(weight) >= LEAST) weights.set(stem, weight);
    }
    return [rule, tenths({ bias: TOLD_APART * apart.bias, weights })];
  }));
}
