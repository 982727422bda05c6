import { charsetLabel, decodeBytes, guessBinary } from './charset.ts';
import type { ReadCharset } from './charset.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer.ts';

/** RFC 2047 encoded words, read as leniently as mail programs do, in one pass. */

/** One `=?charset?Q?text?=` found in a text; offsets into it. */
export interface EncodedWord {
  readonly charset: string;
  readonly base64: boolean;
  readonly textStart: number;
  readonly textEnd: number;
  /** Behind the closing `?=`. */
  readonly end: number;
}

/** Told once for each word that cannot be read: `charset` with the charset's name, or `encoded-word`. */
export type Broken = (reason: 'charset' | 'encoded-word', detail: string) => void;

/** How to read encoded words: whom to tell what is broken, whom to ask about unknown charsets. */
export interface Decoding {
  readonly broken?: Broken | undefined;
  readonly fallback?: ReadCharset | undefined;
}

/** No charset's name is longer; so a '?' far away is not searched for. */
const MAX_CHARSET = 64;

/**
 * The encoded word that begins at `start` (which points to `=?`), or null. `end` bounds the search. White space inside
 * the text is forbidden by the RFC and frequent in mail: accepted unless `strict`.
 */
export function encodedWordAt(text: string, start: number, end: number, strict = false): EncodedWord | null {
  let i = start + 2;
  const charsetStart = i;
  const charsetLimit = Math.min(end, i + MAX_CHARSET);
  while (i < charsetLimit && isCharsetUnit(text.charCodeAt(i))) i++;
  if (i === charsetStart || i + 3 >= end || text.charCodeAt(i) !== 63 || text.charCodeAt(i + 2) !== 63) return null;
  const encoding = text.charCodeAt(i + 1) | 32;
  if (encoding !== 98 && encoding !== 113) return null;
  const textStart = i + 3;
  for (let j = textStart; j < end; j++) {
    const code = text.charCodeAt(j);
    if (code === 63) {
      if (j + 1 < end && text.charCodeAt(j + 1) === 61) {
        return { charset: text.slice(charsetStart, i), base64: encoding === 98, textStart, textEnd: j, end: j + 2 };
      }
      // A bare question mark is a slip in Q; behind '=' it opens the next word, and this one was never closed.
      if (encoding === 98 || text.charCodeAt(j - 1) === 61) return null;
    } else if (strict && (code === 32 || code === 9 || code === 10 || code === 13)) {
      return null;
    }
  }
  return null;
}

/**
 * Text with its encoded words decoded; white space between two of them goes (RFC 2047 §6.2), and the bytes of neighbours in one
 * charset are joined first, because encoders cut inside a character. `bytes`: the rest is raw bytes (RFC 6532), not text.
 * What cannot be decoded stays as it stands.
 */
export function decodeWords(text: string, bytes: boolean, decoding: Decoding = {}): string {
  let next = text.indexOf('=?');
  if (next < 0) return bytes ? guessBinary(text) : text;
  const out: string[] = [];
  let pending: { charset: string; chunks: Uint8Array[]; from: number } | null = null;
  let done = 0;
  const settle = (): void => {
    if (pending === null) return;
    const decoded = decodeBytes(join(pending.chunks), pending.charset, decoding.fallback);
    if (decoded === null) decoding.broken?.('charset', pending.charset);
    out.push(decoded ?? plain(text.slice(pending.from, done), bytes));
    pending = null;
  };
  while (next >= 0) {
    const word = encodedWordAt(text, next, text.length);
    if (word === null) {
      if (looksMeant(text, next)) decoding.broken?.('encoded-word', '');
      next = text.indexOf('=?', next + 2);
      continue;
    }
    const charset = charsetLabel(word.charset);
    const gap = text.slice(done, next);
    const decoded = word.base64 ? decodeBase64(text, word.textStart, word.textEnd) : decodeQ(text, word.textStart, word.textEnd);
    if (decoded.broken) decoding.broken?.('encoded-word', '');
    const blank = gap.trim() === '';
    if (pending === null || !blank || pending.charset !== charset) {
      const afterWord = pending !== null;
      settle();
      if (!(afterWord && blank)) out.push(plain(gap, bytes));
      pending = { charset, chunks: [decoded.bytes], from: next };
    } else {
      pending.chunks.push(decoded.bytes);
    }
    done = word.end;
    next = text.indexOf('=?', done);
  }
  settle();
  out.push(plain(text.slice(done), bytes));
  return out.join('');
}

function plain(text: string, bytes: boolean): string {
  return bytes ? guessBinary(text) : text;
}

/** Q (RFC 2047 §4.2): quoted-printable with '_' for a space. */
function decodeQ(text: string, start: number, end: number): { bytes: Uint8Array; broken: boolean } {
  const spaced = text.slice(start, end).replaceAll('_', '=20');
  return decodeQuotedPrintable(spaced, 0, spaced.length);
}

/** Not just '=?' in a text, but `=?charset?Q?` or `=?charset?B?`: somebody meant a word here. */
function looksMeant(text: string, start: number): boolean {
  const letter = text.charCodeAt(start + 2) | 32;
  return letter >= 97 && letter <= 122 && /^=\?[A-Za-z][\w.:*-]{2,40}\?[BbQq]\?/.test(text.slice(start, start + 48));
}

function isCharsetUnit(code: number): boolean {
  return code > 32 && code < 127 && code !== 63 && code !== 61 && code !== 34 && code !== 60 && code !== 62;
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
