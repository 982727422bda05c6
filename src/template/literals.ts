/** Strings within expressions, as all dialects write them: in either quotes, in those that an editor of HTML has made entities of, with `\'` or `""` inside. */

/** A string: `start` and `end` with its quotes, `from` and `to` what is between them. */
export interface Literal {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** What stands in a masked text for each unit of a string. */
export const STRING = '\u0001';

const QUOTE = /["']|&(?:quot|#34|#39|apos);/y;
const SAME: Readonly<Record<string, string>> = { '&quot;': '"', '&#34;': '"', '&#39;': '\'', '&apos;': '\'' };

function quoteAt(text: string, at: number): { readonly sign: string; readonly length: number } | null {
  const code = text.charCodeAt(at);
  if (code !== 0x22 && code !== 0x27 && code !== 0x26) return null;
  QUOTE.lastIndex = at;
  const found = QUOTE.exec(text)?.[0];
  return found === undefined ? null : { sign: SAME[found] ?? found, length: found.length };
}

export interface Strings {
  /** The expression with each unit of a string as `STRING`, so that nothing in them is taken for its grammar. */
  readonly masked: string;
  readonly literals: readonly Literal[];
}

/** The strings of an expression, in one pass. */
export function maskStrings(text: string): Strings {
  if (!/["'&]/.test(text)) return { masked: text, literals: [] };
  const literals: Literal[] = [];
  let masked = '';
  for (let at = 0; at < text.length;) {
    const quote = quoteAt(text, at);
    // candidate's
    const found = quote === null || (quote.sign === '\'' && /[\p{L}\p{N}]/u.test(text.charAt(at - 1))) ? null : literalAt(text, at, quote);
    if (found === null) masked += text.charAt(at++);
    else {
      literals.push(found);
      masked += STRING.repeat(found.end - at);
      at = found.end;
    }
  }
  return { masked, literals };
}

function literalAt(text: string, start: number, { sign, length }: { readonly sign: string; readonly length: number }): Literal | null {
  const from = start + length;
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) === '\\') {
      at++;
      continue;
    }
    const quote = quoteAt(text, at);
    if (quote?.sign !== sign) continue;
    const end = at + quote.length;
    const again = at > from ? quoteAt(text, end) : null;
    if (again?.sign !== sign) return { start, end, from, to: at };
    at = end + again.length - 1;
  }
  return null;
}

/** A stretch of a string as it is printed; `as`: what an escape stands for. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly as?: string;
}

const ESCAPE = /\\(?:u([\da-fA-F]{4})|([^]))|(["'])\3/g;
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: ' ' };

/** The text of [from, to) without its escapes, piece for piece. */
export function unescaped(text: string, from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let done = from;
  for (const { 0: whole, 1: code, 2: sign, 3: doubled, index } of text.slice(from, to).matchAll(ESCAPE)) {
    const start = from + index;
    if (start > done) pieces.push({ start: done, end: start });
    done = start + whole.length;
    pieces.push({ start, end: done, as: code !== undefined ? String.fromCharCode(parseInt(code, 16)) : sign !== undefined ? CONTROLS[sign] ?? sign : doubled! });
  }
  if (to > done) pieces.push({ start: done, end: to });
  return pieces;
}
