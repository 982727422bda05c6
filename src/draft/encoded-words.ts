import { joinBytes } from './bytes.ts';
import { charsetLabel, decodeBytes, guessBinary } from './charset.ts';
import type { ReadCharset } from './charset.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer.ts';
import type { Decoded } from './transfer.ts';

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

/** A stretch of a text: neighbouring encoded words in one charset, or what stands around them (no words). */
export interface WordRun {
  readonly start: number;
  readonly end: number;
  /** See charsetLabel; '' without words. */
  readonly charset: string;
  readonly words: readonly EncodedWord[];
}

/**
 * Cuts a text at its encoded words; white space between two of them is in no run (RFC 2047 §6.2). Neighbours in one charset are one
 * run, because encoders cut inside a character.
 */
export function wordRuns(text: string, broken?: Broken): WordRun[] {
  const runs: WordRun[] = [];
  let open: { start: number; end: number; charset: string; words: EncodedWord[] } | null = null;
  let done = 0;
  for (let next = text.indexOf('=?'); next >= 0;) {
    const word = encodedWordAt(text, next, text.length);
    if (word === null) {
      if (looksMeant(text, next)) broken?.('encoded-word', '');
      next = text.indexOf('=?', next + 2);
      continue;
    }
    const charset = charsetLabel(word.charset);
    const blank = text.slice(done, next).trim() === '';
    if (open !== null && blank && open.charset === charset) {
      open.words.push(word);
      open.end = word.end;
    } else {
      if (next > done && !(open !== null && blank)) runs.push({ start: done, end: next, charset: '', words: [] });
      open = { start: next, end: word.end, charset, words: [word] };
      runs.push(open);
    }
    done = word.end;
    next = text.indexOf('=?', done);
  }
  if (done < text.length) runs.push({ start: done, end: text.length, charset: '', words: [] });
  return runs;
}

/** Text with its encoded words decoded. `bytes`: the rest is raw bytes (RFC 6532), not text. What cannot be decoded stays as it stands. */
export function decodeWords(text: string, bytes: boolean, decoding: Decoding = {}): string {
  if (!text.includes('=?')) return plain(text, bytes);
  return wordRuns(text, decoding.broken).map(({ start, end, charset, words }) => {
    if (words.length === 0) return plain(text.slice(start, end), bytes);
    const chunks = words.map((word) => {
      const decoded = decodeWord(text, word);
      if (decoded.broken) decoding.broken?.('encoded-word', '');
      return decoded.bytes;
    });
    const decoded = decodeBytes(joinBytes(chunks), charset, decoding.fallback);
    if (decoded === null) decoding.broken?.('charset', charset);
    return decoded ?? plain(text.slice(start, end), bytes);
  }).join('');
}

function plain(text: string, bytes: boolean): string {
  return bytes ? guessBinary(text) : text;
}

/** The bytes of one word. Q (RFC 2047 §4.2) is quoted-printable with '_' for a space. `offsets`: as for decodeBase64. */
export function decodeWord(text: string, { base64, textStart, textEnd }: EncodedWord, offsets?: Uint32Array): Decoded {
  if (base64) return decodeBase64(text, textStart, textEnd, offsets);
  const spaced = text.slice(textStart, textEnd).replaceAll('_', '=20');
  const decoded = decodeQuotedPrintable(spaced, 0, spaced.length, offsets);
  if (offsets !== undefined) {
    let at = textStart;
    let inSpaced = 0;
    for (let i = 0; i < decoded.bytes.length; i++) {
      for (; inSpaced < offsets[i]!; at++) inSpaced += text.charCodeAt(at) === 95 ? 3 : 1;
      offsets[i] = at;
    }
  }
  return decoded;
}

/** Not just '=?' in a text, but `=?charset?Q?` or `=?charset?B?`: somebody meant a word here. */
function looksMeant(text: string, start: number): boolean {
  const letter = text.charCodeAt(start + 2) | 32;
  return letter >= 97 && letter <= 122 && /^=\?[A-Za-z][\w.:*-]{2,40}\?[BbQq]\?/.test(text.slice(start, start + 48));
}

function isCharsetUnit(code: number): boolean {
  return code > 32 && code < 127 && code !== 63 && code !== 61 && code !== 34 && code !== 60 && code !== 62;
}
