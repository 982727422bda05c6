import type { MarkedWords, Marker } from '../text/marks.ts';
import type { Words } from '../text/words.ts';
import type { Patterns } from './patterns.ts';

/** Roots of the lists by which a text is read: their tags are names of lists, and codes of languages. */
export const TEXT_ROOT = 'text';
export const LANGUAGE_ROOT = 'language';

/** @param tags names of the lists, in the order of their bits; 31 at most. `codes`: of the languages, likewise */
export function phraseMarker(patterns: Patterns, tags: readonly string[], codes: readonly string[]): Marker {
  const text = patterns.root(TEXT_ROOT);
  const languages = patterns.root(LANGUAGE_ROOT);
  return {
    mark: (words) => new Marks(words, text.ends(words, tags), languages.symbolBits(words, codes)),
  };
}

/** Where the phrases of a root end, whatever their length; by first word. */
export interface Ends {
  /** Place in `pairs` of those that begin at each word; one more for the end. */
  readonly offsets: Uint32Array;
  /** Tag and index past the last word, in turn. */
  readonly pairs: ArrayLike<number>;
}

class Marks implements MarkedWords {
  readonly words: Words;
  readonly possible: number;
  readonly #ends: Ends;
  readonly #languages: (index: number) => number;

  constructor(words: Words, ends: Ends, languages: (index: number) => number) {
    this.words = words;
    this.#ends = ends;
    this.#languages = languages;
    let possible = 0;
    for (let at = 0; at < ends.pairs.length; at += 2) possible |= 1 << ends.pairs[at]!;
    this.possible = possible;
  }

  languagesAt(index: number): number {
    return this.#languages(index);
  }

  at(tag: number, index: number, to: number): number {
    const { offsets, pairs } = this.#ends;
    let best = -1;
    for (let at = offsets[index]!; at < offsets[index + 1]!; at += 2) {
      const last = pairs[at + 1]!;
      if (pairs[at] === tag && last <= to && last > best) best = last;
    }
    return best;
  }

  find(tag: number, from: number, to: number): number {
    if ((this.possible & (1 << tag)) === 0) return -1;
    for (let index = from; index < to; index++) if (this.at(tag, index, to) >= 0) return index;
    return -1;
  }

  tagsAt(tags: number, index: number, to: number): number {
    const { offsets, pairs } = this.#ends;
    let found = 0;
    for (let at = offsets[index]!; at < offsets[index + 1]!; at += 2) if (pairs[at + 1]! <= to) found |= 1 << pairs[at]!;
    return found & tags;
  }
}
