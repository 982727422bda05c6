/**
 * Inclusive writing: one word that carries several forms (âgé·e·s, âgé(e)s, âgé.e.s, âgé-e-s, employé/e, directeur·rice·s, candidate(s)).
 * All but the middle dot also do other work, so their endings come from a list and must suit the base: 'fin.les' is a missing space.
 */

/** Letters of an ending ('trices'), and units that may make them up when accents stand apart. */
const LONGEST_ENDING = 6;
const LONGEST_UNITS = 16;

/** Feminine endings, folded, and the last letters of a base that each can follow; '' is any. */
const ENDINGS: Readonly<Record<string, string>> = {
  e: '', es: '', s: '', x: 'u', ne: 'n', nes: 'n', le: 'l', les: 'l', te: 't', tes: 't', se: 'x', ses: 'x', ve: 'f', ves: 'f', sse: 'es', sses: 'es',
  rice: 'r', rices: 'r', trice: 'r', trices: 'r', euse: 'r', euses: 'r', ere: 'r', eres: 'r', iere: 'r', ieres: 'r', enne: 'n', ennes: 'n', elle: 'l', elles: 'l',
};

/** First letters of these. */
const BEGINNINGS: ReadonlySet<string> = new Set(Object.keys(ENDINGS).map((ending) => ending.charAt(0)));

const OPEN = 0x28;
const CLOSE = 0x29;
const FULL_STOP = 0x2e;
const SLASH = 0x2f;

/**
 * Where an inclusive ending whose first mark stands at `mark` ends; 0 if there is none. `start` is where the word begins, `size` how many
 * letters it has so far. Looks at a few dozen units at most.
 */
export function inclusiveEnding(text: string, start: number, mark: number, size: number): number {
  const sign = text.charCodeAt(mark);
  if (size < 2 || (sign === SLASH && size < 3 && foldUnit(text.charCodeAt(start)) !== 'u')) return 0;
  const middleDot = sign > 0x7f && sign !== 0x2010 && sign !== 0x2011;
  // 'www.example', 'read-only': most are told by their first letter.
  if (!middleDot && !BEGINNINGS.has(foldUnit(text.charCodeAt(mark + 1)))) return 0;
  let lastLetter = mark - 1;
  while (lastLetter > start && lastLetter > mark - 4 && isMark(text.charCodeAt(lastLetter))) lastLetter--;
  const base = foldUnit(text.charCodeAt(lastLetter));
  const capitals = isCapital(text, lastLetter);

  let at = letters(text, mark + 1);
  const ending = foldEnding(text, mark + 1, at);
  if (ending === '' || (isCapital(text, mark + 1) && !capitals)) return 0;
  if (!middleDot) {
    const bases = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending]! : null;
    if (bases === null || (bases !== '' && !bases.includes(base))) return 0;
    if (ending === 's' && sign !== OPEN && sign !== SLASH) return 0;
  }
  if (sign === OPEN) {
    if (text.charCodeAt(at) !== CLOSE) return 0;
    at++;
    // âgé(e)s, âgé(e)(s)
    if (isS(text, at) && letters(text, at) === at + 1) at++;
    else if (text.charCodeAt(at) === OPEN && isS(text, at + 1) && text.charCodeAt(at + 2) === CLOSE) at += 3;
    return letters(text, at) === at ? at : 0;
  }
  // âgé·e·s
  if (text.charCodeAt(at) === sign && isS(text, at + 1) && letters(text, at + 1) === at + 2) at += 2;
  const next = text.charCodeAt(at);
  // site.es.example, first.e@…, a/e/i: the chain goes on, so it is an address, a path or an enumeration.
  if (next === 0x40 || (next === sign && letters(text, at + 1) > at + 1)) return 0;
  if (sign === FULL_STOP && start > 0) {
    const before = text.charCodeAt(start - 1);
    if (before === FULL_STOP || before === SLASH || before === 0x40) return 0;
  }
  return at;
}

/** End of the run of Latin letters at `from`, as far as an ending could reach. */
function letters(text: string, from: number): number {
  const limit = Math.min(text.length, from + LONGEST_UNITS);
  let at = from;
  while (at < limit && (foldUnit(text.charCodeAt(at)) !== '' || (at > from && isMark(text.charCodeAt(at))))) at++;
  return at;
}

function foldEnding(text: string, start: number, end: number): string {
  let folded = '';
  for (let at = start; at < end; at++) folded += foldUnit(text.charCodeAt(at));
  return folded.length > LONGEST_ENDING || end - start >= LONGEST_UNITS ? '' : folded;
}

/** A plain or accented letter that endings are made of, folded; '' for anything else. */
function foldUnit(code: number): string {
  if (code >= 97 && code <= 122) return String.fromCharCode(code);
  if (code >= 65 && code <= 90) return String.fromCharCode(code + 32);
  if (code >= 0xc0 && code <= 0xff && code !== 0xd7 && code !== 0xf7) return LATIN_LETTERS[code - 0xc0]!;
  return '';
}

/** À … ÿ without accents; what is not one letter stands as 'o'. */
const LATIN_LETTERS = 'aaaaaaaceeeeiiiidnooooo_ouuuuyosaaaaaaaceeeeiiiidnooooo_ouuuuyoy';

/** A combining accent: a decomposed é is two units. */
function isMark(code: number): boolean {
  return code >= 0x300 && code < 0x370;
}

function isS(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x73 || code === 0x53;
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde);
}
