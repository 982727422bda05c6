import type { Dictionary } from '../text/dictionary.ts';
import type { Words } from '../text/words.ts';
import type { Parts, SectionName } from './format.ts';
import { Vocabulary, isNumber } from './vocabulary.ts';

/** What the words of a text are to the phrases. */
export interface Inputs {
  /** By word: the list of classes that hold it (words alike are one), and in the lowest bit whether it begins a clause. */
  readonly lists: Uint32Array;
  /** By word: the roots of which a phrase may begin with it, see rootBit. */
  readonly beginners: Uint32Array;
  /** Those of all words together. */
  readonly possible: number;
}

/** What a number is depends on where it stands: it is never known. */
const UNKNOWN = 0;

/** Looks words up, each text once, and each different word once. */
export class Reader {
  readonly #parts: Parts;
  readonly #vocabulary: Vocabulary;
  readonly #read = new WeakMap<Words, Inputs>();
  /** By number of a word in the dictionary: its list + 1. */
  #known = new Uint16Array(0);
  #dictionary: Dictionary | undefined;

  constructor(parts: Parts, lengths: number) {
    const { slots, symbols, prefixSlots, prefixSymbols, heads } = parts as Record<SectionName, never>;
    this.#parts = parts;
    this.#vocabulary = new Vocabulary({ slots, symbols }, { slots: prefixSlots, symbols: prefixSymbols }, heads, lengths);
  }

  read(words: Words): Inputs {
    let inputs = this.#read.get(words);
    if (inputs !== undefined) return inputs;
    const known = this.#knownOf(words.dictionary);
    const begun = this.#parts.beginners;
    const { length } = words;
    const lists = new Uint32Array(length);
    const beginners = new Uint32Array(length);
    let possible = 0;
    for (let at = 0; at < length; at++) {
      const marked = words.numbered(at);
      const list = (known[marked >> 1]! || this.#meet(words, at)) - 1;
      lists[at] = (list << 1) | (marked & 1);
      possible |= beginners[at] = begun[list]!;
    }
    this.#read.set(words, (inputs = { lists, beginners, possible }));
    return inputs;
  }

  /** Looks a word up that is not known, and remembers it; its list + 1. */
  #meet(words: Words, at: number): number {
    const number = words.numbered(at) >> 1;
    const { hashes } = words.dictionary;
    const list = this.#parts.classList[this.#vocabulary.symbolOf(words, at, hashes[2 * number]!, hashes[2 * number + 1]!)]! + 1;
    this.#known[number] = isNumber(words.fold(at)) ? UNKNOWN : list;
    return list;
  }

  /** Of an older dictionary nothing is known any more. */
  #knownOf(dictionary: Dictionary): Uint16Array {
    const room = dictionary.hashes.length / 2;
    if (this.#dictionary !== dictionary || this.#known.length < room) {
      const known = new Uint16Array(room);
      if (this.#dictionary === dictionary) known.set(this.#known);
      this.#dictionary = dictionary;
      this.#known = known;
    }
    return this.#known;
  }
}
