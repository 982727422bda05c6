import { charsetLabel, decodeBinary, guessBinary } from './charset.ts';
import { decodeWords } from './encoded-words.ts';
import type { Decoding } from './encoded-words.ts';

/** A structured MIME field: `text/plain; charset=utf-8` (RFC 2045 §5.1), with RFC 2231 parameters put together. */
export interface Parameters {
  /** Before the first semicolon, lower case, without comments. */
  readonly value: string;
  /** By lower-case name; the first of equal names counts. */
  readonly get: ReadonlyMap<string, string>;
}

interface Piece { readonly text: string; readonly encoded: boolean }

/** `field` is unfolded raw text (one unit a byte). One pass over it. */
export function parseParameters(field: string, decoding?: Decoding): Parameters {
  const semicolon = field.indexOf(';');
  const value = withoutComment(semicolon < 0 ? field : field.slice(0, semicolon)).trim().toLowerCase();
  const plain = new Map<string, string>();
  if (semicolon < 0) return { value, get: plain };
  /** RFC 2231: pieces by name, then by number. */
  const extended = new Map<string, Map<number, Piece>>();
  let at = semicolon + 1;
  while (at < field.length) {
    const { name, text, next } = parameterAt(field, at);
    at = next;
    if (name === '') continue;
    const star = name.indexOf('*');
    if (star < 0) {
      if (!plain.has(name)) plain.set(name, text);
      continue;
    }
    const base = name.slice(0, star);
    const encoded = name.endsWith('*');
    const number = star === name.length - 1 ? 0 : Number.parseInt(name.slice(star + 1), 10);
    if (base === '' || !(number >= 0)) continue;
    const pieces = extended.get(base) ?? new Map<number, Piece>();
    if (!pieces.has(number)) pieces.set(number, { text, encoded });
    extended.set(base, pieces);
  }
  for (const [name, text] of plain) plain.set(name, decodeWords(text, true, decoding));
  for (const [name, pieces] of extended) plain.set(name, joined(pieces, decoding));
  return { value, get: plain };
}

/** Reads `name = value` at `at` up to behind its semicolon. A quoted value ends at its quote, and at the field's end if that is missing. */
function parameterAt(field: string, at: number): { name: string; text: string; next: number } {
  let i = at;
  while (i < field.length && field.charCodeAt(i) !== 61 && field.charCodeAt(i) !== 59) i++;
  const name = withoutComment(field.slice(at, i)).trim().toLowerCase();
  if (i >= field.length || field.charCodeAt(i) === 59) return { name: '', text: '', next: i + 1 };
  i++;
  while (i < field.length && field.charCodeAt(i) <= 32) i++;
  if (field.charCodeAt(i) !== 34) {
    const start = i;
    while (i < field.length && field.charCodeAt(i) !== 59) i++;
    return { name, text: withoutComment(field.slice(start, i)).trim(), next: i + 1 };
  }
  const start = ++i;
  let escaped = false;
  while (i < field.length && field.charCodeAt(i) !== 34) {
    if (field.charCodeAt(i) === 92) {
      escaped = true;
      i++;
    }
    i++;
  }
  const text = field.slice(start, Math.min(i, field.length));
  while (i < field.length && field.charCodeAt(i) !== 59) i++;
  return { name, text: escaped ? text.replace(/\\([\s\S])/g, '$1') : text, next: i + 1 };
}

function withoutComment(text: string): string {
  const open = text.indexOf('(');
  return open < 0 ? text : text.slice(0, open);
}

/** Pieces 0, 1, 2 … up to the first gap; the first tells the charset (`utf-8'fr'%C3%A9`). */
function joined(pieces: ReadonlyMap<number, Piece>, decoding?: Decoding): string {
  let charset: string | null = null;
  let bytes = '';
  for (let number = 0; ; number++) {
    const piece = pieces.get(number);
    if (piece === undefined) break;
    let text = piece.text;
    if (piece.encoded) {
      if (number === 0) {
        const first = text.indexOf("'");
        const second = text.indexOf("'", first + 1);
        if (first >= 0 && second >= 0) {
          charset = charsetLabel(text.slice(0, first));
          text = text.slice(second + 1);
        }
      }
      text = percentDecoded(text);
    }
    bytes += text;
  }
  if (charset === null) return decodeWords(bytes, true, decoding);
  const decoded = decodeBinary(bytes, charset, decoding?.fallback);
  if (decoded === null) decoding?.broken?.('charset', charset);
  return decoded ?? guessBinary(bytes);
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
