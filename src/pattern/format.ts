/**
 * The automaton as one block of numbers, written at build and read in place.
 *
 * A phrase is a row of positions (Glushkov's construction): each reads one word of a class, and knows those that may come next. There
 * are no loops, so a match is at most as long as its phrase. Classes are sets of symbols; a symbol is what a word is to all phrases.
 */
export const MAGIC = 0x48505255;
export const VERSION = 5;

/** Each section's type, in the order in which they are written. */
export const SECTIONS = [
  ['slots', 'i32'], ['symbols', 'u16'], ['prefixSlots', 'i32'], ['prefixSymbols', 'u16'], ['heads', 'u8'],
  /** By symbol: a list of classes; by list: the classes that hold the symbol, rising. */
  ['classList', 'u16'], ['classStarts', 'u32'], ['classes', 'u16'],
  /** By position: its class, what ends there + 1 if a phrase may, and those that may follow. */
  ['positionClass', 'u32'], ['positionEnd', 'u16'], ['followStarts', 'u32'], ['follows', 'u32'],
  /** By root, once for phrases read onward and once for those read back: the classes with which a phrase begins, rising; by these, the positions. */
  ['rootStarts', 'u32'], ['rootClasses', 'u32'], ['firstStarts', 'u32'], ['firsts', 'u32'],
  /** By list of classes: a bit for each root and direction, several to a bit, of which a phrase may begin with it. Never wrong when it says no. */
  ['beginners', 'u32'],
  /** By end: the tag of its phrases in their root. */
  ['endTag', 'u16'],
  /** JSON: names of the roots, tags by root, and what some phrases ask beside their words. */
  ['meta', 'u8'],
] as const;

export const ARRAY = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array } as const;

export type SectionName = (typeof SECTIONS)[number][0];

/** Bits of a class number: the word must begin a clause, or must not. */
export const BEGINS_CLAUSE = 0x20000;
export const WITHIN_CLAUSE = 0x10000;
export const CLASS_MASK = 0xffff;
/** The bit of a root in one direction, among `beginners`. */
export function rootBit(root: number): number {
  return 1 << (root & 31);
}

/** The class of all symbols. */
export const ANY_CLASS = 0;

export interface Meta {
  readonly lengths: number;
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

export type Parts = Readonly<Record<SectionName, Uint8Array | Uint16Array | Uint32Array | Int32Array>>;

/** The sections of a block, as views into it. Throws RangeError for bytes that are no automaton of this version. */
export function readSections(bytes: Uint8Array): Parts {
  // Typed arrays need an aligned beginning, and the order of bytes they are written in.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const header = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength);
  if (aligned.byteLength < 8 || header.getUint32(0, true) !== MAGIC || header.getUint32(4, true) !== VERSION) throw new RangeError('not an automaton of this version');
  let at = 4 * (2 + SECTIONS.length);
  const parts = {} as Record<SectionName, Uint8Array | Uint16Array | Uint32Array | Int32Array>;
  SECTIONS.forEach(([name, type], index) => {
    const length = header.getUint32(8 + 4 * index, true);
    const make = ARRAY[type];
    parts[name] = new make(aligned.buffer as ArrayBuffer, aligned.byteOffset + at, length);
    at += 4 * Math.ceil((length * make.BYTES_PER_ELEMENT) / 4);
  });
  return parts;
}
