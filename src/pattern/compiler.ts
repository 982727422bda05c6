import { assemble } from './assemble.ts';
import type { Ask } from './format.ts';
import type { PhraseGraph } from './graph.ts';
import { Mirror, isRarer } from './node.ts';
import { PhraseError } from './phrase-error.ts';
import { Readings, parsePhrase } from './phrase.ts';
import type { ParsedPhrase, PhraseLists } from './phrase.ts';
import { Positions } from './positions.ts';

/** Phrases that are looked for together, under one root; a match tells the tag. */
export interface PatternSource {
  readonly root: string;
  readonly tag: string;
  readonly language: string;
  readonly phrases: readonly string[];
  readonly lists?: PhraseLists;
}

/** A phrase is written by a person; longer ones are a mistake, and bounding them bounds the work. */
const MAX_POSITIONS = 6_000;

interface Root {
  readonly tags: Map<string, number>;
  /** Number of the end of each tag's phrases. */
  readonly ends: Map<string, number>;
  /** Positions with which a phrase begins: of those read onward, and of those read back. */
  readonly firsts: readonly [Set<number>, Set<number>];
}

/** Compiles all phrases to one automaton. Throws PhraseError. */
export function compilePatterns(sources: readonly PatternSource[]): Uint8Array {
  return assemble(graphOf(sources));
}

/** All phrases as one graph. Throws PhraseError. */
export function graphOf(sources: readonly PatternSource[]): PhraseGraph {
  const positions = new Positions();
  const readings = new Readings();
  const mirror = new Mirror();
  const roots = new Map<string, Root>();
  const endTag: number[] = [];
  const asks: Record<string, Ask> = {};
  for (const { root: name, tag, language, phrases, lists } of sources) {
    let root = roots.get(name);
    if (root === undefined) roots.set(name, (root = { tags: new Map(), ends: new Map(), firsts: [new Set(), new Set()] }));
    if (!root.tags.has(tag)) root.tags.set(tag, root.tags.size);
    for (const source of phrases) {
      const parsed = parsePhrase(source, lists, language, readings);
      checkShape(parsed);
      const ask = asked(parsed);
      const known = ask === null ? root.ends.get(tag) : undefined;
      const end = known ?? endTag.push(root.tags.get(tag)!) - 1;
      if (ask === null) root.ends.set(tag, end);
      else asks[end] = ask;
      const back = isRarer(parsed.node);
      const firsts = root.firsts[back ? 1 : 0];
      for (const position of positions.add(back ? mirror.reversed(parsed.node) : parsed.node, end)) firsts.add(position);
    }
  }
  const rising = (set: ReadonlySet<number>): number[] => [...set].sort((a, b) => a - b);
  return {
    words: readings.words.words, ...positions.graph(), endTag, asks,
    roots: [...roots].map(([name, { tags, firsts: [onward, back] }]) => ({ name, tags: [...tags.keys()], firsts: [rising(onward), rising(back)] as const })),
  };
}

/** Throws PhraseError for a phrase that begins with a gap, may be nothing at all, or is longer than any that is meant. */
function checkShape({ source, node }: ParsedPhrase): void {
  if (node.size > MAX_POSITIONS) throw new PhraseError(source, 'long');
  if (node.empty) throw new PhraseError(source, 'nothing');
  if (node.vague) throw new PhraseError(source, 'gap');
}

function asked({ start, end, exact }: ParsedPhrase): Ask | null {
  if (!start && !end && exact.length === 0) return null;
  return { ...(start ? { start } : {}), ...(end ? { end } : {}), ...(exact.length > 0 ? { exact } : {}) };
}
