import type { Words } from './words.ts';

/** What lists of phrases tell about the words of a text; made by whoever holds the phrases. */
export interface MarkedWords {
  readonly words: Words;
  /** Bit set of the tags of all phrases that stand somewhere. */
  readonly possible: number;
  /** Bit set of the languages that use word `index`; 0 if none is known to. */
  languagesAt(index: number): number;
  /** Index past the last word of the longest phrase with `tag` that begins at word `index` and ends before `to`; -1 if there is none. */
  at(tag: number, index: number, to: number): number;
  /** Index of the first word in [from, to) at which a phrase with `tag` begins; -1 if there is none. */
  find(tag: number, from: number, to: number): number;
  /** Bit set of those of `tags` with a phrase that begins at word `index` and ends before `to`. */
  tagsAt(tags: number, index: number, to: number): number;
}

/** Looks the words of a text up in the lists of rules/lexicons/{sections,purpose,language}.yaml, once for all questions. */
export interface Marker {
  mark(words: Words): MarkedWords;
}
