import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { readPack } from '../../src/build/pack.ts';
import { EVIDENT } from '../../src/checks/evidence.ts';
import { LEARNED } from '../../src/checks/ground-scores.ts';
import { MEANT } from '../../src/checks/meaning.ts';
import { sentencesSaying } from '../../src/checks/sentence-matches.ts';
import { mannerOf, spokenIn, toneCues, toneRow } from '../../src/checks/tone-cues.ts';
import { stemsOf } from '../../src/checks/weights.ts';
import { WORDING_SECTIONS } from '../../src/checks/wording.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import { compile } from '../../src/engine/compile.ts';
import type { Rules } from '../../src/engine/compile.ts';
import { patternsOf } from '../../src/engine/patterns.ts';
import type { Patterns } from '../../src/pattern/patterns.ts';
import type { RuleDefinition } from '../../src/rule/types.ts';
import type { View } from '../../src/text/types.ts';
import { ham, LEARNED_HALF, socialSystem } from '../../bench/real-text.ts';
import { windowsOf } from './labelled.ts';
import type { Labelled, Weighed } from './labelled.ts';
import { caseOf, groundsIn, meaningsIn } from './cases.ts';
import type { Case } from './cases.ts';
import { calibrated, evidenceIn } from './learn-evidence.ts';
import { grounds } from './learn-meaning.ts';
import { toneEvidenceWeights, toneWeights } from './learn-tone.ts';
import { ANYTHING, OF_GROUNDS, ofEvidence, OUTRIGHT, weightsFrom } from './questions.ts';
import type { Tenths } from './regression.ts';
import { LEARNED_FROM, sentencesIn } from './sentences.ts';

/** Of all words of a sentence, for whether it means anything. */
const MOST_MEANT = 32_000;
/** Of answers in a bad tone, one of so many is learned from as lawful: most of them look like nothing else. */
const OF_RUDE = 3;

/** What is lawful there, and refuses in few words: no model of tone. */
const CURT = /-(?:cases|mails|talk)\./;

const REAL = 'real';

export const LANGUAGES = ['en', 'fr'];

/** The plainest noes, and the plainest formulas: what must never be told, and what always. */
const PLAINEST = /tone-plain\./;

/** What the rules show of themselves says what they are meant for, and counts for more than a sentence that anybody wrote. */
const TELLING = { discrimination: 7, tone: 6 };

function examplesOf(rules: readonly RuleDefinition[], times: number, isOne: (rule: string) => boolean): Labelled[] {
  return Array.from({ length: times }, () => rules).flat().filter(({ id }) => isOne(id)).flatMap(({ id, examples: { invalid, valid } }) => [
    ...invalid.flatMap(({ lang, body, grade = '' }) => (body === undefined ? [] : [{ language: lang ?? '', text: body, rules: [id], strength: grade }])),
    ...valid.flatMap(({ lang, body }) => (body === undefined ? [] : [{ language: lang ?? '', text: body, rules: [], strength: '' }])),
  ]);
}

/** The plainest sentences of each ground, which the tests hold the rules to. */
function plainOnes(root: string): Labelled[] {
  return LANGUAGES.flatMap((language) => {
    const table = parse(readFileSync(join(root, `test/wording/discrimination.${language}.yaml`), 'utf8')) as Record<string, { explicit: string[]; coded: string[]; negative: string[] }>;
    return Object.entries(table).flatMap(([rule, { explicit, coded, negative }]) => [
      ...Object.entries({ explicit, coded }).flatMap(([strength, texts]) => texts.map((text) => ({ language, text, rules: [`discrimination/${rule}`], strength }))),
      ...negative.map((text) => ({ language, text, rules: [], strength: '' })),
    ]);
  });
}

/** Tone is in the whole of a short text. */
function tonesOf(of: Labelled, view: View, patterns: Patterns): Weighed[] {
  const said = sentencesSaying(view, patterns, ['phrase', 'phrase-to-candidates'], of.language, WORDING_SECTIONS);
  const spoken = spokenIn(view, patterns, of.language, said);
  return windowsOf(of, view).map(([from, to]) => ({ stems: new Set([...stemsOf(toneRow(view, from, to)), ...toneCues(view, from, to, (index) => mannerOf(view, index, spoken.get(index)))]), of }));
}

/** Half of the real text at hand: what is found there is nearly always found wrongly. The other half tells how often. */
async function realViews(compiled: Rules, language: string): Promise<readonly (readonly [Labelled, View])[]> {
  const texts = language === 'fr' ? await socialSystem(LEARNED_HALF) : ham(LEARNED_HALF);
  return [...texts].flatMap(({ draft }) => compiled.setFor(draft, 'sent').read(draft, 'sent').bodies.map((view) => [{ language, text: '', rules: [], strength: '', place: REAL }, view] as const));
}

const HEADER = `# How far words speak for each label: tenths of the natural logarithm of the odds, by stems and pairs of neighbouring stems; see src/checks/weights.ts.
# Learned from the labelled sentences of test/eval by \`npm run weights\`; not to be edited by hand.
`;

/** Writes rules/lexicons/weights-*-<language>.yaml. @param root the project's folder */
export async function main(root: string, language: string): Promise<void> {
  const sentences = sentencesIn(join(root, 'test/eval'), LEARNED_FROM);
  const pack = readPack(root);
  const { rules } = pack;
  const compiled = compile(pack, { extends: 'all' });
  const patterns = patternsOf(pack);
  const bodiesOf = ({ language, text }: Labelled): readonly View[] => {
    const draft = readJsonDraft({ text, context: { language } });
    return compiled.setFor(draft, 'compose').read(draft, 'compose').bodies;
  };
  const discrimination: Labelled[] = [
    ...sentences.filter(({ family, rules: right }) => family === 'discrimination' || right.length === 0),
    ...Array.from({ length: TELLING.discrimination }, () => plainOnes(root)).flat(), ...examplesOf(rules, TELLING.discrimination, (id) => id.startsWith('discrimination/')),
  ];
  const tones = [...new Set(sentences.filter(({ family }) => family === 'tone').flatMap((one) => one.rules))].sort();
  // What is lawful is decent as well, most of it: everyday mail of all kinds.
  const tone: Labelled[] = [...sentences.filter(({ family, set, rules: right, place }) => family === 'tone' || (set === 'learned' && right.length === 0 && !CURT.test(place))), ...examplesOf(rules, TELLING.tone, (id) => tones.includes(id)),
    ...Array.from({ length: TELLING.tone }, () => sentences.filter(({ place }) => PLAINEST.test(place))).flat()];
  const real = await realViews(compiled, language);
  // A bad tone is not against the law: none of that says that anybody is treated worse.
  const rude = sentences.filter(({ family, rules: right }) => family === 'tone' && right.length > 0).filter((_sentence, at) => at % OF_RUDE === 0).map((one) => ({ ...one, rules: [] }));
  const own = (labelled: readonly Labelled[]): readonly Labelled[] => labelled.filter((one) => one.language === language);
  const write = (family: string, weights: Readonly<Record<string, Tenths>>): void =>
    writeFileSync(join(root, `rules/lexicons/weights-${family}-${language}.yaml`), HEADER + stringify(weights, { lineWidth: 0 }));
  const casesOf = (labelled: readonly Labelled[]): readonly Case[] => own(labelled).flatMap((one) => bodiesOf(one).map((view) => caseOf(one, view, patterns)));
  const unlawful = casesOf(discrimination);
  const others = real.map(([one, view]) => caseOf(one, view, patterns));
  const all = [...unlawful, ...casesOf(rude), ...others];
  const meanings = all.flatMap(meaningsIn);
  write('discrimination', weightsFrom([...unlawful, ...others].flatMap(groundsIn), { [LEARNED[0]]: OF_GROUNDS, [LEARNED[1]]: OUTRIGHT }));
  write('meaning', { ...weightsFrom(meanings, { [MEANT[0]]: { ...ANYTHING, most: MOST_MEANT }, [MEANT[1]]: OUTRIGHT }), ...grounds(meanings) });
  const evidence = evidenceIn(all);
  const { found, outright } = weightsFrom(evidence, { found: ofEvidence(ANYTHING), outright: ofEvidence(OUTRIGHT) });
  const read = calibrated([found!, outright!], evidence, all);
  write('evidence', Object.fromEntries(EVIDENT.map((label, at) => [label, read[at]!])));
  const sounds = own(tone).flatMap((one) => bodiesOf(one).flatMap((view) => tonesOf(one, view, patterns)));
  write('tone', toneWeights(sounds, tones));
  write('tone-evidence', toneEvidenceWeights(sounds, tones));
}
