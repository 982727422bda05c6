import { tellsGround } from '../../src/checks/sequence.ts';
import type { Weighed } from './labelled.ts';
import { learn, tenths } from './regression.ts';
import type { Tenths } from './regression.ts';

/** A word that one sentence has is chance. */
const FEWEST = 2;
/** Sentences that each word is thought to have been met in beside, none of them of the ground. */
const UNMET = 1;
/** Says next to nothing. */
const LEAST = 0.15;
const LEAST_OF_BOTH = 0.75;
/** How much of what tells one ground from all others is added to what speaks for it. */
const TOLD_APART = 0.4;
const RIDGE = 1;

/**
 * How far each word speaks for each ground: how much less likely it would be if there were no sentences of this one. (The complement of naive Bayes: Rennie and others,
 * Tackling the Poor Assumptions of Naive Bayes Text Classifiers, 2003.) Words that are met with all grounds say nothing. To that is added some of what tells the ground from
 * all others where words go together: each by itself errs elsewhere.
 */
export function grounds(texts: readonly Weighed[]): Record<string, Tenths> {
  const wrong = texts.filter(({ of: { rules } }) => rules.length > 0).map(({ stems, of: { rules: [rule = ''] } }) => ({ rule, stems: new Set([...stems].filter(tellsGround)) }));
  const counts = new Map<string, Map<string, number>>();
  const sizes = new Map<string, number>();
  for (const { rule, stems } of wrong) {
    for (const stem of stems) {
      let byRule = counts.get(stem);
      if (byRule === undefined) counts.set(stem, (byRule = new Map<string, number>()));
      byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
      sizes.set(rule, (sizes.get(rule) ?? 0) + 1);
    }
  }
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return Object.fromEntries([...sizes.keys()].sort().map((rule) => {
    const usual = Math.log(1 - sizes.get(rule)! / all);
    const apart = learn(wrong.map((one) => ({ stems: one.stems, is: one.rule === rule })), { ridge: RIDGE });
    const weights = new Map<string, number>();
    for (const [stem, byRule] of counts) {
      const count = byRule.get(rule) ?? 0;
      const met = [...byRule.values()].reduce((sum, one) => sum + one, 0);
      const speaks = count < FEWEST ? 0 : usual - Math.log(1 - count / (met + UNMET));
      const weight = (speaks < LEAST ? 0 : speaks) + TOLD_APART * (apart.weights.get(stem) ?? 0);
      if (Math.abs(weight) >= LEAST_OF_BOTH) weights.set(stem, weight);
    }
    return [rule, tenths({ bias: TOLD_APART * apart.bias, weights })];
  }));
}
