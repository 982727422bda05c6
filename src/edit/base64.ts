import { decodeBase64 } from '../draft/transfer.ts';
import { toBinaryString } from '../draft/bytes.ts';
import { lineEndNear, lineStart } from './line-ends.ts';
import { Refused } from './refused.ts';
import type { Edit } from './types.ts';

/** New bytes into base64 (RFC 2045 §6.8): written anew from the touched group of three bytes on, and no further than needed. */

const LONGEST = 76;

/**
 * @param edits in offsets of `raw`, at the symbols that begin a byte, apart and in order; their text is decoded bytes
 * @throws Refused unmapped: chunks encoded one by one, or something that is no base64
 */
export function base64Edit(raw: string, start: number, end: number, edits: readonly Edit[]): Edit {
  const offsets = new Uint32Array(end - start + 4);
  const { bytes, broken } = decodeBase64(raw, start, end, offsets);
  if (broken || !/^[^=]*[=\s]*$/.test(raw.slice(start, end))) throw new Refused('unmapped');
  const source = toBinaryString(bytes);
  const places = offsets.subarray(0, source.length);
  const pieces: string[] = [];
  let at = -1;
  let group = 0;
  let growth = 0;
  for (const edit of edits) {
    const from = indexOf(places, edit.start);
    const to = indexOf(places, edit.end);
    if (at < 0) at = group = from - from % 3;
    pieces.push(source.slice(at, from), edit.text);
    growth += edit.text.length - (to - from);
    at = to;
  }
  const dataEnd = beforeSpace(raw, end, start);
  const kept = growth % 3 === 0 ? keptFrom(raw, places, at, dataEnd) : source.length;
  pieces.push(source.slice(at, kept));
  const rawStart = group < source.length ? places[group]! : source.length % 3 === 0 ? dataEnd : places[group]!;
  const rawEnd = kept < source.length ? beforeSpace(raw, places[kept]!, start) : dataEnd;
  const column = rawStart - lineStart(raw, rawStart, start);
  return { start: rawStart, end: Math.max(rawStart, rawEnd), text: lines(btoa(pieces.join('')), column, lineLength(raw, start, end), lineEndNear(raw, rawStart)) };
}

/** First byte from `from` on that begins both a group and a physical line, so that all from there on can stay; the length if none does. */
function keptFrom(raw: string, places: Uint32Array, from: number, dataEnd: number): number {
  let at = from;
  while (at < places.length) {
    const newline = raw.indexOf('\n', places[Math.max(0, at - 1)]);
    if (newline < 0 || newline >= dataEnd) break;
    at = Math.max(at, indexOf(places, newline));
    if (at % 3 === 0) return at;
    at++;
  }
  return places.length;
}

/** Index of the first byte at or behind a raw offset. */
function indexOf(places: Uint32Array, offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As long as the first line, which encoders give to all but the last. */
function lineLength(raw: string, start: number, end: number): number {
  const newline = raw.indexOf('\n', start);
  if (newline < 0 || newline >= end) return LONGEST;
  const length = raw.slice(start, newline).trim().length;
  const last = raw.slice(newline, end).trim() === '';
  return last || length === 0 || length % 4 !== 0 ? LONGEST : length;
}

function lines(symbols: string, column: number, length: number, lineEnd: string): string {
  const pieces: string[] = [];
  let room = Math.max(0, length - column);
  for (let at = 0; at < symbols.length;) {
    if (room === 0) {
      pieces.push(lineEnd);
      room = length;
    }
    pieces.push(symbols.slice(at, at + room));
    at += room;
    room = 0;
  }
  return pieces.join('');
}

function beforeSpace(raw: string, from: number, start: number): number {
  let at = from;
  while (at > start && raw.charCodeAt(at - 1) <= 32) at--;
  return at;
}
