import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { readPack } from '../../src/build/pack.ts';
import { groundSources } from '../../src/checks/frame.ts';
import { stemsOf, SUBJECT } from '../../src/checks/weights.ts';
import { compiledPatterns, type PatternRoot } from '../../src/pattern/patterns.ts';
import type { RuleDefinition } from '../../src/rule/types.ts';
import { readWords } from '../../src/text/fold.ts';
import { LEARNED_FROM, sentencesIn } from './sentences.ts';

/** A stem in fewer sentences is chance. */
const FEWEST = 3;
/** What keeps a weight small without evidence: half the square of each is added to what is made least. */
const RIDGE = 0.5;
const ROUNDS = 250;
const STEP = 0.5;
/** Smaller weights tell next to nothing, and would be half of them. */
const LEAST = 0.3;

interface Model {
  readonly bias: number;
  readonly weights: ReadonlyMap<string, number>;
}

/** Logistic regression by AdaGrad over all sentences at once: the same sentences give the same weights. */
export function learn(texts: readonly { readonly stems: ReadonlySet<string>; readonly is: boolean }[]): Model {
  const counts = new Map<string, number>();
  for (const { stems } of texts) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= FEWEST).map(([stem]) => stem).sort();
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

interface Tenths {
  readonly bias: number;
  readonly stems: Readonly<Record<string, string>>;
}

function tenths(model: Model): Tenths {
  const byWeight = new Map<number, string[]>();
  for (const [name, weight] of model.weights) {
    if (Math.abs(weight) < LEAST) continue;
    const tenth = Math.round(weight * 10);
    byWeight.set(tenth, [...(byWeight.get(tenth) ?? []), name]);
  }
  return { bias: Math.round(model.bias * 10), stems: Object.fromEntries([...byWeight].sort(([a], [b]) => a - b).map(([weight, names]) => [String(weight), names.join(', ')])) };
}

/** A text with the rules that are right about it; none: nothing is to be found. */
export interface Labelled {
  readonly language: string;
  readonly text: string;
  readonly rules: readonly string[];
}

const LANGUAGES = ['en', 'fr'];

/** What rules show of themselves. */
function examplesOf(rules: readonly RuleDefinition[], isOne: (rule: string) => boolean): Labelled[] {
  return rules.filter(({ id }) => isOne(id)).flatMap(({ id, examples: { invalid, valid } }) => [
    ...invalid.flatMap(({ lang, body }) => (body === undefined ? [] : [{ language: lang ?? '', text: body, rules: [id] }])),
    ...valid.flatMap(({ lang, body }) => (body === undefined ? [] : [{ language: lang ?? '', text: body, rules: [] }])),
  ]);
}

/** The plainest sentences of each ground, which the tests hold the rules to. */
function plainOnes(root: string): Labelled[] {
  return LANGUAGES.flatMap((language) => {
    const table = parse(readFileSync(join(root, `test/wording/discrimination.${language}.yaml`), 'utf8')) as Record<string, { explicit: string[]; coded: string[]; negative: string[] }>;
    return Object.entries(table).flatMap(([rule, { explicit, coded, negative }]) => [
      ...[...explicit, ...coded].map((text) => ({ language, text, rules: [`discrimination/${rule}`] })),
      ...negative.map((text) => ({ language, text, rules: [] })),
    ]);
  });
}

interface Weighed {
  readonly stems: ReadonlySet<string>;
  readonly right: readonly string[];
}

/**
 * What is learned from labelled texts of one family and language, by label: the family's name for whether there is anything to find, and each of `rules` for
 * whether it is the one.
 */
function weightsFrom(texts: readonly Weighed[], family: string, rules: readonly string[]): Record<string, Tenths> {
  const learned = (isOne: (right: readonly string[]) => boolean): Tenths => tenths(learn(texts.map(({ stems, right }) => ({ stems, is: isOne(right) }))));
  return { [family]: learned((right) => right.length > 0), ...Object.fromEntries(rules.map((rule) => [rule, learned((right) => right.includes(rule))])) };
}

/** The grounds left out, as the frames leave them out. */
function stemsAround(grounds: PatternRoot, text: string): ReadonlySet<string> {
  const words = readWords(text);
  const folds = words.folds();
  for (const { first, last } of grounds.find(words, 0, words.length)) folds.fill(SUBJECT, first, last);
  return stemsOf(folds);
}

const HEADER = `# How far words speak for each label: tenths of the natural logarithm of the odds, by stems and pairs of neighbouring stems; see src/checks/weights.ts.
# Learned from the labelled sentences of test/eval by \`npm run weights\`; not to be edited by hand.
`;

/** Writes rules/lexicons/weights-*.yaml. @param root the project's folder */
export function main(root: string): void {
  const sentences = sentencesIn(join(root, 'test/eval'), LEARNED_FROM);
  const { rules, lexicons } = readPack(root);
  const patterns = compiledPatterns(groundSources(rules, lexicons));
  const discrimination: Labelled[] = [
    ...sentences.filter(({ family, rules: right }) => family === 'discrimination' || right.length === 0),
    ...examplesOf(rules, (id) => id.startsWith('discrimination/')), ...plainOnes(root),
  ];
  const tones = [...new Set(sentences.filter(({ family }) => family === 'tone').flatMap((one) => one.rules))].sort();
  const tone: Labelled[] = [...sentences.filter(({ family }) => family === 'tone'), ...examplesOf(rules, (id) => tones.includes(id))];
  for (const language of LANGUAGES) {
    const write = (family: string, labelled: readonly Labelled[], labels: readonly string[], stems: (text: string) => ReadonlySet<string>): void => {
      const texts = labelled.filter((one) => one.language === language).map(({ text, rules: right }) => ({ stems: stems(text), right }));
      writeFileSync(join(root, `rules/lexicons/weights-${family}-${language}.yaml`), HEADER + stringify(weightsFrom(texts, family, labels), { lineWidth: 0 }));
    };
    write('discrimination', discrimination, [], (text) => stemsAround(patterns.root(`ground.${language}`), text));
    // Tone is in the whole of a text; a ground must be named.
    write('tone', tone, tones, (text) => stemsOf(readWords(text).folds()));
  }
}
