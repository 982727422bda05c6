import type { Word } from '../text/types.ts';
import type { Parts, SectionName } from './format.ts';
import { Vocabulary } from './vocabulary.ts';
import type { Words } from './words.ts';

/** Words met before whose lists are remembered: few words make up most of a text, and the whole vocabulary is far larger than what a processor keeps near. */
const MET = 1 << 12;

/** What the words of a text are to the phrases. */
export interface Inputs {
  /** By word: the list of classes that hold it (words alike are one), and in the lowest bit whether it begins a clause. */
  readonly lists: Uint32Array;
  /** By word: the roots of which a phrase may begin with it, see rootBit. */
  readonly beginners: Uint32Array;
}

/** Looks words up, each text once. */
export class Reader {
  readonly #parts: Parts;
  readonly #vocabulary: Vocabulary;
  readonly #known = new WeakMap<readonly Word[], Inputs>();
  /** By slot: hash and check of a word met before, and its list + 1. */
  readonly #met = new Int32Array(3 * MET);

  constructor(parts: Parts, lengths: number) {
    const { slots, symbols, prefixSlots, prefixSymbols, heads } = parts as Record<SectionName, never>;
    this.#parts = parts;
    this.#vocabulary = new Vocabulary({ slots, symbols }, { slots: prefixSlots, symbols: prefixSymbols }, heads, lengths);
  }

  read({ text, words }: Words): Inputs {
    let inputs = this.#known.get(words);
    if (inputs !== undefined) return inputs;
    const lists = new Uint32Array(words.length);
    const beginners = new Uint32Array(words.length);
    for (let at = 0; at < words.length; at++) {
      const word = words[at]!;
      const list = this.#listOf(text, word);
      lists[at] = (list << 1) | (word.opens ? 1 : 0);
      beginners[at] = this.#parts.beginners[list]!;
    }
    this.#known.set(words, (inputs = { lists, beginners }));
    return inputs;
  }

  #listOf(text: string, word: Word): number {
    const { hash, check } = word;
    const met = this.#met;
    const slot = 3 * (hash & (MET - 1));
    if (met[slot] === hash && met[slot + 1] === check && met[slot + 2] !== 0) return met[slot + 2]! - 1;
    const list = this.#parts.classList[this.#vocabulary.symbolOf(text, word)]!;
    // What a number is depends on where it stands.
    const first = word.fold.charCodeAt(0);
    if (first < 48 || first > 57) {
      met[slot] = hash;
      met[slot + 1] = check;
      met[slot + 2] = list + 1;
    }
    return list;
  }
}
