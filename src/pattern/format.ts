/**
 * The automaton as one block of numbers, written at build and read in place.
 *
 * A phrase is a row of positions (Glushkov's construction): each reads one word of a class, and knows those that may come next. There
 * are no loops, so a match is at most as long as its phrase. Classes are sets of symbols; a symbol is what a word is to all phrases.
 */
export const MAGIC = 0x48505255;
export const VERSION = 2;

/** Each section's type, in the order in which they are written; letters are bytes unless one of them is beyond Latin-1. */
export const SECTIONS = [
  ['slots', 'u16'], ['starts', 'u32'], ['letters', 'letters'], ['symbols', 'u16'],
  ['prefixSlots', 'u16'], ['prefixStarts', 'u32'], ['prefixLetters', 'letters'], ['prefixSymbols', 'u16'], ['heads', 'u8'],
  /** By symbol: a list of classes; by list: the classes that hold the symbol, rising. */
  ['classList', 'u16'], ['classStarts', 'u32'], ['classes', 'u16'],
  /** By position: its class, what ends there + 1 if a phrase may, and those that may follow. */
  ['positionClass', 'u32'], ['positionEnd', 'u16'], ['followStarts', 'u32'], ['follows', 'u32'],
  /** By root: the classes with which a phrase begins, rising; by these, the positions. */
  ['rootStarts', 'u32'], ['rootClasses', 'u32'], ['firstStarts', 'u32'], ['firsts', 'u32'],
  /** By end: the tag of its phrases in their root. */
  ['endTag', 'u16'],
  /** JSON: names of the roots, tags by root, and what some phrases ask beside their words. */
  ['meta', 'u8'],
] as const;

export type SectionName = (typeof SECTIONS)[number][0];

/** In a section's length: its letters take two bytes each. */
export const WIDE = 0x80000000;

/** Bits of a class number: the word must begin a clause, or must not. */
export const BEGINS_CLAUSE = 0x20000;
export const WITHIN_CLAUSE = 0x10000;
export const CLASS_MASK = 0xffff;
/** The class of all symbols. */
export const ANY_CLASS = 0;

export interface Meta {
  readonly lengths: number;
  readonly symbolCount: number;
  readonly roots: readonly { readonly name: string; readonly tags: readonly string[] }[];
  /** By number of the end. */
  readonly asks: Readonly<Record<string, Ask>>;
}

/** What a phrase asks of the place where it stands. */
export interface Ask {
  readonly start?: true;
  readonly end?: true;
  readonly exact?: readonly string[];
}
