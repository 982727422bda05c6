import { APOSTROPHE, CAPITAL, CLASSES, IGNORED, JOINER, LETTER, MARK, SEPARATOR, SMALL, SURROGATE, classOf, classOfPair, foldCharacters, foldRange, isAscii, latinUnits } from './characters.ts';
import { currentDictionary } from './dictionary.ts';
import { inclusiveEnding } from './inclusive.ts';
import type { Word } from './types.ts';
import { CHECK_SEED, SEED, hashWord, settle, stir, stirCheck } from './word-hash.ts';
import { STRIDE, Words, packNumber, packStop } from './words.ts';

/** What French elides before a vowel; each is a word of its own, with its apostrophe. */
const ELISIONS: ReadonlySet<string> = new Set([
  'l', 'd', 'qu', 's', 'n', 'c', 'j', 'm', 't', 'jusqu', 'lorsqu', 'puisqu', 'quoiqu', 'quelqu', 'dell', 'nell', 'dall', 'sull', 'un',
]);

const LONGEST_ELISION = 6;
/** Room for words, whatever the text's length. */
const LEAST = 4;

/**
 * The words of a text, folded for comparison, in order; offsets are UTF-16 units of `text`, half open.
 *
 * Letters and digits make words; hyphens, points and spaces of every width cut them ('peut-être' is `peut` `etre`). Characters that
 * nobody sees (soft hyphen, zero-width, word joiner) and combining marks belong to the word around them. An elision is a word
 * (`l'` `age`); any other apostrophe between letters stays (`don't`, `company's`). An inclusive ending is swallowed: see `Word.inclusive`.
 * One pass; the work and the memory grow with the length of `text`.
 */
export function readWords(text: string): Words {
  const { length } = text;
  const dictionary = currentDictionary();
  // Words have four letters and a space, on average.
  let packed = new Int32Array(STRIDE * (LEAST + (length >> 2)));
  let count = 0;
  let opens = false;
  let at = 0;
  while (at < length) {
    let code = text.charCodeAt(at);
    let kind = CLASSES[code]!;
    if (kind === SEPARATOR || (kind < SMALL && !startsWord(text, at))) {
      if (code !== 0x20 && opensClause(text, at, code)) opens = true;
      at++;
      continue;
    }
    const start = at;
    let hash = SEED;
    let check = CHECK_SEED;
    let capital = false;
    // Nearly every word is plain: nothing but a to z, A to Z and 0 to 9.
    while (kind >= SMALL) {
      if (kind === CAPITAL) {
        capital = true;
        code |= 0x20;
      }
      hash = stir(hash, code);
      check = stirCheck(check, code);
      if (++at === length) break;
      code = text.charCodeAt(at);
      kind = CLASSES[code]!;
    }
    if (STRIDE * count === packed.length) packed = enlarged(packed);
    const place = STRIDE * count;
    packed[place] = start;
    if (at === length || kind === SEPARATOR || (kind === JOINER && !mayGoOn(text, at))) {
      packed[place + 1] = at;
      packed[place + 2] = packStop(at, true, capital);
      packed[place + 3] = packNumber(dictionary.numberOf(settle(hash), settle(check)), opens && count > 0);
    } else {
      const odd = readOdd(text, start);
      at = odd.end;
      packed[place + 1] = at;
      packed[place + 2] = packStop(odd.stop, odd.plain, odd.capital);
      packed[place + 3] = packNumber(dictionary.numberOf(odd.hash, odd.check), opens && count > 0);
    }
    count++;
    opens = false;
  }
  return new Words(text, count, packed, dictionary);
}

/** The same as a list, where there are few. */
export function foldWords(text: string): Word[] {
  return [...readWords(text)];
}

/** A word with something else than plain letters in it. */
interface OddWord {
  readonly end: number;
  /** Where the letters end that its fold is made of. */
  readonly stop: number;
  readonly plain: boolean;
  readonly capital: boolean;
  readonly hash: number;
  readonly check: number;
}

/** Reads the word that begins at `start`, whatever is in it. */
function readOdd(text: string, start: number): OddWord {
  const { length } = text;
  let at = start;
  // Plain: nothing but a to z, A to Z, 0 to 9 and '.
  let plain = true;
  let capital = false;
  let invisible = 0;
  let base = 0;
  let elided = false;
  let hash = SEED;
  let check = CHECK_SEED;
  // Whether these are those of the fold, which then need not be made.
  let hashed = true;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    const kind = CLASSES[code]! || classOf(code);
    if (kind === SMALL) {
      hash = stir(hash, code);
      check = stirCheck(check, code);
      continue;
    }
    if (kind === CAPITAL) {
      capital = true;
      hash = stir(hash, code | 0x20);
      check = stirCheck(check, code | 0x20);
      continue;
    }
    if (kind === SEPARATOR) break;
    if (kind === LETTER) {
      plain = false;
      if (code >= 0x180) {
        hashed = false;
        continue;
      }
      const units = latinUnits(code);
      const second = units >>> 16;
      hash = stir(hash, units & 0xffff);
      check = stirCheck(check, units & 0xffff);
      if (second !== 0) {
        hash = stir(hash, second);
        check = stirCheck(check, second);
      }
    } else if (kind === MARK || kind === IGNORED) {
      plain = false;
      hashed = false;
      invisible++;
    } else if (kind === SURROGATE) {
      if (classOfPair(text, at) === SEPARATOR) break;
      plain = false;
      hashed = false;
      invisible++;
      at++;
    } else if (kind === APOSTROPHE) {
      elided = at - start - invisible <= LONGEST_ELISION && ELISIONS.has(foldRange(text, start, at, plain, capital));
      if (!elided && !continues(text, at + 1)) break;
      plain &&= code === 0x27;
      hash = stir(hash, 0x27);
      check = stirCheck(check, 0x27);
      if (!elided) continue;
      at++;
      break;
    } else {
      const after = mayGoOn(text, at) ? inclusiveEnding(text, start, at, at - start - invisible) : 0;
      if (after > 0) {
        base = at;
        at = after;
      }
      break;
    }
  }
  let end = base > 0 ? base : at;
  // Invisible characters behind the last letter belong to nobody.
  if (!plain && !elided) while (end > start + 1 && classOf(text.charCodeAt(end - 1)) === IGNORED) end--;
  // Letters that are folded one by one, or characters that nobody sees.
  const [own, ownCheck] = hashed ? [settle(hash), settle(check)] : hashWord(foldRange(text, start, end, false, false));
  return { end: base > 0 ? at : end, stop: end, plain, capital, hash: own, check: ownCheck };
}

/** Whether an inclusive ending may begin with the joiner at `at`: most points and brackets have a space or a digit behind them. */
function mayGoOn(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) > 0x40;
}

function enlarged(packed: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * packed.length);
  larger.set(packed);
  return larger;
}

/** Whether a character between words begins a clause: a comma, colon, semicolon, bracket or dash; a hyphen between spaces is one. */
function opensClause(text: string, at: number, code: number): boolean {
  if (code === 0x2d) return text.charCodeAt(at - 1) === 0x20 && text.charCodeAt(at + 1) === 0x20;
  return code === 44 || code === 58 || code === 59 || code === 40 || code === 41 || code === 0x2013 || code === 0x2014;
}

/** The fold of a whole text, words and all that stands between them: accents, case, widths and invisible characters gone. */
export function fold(text: string): string {
  return isAscii(text) && !text.includes('`') ? text.toLowerCase() : foldCharacters(text);
}

function startsWord(text: string, at: number): boolean {
  const kind = classOf(text.charCodeAt(at));
  return kind === LETTER || kind === SMALL || kind === CAPITAL || (kind === SURROGATE && classOfPair(text, at) === LETTER);
}

/** Whether a letter stands at `at`, behind characters that nobody sees. Looks at eight of them at most, so that a run of them stays linear. */
function continues(text: string, at: number): boolean {
  const limit = Math.min(text.length, at + 8);
  for (; at < limit; at++) {
    if (classOf(text.charCodeAt(at)) !== IGNORED) return startsWord(text, at);
  }
  return false;
}
