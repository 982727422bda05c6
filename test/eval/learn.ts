import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { readPack } from '../../src/build/pack.ts';
import { JUDGED } from '../../src/checks/cues.ts';
import { FrameReader } from '../../src/checks/frame-reader.ts';
import { sentencesSaying, withNeighbours } from '../../src/checks/sentence-matches.ts';
import { MEANT } from '../../src/checks/meaning.ts';
import { LEARNED } from '../../src/checks/temper.ts';
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
import { grounds, meanings } from './learn-meaning.ts';
import { learn, tenths } from './regression.ts';
import type { Tenths } from './regression.ts';
import { LEARNED_FROM, sentencesIn } from './sentences.ts';

/** Weights to keep for whether there is anything to find, and for each label beside it. */
const MOST = 5_000;
const MOST_BESIDE = 1_800;
/** Of all words of a sentence, for whether it means anything. */
const MOST_MEANT = 12_000;

/** What is lawful there, and refuses in few words: no model of tone. */
const CURT = /-(?:cases|mails|talk)\./;

const REAL = 'real';

/** What nobody had read who wrote frames: only this says how far they are to be trusted. */
const UNREAD = /-(?:advice|audit|bench|cabinet|cases|counsel|courts|desk|drafts|essais|firms|formation|hirers|houses|mails|notes|plants|probe|prudhommes|reports|suites|talk|trainers|wrong|yards)\.|^real$/;

const LANGUAGES = ['en', 'fr'];

/** The plainest noes, and the plainest formulas: what must never be told, and what always. */
const PLAINEST = /tone-plain\./;

/** What the rules show of themselves says what they are meant for, and counts for more than a sentence that anybody wrote. */
const TELLING = { discrimination: 5, tone: 6 };

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

/** What is learned: whether a text is one of these, if that can be told, by how many weights. */
interface Question {
  readonly is: (one: Labelled) => boolean | null;
  readonly most: number;
}

/** Whether there is anything to find at all. */
const ANYTHING: Question = { is: ({ rules }) => rules.length > 0, most: MOST };
/** Of what is to be found, whether it is said outright. */
const OUTRIGHT: Question = { is: ({ strength }) => (strength === 'explicit' || (strength === 'coded' ? false : null)), most: MOST_BESIDE };

function weightsFrom(texts: readonly Weighed[], questions: Readonly<Record<string, Question>>): Record<string, Tenths> {
  return Object.fromEntries(Object.entries(questions).map(([label, { is, most }]) => [label, tenths(learn(texts.flatMap(({ stems, of }) => {
    const answer = is(of);
    return answer === null ? [] : [{ stems, is: answer }];
  }), most))]));
}

/** What a ground is weighed by: its sentence and the neighbours, all grounds left out, and how it stands there. Of another ground than the right one nothing is known. */
function groundsIn(of: Labelled, view: View, patterns: Patterns): Weighed[] {
  const { language, rules } = of;
  const said = sentencesSaying(view, patterns, ['ground'], language, WORDING_SECTIONS);
  if (said.length === 0) return [];
  const reader = new FrameReader(view, patterns, language, said, null);
  const tells = UNREAD.test(of.place ?? '');
  return said.flatMap((one) => reader.grounds(one, (rule) => rules.length === 0 || rules.includes(rule)).map((ground) => ({
    stems: new Set([...stemsOf(reader.row(...withNeighbours(view, one.index))), ...[...reader.cues(ground, one.index)].filter((cue) => tells || !cue.startsWith(JUDGED))]), of,
  })));
}

/** Tone is in the whole of a short text. */
function tonesOf(of: Labelled, view: View, patterns: Patterns): Weighed[] {
  const said = sentencesSaying(view, patterns, ['phrase', 'phrase-to-candidates'], of.language, WORDING_SECTIONS);
  const spoken = spokenIn(view, patterns, of.language, said);
  return windowsOf(of, view).map(([from, to]) => ({ stems: new Set([...stemsOf(toneRow(view, from, to)), ...toneCues(view, from, to, (index) => mannerOf(view, index, spoken.get(index)))]), of }));
}

/** Half of the real text at hand: what is found there is nearly always found wrongly. The other half tells how often. */
async function realViews(compiled: Rules): Promise<readonly (readonly [Labelled, View])[]> {
  const texts = [...[...ham(LEARNED_HALF)].map((piece) => ({ ...piece, language: 'en' })), ...[...await socialSystem(LEARNED_HALF)].map((piece) => ({ ...piece, language: 'fr' }))];
  return texts.flatMap(({ draft, language }) => compiled.setFor(draft, 'sent').read(draft, 'sent').bodies.map((view) => [{ language, text: '', rules: [], strength: '', place: REAL }, view] as const));
}

const HEADER = `# How far words speak for each label: tenths of the natural logarithm of the odds, by stems and pairs of neighbouring stems; see src/checks/weights.ts.
# Learned from the labelled sentences of test/eval by \`npm run weights\`; not to be edited by hand.
`;

/** Writes rules/lexicons/weights-*.yaml. @param root the project's folder */
export async function main(root: string): Promise<void> {
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
  const real = await realViews(compiled);
  for (const language of LANGUAGES) {
    const write = (family: string, labelled: readonly Labelled[], questions: Readonly<Record<string, Question>>, weigh: (one: Labelled) => readonly Weighed[], others: readonly Weighed[] = []): void => {
      const texts = labelled.filter((one) => one.language === language).flatMap(weigh);
      writeFileSync(join(root, `rules/lexicons/weights-${family}-${language}.yaml`), HEADER + stringify(weightsFrom([...texts, ...others], questions), { lineWidth: 0 }));
    };
    write('discrimination', discrimination, { [LEARNED[0]]: ANYTHING, [LEARNED[1]]: OUTRIGHT }, (one) => bodiesOf(one).flatMap((view) => groundsIn(one, view, patterns)),
      real.filter(([one]) => one.language === language).flatMap(([one, view]) => groundsIn(one, view, patterns)));
    // A bad tone is not against the law: none of that says that anybody is treated worse.
    const meant = [...discrimination, ...sentences.filter(({ family, rules: right }) => family === 'tone' && right.length > 0).map((one) => ({ ...one, rules: [] }))].filter((one) => one.language === language).flatMap((one) => bodiesOf(one).flatMap((view) => meanings(one, view, patterns)));
    const others = real.filter(([one]) => one.language === language).flatMap(([one, view]) => meanings(one, view, patterns));
    writeFileSync(join(root, `rules/lexicons/weights-meaning-${language}.yaml`), HEADER + stringify({ ...weightsFrom([...meant, ...others], { [MEANT[0]]: { ...ANYTHING, most: MOST_MEANT }, [MEANT[1]]: OUTRIGHT }), ...grounds(meant) }, { lineWidth: 0 }));
    write('tone', tone, { tone: ANYTHING, ...Object.fromEntries(tones.map((rule) => [rule, { is: (one: Labelled) => one.rules.includes(rule), most: MOST_BESIDE }])) }, (one) => bodiesOf(one).flatMap((view) => tonesOf(one, view, patterns)));
  }
}
