import type { Dictionary } from '../text/dictionary.ts';
import type { Words } from '../text/words.ts';
import type { Parts, SectionName } from './format.ts';
import { Vocabulary, isNumber } from './vocabulary.ts';

/** What the words of a text are to the phrases. */
export interface Inputs {
  /**
   * Of each word in turn: the list of classes that hold it (words alike are one) with, in the lowest bit, whether it begins a clause; and the roots
   * of which a phrase may begin with it, see rootBit.
   */
  readonly inputs: Uint32Array;
  /** Roots of which a phrase may begin with any of the words. */
  readonly possible: number;
}

const UNKNOWN = 0;

/** Looks words up, each text once, and each different word once. */
export class Reader {
  readonly #parts: Parts;
  readonly #vocabulary: Vocabulary;
  readonly #read = new WeakMap<Words, Inputs>();
  /** By number of a word in the dictionary, in turn: its list + 1, and the roots of which a phrase may begin with it. */
  #known = new Uint32Array(0);
  #dictionary: Dictionary | undefined;

  constructor(parts: Parts, lengths: number) {
    const { slots, symbols, prefixSlots, prefixSymbols, heads } = parts as Record<SectionName, never>;
    this.#parts = parts;
    this.#vocabulary = new Vocabulary({ slots, symbols }, { slots: prefixSlots, symbols: prefixSymbols }, heads, lengths);
  }

  read(words: Words): Inputs {
    let read = this.#read.get(words);
    if (read !== undefined) return read;
    const known = this.#knownOf(words.dictionary);
    const { length } = words;
    const inputs = new Uint32Array(2 * length);
    let possible = 0;
    for (let at = 0; at < length; at++) {
      const numbered = words.numbered(at);
      let place = numbered & ~1;
      if (known[place] === UNKNOWN) place = this.#meet(words, at);
      const begun = known[place + 1]!;
      inputs[2 * at] = ((known[place]! - 1) << 1) | (numbered & 1);
      inputs[2 * at + 1] = begun;
      possible |= begun;
    }
    this.#read.set(words, (read = { inputs, possible }));
    return read;
  }

  /** Looks a word up that is not known; where it is remembered: what a number is depends on where it stands, and it is known for this once. */
  #meet(words: Words, at: number): number {
    const number = words.numbered(at) >> 1;
    const { hashes } = words.dictionary;
    const known = this.#known;
    const list = this.#parts.classList[this.#vocabulary.symbolOf(words, at, hashes[2 * number]!, hashes[2 * number + 1]!)]!;
    const place = isNumber(words.fold(at)) ? known.length - 2 : 2 * number;
    known[place] = list + 1;
    known[place + 1] = this.#parts.beginners[list]!;
    return place;
  }

  /** Room for the words of a dictionary, and behind them for one that is not remembered. Of an older dictionary nothing is known any more. */
  #knownOf(dictionary: Dictionary): Uint32Array {
    const room = dictionary.hashes.length + 2;
    if (this.#dictionary !== dictionary || this.#known.length < room) {
      const known = new Uint32Array(room);
      if (this.#dictionary === dictionary) known.set(this.#known.subarray(0, -2));
      this.#dictionary = dictionary;
      this.#known = known;
    }
    return this.#known;
  }
}
