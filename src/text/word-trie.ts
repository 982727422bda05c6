import { IGNORED, LATIN, LETTER, MARK, SEPARATOR, SURROGATE, classOf, classOfPair } from './characters.ts';

/** Numbers of units: 0 cuts words, a to z are 1 to 26, 0 to 9 behind them; some need a look of their own. */
const ROW = 6;
/** No word goes on like this. */
const DEAD = 0;
/** A word begins. */
const BEGIN = 1;
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
  /** The state behind each unit, a row of 64 for each state. Beyond the last state of a word: that a word of some list has just ended. */
  #next: Uint16Array | Uint32Array = new Uint16Array(0);
  #last = 0;
  /** Bit set of lists for each of the states that tell an end. */
  #hits: readonly number[] = [];
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
    const last = this.#last;
    let found = 0;
    let state = BEGIN;
    // One step more than there are units: the end of the text ends a word.
    for (let at = 0; at <= text.length; at++) {
      const unit = at < text.length ? NUMBER[text.charCodeAt(at)]! : 0;
      let after = next[(state << ROW) | unit]!;
      if (after > last) {
        if (unit === 0) {
          found |= this.#hits[after - last - 1]!;
          if (found === this.#all) return found;
          after = BEGIN;
        } else if (unit === SEVERAL) {
          after = state;
          for (const piece of LATIN[text.charCodeAt(at)]!) after = next[(after << ROW) | numberOf(piece.charCodeAt(0))]!;
        } else {
          const kind = unit === UNSEEN ? IGNORED : rare(text, at);
          if (kind === IGNORED) return this.#all;
          const cut = next[state << ROW]!;
          if (kind !== LETTER && cut > last) found |= this.#hits[cut - last - 1]!;
          after = kind === LETTER ? DEAD : BEGIN;
        }
      }
      state = after;
    }
    return found;
  }

  #build(lists: readonly Iterable<string>[]): void {
    this.#lists = null;
    // Behind the first character that is no plain letter a word is not followed: an apostrophe may end it.
    const words = lists.map((list) => [...list].map((word) => /^[a-z0-9]*/.exec(word)![0]));
    const nodes = words.flat().reduce((sum, word) => sum + word.length, 2);
    const next = nodes + lists.length * words.length > 0xff00 ? new Uint32Array(nodes << ROW) : new Uint16Array(nodes << ROW);
    const ends = new Map<number, number>();
    let size = 2;
    words.forEach((list, bit) => {
      for (const word of list) {
        let state = BEGIN;
        for (let at = 0; at < word.length; at++) {
          const slot = (state << ROW) | numberOf(word.charCodeAt(at));
          state = next[slot] || (next[slot] = size++);
        }
        ends.set(state, (ends.get(state) ?? 0) | (1 << bit));
      }
    });
    const hits = [...new Set(ends.values())];
    for (let state = 0; state < size; state++) {
      const bits = ends.get(state);
      next[state << ROW] = bits === undefined ? BEGIN : size + hits.indexOf(bits);
      // Told apart by the unit, not by the state.
      for (const unit of [SEVERAL, RARE, UNSEEN]) next[(state << ROW) | unit] = size + hits.length;
    }
    this.#hits = hits;
    this.#last = size - 1;
    this.#next = next;
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
