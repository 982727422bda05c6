import { decodeBytes, streamDecoder } from './charset.ts';
import { readUtf7 } from './utf7.ts';

/** From the UTF-16 units of a decoded text back to the bytes that it was decoded from. */

/** The character that a unit belongs to: a pair of surrogates is one, and so is what a decoder gives at one stroke. */
export interface UnitBytes {
  /** Index of its first byte. A shift between charsets (ISO 2022, UTF-7) belongs to no character. */
  readonly start: (unit: number) => number;
  /** Index behind its last byte. */
  readonly end: (unit: number) => number;
}

/** UTF-7 by its names (charset.ts leaves it to the host). */
const UTF_7 = /^(?:utf-?7|(?:x-)?unicode-1-1-utf-7|csunicode11utf7)$/;
const REPLACEMENT = 0xfffd;
const BYTE_ORDER_MARK = 0xfeff;
const ESCAPE = 0x1b;

/**
 * The way back for a text that `bytes` in `charset` (see charsetLabel) spell. Null unless it is proven, by decoding again or unit by unit,
 * that they do: another charset of many bytes that only a host can read, or a text that does not come from these bytes. Linear.
 */
export function unitBytes(bytes: Uint8Array, charset: string, content: string): UnitBytes | null {
  if (content.length === bytes.length && isSubstitution(bytes, content)) return { start: (unit) => unit, end: (unit) => unit + 1 };
  if (UTF_7.test(charset)) return utf7(bytes, content);
  return utf16(bytes, content) ?? utf32(bytes, content) ?? utf8(bytes, content) ?? streamed(bytes, charset, content);
}

/** Whether each byte value stands for one unit throughout, ASCII for itself: then `content` is `bytes` in a charset of one byte. */
function isSubstitution(bytes: Uint8Array, content: string): boolean {
  const meaning = new Int32Array(256).fill(-1);
  for (let i = 0; i < 128; i++) meaning[i] = i;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    const unit = content.charCodeAt(i);
    if (meaning[byte] === -1) meaning[byte] = unit;
    else if (meaning[byte] !== unit) return false;
  }
  return true;
}

function utf7(bytes: Uint8Array, content: string): UnitBytes | null {
  const { text, starts, ends } = readUtf7(bytes);
  return text === content ? { start: (unit) => starts[unit]!, end: (unit) => ends[unit]! } : null;
}

/** In either order of bytes, with a byte order mark left out or not. */
function utf16(bytes: Uint8Array, content: string): UnitBytes | null {
  const mark = bytes.length - content.length * 2;
  if (mark !== 0 && mark !== 2) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const holds = (little: boolean): boolean => {
    if (mark > 0 && view.getUint16(0, little) !== BYTE_ORDER_MARK) return false;
    for (let unit = 0; unit < content.length; unit++) {
      // Half a pair became U+FFFD.
      if (view.getUint16(mark + unit * 2, little) !== content.charCodeAt(unit) && content.charCodeAt(unit) !== REPLACEMENT) return false;
    }
    return true;
  };
  if (!holds(true) && !holds(false)) return null;
  return { start: (unit) => mark + (unit - (isPair(content, unit - 1) ? 1 : 0)) * 2, end: (unit) => mark + (unit + (isPair(content, unit) ? 2 : 1)) * 2 };
}

/** As utf16, four bytes a code point. */
function utf32(bytes: Uint8Array, content: string): UnitBytes | null {
  if (bytes.length % 4 !== 0 || bytes.length < content.length * 2) return null;
  const points: number[] = [];
  for (const character of content) points.push(character.codePointAt(0)!);
  const mark = bytes.length - points.length * 4;
  if (mark !== 0 && mark !== 4) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const holds = (little: boolean): boolean => (mark === 0 || view.getUint32(0, little) === BYTE_ORDER_MARK)
    && points.every((point, index) => point === REPLACEMENT || point === view.getUint32(mark + index * 4, little));
  if (!holds(true) && !holds(false)) return null;
  const starts = new Uint32Array(content.length);
  let unit = 0;
  for (const [index, point] of points.entries()) {
    starts[unit++] = mark + index * 4;
    if (point > 0xffff) starts[unit++] = mark + index * 4;
  }
  return { start: (index) => starts[index]!, end: (index) => starts[index]! + 4 };
}

/** Whether the unit and the next are a pair of surrogates. */
function isPair(content: string, unit: number): boolean {
  return (content.charCodeAt(unit) & 0xfc00) === 0xd800 && (content.charCodeAt(unit + 1) & 0xfc00) === 0xdc00;
}

function utf8(bytes: Uint8Array, content: string): UnitBytes | null {
  if (decodeBytes(bytes, 'utf-8') !== content) return null;
  const starts = new Uint32Array(content.length + 1);
  let at = 0;
  for (let unit = 0; unit < content.length; unit++) {
    starts[unit] = at;
    const code = content.charCodeAt(unit);
    if (code < 0x80) at += 1;
    else if (code < 0x800) at += 2;
    else if (code >= 0xd800 && code < 0xdc00) {
      starts[++unit] = at;
      at += 4;
    } else if (code === REPLACEMENT) at += replacedLength(bytes, at);
    else at += 3;
  }
  starts[content.length] = at;
  if (at !== bytes.length) return null;
  return { start: (unit) => starts[unit]!, end: (unit) => starts[unit + (isPair(content, unit) ? 2 : 1)]! };
}

/** Bytes that one U+FFFD stands for: itself, or what a decoder takes for one error (Encoding Standard, UTF-8 decoder). */
function replacedLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  if (lead === 0xef && second === 0xbf && bytes[at + 2] === 0xbd) return 3;
  const needed = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
  const lower = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const upper = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (needed < 2 || second < lower || second > upper) return 1;
  const third = bytes[at + 2] ?? 0;
  return needed === 3 && third >= 0x80 && third <= 0xbf ? 3 : 2;
}

/** Byte by byte through the platform's decoder, which gives a character with its last byte: all bytes since the one before are its own. */
function streamed(bytes: Uint8Array, charset: string, content: string): UnitBytes | null {
  const decode = streamDecoder(charset);
  if (decode === null) return null;
  const starts = new Uint32Array(content.length);
  const ends = new Uint32Array(content.length);
  let unit = 0;
  let begun = 0;
  try {
    for (let at = 0; at <= bytes.length; at++) {
      const text = decode(at < bytes.length ? bytes.subarray(at, at + 1) : null);
      if (text === '') {
        // ISO 2022: ESC, intermediates (0x20–0x2F) and a final byte say which charset follows.
        if (bytes[begun] === ESCAPE && at > begun && bytes[at]! >= 0x30) begun = at + 1;
        continue;
      }
      if (!content.startsWith(text, unit)) return null;
      const next = Math.min(at + 1, bytes.length);
      // Behind an error a decoder takes up an ASCII byte again, which is then a character of its own.
      const apart = text.length > 1 && at < bytes.length && text.charCodeAt(text.length - 1) === bytes[at];
      for (let i = 0; i < text.length; i++, unit++) {
        const own = apart && i === text.length - 1;
        starts[unit] = own ? at : begun;
        ends[unit] = apart && !own ? Math.max(begun, at) : next;
      }
      begun = next;
    }
  } catch {
    return null;
  }
  return unit === content.length ? { start: (index) => starts[index]!, end: (index) => ends[index]! } : null;
}
