import { CHECK_SEED, SEED, settle, stir, stirCheck } from '../text/word-hash.ts';
import type { Words } from '../text/words.ts';

/** Symbols that no written word has: any other word, and numbers by what they may be. Those of written words follow. */
export const OTHER = 0;
export const NUMBER = 1;
export const AGE = 2;
export const BELOW_AGE = 3;
export const YEAR = 4;

/** Hash table made at build, read in place: no word is made at start. Its size is a power of two. */
export interface VocabularyTable {
  /** By slot, in turn: a word's hash and check, see word-hash.ts. */
  readonly slots: Int32Array;
  /** By slot: the word's symbol + 1; 0: free. */
  readonly symbols: Uint16Array;
}

/** Symbol of a word; -1: it is none of them. */
function find({ slots, symbols }: VocabularyTable, hash: number, check: number): number {
  const mask = symbols.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    if (slots[2 * slot] === hash && slots[2 * slot + 1] === check) return symbols[slot]! - 1;
    if (symbols[slot] === 0) return -1;
  }
}

/** The longest beginning of a word that a phrase asks for. */
const LONGEST_PREFIX = 24;

/** What each word is to the phrases: its symbol. */
export class Vocabulary {
  readonly #words: VocabularyTable;
  readonly #prefixes: VocabularyTable;
  readonly #lengths: number;
  /** Whether some prefix begins with these two letters. */
  readonly #heads: Uint8Array;
  readonly #hashes = new Int32Array(2 * LONGEST_PREFIX + 2);

  constructor(words: VocabularyTable, prefixes: VocabularyTable, heads: Uint8Array, lengths: number) {
    this.#words = words;
    this.#prefixes = prefixes;
    this.#heads = heads;
    this.#lengths = lengths;
  }

  /** @param hash of the word; `check`: likewise */
  symbolOf(words: Words, index: number, hash: number, check: number): number {
    const fold = words.fold(index);
    const number = isNumber(fold) ? numberSymbol(Number(fold), fold.length, words.text, words.start(index), words.end(index)) : 0;
    const symbol = find(this.#words, hash, check);
    // A number that a phrase names has a symbol for each way of standing.
    if (symbol >= 0) return symbol + (number === 0 ? 0 : number - NUMBER);
    if (number > 0) return number;
    if (fold.length < 2 || this.#heads[headOf(fold)] === 0) return OTHER;
    return this.#prefix(fold);
  }

  #prefix(fold: string): number {
    const hashes = this.#hashes;
    const longest = Math.min(fold.length, LONGEST_PREFIX);
    let hash = SEED;
    let check = CHECK_SEED;
    for (let at = 0; at < longest; at++) {
      const code = fold.charCodeAt(at);
      hashes[2 * at + 2] = settle(hash = stir(hash, code));
      hashes[2 * at + 3] = settle(check = stirCheck(check, code));
    }
    for (let length = longest; length >= 2; length--) {
      if ((this.#lengths & (1 << length)) === 0) continue;
      const symbol = find(this.#prefixes, hashes[2 * length]!, hashes[2 * length + 1]!);
      if (symbol >= 0) return symbol;
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
  if (word === '' || word.length > 9) return false;
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
