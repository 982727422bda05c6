import type { Word } from '../text/types.ts';
import type { Parts, SectionName } from './format.ts';
import { Vocabulary } from './vocabulary.ts';
import type { Words } from './words.ts';

/** Words met before whose lists are remembered: few words make up most of a text, and the whole vocabulary is far larger than what a processor keeps near. */
const MET = 1 << 12;
/** Place behind them, for a word that is not remembered. */
const ONCE = 4 * MET;

/** What the words of a text are to the phrases. */
export interface Inputs {
  /** By word: the list of classes that hold it (words alike are one), and in the lowest bit whether it begins a clause. */
  readonly lists: Uint32Array;
  /** By word: the roots of which a phrase may begin with it, see rootBit. */
  readonly beginners: Uint32Array;
  /** Those of all words together. */
  readonly possible: number;
}

/** Looks words up, each text once. */
export class Reader {
  readonly #parts: Parts;
  readonly #vocabulary: Vocabulary;
  readonly #known = new WeakMap<readonly Word[], Inputs>();
  /** By slot: hash and check of a word met before, its list + 1, and the roots of which a phrase may begin with it. */
  readonly #met = new Int32Array(ONCE + 4);

  constructor(parts: Parts, lengths: number) {
    const { slots, symbols, prefixSlots, prefixSymbols, heads } = parts as Record<SectionName, never>;
    this.#parts = parts;
    this.#vocabulary = new Vocabulary({ slots, symbols }, { slots: prefixSlots, symbols: prefixSymbols }, heads, lengths);
  }

  read({ text, words }: Words): Inputs {
    let inputs = this.#known.get(words);
    if (inputs !== undefined) return inputs;
    const met = this.#met;
    const { length } = words;
    const lists = new Uint32Array(length);
    const beginners = new Uint32Array(length);
    let possible = 0;
    for (let at = 0; at < length; at++) {
      const word = words[at]!;
      const { hash } = word;
      let slot = 4 * (hash & (MET - 1));
      if (met[slot] !== hash || met[slot + 1] !== word.check || met[slot + 2] === 0) slot = this.#meet(text, word, slot);
      const begun = met[slot + 3]!;
      lists[at] = ((met[slot + 2]! - 1) << 1) | (word.opens ? 1 : 0);
      beginners[at] = begun;
      possible |= begun;
    }
    this.#known.set(words, (inputs = { lists, beginners, possible }));
    return inputs;
  }

  /** Looks a word up that is not remembered, and remembers it; where. */
  #meet(text: string, word: Word, slot: number): number {
    const met = this.#met;
    const list = this.#parts.classList[this.#vocabulary.symbolOf(text, word)]!;
    const first = word.fold.charCodeAt(0);
    // What a number is depends on where it stands: it is known for this once.
    const place = first >= 48 && first <= 57 ? ONCE : slot;
    met[place] = word.hash;
    met[place + 1] = word.check;
    met[place + 2] = list + 1;
    met[place + 3] = this.#parts.beginners[list]!;
    return place;
  }
}
