import { FoldedWord } from '../text/fold.ts';
import type { Word } from '../text/types.ts';

/** Symbols that no written word has: any other word, and numbers by what they may be. Those of written words follow. */
export const OTHER = 0;
export const NUMBER = 1;
export const AGE = 2;
export const BELOW_AGE = 3;
export const YEAR = 4;

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

/** Small letter for a capital of ASCII. */
function small(code: number): number {
  return code >= 65 && code <= 90 ? code | 32 : code;
}

/** Number of the word that stands at [from, from + length) of `text`, capitals as small letters; -1: none. */
function find(tables: VocabularyTables, text: string, from: number, length: number, hash: number): number {
  const { slots, starts, letters } = tables;
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const index = slots[slot]! - 1;
    if (index < 0) return -1;
    const start = starts[index]!;
    if (starts[index + 1]! - start !== length) continue;
    let at = 0;
    while (at < length && letters[start + at] === small(text.charCodeAt(from + at))) at++;
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

  /** @param word of `text`; its letters are read where they stand, so that no string is made of it */
  symbolOf(text: string, word: Word): number {
    const made = word instanceof FoldedWord ? word.made : word.fold;
    const letters = made ?? (word as FoldedWord).text;
    const from = made === null ? word.start : 0;
    const length = made === null ? (word as FoldedWord).stop - word.start : made.length;
    let hash = 0x811c9dc5;
    for (let at = 0; at < length; at++) hash = Math.imul(hash ^ small(letters.charCodeAt(from + at)), 0x01000193);
    const first = letters.charCodeAt(from);
    const number = first >= 48 && first <= 57 && isNumber(word.fold) ? numberSymbol(Number(word.fold), length, text, word.start, word.end) : 0;
    const index = find(this.#words, letters, from, length, spread(hash));
    // A number that a phrase names has a symbol for each way of standing.
    if (index >= 0) return this.#words.symbols[index]! + (number === 0 ? 0 : number - NUMBER);
    if (number > 0) return number;
    if (length < 2 || this.#heads[head(small(first), small(letters.charCodeAt(from + 1)))] === 0) return OTHER;
    return this.#prefix(letters, from, length);
  }

  #prefix(letters: string, from: number, size: number): number {
    const hashes = this.#hashes;
    const longest = Math.min(size, LONGEST_PREFIX);
    let hash = 0x811c9dc5;
    for (let at = 0; at < longest; at++) {
      hash = Math.imul(hash ^ small(letters.charCodeAt(from + at)), 0x01000193);
      hashes[at + 1] = spread(hash);
    }
    for (let length = longest; length >= 2; length--) {
      if ((this.#lengths & (1 << length)) === 0) continue;
      const index = find(this.#prefixes, letters, from, length, hashes[length]!);
      if (index >= 0) return this.#prefixes.symbols[index]!;
    }
    return OTHER;
  }
}

function head(first: number, second: number): number {
  return (Math.imul(first, 31) + second) & 0x3ff;
}

/** Place of a word's first two letters in the table of heads. */
export function headOf(word: string): number {
  return head(word.charCodeAt(0), word.charCodeAt(1));
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
