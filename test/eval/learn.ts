import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { stemsOf } from '../../src/checks/weights.ts';
import { readWords } from '../../src/text/fold.ts';
import { LEARNED_FROM, sentencesIn, type Sentence } from './sentences.ts';

/** A stem in fewer sentences is chance. */
const FEWEST = 3;
/** What keeps a weight small without evidence: half the square of each is added to what is made least. */
const RIDGE = 0.5;
const ROUNDS = 250;
const STEP = 0.5;
/** Weights are kept in tenths; smaller ones tell nothing. */
const LEAST = 0.15;

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

/**
 * What is learned from labelled sentences of one family and language, by label: the family's name for whether there is anything to find, and each of
 * `rules` for whether it is the one.
 */
export function weightsFrom(sentences: readonly Sentence[], family: string, rules: readonly string[]): Record<string, Tenths> {
  const texts = sentences.map(({ text, rules: right }) => ({ stems: stemsOf(readWords(text).folds()), right }));
  const learned = (isOne: (right: readonly string[]) => boolean): Tenths => tenths(learn(texts.map(({ stems, right }) => ({ stems, is: isOne(right) }))));
  return { [family]: learned((right) => right.length > 0), ...Object.fromEntries(rules.map((rule) => [rule, learned((right) => right.includes(rule))])) };
}

const HEADER = `# How far words speak for each label: tenths of the natural logarithm of the odds, by stems and pairs of neighbouring stems; see src/checks/weights.ts.
# Learned from the labelled sentences of test/eval by \`npm run weights\`; not to be edited by hand.
`;

/** Writes rules/lexicons/weights-*.yaml. @param root the project's folder */
export function main(root: string): void {
  const sentences = sentencesIn(join(root, 'test/eval'), LEARNED_FROM);
  for (const family of ['discrimination', 'tone']) {
    // Tone is in the whole of a text; a ground must be named.
    const rules = family === 'tone' ? [...new Set(sentences.filter((one) => one.family === family).flatMap((one) => one.rules))].sort() : [];
    for (const language of ['en', 'fr']) {
      const weights = weightsFrom(sentences.filter((one) => one.family === family && one.language === language), family, rules);
      writeFileSync(join(root, `rules/lexicons/weights-${family}-${language}.yaml`), HEADER + stringify(weights, { lineWidth: 0 }));
    }
  }
}
