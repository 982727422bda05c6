import { foldRange } from './characters.ts';
import type { Dictionary } from './dictionary.ts';
import type { Word } from './types.ts';

/** Numbers kept of each word: start, end, where the letters end that its fold is made of (see packStop), and number in the dictionary (see packNumber). */
export const STRIDE = 4;

const PLAIN = 1;
const CAPITAL = 2;

/** @param plain nothing but a to z, A to Z, 0 to 9 and an apostrophe; `capital`: with an A to Z */
export function packStop(stop: number, plain: boolean, capital: boolean): number {
  return (stop << 2) | (plain ? PLAIN : 0) | (capital ? CAPITAL : 0);
}

export function packNumber(number: number, opens: boolean): number {
  return (number << 1) | (opens ? 1 : 0);
}

/**
 * The words of a text, in order; offsets are UTF-16 units of `text`, half open. They are packed: most are only looked up, and an object
 * for each would cost more than all that is asked of it. A fold is made when it is asked for.
 */
export class Words implements Iterable<Word> {
  readonly text: string;
  readonly length: number;
  readonly dictionary: Dictionary;
  readonly #packed: Int32Array;

  constructor(text: string, length: number, packed: Int32Array, dictionary: Dictionary) {
    this.text = text;
    this.length = length;
    this.dictionary = dictionary;
    this.#packed = packed;
  }

  start(index: number): number {
    return this.#packed[STRIDE * index]!;
  }

  end(index: number): number {
    return this.#packed[STRIDE * index + 1]!;
  }

  /** As packNumber makes it. */
  numbered(index: number): number {
    return this.#packed[STRIDE * index + 3]!;
  }

  /** See `Word.opens`. */
  opens(index: number): boolean {
    return (this.numbered(index) & 1) === 1;
  }

  /** See `Word.fold`; behind the last word: ''. */
  fold(index: number): string {
    if (index >= this.length) return '';
    const stop = this.#packed[STRIDE * index + 2]!;
    return foldRange(this.text, this.start(index), stop >> 2, (stop & PLAIN) !== 0, (stop & CAPITAL) !== 0);
  }

  /** Folds of words from `from` to before `to`. */
  folds(from = 0, to = this.length): string[] {
    const folds: string[] = [];
    for (let index = from; index < to; index++) folds.push(this.fold(index));
    return folds;
  }

  /** Some of the words, as if they stood one behind the other. @param stretches from each first to before each last */
  pick(stretches: readonly { readonly firstWord: number; readonly lastWord: number }[]): Words {
    const length = stretches.reduce((sum, { firstWord, lastWord }) => sum + lastWord - firstWord, 0);
    const packed = new Int32Array(STRIDE * length);
    let count = 0;
    for (const { firstWord, lastWord } of stretches) {
      packed.set(this.#packed.subarray(STRIDE * firstWord, STRIDE * lastWord), STRIDE * count);
      count += lastWord - firstWord;
    }
    return new Words(this.text, length, packed, this.dictionary);
  }

  at(index: number): Word {
    const { hashes } = this.dictionary;
    const number = this.numbered(index) >> 1;
    const end = this.end(index);
    const inclusive = this.#packed[STRIDE * index + 2]! >> 2 < end ? true : undefined;
    return { fold: this.fold(index), start: this.start(index), end, inclusive, hash: hashes[2 * number]!, check: hashes[2 * number + 1]!, opens: this.opens(index) };
  }

  *[Symbol.iterator](): Iterator<Word> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }
}
