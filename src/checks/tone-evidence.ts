import type { Scores } from './sentence-matches.ts';
import { above, aboveBoth, both, steps } from './steps.ts';

/** What is learned of all that is known of a tone: whether there is any to speak of; above nothing, there is. */
export const TONE_EVIDENT = ['wrong'] as const;

const ANY = steps('any', -60, 80);
const MOST = steps('most', -60, 60);
const AHEAD = steps('ahead', 0, 60);
const BOTH = both(['any', [-20, -10, 0, 10, 20, 30]], ['most', [-40, -20, -10, 0, 10, 20]]);

/**
 * What is known of how some sentences sound, in words that can be weighed: how far all words and signs speak, how far for the rule that they speak for most, and whether
 * a set phrase is there, of that rule or any.
 * @param any how far they speak for any rule at all
 * @param scores of rules
 * @param rules in the order of the scores
 * @param said rules whose phrases stand there
 */
export function toneEvidence(any: number, scores: Scores, rules: readonly string[], said: ReadonlySet<string>): readonly string[] {
  const most = Math.max(...scores);
  const rule = scores.indexOf(most);
  const next = Math.max(...scores.filter((_score, at) => at !== rule));
  return [
    ...above(ANY, any), ...above(MOST, most), ...above(AHEAD, most - next), ...aboveBoth(BOTH, any, most),
    ...(said.has(rules[rule] ?? '') ? ['said:most'] : []), ...(said.size > 0 ? ['said>0'] : []), ...(said.size > 1 ? ['said>1'] : []),
  ];
}
