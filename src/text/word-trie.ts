import { IGNORED, LATIN, LETTER, MARK, SURROGATE, classOf, classOfPair } from './characters.ts';

/** a to z and 0 to 9, numbered from 1; 0: no letter. */
const LETTERS = 37;
/** A unit that folds to several letters: 'œ'. */
const SEVERAL = 62;
/** A unit that nobody sees: what it stands in must be folded to be read. */
const UNSEEN = 63;

const NUMBER = new Uint8Array(0x180);
for (let code = 0; code < 0x180; code++) {
  const folded = LATIN[code]!;
  const kind = classOf(code);
  if (kind === IGNORED) NUMBER[code] = UNSEEN;
  else if (/^[a-z0-9]$/.test(folded)) NUMBER[code] = numberOf(folded.charCodeAt(0));
  else if (/^[a-z0-9]+$/.test(folded)) NUMBER[code] = SEVERAL;
}

function numberOf(code: number): number {
  return code >= 97 ? code - 96 : code - 21;
}

/**
 * Which of many words a text may hold, asked of the text as it stands: one table look-up a character, before any word of it is
 * made. Most mail says nothing that a wording rule could be about, and this is how that is known.
 *
 * Never false where a folded word of the text is one of the words; sometimes true where none is (invisible characters, rare scripts).
 */
export class WordTrie {
  #next: Uint32Array = new Uint32Array(0);
  /** Bit set of the lists with a word that ends here. */
  #ends: Int32Array = new Int32Array(0);
  #size = 2;
  #lists: readonly Iterable<string>[] | null;
  readonly #all: number;

  /** @param lists of words folded as `Word.fold`, 31 at most; built when first asked. */
  constructor(...lists: readonly Iterable<string>[]) {
    this.#lists = lists;
    this.#all = 2 ** lists.length - 1;
  }

  /** Whether one of the words, of whichever list, may stand in the text. */
  mayHold(text: string): boolean {
    return this.held(text) !== 0;
  }

  /** Bit set of the lists with a word that may stand in the text: 1 for the first, 2 for the second … */
  held(text: string): number {
    if (this.#lists !== null) this.#build(this.#lists);
    const next = this.#next;
    const ends = this.#ends;
    const all = this.#all;
    let found = 0;
    // 0: no word goes on like this; 1: a word begins.
    let state = 1;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      let letter = 0;
      if (code < 0x180) {
        letter = NUMBER[code]!;
        if (letter === UNSEEN) return all;
        if (letter === SEVERAL) {
          for (const piece of LATIN[code]!) state = next[state * LETTERS + numberOf(piece.charCodeAt(0))]!;
          continue;
        }
      } else {
        const kind = classOf(code);
        if (kind === MARK || kind === IGNORED || (kind === LETTER && !isForeign(code))) return all;
        if (kind === SURROGATE && classOfPair(text, at) === LETTER) return all;
        if (kind === LETTER) {
          state = 0;
          continue;
        }
      }
      if (letter === 0) {
        found |= ends[state]!;
        if (found === all) return all;
        state = 1;
      } else if (state !== 0) state = next[state * LETTERS + letter]!;
    }
    return found | ends[state]!;
  }

  #build(lists: readonly Iterable<string>[]): void {
    this.#lists = null;
    // Behind the first character that is no plain letter a word is not followed: an apostrophe may end it.
    const words = lists.map((list) => [...list].map((word) => /^[a-z0-9]*/.exec(word)![0]));
    const nodes = words.flat().reduce((sum, word) => sum + word.length, 2);
    const next = new Uint32Array(nodes * LETTERS);
    const ends = new Int32Array(nodes);
    words.forEach((list, bit) => {
      for (const word of list) {
        let state = 1;
        for (let at = 0; at < word.length; at++) {
          const slot = state * LETTERS + numberOf(word.charCodeAt(at));
          state = next[slot] || (next[slot] = this.#size++);
        }
        ends[state]! |= 1 << bit;
      }
    });
    this.#next = next;
    this.#ends = ends;
  }
}

/** Letters that no fold makes Latin: Greek to Georgian, CJK, Hangul. */
function isForeign(code: number): boolean {
  return (code >= 0x370 && code < 0x1d00) || (code >= 0x2e80 && code < 0xa640) || (code >= 0xac00 && code < 0xd800);
}
