import { isAscii } from './bytes.ts';
import { decodeWords } from './encoded-words.ts';
import type { Decoding } from './encoded-words.ts';

/** Header fields (RFC 5322 §2.2) of a block, as offsets into the raw message. */

/** One field as it stands. `valueEnd` excludes the line end. */
export interface RawField {
  /** Lower case, without white space before the colon. */
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

export interface HeaderBlock {
  readonly fields: RawField[];
  /** First byte of the body (behind the empty line), or of the boundary line that cut the header short. */
  readonly bodyStart: number;
  /** Start of each line that is neither a field nor the continuation of one. */
  readonly strayLines: readonly number[];
  /** There were more fields than `limit`; the rest was skipped. */
  readonly overflow: boolean;
}

const CR = 13;
const COLON = 58;

/**
 * Reads fields from `start` until the empty line, `end`, or a line for which `isBoundary` is true (a part whose header lacks its
 * end). Every line is visited once. An mbox 'From ' line may stand first; '>From ' lines, which mailboxes escape, are passed over.
 */
export function readHeader(raw: string, start: number, end: number, limit: number, isBoundary: (lineStart: number) => boolean): HeaderBlock {
  const fields: RawField[] = [];
  const strayLines: number[] = [];
  let overflow = false;
  let colon = -1;
  let at = start;
  while (at < end) {
    let newline = raw.indexOf('\n', at);
    if (newline < 0 || newline >= end) newline = end;
    const first = raw.charCodeAt(at);
    if (newline === at || (first === CR && newline === at + 1)) {
      return { fields, bodyStart: Math.min(end, newline + 1), strayLines, overflow };
    }
    if (first === 45 && raw.charCodeAt(at + 1) === 45 && isBoundary(at)) break;
    const lineStart = at;
    // A line of white space alone continues the field too (RFC 5322 §4.5.2): it is not the empty line.
    while (newline + 1 < end && isBlank(raw.charCodeAt(newline + 1))) {
      newline = raw.indexOf('\n', newline + 1);
      if (newline < 0 || newline >= end) newline = end;
    }
    at = newline + 1;
    // The next colon is kept: searching for it again in each line without one would be quadratic.
    if (colon < lineStart) {
      colon = raw.indexOf(':', lineStart);
      if (colon < 0) colon = Infinity;
    }
    const nameEnd = colon < newline ? trimmedEnd(raw, lineStart, colon) : -1;
    if (nameEnd > lineStart && isFieldName(raw, lineStart, nameEnd)) {
      if (fields.length < limit) {
        const valueEnd = newline > lineStart && raw.charCodeAt(newline - 1) === CR ? newline - 1 : newline;
        fields.push({ name: raw.slice(lineStart, nameEnd).toLowerCase(), start: lineStart, valueStart: Math.min(colon + 1, valueEnd), valueEnd });
      } else {
        overflow = true;
      }
    } else if (!(raw.startsWith('From ', lineStart) && lineStart === start) && !raw.startsWith('>From ', lineStart)) {
      strayLines.push(lineStart);
    }
  }
  return { fields, bodyStart: Math.min(at, end), strayLines, overflow };
}

/** The value unfolded and trimmed, nothing decoded. */
export function unfoldedValue(raw: string, start: number, end: number): string {
  return trimControls(unfold(raw.slice(start, end)));
}

/**
 * The value unfolded (RFC 5322 §2.2.3; each fold becomes one space), encoded words and raw UTF-8 decoded, trimmed of white space and
 * control characters.
 */
export function fieldValue(raw: string, start: number, end: number, decoding?: Decoding): string {
  const text = unfoldedValue(raw, start, end);
  return isAscii(text) && !text.includes('=?') ? text : trimControls(decodeWords(text, true, decoding));
}

/** Folds become one space; a bare CR too. */
export function unfold(value: string): string {
  // Not \r*: a run of CR without an LF behind it would be tried from each of its ends.
  if (value.includes('\n')) value = value.replace(/\r?\n[ \t]*/g, ' ');
  return value.includes('\r') ? value.replaceAll('\r', ' ') : value;
}

/** Without white space and control characters at its ends. */
export function trimControls(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return end - start === text.length ? text : text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function trimmedEnd(raw: string, start: number, end: number): number {
  while (end > start && isBlank(raw.charCodeAt(end - 1))) end--;
  return end;
}

/** RFC 5322 §2.2: printable ASCII without colon and space; UTF-8 is accepted, nobody refuses it. */
function isFieldName(raw: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = raw.charCodeAt(i);
    if (code <= 32 || code === COLON || code === 127) return false;
  }
  return true;
}
