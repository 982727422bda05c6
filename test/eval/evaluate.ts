import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPack } from '../../src/build/pack.ts';
import { figures, type Part } from './figures.ts';
import { floorOf, worse, written, type Floor } from './floor.ts';
import { outcomes, type Outcome } from './outcomes.ts';
import { compare, type Comparison } from './peers.ts';
import { misses, page, report } from './report.ts';
import { sentencesIn } from './sentences.ts';

export interface Evaluation {
  readonly outcomes: readonly Outcome[];
  readonly parts: readonly Part[];
  readonly comparisons: readonly Comparison[];
}

/** @param root the project's folder */
export function evaluate(root: string, folder = join(root, 'test/eval')): Evaluation {
  const all = outcomes(sentencesIn(folder), readPack(root));
  return { outcomes: all, parts: figures(all), comparisons: compare(all) };
}

const files = (root: string): { page: string; floor: string } => ({ page: join(root, 'docs/evaluation.md'), floor: join(root, 'test/eval/floor.json') });

const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** What stands written, to be compared with what is so. */
export function standing(root: string): { page: string; floor: Floor } {
  const { page: pageFile, floor } = files(root);
  return { page: read(pageFile), floor: JSON.parse(read(floor) || '{}') as Floor };
}

export interface Options {
  readonly write?: boolean | undefined;
  readonly lower?: boolean | undefined;
  readonly misses?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly rule?: string | undefined;
  readonly lang?: string | undefined;
  readonly set?: string | undefined;
}

function write(root: string, { parts, comparisons }: Evaluation, lower: boolean): number {
  if (process.env['EVAL_DIR'] !== undefined) {
    console.error('What is written are the figures of the project\'s own sentences; run without EVAL_DIR.');
    return 2;
  }
  const floor = floorOf(parts);
  const falls = worse(standing(root).floor, floor);
  if (falls.length > 0) console.error(`Worse than before:\n  ${falls.join('\n  ')}`);
  if (falls.length > 0 && !lower) {
    console.error('Nothing written; with --lower these become the floor.');
    return 1;
  }
  writeFileSync(files(root).page, page(parts, comparisons));
  writeFileSync(files(root).floor, written(floor));
  console.log('docs/evaluation.md and test/eval/floor.json written.');
  return 0;
}

/** A sentence counts for a rule that it should give and for one that it gives. */
function chosen({ sentence, found }: Outcome, { rule, lang, set }: Options): boolean {
  return (!rule || sentence.rules.some((name) => name.startsWith(rule)) || sentence.near.startsWith(rule) || [...found.keys()].some((name) => name.startsWith(rule)))
    && (!lang || sentence.language === lang) && (!set || sentence.set === set);
}

/** Maps and sets of figures as JSON has them. */
const plain = (_key: string, value: unknown): unknown => (value instanceof Map ? Object.fromEntries(value as Map<string, unknown>) : value);

/** @returns the exit code */
export function main(root: string, options: Options): number {
  const evaluation = evaluate(root, process.env['EVAL_DIR']);
  if (options.write) return write(root, evaluation, options.lower ?? false);
  // Whoever reads the kept sentences can no longer be surprised by them: they are shown only when asked for.
  const set = options.set ?? (options.misses ? 'open' : undefined);
  const some = evaluation.outcomes.filter((outcome) => chosen(outcome, { ...options, set }));
  if (some.length === 0) {
    console.error('No sentences.');
    return 2;
  }
  if (options.json) {
    const missed = some.map(({ sentence, found }) => ({ ...sentence, found }));
    console.log(JSON.stringify({ parts: figures(some), comparisons: compare(some), ...(options.misses ? { sentences: missed } : {}) }, plain, 1));
  } else if (options.misses) process.stdout.write(misses(some));
  else process.stdout.write(report(figures(some), compare(some)));
  return 0;
}
