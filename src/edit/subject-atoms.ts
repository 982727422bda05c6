import { charsetLabel, decodeBytes, guessBinary } from '../draft/charset.ts';
import type { ReadCharset } from '../draft/charset.ts';
import { encodedWordAt } from '../draft/encoded-words.ts';
import type { EncodedWord } from '../draft/encoded-words.ts';
import type { RawField } from '../draft/fields.ts';
import { decodeBase64, decodeQuotedPrintable } from '../draft/transfer.ts';
import type { WordStyle } from './encoded-words.ts';

/** What can be changed by itself in an unstructured field: an encoded word, the plain text between two folds, a fold. */
export interface Atom {
  /** In the raw message. */
  readonly start: number;
  readonly end: number;
  /** As it is read, and where it begins in the value. */
  readonly text: string;
  readonly at: number;
  /** Text that is no encoded word; a fold is not. */
  readonly isPlain: boolean;
  /** White space between two encoded words, which is not read. */
  readonly isGap: boolean;
  /** Of an encoded word. */
  readonly style?: WordStyle;
}

type Piece = Omit<Atom, 'at'>;

/** The atoms of a field's value, in order; null if they do not read as `value` does. */
export function subjectAtoms(raw: string, field: RawField, value: string, fallback?: ReadCharset): Atom[] | null {
  let start = field.valueStart;
  let end = field.valueEnd;
  while (start < end && raw.charCodeAt(start) <= 32) start++;
  while (end > start && raw.charCodeAt(end - 1) <= 32) end--;
  const pieces: Piece[] = [];
  let words: EncodedWordAt[] = [];
  let done = start;
  for (let at = raw.indexOf('=?', start); at >= 0 && at < end;) {
    const word = encodedWordAt(raw, at, end, true);
    if (word === null) {
      at = raw.indexOf('=?', at + 2);
      continue;
    }
    const gap = raw.slice(done, at);
    if (words.length > 0 && gap.trim() === '') {
      const last = words.at(-1)!;
      if (charsetLabel(last.charset) !== charsetLabel(word.charset)) {
        settle(raw, words, pieces, fallback);
        words = [];
        pieces.push({ start: done, end: at, text: '', isPlain: false, isGap: true });
      }
    } else {
      settle(raw, words, pieces, fallback);
      words = [];
      plain(raw, done, at, pieces);
    }
    words.push({ ...word, start: at });
    done = word.end;
    at = raw.indexOf('=?', done);
  }
  settle(raw, words, pieces, fallback);
  plain(raw, done, end, pieces);
  let length = 0;
  const atoms = pieces.map((piece) => {
    const atom = { ...piece, at: length };
    length += piece.text.length;
    return atom;
  });
  return atoms.map(({ text }) => text).join('') === value ? atoms : null;
}

type EncodedWordAt = EncodedWord & { readonly start: number };

/** Neighbours of one charset: each by itself, unless a character is cut between them. */
function settle(raw: string, words: readonly EncodedWordAt[], pieces: Piece[], fallback: ReadCharset | undefined): void {
  const first = words[0];
  if (first === undefined) return;
  const charset = charsetLabel(first.charset);
  const bytes = words.map((word) => bytesOf(raw, word));
  const each = bytes.map((own) => decodeBytes(own, charset, fallback) ?? '');
  const together = decodeBytes(Uint8Array.from(bytes.flatMap((own) => [...own])), charset, fallback) ?? '';
  if (each.join('') !== together) {
    pieces.push({ start: first.start, end: words.at(-1)!.end, text: together, isPlain: false, isGap: false, style: first });
    return;
  }
  words.forEach((word, index) => {
    const before = words[index - 1];
    if (before !== undefined) pieces.push({ start: before.end, end: word.start, text: '', isPlain: false, isGap: true });
    pieces.push({ start: word.start, end: word.end, text: each[index]!, isPlain: false, isGap: false, style: word });
  });
}

function bytesOf(raw: string, word: EncodedWordAt): Uint8Array {
  if (word.base64) return decodeBase64(raw, word.textStart, word.textEnd).bytes;
  const spaced = raw.slice(word.textStart, word.textEnd).replaceAll('_', '=20');
  return decodeQuotedPrintable(spaced, 0, spaced.length).bytes;
}

/** Text between encoded words, cut at its folds. */
function plain(raw: string, start: number, end: number, pieces: Piece[]): void {
  const fold = /\r?\n[ \t]*/y;
  let from = start;
  const add = (to: number): void => {
    if (to > from) pieces.push({ start: from, end: to, text: guessBinary(raw.slice(from, to)).replaceAll('\r', ' '), isPlain: true, isGap: false });
  };
  for (let at = start; at < end; at++) {
    const code = raw.charCodeAt(at);
    if (code !== 10 && code !== 13) continue;
    fold.lastIndex = at;
    if (!fold.test(raw) || fold.lastIndex > end) continue;
    add(at);
    pieces.push({ start: at, end: fold.lastIndex, text: ' ', isPlain: false, isGap: false });
    from = fold.lastIndex;
    at = from - 1;
  }
  add(end);
}
