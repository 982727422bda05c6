import { assemble } from './assemble.ts';
import { Automaton } from './automaton.ts';
import { compilePatterns } from './compiler.ts';
import type { PatternSource } from './compiler.ts';
import type { Ends } from './marker.ts';
import { readGraph } from './dense.ts';
import type { DenseGraph } from './dense.ts';
import type { Match, Words } from './words.ts';

export type { PatternSource } from './compiler.ts';

/** Phrases that are looked for together; a match says its tag. */
export interface PatternRoot {
  /** Every phrase between words `from` and `to`, each at its longest from each word; by first word. */
  find(text: Words, from: number, to: number): Match<string>[];
  has(text: Words, from: number, to: number): boolean;
  /** Words from `from` to before `to` at which a phrase may begin, rising; whether it stands at the beginning or end of a sentence is not asked. */
  starts(text: Words, from: number, to: number): number[];
  /** Every end of every phrase, by first word. @param tags in the order of their numbers */
  ends(text: Words, tags: readonly string[]): Ends;
  /** Of phrases of one word: by index of a word, a bit set of their tags. @param tags in the order of their bits */
  symbolBits(text: Words, tags: readonly string[]): (index: number) => number;
}

/** Roots by name. */
export interface Patterns {
  root(name: string): PatternRoot;
}

const NOTHING: PatternRoot = {
  find: () => [], has: () => false, starts: () => [], ends: ({ length }) => ({ offsets: new Uint32Array(length + 1), pairs: [] }), symbolBits: () => () => 0,
};

interface Place {
  readonly automaton: Automaton;
  readonly root: number;
  readonly tags: readonly string[];
}

class Root implements PatternRoot {
  readonly #automaton: () => Automaton;
  readonly #name: string;
  #place: Place | undefined;

  constructor(automaton: () => Automaton, name: string) {
    this.#automaton = automaton;
    this.#name = name;
  }

  #at(): Place {
    if (this.#place === undefined) {
      const automaton = this.#automaton();
      this.#place = { automaton, root: automaton.rootOf(this.#name), tags: automaton.tags(this.#name) ?? [] };
    }
    return this.#place;
  }

  find(text: Words, from: number, to: number): Match<string>[] {
    const { automaton, root, tags } = this.#at();
    const matches: Match<string>[] = [];
    automaton.find(root, text, from, to, (tag, first, last) => matches.push({ value: tags[tag]!, first, last }));
    return matches;
  }

  has(text: Words, from: number, to: number): boolean {
    const { automaton, root } = this.#at();
    return automaton.has(root, text, from, to);
  }

  starts(text: Words, from: number, to: number): number[] {
    const { automaton, root } = this.#at();
    return automaton.starts(root, text, from, to);
  }

  ends(text: Words, tags: readonly string[]): Ends {
    const { automaton, root } = this.#at();
    return automaton.ends(root, text, this.#numbers(tags));
  }

  symbolBits(text: Words, tags: readonly string[]): (index: number) => number {
    const { automaton, root } = this.#at();
    return automaton.symbolBits(root, text, this.#numbers(tags));
  }

  #numbered: { readonly tags: readonly string[]; readonly numbers: readonly number[] } | undefined;

  #numbers(tags: readonly string[]): readonly number[] {
    if (this.#numbered?.tags !== tags) this.#numbered = { tags, numbers: this.#at().tags.map((tag) => tags.indexOf(tag)) };
    return this.#numbered.numbers;
  }
}

/**
 * Phrases in parts, each an automaton: made at build and then only read, or made when a root of it is first looked for.
 * @param partOf name of the part that holds a root
 */
export function partedPatterns(parts: Readonly<Record<string, () => Uint8Array | DenseGraph>>, partOf: (root: string) => string): Patterns {
  const automata = new Map<string, Automaton>();
  const automaton = (part: string, make: () => Uint8Array | DenseGraph): Automaton => {
    let made = automata.get(part);
    if (made === undefined) {
      const phrases = make();
      automata.set(part, (made = new Automaton(phrases instanceof Uint8Array ? phrases : assemble(readGraph(phrases)))));
    }
    return made;
  };
  const roots = new Map<string, PatternRoot>();
  return {
    root(name) {
      let root = roots.get(name);
      if (root === undefined) {
        const part = partOf(name);
        const make = parts[part];
        roots.set(name, (root = make === undefined ? NOTHING : new Root(() => automaton(part, make), name)));
      }
      return root;
    },
  };
}

/** Phrases from their sources, each root compiled when it is first looked for. Throws PhraseError then. */
export function compiledPatterns(sources: readonly PatternSource[]): Patterns {
  const byRoot = new Map<string, PatternSource[]>();
  for (const source of sources) {
    const list = byRoot.get(source.root);
    if (list === undefined) byRoot.set(source.root, [source]);
    else list.push(source);
  }
  const roots = new Map<string, PatternRoot>();
  return {
    root(name) {
      const own = byRoot.get(name);
      if (own === undefined) return NOTHING;
      let root = roots.get(name);
      if (root === undefined) {
        let automaton: Automaton | undefined;
        roots.set(name, (root = new Root(() => (automaton ??= new Automaton(compilePatterns(own))), name)));
      }
      return root;
    },
  };
}

/** What is found in any of several: the rules that come built, and a user's own. */
export function joinedPatterns(parts: readonly Patterns[]): Patterns {
  if (parts.length === 1) return parts[0]!;
  return {
    root(name) {
      const roots = parts.map((part) => part.root(name)).filter((root) => root !== NOTHING);
      if (roots.length < 2) return roots[0] ?? NOTHING;
      return {
        // Only the word lists that come built are read by their ends.
        ends: (text, tags) => roots[0]!.ends(text, tags),
        symbolBits: (text, tags) => roots[0]!.symbolBits(text, tags),
        find: (text, from, to) => roots.flatMap((root) => root.find(text, from, to)).sort((a, b) => a.first - b.first),
        has: (text, from, to) => roots.some((root) => root.has(text, from, to)),
        starts: (text, from, to) => [...new Set(roots.flatMap((root) => root.starts(text, from, to)))].sort((a, b) => a - b),
      };
    },
  };
}

/** The same without the phrases of some tags. */
export function withoutTags(patterns: Patterns, isOut: (tag: string) => boolean): Patterns {
  return {
    root(name) {
      const root = patterns.root(name);
      const find: PatternRoot['find'] = (text, from, to) => root.find(text, from, to).filter(({ value }) => !isOut(value));
      return { find, has: (text, from, to) => find(text, from, to).length > 0, starts: (text, from, to) => root.starts(text, from, to), ends: (text, tags) => root.ends(text, tags), symbolBits: (text, tags) => root.symbolBits(text, tags) };
    },
  };
}
