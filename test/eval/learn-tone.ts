import { TONE_EVIDENT, toneEvidence } from '../../src/checks/tone-evidence.ts';
import { isUnread } from './cases.ts';
import type { Labelled, Weighed } from './labelled.ts';
import { foldOf, FOLDS, leaving, readerOf } from './learn-evidence.ts';
import { ANY_TONE, ofEvidence, ofTone, weightsFrom } from './questions.ts';
import type { Tenths } from './regression.ts';

const ANY = 'tone';
/** How a cue says that a rule has a phrase there. */
const SAYS = 'says:';
/** Of decent sentences that are near to what is wrong, so many may be doubted. */
const MAY_BE_DOUBTED = 0.03;
const OURS = /^learned\/tone/;

/** How far words and signs speak for any rule on tone, and for each. */
export function toneWeights(texts: readonly Weighed[], rules: readonly string[]): Record<string, Tenths> {
  return weightsFrom(texts, { [ANY]: ANY_TONE, ...Object.fromEntries(rules.map((rule) => [rule, ofTone(rule)])) });
}

/** What is known of texts that nothing was learned from, as it is weighed: see src/checks/tone-evidence.ts. */
function evidenceOf(texts: readonly Weighed[], rules: readonly string[]): Weighed[] {
  const folds = texts.map(({ of }, at) => foldOf(of, at));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const weights = toneWeights(texts.filter((_text, at) => folds[at] !== fold), rules);
    const any = readerOf(weights[ANY]!);
    const readers = rules.map((rule) => readerOf(weights[rule]!));
    return texts.filter(({ of }, at) => folds[at] === fold && isUnread(of)).map(({ stems, of }) => {
      const said = new Set([...stems].filter((stem) => stem.startsWith(SAYS)).map((stem) => stem.slice(SAYS.length)));
      return { stems: new Set(toneEvidence(any(stems), readers.map((read) => read(stems)), rules, said)), of };
    });
  }).flat();
}

/** What evidence says of tone, moved so that above nothing it is enough: as much as leaves alone nearly all decent sentences that nothing was learned from. */
export function toneEvidenceWeights(texts: readonly Weighed[], rules: readonly string[]): Record<string, Tenths> {
  const evidence = evidenceOf(texts, rules);
  const [label] = TONE_EVIDENT;
  const { [label]: wrong } = weightsFrom(evidence, { [label]: ofEvidence(ANY_TONE) });
  const says = readerOf(wrong!);
  const worst = new Map<Labelled, number>();
  for (const { stems, of } of evidence) if (of.rules.length === 0 && OURS.test(of.place ?? '')) worst.set(of, Math.max(says(stems), worst.get(of) ?? -Infinity));
  return { [label]: { ...wrong!, bias: wrong!.bias - leaving(MAY_BE_DOUBTED, worst.size, worst.values()) } };
}
