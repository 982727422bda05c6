import { joinBytes, toBytes } from './bytes.ts';
import { decodeBytes, guessBinary } from './charset.ts';
import { decodeWord, wordRuns } from './encoded-words.ts';
import type { WordRun } from './encoded-words.ts';
import { trimControls } from './fields.ts';
import type { RawOffsets } from './positions.ts';
import { base64End, quotedEnd } from './transfer.ts';
import type { Field } from './types.ts';
import { unitBytes } from './units.ts';

/** A text and, unit by unit, where it stands: offsets into what it was made from. */
interface Placed {
  readonly text: string;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/**
 * The way from the decoded value of a header field (a subject, say) back to `raw`, through encoded words and folds; made for a field with a
 * finding. A fold and its white space stand for one space. Null if the value does not come from there. Linear in the field.
 */
export function fieldOffsets(raw: string, { value, spot }: Pick<Field, 'value' | 'spot'>): RawOffsets | null {
  if (spot.at !== 'raw' || value === '') return null;
  const colon = raw.slice(spot.start, spot.end).indexOf(':');
  if (colon < 0) return null;
  const unfolded = unfoldedFrom(raw, spot.start + colon + 1, spot.end);
  const { text, starts, ends } = decodedFrom(unfolded);
  if (trimControls(text) !== value) return null;
  const lead = text.indexOf(value);
  const start = (offset: number): number => (offset >= value.length ? end(value.length) : unfolded.starts[starts[lead + Math.max(0, offset)]!]!);
  const end = (offset: number): number => (offset <= 0 ? start(0) : unfolded.ends[ends[lead + Math.min(offset, value.length) - 1]! - 1]!);
  return Object.assign(start, { end });
}

/** As `unfold` in fields.ts. */
function unfoldedFrom(raw: string, from: number, to: number): Placed {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = from; at < to;) {
    let next = at + 1;
    const feed = raw.charCodeAt(at) === 13 && at + 1 < to && raw.charCodeAt(at + 1) === 10 ? at + 1 : at;
    if (raw.charCodeAt(feed) === 10) for (next = feed + 1; next < to && isBlank(raw.charCodeAt(next)); next++);
    pieces.push(raw.charCodeAt(at) === 10 || raw.charCodeAt(at) === 13 ? ' ' : raw.charAt(at));
    starts.push(at);
    ends.push(next);
    at = next;
  }
  return { text: pieces.join(''), starts, ends };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** As decodeWords, of bytes. */
function decodedFrom({ text }: Placed): Placed {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (content: string, from: number, to: number, bytes: Uint8Array, charset: string, at: (byte: number) => readonly [number, number]): void => {
    const units = unitBytes(bytes, charset, content);
    pieces.push(content);
    for (let unit = 0; unit < content.length; unit++) {
      starts.push(units === null ? from : at(units.start(unit))[0]);
      ends.push(units === null ? to : at(units.end(unit) - 1)[1]);
    }
  };
  for (const run of wordRuns(text)) {
    const { start, end, charset } = run;
    const { bytes, at } = runBytes(text, run);
    const decoded = run.words.length === 0 ? null : decodeBytes(bytes, charset);
    if (decoded !== null) add(decoded, start, end, bytes, charset, at);
    else add(guessBinary(text.slice(start, end)), start, end, toBytes(text, start, end), '', (byte) => [start + byte, start + byte + 1]);
  }
  return { text: pieces.join(''), starts, ends };
}

/** The bytes of a run's words, joined, and where each stands in the text. */
function runBytes(text: string, { words }: WordRun): { bytes: Uint8Array; at: (byte: number) => readonly [number, number] } {
  const starts: number[] = [];
  const ends: number[] = [];
  const chunks = words.map((word) => {
    const offsets = new Uint32Array(3 * (word.textEnd - word.textStart) + 4);
    const { bytes } = decodeWord(text, word, offsets);
    for (let i = 0; i < bytes.length; i++) {
      starts.push(offsets[i]!);
      ends.push(word.base64 ? base64End(text, offsets[i]!) : quotedEnd(text, offsets[i]!));
    }
    return bytes;
  });
  return { bytes: joinBytes(chunks), at: (byte) => [starts[byte]!, ends[byte]!] };
}
