import type { Word } from '../text/types.ts';

/** Symbols that no written word has: any other word, and numbers by what they may be. Those of written words follow. */
export const OTHER = 0;
export const NUMBER = 1;
export const AGE = 2;
export const BELOW_AGE = 3;
export const YEAR = 4;
export const FIRST_SYMBOL = 5;

/** Hash tables made at build, read in place: no word is made at start. */
export interface VocabularyTables {
  /** Place → number of the word + 1; 0: free. Its length is a power of two. */
  readonly slots: Uint16Array;
  /** Where each word begins in `letters`; one more for the end. */
  readonly starts: Uint32Array;
  readonly letters: Uint8Array | Uint16Array;
  readonly symbols: Uint16Array;
}

/** Seeds for the hash of a word, so that the tables can be filled elsewhere. */
export function hashWord(word: string, length: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return spread(hash);
}

function spread(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Number of the word whose first `length` letters are these; -1: none. */
function find(tables: VocabularyTables, word: string, length: number, hash: number): number {
  const { slots, starts, letters } = tables;
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const index = slots[slot]! - 1;
    if (index < 0) return -1;
    const start = starts[index]!;
    if (starts[index + 1]! - start !== length) continue;
    let at = 0;
    while (at < length && letters[start + at] === word.charCodeAt(at)) at++;
    if (at === length) return index;
  }
}

/** The longest beginning of a word that a phrase asks for. */
const LONGEST_PREFIX = 24;

/** What each word is to the phrases: its symbol. */
export class Vocabulary {
  readonly #words: VocabularyTables;
  readonly #prefixes: VocabularyTables;
  readonly #lengths: number;
  /** Whether some prefix begins with these two letters. */
  readonly #heads: Uint8Array;
  readonly #hashes = new Uint32Array(LONGEST_PREFIX + 1);

  constructor(words: VocabularyTables, prefixes: VocabularyTables, heads: Uint8Array, lengths: number) {
    this.#words = words;
    this.#prefixes = prefixes;
    this.#heads = heads;
    this.#lengths = lengths;
  }

  symbolOf(text: string, { fold, start, end }: Word): number {
    const first = fold.charCodeAt(0);
    const number = first >= 48 && first <= 57 && isNumber(fold) ? numberSymbol(Number(fold), fold.length, text, start, end) : 0;
    const length = fold.length;
    let hash = 0x811c9dc5;
    for (let at = 0; at < length; at++) hash = Math.imul(hash ^ fold.charCodeAt(at), 0x01000193);
    const index = find(this.#words, fold, length, spread(hash));
    // A number that a phrase names has a symbol for each way of standing.
    if (index >= 0) return this.#words.symbols[index]! + (number > YEAR || number === 0 ? 0 : number - NUMBER);
    if (number > 0) return number;
    if (length < 2 || this.#heads[headOf(fold)] === 0) return OTHER;
    return this.#prefix(fold);
  }

  #prefix(word: string): number {
    const hashes = this.#hashes;
    const longest = Math.min(word.length, LONGEST_PREFIX);
    let hash = 0x811c9dc5;
    for (let at = 0; at < longest; at++) {
      hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
      hashes[at + 1] = spread(hash);
    }
    for (let length = longest; length >= 2; length--) {
      if ((this.#lengths & (1 << length)) === 0) continue;
      const index = find(this.#prefixes, word, length, hashes[length]!);
      if (index >= 0) return this.#prefixes.symbols[index]!;
    }
    return OTHER;
  }
}

/** Place of a word's first two letters in the table of heads. */
export function headOf(word: string): number {
  return (Math.imul(word.charCodeAt(0), 31) + word.charCodeAt(1)) & 0x3ff;
}

export { LONGEST_PREFIX };

export function isNumber(word: string): boolean {
  if (word.length > 9) return false;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function numberSymbol(value: number, digits: number, text: string, start: number, end: number): number {
  if (digits === 4) return value >= 1935 && value <= 2015 ? YEAR : NUMBER;
  if (digits !== 2 || value < 16 || value > 79 || !isBare(text, start, end)) return NUMBER;
  return isBelow(text, start) ? BELOW_AGE : AGE;
}

/** No price, percentage, decimal or thousands: $30, 30 %, 30.5, 30,000. */
function isBare(text: string, start: number, end: number): boolean {
  return !/[$€£¥#]\s?$|\d[.,:/]$/.test(text.slice(Math.max(0, start - 2), start)) && !/^(?:\s?[%€$£°]|[.,:/]\d)/.test(text.slice(end, end + 2));
}

/** '-30', '− 30', '<30': a minus before the number, and no letter or digit before that ('25-30' is a range). */
function isBelow(text: string, start: number): boolean {
  const lead = text.slice(Math.max(0, start - 6), start);
  return (/(?:^|[\s(:,;«"])[-−–]$/u.test(lead) && !/\d\s[-−–]$/u.test(lead)) || /<\s?$/.test(lead);
}
