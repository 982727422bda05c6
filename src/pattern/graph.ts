import type { Ask } from './format.ts';
import type { NumberKind } from './node.ts';

/** The words that a position may read. */
export type WordClass =
  /** By number in `PhraseGraph.words`. */
  | { readonly kind: 'word'; readonly words: readonly number[] }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'number'; readonly of: NumberKind }
  | { readonly kind: 'noun' };

/** All phrases of an automaton, before it is written: positions that read a word each, and those that may follow. */
export interface PhraseGraph {
  readonly words: readonly string[];
  /** The first is that of every word: null. */
  readonly classes: readonly (WordClass | null)[];
  /** By position: the number of its class, with flags (see format.ts). */
  readonly kinds: readonly number[];
  /** By position: what ends there + 1; 0: nothing. */
  readonly ends: readonly number[];
  /** By position, and one more: where those that may follow begin among `follows`; each has a smaller number. */
  readonly followStarts: readonly number[];
  readonly follows: readonly number[];
  readonly roots: readonly {
    readonly name: string;
    readonly tags: readonly string[];
    /** Positions with which phrases begin, rising: of those read onward, and of those read back. */
    readonly firsts: readonly [onward: readonly number[], back: readonly number[]];
  }[];
  /** By end: the tag of its phrases in their root. */
  readonly endTag: readonly number[];
  /** By end. */
  readonly asks: Readonly<Record<string, Ask>>;
}
