import { IGNORED, LATIN, LETTER, MARK, SEPARATOR, SURROGATE, classOf, classOfPair } from './characters.ts';

/** a to z and 0 to 9, numbered from 1; 0 cuts words. */
const LETTERS = 37;
/** A unit that folds to several letters: 'œ'. */
const SEVERAL = 61;
/** A unit that must be asked about. */
const RARE = 62;
/** A unit that nobody sees: what it stands in must be folded to be read. */
const UNSEEN = 63;

const NUMBER = new Uint8Array(0x1_0000).fill(RARE, 0x180);
for (let code = 0; code < 0x180; code++) {
  const folded = LATIN[code]!;
  if (classOf(code) === IGNORED) NUMBER[code] = UNSEEN;
  else if (/^[a-z0-9]$/.test(folded)) NUMBER[code] = numberOf(folded.charCodeAt(0));
  else if (/^[a-z0-9]+$/.test(folded)) NUMBER[code] = SEVERAL;
}
// What typographers put between words.
for (const code of [0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2026, 0x202f, 0x20ac]) NUMBER[code] = 0;

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
  /** A row of LETTERS for each state: the bit set of the lists with a word that ends there, then the state behind each letter. */
  #rows: Int32Array = new Int32Array(0);
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
    const rows = this.#rows;
    const length = text.length;
    let found = 0;
    // 0: no word goes on like this; LETTERS: a word begins.
    let state = LETTERS;
    let at = 0;
    while (at < length) {
      const letter = NUMBER[text.charCodeAt(at)]!;
      at++;
      if (letter === 0) {
        found |= rows[state]!;
        state = LETTERS;
      } else if (letter < LETTERS) {
        state = rows[state + letter]!;
        if (state !== 0) continue;
        // The rest of this word is passed over.
        while (at < length) {
          const next = NUMBER[text.charCodeAt(at)]!;
          if (next === 0 || next >= LETTERS) break;
          at++;
        }
      } else if (letter === SEVERAL) {
        for (const piece of LATIN[text.charCodeAt(at - 1)]!) state = rows[state + numberOf(piece.charCodeAt(0))]!;
      } else {
        const kind = letter === UNSEEN ? IGNORED : rare(text, at - 1);
        if (kind === IGNORED) return this.#all;
        if (kind === LETTER) state = 0;
        else {
          found |= rows[state]!;
          state = LETTERS;
        }
      }
    }
    return found | rows[state]!;
  }

  #build(lists: readonly Iterable<string>[]): void {
    this.#lists = null;
    // Behind the first character that is no plain letter a word is not followed: an apostrophe may end it.
    const words = lists.map((list) => [...list].map((word) => /^[a-z0-9]*/.exec(word)![0]));
    const rows = new Int32Array(words.flat().reduce((sum, word) => sum + word.length, 2) * LETTERS);
    let size = 2 * LETTERS;
    words.forEach((list, bit) => {
      for (const word of list) {
        let state = LETTERS;
        for (let at = 0; at < word.length; at++) {
          const slot = state + numberOf(word.charCodeAt(at));
          if (rows[slot] === 0) {
            rows[slot] = size;
            size += LETTERS;
          }
          state = rows[slot]!;
        }
        rows[state]! |= 1 << bit;
      }
    });
    this.#rows = rows;
  }
}

/** LETTER: of a script that no fold makes Latin; IGNORED: what folding alone can tell; else it cuts words. */
function rare(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const kind = classOf(code);
  if (kind === SURROGATE) return classOfPair(text, at) === LETTER ? IGNORED : SEPARATOR;
  if (kind === LETTER) return isForeign(code) ? LETTER : IGNORED;
  return kind === MARK || kind === IGNORED ? IGNORED : SEPARATOR;
}

/** Letters that no fold makes Latin: Greek to Georgian, CJK, Hangul. */
function isForeign(code: number): boolean {
  return (code >= 0x370 && code < 0x1d00) || (code >= 0x2e80 && code < 0xa640) || (code >= 0xac00 && code < 0xd800);
}
