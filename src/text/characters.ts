/**
 * What a UTF-16 unit means to a reader of words. Latin-1 and Latin Extended-A are looked up, the rest is asked of Unicode once a unit
 * and remembered: `normalize` and property escapes on every character would cost more than all rules together.
 */

export const SEPARATOR = 1;
/** A letter or digit, but for those below. */
export const LETTER = 2;
/** a to z and 0 to 9. */
export const SMALL = 8;
/** A to Z. */
export const CAPITAL = 9;
/** A combining mark: belongs to the letter before it. */
export const MARK = 3;
/** Soft hyphen, zero-width, bidirectional control …: invisible, does not cut a word. */
export const IGNORED = 4;
export const APOSTROPHE = 5;
/** A point, bracket, hyphen or stroke that may carry an inclusive ending: see inclusive.ts. */
export const JOINER = 6;
/** Half of a character beyond the basic plane. */
export const SURROGATE = 7;

/** Class by unit; 0: not asked yet. */
export const CLASSES = new Uint8Array(0x1_0000);

for (let code = 0; code < 0x80; code++) {
  CLASSES[code] = (code >= 48 && code <= 57) || (code >= 97 && code <= 122) ? SMALL : code >= 65 && code <= 90 ? CAPITAL : SEPARATOR;
}
for (let code = 0x80; code < 0x180; code++) CLASSES[code] = code >= 0xc0 && code !== 0xd7 && code !== 0xf7 ? LETTER : SEPARATOR;
for (const code of [0xaa, 0xb2, 0xb3, 0xb5, 0xb9, 0xba]) CLASSES[code] = LETTER;
// U+0060 and U+00B4 stand for an apostrophe in mail typed on many a keyboard.
for (const code of [0x27, 0x60, 0xb4, 0x2bb, 0x2bc, 0x2b9, 0x2bd, 0x2018, 0x2019, 0x201b, 0x2032, 0xff07]) CLASSES[code] = APOSTROPHE;
// . ( - / and the middle dots: · • ‧ ∙ ⋅ ⸱, and the hyphens U+2010, U+2011.
for (const code of [0x2e, 0x28, 0x2d, 0x2f, 0xb7, 0x2022, 0x2027, 0x2219, 0x22c5, 0x2e31, 0x2010, 0x2011]) CLASSES[code] = JOINER;
for (const code of [0xad, 0x34f, 0x61c, 0x180b, 0x180c, 0x180d, 0x180e, 0xfeff]) CLASSES[code] = IGNORED;
for (let code = 0x200b; code <= 0x200f; code++) CLASSES[code] = IGNORED;
for (let code = 0x202a; code <= 0x202e; code++) CLASSES[code] = IGNORED;
for (let code = 0x2060; code <= 0x206f; code++) CLASSES[code] = IGNORED;
for (let code = 0xfe00; code <= 0xfe0f; code++) CLASSES[code] = IGNORED;
for (let code = 0x300; code < 0x34f; code++) CLASSES[code] = MARK;
for (let code = 0x350; code < 0x370; code++) CLASSES[code] = MARK;
CLASSES.fill(SURROGATE, 0xd800, 0xe000);

const isLetter = /[\p{L}\p{N}]/u;
const isMark = /\p{M}/u;

/** The class of one UTF-16 unit. */
export function classOf(code: number): number {
  return CLASSES[code] || ask(code);
}

function ask(code: number): number {
  const character = String.fromCharCode(code);
  const found = isLetter.test(character) ? LETTER : isMark.test(character) ? MARK : SEPARATOR;
  CLASSES[code] = found;
  return found;
}

/** The class of the character whose first half stands at `at`: LETTER for 𝐛𝐨𝐥𝐝 letters and rare scripts, else SEPARATOR (emoji). */
export function classOfPair(text: string, at: number): number {
  const point = text.codePointAt(at) ?? 0;
  if (point >= 0xe0000 && point <= 0xe0fff) return IGNORED;
  return point > 0xffff && isLetter.test(String.fromCodePoint(point)) ? LETTER : SEPARATOR;
}

/** What Unicode's decomposition leaves alone although a reader takes it for plain letters. */
const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss', ẞ: 'ss', æ: 'ae', Æ: 'ae', œ: 'oe', Œ: 'oe', ø: 'o', Ø: 'o', đ: 'd', Đ: 'd', ð: 'd', Ð: 'd', þ: 'th', Þ: 'th',
  ł: 'l', Ł: 'l', ħ: 'h', Ħ: 'h', ı: 'i', ŧ: 't', Ŧ: 't', ŋ: 'n', Ŋ: 'n', ĸ: 'k', ŉ: 'n',
  '`': "'", '´': "'", '\u2010': '-', '\u2011': '-',
};

function foldCharacter(character: string): string {
  const special = SPECIAL[character];
  if (special !== undefined) return special;
  let folded = '';
  for (const piece of character.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    const code = piece.charCodeAt(0);
    const kind = piece.length === 1 ? classOf(code) : LETTER;
    // Marks beyond U+036F (dakuten, vowel signs) are letters to their readers.
    if (kind === IGNORED || (code >= 0x300 && code < 0x370)) continue;
    folded += SPECIAL[piece] ?? (kind === APOSTROPHE ? "'" : piece);
  }
  return folded;
}

const LATIN: (string | undefined)[] = Array.from({ length: 0x180 }, () => undefined);

/** The fold of a unit below U+0180. */
export function foldLatin(code: number): string {
  return (LATIN[code] ??= foldCharacter(String.fromCharCode(code)));
}

const UNITS = new Uint32Array(0x180);

/** The same of a letter, as units: the first below, the second (0: there is none) in the upper half. */
export function latinUnits(code: number): number {
  const known = UNITS[code]!;
  if (known !== 0) return known;
  const folded = foldLatin(code);
  return (UNITS[code] = folded.charCodeAt(0) | (folded.charCodeAt(1) << 16));
}

/** Fold of any text, character by character; keeps everything that is not ignored. */
export function foldCharacters(text: string): string {
  let folded = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    folded += code < 0x180 ? foldLatin(code) : foldCharacter(character);
  }
  return folded.normalize('NFC');
}

/** Whether the unit at `at` is written big. */
export function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x80) return code >= 65 && code <= 90;
  const letter = text.charAt(at);
  return letter !== letter.toLowerCase();
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x80) return false;
  return true;
}

/** Fold of the word that stands from `start` to before `end`. `plain`: a to z, A to Z, 0 to 9 and '; `capital`: with an A to Z. */
export function foldRange(text: string, start: number, end: number, plain: boolean, capital: boolean): string {
  if (plain) {
    const word = text.slice(start, end);
    return capital ? word.toLowerCase() : word;
  }
  let folded = '';
  let from = start;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80 && (code < 65 || code > 90) && code !== 0x60) continue;
    if (from < at) folded += text.slice(from, at);
    from = at + 1;
    if (code < 0x180) {
      folded += foldLatin(code);
      continue;
    }
    const kind = classOf(code);
    if (kind === APOSTROPHE) folded += "'";
    else if (kind !== IGNORED && !(code >= 0x300 && code < 0x370)) return foldCharacters(text.slice(start, end));
  }
  return from < end ? folded + text.slice(from, end) : folded;
}
