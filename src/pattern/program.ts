import { PhraseError } from './phrase.ts';
import type { Node, ParsedPhrase } from './phrase.ts';

/** A phrase is written by a person; longer ones are a mistake, and bounding them bounds the work. */
const MAX_STEPS = 4_000;

/** One step of a compiled phrase; `next` are indexes of steps. */
export type Step =
  | { readonly test: 'words'; readonly words: ReadonlySet<string>; readonly gap: false; next: number }
  | { readonly test: 'prefix'; readonly prefix: string; readonly gap: false; next: number }
  | { readonly test: 'number'; readonly from: number; readonly to: number; readonly below: boolean; readonly gap: false; next: number }
  | { readonly test: 'noun'; readonly gap: false; next: number }
  | { readonly test: 'any'; readonly gap: true; next: number }
  | { readonly test: 'split'; next: number; other: number }
  | { readonly test: 'end' };

/** A phrase ready to run, with what its first word may be. */
export interface Phrase {
  readonly source: string;
  readonly steps: readonly Step[];
  /** The steps that can read the first word. */
  readonly start: readonly number[];
  /** By step: those that can read the next word, or the end; filled as they are asked for. */
  readonly follow: (readonly number[] | undefined)[];
  /** Words that can begin it. */
  readonly firstWords: ReadonlySet<string>;
  readonly firstPrefixes: readonly string[];
  /** Begins with a number. */
  readonly firstNumber: boolean;
}

/** Makes a phrase ready to run. Throws PhraseError. */
export function compilePhrase({ source, node }: ParsedPhrase): Phrase {
  const steps: Step[] = [{ test: 'end' }];
  const start = closure(steps, [emit(node, 0, steps, source)]);
  const firstWords = new Set<string>();
  const firstPrefixes: string[] = [];
  let firstNumber = false;
  for (const index of start) {
    const step = steps[index]!;
    if (step.test === 'words') for (const word of step.words) firstWords.add(word);
    else if (step.test === 'prefix') firstPrefixes.push(step.prefix);
    else if (step.test === 'number') firstNumber = true;
    else if (step.test === 'any' || step.test === 'noun') throw new PhraseError(source, 'a gap at the beginning');
    else if (step.test === 'end') throw new PhraseError(source, 'nothing that must be there');
  }
  return { source, steps, start, follow: [], firstWords, firstPrefixes, firstNumber };
}

/** The steps that can follow one that has read its word. */
export function following(phrase: Phrase, state: number): readonly number[] {
  const step = phrase.steps[state]!;
  return (phrase.follow[state] ??= step.test === 'end' ? [] : closure(phrase.steps, [step.next]));
}

/** The steps reachable from `from` without reading a word. */
function closure(steps: readonly Step[], from: readonly number[]): number[] {
  const seen = new Set<number>();
  const stack = [...from];
  while (stack.length > 0) {
    const index = stack.pop()!;
    if (seen.has(index)) continue;
    seen.add(index);
    const step = steps[index]!;
    if (step.test === 'split') stack.push(step.next, step.other);
  }
  return [...seen].filter((index) => steps[index]!.test !== 'split');
}

function emit(node: Node, next: number, steps: Step[], source: string): number {
  if (steps.length > MAX_STEPS) throw new PhraseError(source, 'too much');
  switch (node.kind) {
    case 'word': return steps.push({ test: 'words', words: node.words, gap: false, next }) - 1;
    case 'prefix': return steps.push({ test: 'prefix', prefix: node.prefix, gap: false, next }) - 1;
    case 'number': return steps.push({ test: 'number', from: node.from, to: node.to, below: node.below, gap: false, next }) - 1;
    case 'noun': return steps.push({ test: 'noun', gap: false, next }) - 1;
    case 'sequence': return node.nodes.reduceRight((after, child) => emit(child, after, steps, source), next);
    case 'choice': {
      let entry = emit(node.nodes[0]!, next, steps, source);
      for (const child of node.nodes.slice(1)) entry = steps.push({ test: 'split', next: emit(child, next, steps, source), other: entry }) - 1;
      return entry;
    }
    case 'optional': {
      const inside = emit(node.node, next, steps, source);
      return steps.push({ test: 'split', next: inside, other: next }) - 1;
    }
    case 'gap': {
      let entry = next;
      for (let i = 0; i < node.max; i++) {
        const word = steps.push({ test: 'any', gap: true, next: entry }) - 1;
        entry = steps.push({ test: 'split', next: word, other: next }) - 1;
      }
      return entry;
    }
  }
}
