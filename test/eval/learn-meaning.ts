import { FrameReader } from '../../src/checks/frame-reader.ts';
import { meaningStems } from '../../src/checks/meaning.ts';
import { tellsGround } from '../../src/checks/sequence.ts';
import { sentencesSaying } from '../../src/checks/sentence-matches.ts';
import { WORDING_SECTIONS } from '../../src/checks/wording.ts';
import type { Patterns } from '../../src/pattern/patterns.ts';
import type { View } from '../../src/text/types.ts';
import { windowsOf } from './labelled.ts';
import type { Labelled, Weighed } from './labelled.ts';
import { tenths } from './regression.ts';
import type { Tenths } from './regression.ts';

/** What a text means is in all of its words; of a long one that is lawful, every part is. */
export function meanings(of: Labelled, view: View, patterns: Patterns): Weighed[] {
  const sentences = view.sentences();
  const reader = new FrameReader(view, patterns, of.language, sentencesSaying(view, patterns, ['ground'], of.language, WORDING_SECTIONS), null);
  return windowsOf(of, view).map(([from, to]) => ({
    stems: meaningStems(view.words().folds(sentences[from]!.firstWord, sentences[to]!.lastWord), sentences.slice(from, to + 1).flatMap((_sentence, index) => [...reader.sequence(from + index)])), of,
  }));
}

/** A word that one sentence has is chance. */
const FEWEST = 2;
/** Sentences that each word is thought to have been met in beside, none of them of the ground. */
const UNMET = 1;
/** Says next to nothing. */
const LEAST = 0.15;

/**
 * How far each word speaks for each ground: how much less likely it would be if there were no sentences of this one. (The complement of naive Bayes: Rennie and others,
 * Tackling the Poor Assumptions of Naive Bayes Text Classifiers, 2003.) Words that are met with all grounds say nothing.
 */
export function grounds(texts: readonly Weighed[]): Record<string, Tenths> {
  const wrong = texts.filter(({ of: { rules } }) => rules.length > 0);
  const counts = new Map<string, Map<string, number>>();
  const sizes = new Map<string, number>();
  for (const { stems, of: { rules: [rule = ''] } } of wrong) {
    for (const stem of stems) {
      if (!tellsGround(stem)) continue;
      let byRule = counts.get(stem);
      if (byRule === undefined) counts.set(stem, (byRule = new Map<string, number>()));
      byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
      sizes.set(rule, (sizes.get(rule) ?? 0) + 1);
    }
  }
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return Object.fromEntries([...sizes.keys()].sort().map((rule) => {
    const usual = Math.log(1 - sizes.get(rule)! / all);
    const weights = new Map<string, number>();
    for (const [stem, byRule] of counts) {
      const count = byRule.get(rule) ?? 0;
      if (count < FEWEST) continue;
      const met = [...byRule.values()].reduce((sum, one) => sum + one, 0);
      const weight = usual - Math.log(1 - count / (met + UNMET));
      if (weight >= LEAST) weights.set(stem, weight);
    }
    return [rule, tenths({ bias: 0, weights })];
  }));
}
