import { perLexicons, record, strings } from './lists.ts';
import { isAscii } from './characters.ts';
import type { MarkedWords } from './marks.ts';
import { scriptLanguage } from './scripts.ts';
import type { Language } from './types.ts';

export interface LanguageLexicon {
  readonly codes: readonly string[];
  /** Bit sets of languages, by index in `codes`. */
  readonly letters: ReadonlyMap<string, number>;
  readonly endings: ReadonlyMap<string, number>;
}

export const languageLexicon = perLexicons((lexicons): LanguageLexicon => {
  const file = record(lexicons['language']);
  const codes = Object.keys(record(file['words'])).slice(0, 31);
  const sets = (key: string, split: (value: unknown) => Iterable<string>): ReadonlyMap<string, number> => {
    const lists = record(file[key]);
    const found = new Map<string, number>();
    codes.forEach((code, index) => {
      for (const item of split(lists[code])) found.set(item, (found.get(item) ?? 0) | (1 << index));
    });
    return found;
  };
  return { codes, letters: sets('letters', (value) => strings(value).join('')), endings: sets('endings', strings) };
});

/** The frequent words of each language. */
export function languageWords(lexicons: Readonly<Record<string, unknown>>): readonly { readonly tag: string; readonly phrases: readonly string[] }[] {
  return Object.entries(record(record(lexicons['language'])['words'])).slice(0, 31).map(([tag, words]) => ({ tag, phrases: strings(words) }));
}

/** What a mark says for each of the languages that share it, by how many these are. */
const WEIGHTS = [0, 4, 2, 1, 0.5, 0.5, 0.25] as const;
const LETTER_WEIGHT = 0.75;
const ENDING_WEIGHT = 0.35;
/** Words after which a clear lead decides, and the lead. */
const GLANCE = 16;
const CLEAR = 24;
/** Words and units looked at: what they do not tell, the rest does not either. */
const ENOUGH = 300;
const ENOUGH_UNITS = 600;
/** Least score, and least share of the best over the next. */
const LEAST = 3;
const MARGIN = 1.3;

/**
 * The language of words [from, to) of `text`; null if they are too few or could be two. By frequent words; where these leave it open, by
 * letters and ends of words; by script for languages that are not written in Latin letters. A mail is told after a glance at sixteen words.
 */
export function languageOf(text: string, marked: MarkedWords, from: number, to: number, lexicon: LanguageLexicon): Language {
  if (from >= to) return null;
  const { words } = marked;
  const scores = new Float64Array(lexicon.codes.length);
  const limit = Math.min(to, from + ENOUGH);
  let known = 0;
  for (let index = from; index < limit; index++) {
    const bits = marked.languagesAt(index);
    if (bits !== 0 && !isLinked(text, words.start(index))) {
      add(scores, bits, 1);
      known |= bits;
    }
    if ((index - from) % GLANCE === GLANCE - 1) {
      const [best, second, winner] = lead(scores);
      if (best - second >= CLEAR && best > second * 2) return lexicon.codes[winner]!;
    }
  }
  const script = scriptLanguage(text, words, from, limit);
  if (script !== undefined) return script;
  addLetters(scores, text.slice(words.start(from), Math.min(words.end(to - 1), words.start(from) + ENOUGH_UNITS)), lexicon);
  for (let index = from; index < Math.min(limit, from + 60); index++) {
    if (marked.languagesAt(index) === 0 && !isLinked(text, words.start(index))) addEnding(scores, words.fold(index), lexicon);
  }
  const [best, second, winner] = lead(scores);
  // Without a word of the language, letters and ends of words are those of a name or of a neighbour: 'candidate' is no Italian.
  return best >= LEAST && best >= second * MARGIN && (known & (1 << winner)) !== 0 ? lexicon.codes[winner]! : null;
}

/** Whether words [from, to) may well be in the language `code`: of those that are known at least half are its own. Far cheaper than `languageOf`. */
export function isPlausible(code: string, marked: MarkedWords, from: number, to: number, lexicon: LanguageLexicon): boolean {
  const bit = 1 << lexicon.codes.indexOf(code);
  let known = 0;
  let own = 0;
  for (let index = from; index < to; index++) {
    const bits = marked.languagesAt(index);
    if (bits === 0) continue;
    known++;
    if (bits & bit) own++;
  }
  return own >= 2 && own * 2 > known;
}

/** So many words of another language, so close together, may be a sentence in it. */
const TOGETHER = 3;
const CLOSE = 10;

/** Whether a sentence in the language `code` may stand among words [from, to) of a text in `other`. */
export function standsIn(code: string, other: string, marked: MarkedWords, from: number, to: number, lexicon: LanguageLexicon): boolean {
  const bit = 1 << lexicon.codes.indexOf(code);
  const both = bit | (1 << lexicon.codes.indexOf(other));
  const last = new Array<number>(TOGETHER).fill(-Infinity);
  let met = 0;
  for (let index = from; index < to; index++) {
    if ((marked.languagesAt(index) & both) !== bit) continue;
    last[met % TOGETHER] = index;
    if (index - last[++met % TOGETHER]! < CLOSE) return true;
  }
  return false;
}

/** Part of an address or a link: '.com' is no Portuguese, '.it' no English. */
function isLinked(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  return before === 0x2e || before === 0x2f || before === 0x40 || before === 0x3d || before === 0x5f || before === 0x26;
}

function add(scores: Float64Array, bits: number, weight: number): void {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  const each = (WEIGHTS[count] ?? 0) * weight;
  // From the highest bit down: most words are of one language or two, of some twenty.
  for (let rest = bits; rest !== 0;) {
    const code = 31 - Math.clz32(rest);
    scores[code]! += each;
    rest ^= 1 << code;
  }
}

function addLetters(scores: Float64Array, text: string, lexicon: LanguageLexicon): void {
  if (isAscii(text)) return;
  for (const letter of text.normalize('NFC').toLowerCase()) {
    if (letter < '\u0080') continue;
    const bits = lexicon.letters.get(letter);
    if (bits !== undefined) add(scores, bits, LETTER_WEIGHT);
  }
}

/** By the longest end that is known, and a word that has more letters. */
function addEnding(scores: Float64Array, fold: string, lexicon: LanguageLexicon): void {
  for (let length = Math.min(5, fold.length - 2); length >= 2; length--) {
    const bits = lexicon.endings.get(fold.slice(-length));
    if (bits !== undefined) return add(scores, bits, ENDING_WEIGHT);
  }
}

/** Best and second score, and whose the best is. */
function lead(scores: Float64Array): readonly [best: number, second: number, winner: number] {
  let best = 0;
  let second = 0;
  let winner = 0;
  for (let code = 0; code < scores.length; code++) {
    const score = scores[code]!;
    if (score > best) {
      second = best;
      best = score;
      winner = code;
    } else if (score > second) {
      second = score;
    }
  }
  return [best, second, winner];
}
