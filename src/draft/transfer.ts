/** Content-Transfer-Encodings (RFC 2045 §6) of a binary string to bytes. Each byte is looked at once. */

export interface Decoded {
  readonly bytes: Uint8Array;
  /** Something stood there that the encoding does not have, and more than a slip. */
  readonly broken: boolean;
}

const EQUALS = 61;
/** Value of a hexadecimal digit, else 255; both cases (RFC 2045 wants upper case, mail does not care). */
const HEX = new Uint8Array(256).fill(255);
/** Value of a base64 symbol; 254 white space; 255 anything else. */
const BASE64 = new Uint8Array(256).fill(255);
for (let i = 0; i < 16; i++) HEX['0123456789abcdef'.charCodeAt(i)] = HEX['0123456789ABCDEF'.charCodeAt(i)] = i;
for (let i = 0; i < 64; i++) BASE64['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charCodeAt(i)] = i;
for (const space of [9, 10, 11, 12, 13, 32]) BASE64[space] = 254;

/** A lone '=' is a slip that everybody shows as '='; this many more than true escapes are no quoted-printable. */
const SLIPS = 8;

/**
 * RFC 2045 §6.7. White space before a line end is padding that transport added, unless it was encoded.
 * `offsets`, if given (as long as the input), receives for each decoded byte where it came from.
 */
export function decodeQuotedPrintable(binary: string, start: number, end: number, offsets?: Uint32Array): Decoded {
  const out = new Uint8Array(end - start);
  let length = 0;
  /** Nothing before this index of `out` may be taken back as padding. */
  let kept = 0;
  let strays = 0;
  let escapes = 0;
  for (let i = start; i < end; i++) {
    const code = binary.charCodeAt(i);
    if (code === EQUALS) {
      const high = i + 2 < end ? HEX[binary.charCodeAt(i + 1)]! : 255;
      const low = i + 2 < end ? HEX[binary.charCodeAt(i + 2)]! : 255;
      if (high < 16 && low < 16) {
        if (offsets !== undefined) offsets[length] = i;
        out[length++] = high * 16 + low;
        kept = length;
        escapes++;
        i += 2;
        continue;
      }
      const next = softBreakEnd(binary, i + 1, end);
      if (next >= 0) {
        kept = length;
        i = next - 1;
      } else {
        strays++;
        if (offsets !== undefined) offsets[length] = i;
        out[length++] = code;
      }
    } else {
      if (code === 10) length = withoutPadding(out, length, kept);
      if (offsets !== undefined) offsets[length] = i;
      out[length++] = code;
    }
  }
  length = withoutPadding(out, length, kept);
  return { bytes: out.subarray(0, length), broken: strays > escapes + SLIPS };
}

/** Where the line after a soft line break begins; -1 if `from` is not followed by white space and a line end. */
function softBreakEnd(binary: string, from: number, end: number): number {
  let i = from;
  let code = i < end ? binary.charCodeAt(i) : 10;
  while (code === 32 || code === 9) code = ++i < end ? binary.charCodeAt(i) : 10;
  if (i >= end) return end;
  if (code === 10) return i + 1;
  if (code === 13) return i + 1 < end && binary.charCodeAt(i + 1) === 10 ? i + 2 : i + 1 >= end ? end : -1;
  return -1;
}

/** `length` without spaces and tabs before it (and before a CR at its end); the CR is kept. */
function withoutPadding(out: Uint8Array, length: number, kept: number): number {
  const carriageReturn = length > kept && out[length - 1] === 13;
  let last = carriageReturn ? length - 1 : length;
  while (last > kept && (out[last - 1] === 32 || out[last - 1] === 9)) last--;
  if (carriageReturn) out[last++] = 13;
  return last;
}

/**
 * RFC 2045 §6.8. White space is skipped, other characters outside the alphabet too (then it is broken); padding in
 * the middle (chunks encoded one by one) ends a group, and what follows goes on. A mailing list's footer behind the padding is left out.
 * `offsets`: as for quoted-printable; a byte comes from the first of the symbols that hold its bits.
 */
export function decodeBase64(binary: string, start: number, end: number, offsets?: Uint32Array): Decoded {
  const out = new Uint8Array(Math.ceil((end - start) * 3 / 4));
  let length = 0;
  let bits = 0;
  let symbols = 0;
  let broken = false;
  for (let i = start; i < end; i++) {
    const code = binary.charCodeAt(i);
    const value = BASE64[code]!;
    if (value < 64) {
      // Symbol 1, 2, 3 of a group of four begins byte 1, 2, 3 of it.
      if (offsets !== undefined && symbols < 3) offsets[length + symbols] = i;
      bits = (bits << 6) | value;
      if (++symbols === 4) {
        out[length++] = bits >> 16;
        out[length++] = bits >> 8;
        out[length++] = bits;
        symbols = 0;
        bits = 0;
      }
    } else if (code === EQUALS) {
      length = endGroup(out, length, bits, symbols);
      if (symbols === 1) broken = true;
      symbols = 0;
      bits = 0;
    } else if (value === 255) {
      broken = true;
      if (symbols === 0 && length > 0 && binary.charCodeAt(previousVisible(binary, i, start)) === EQUALS) break;
    }
  }
  if (symbols === 1) broken = true;
  return { bytes: out.subarray(0, endGroup(out, length, bits, symbols)), broken };
}

/** Behind the escape, or the character, at `at` of a quoted-printable text: the end of the place of one byte. */
export function quotedEnd(text: string, at: number): number {
  return text.charCodeAt(at) === EQUALS && HEX[text.charCodeAt(at + 1)]! < 16 && HEX[text.charCodeAt(at + 2)]! < 16 ? at + 3 : at + 1;
}

/** Behind the second of the two symbols that hold a byte's bits, of which the first stands at `at`. */
export function base64End(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && BASE64[text.charCodeAt(i)]! > 63) i++;
  return Math.min(i + 1, text.length);
}

function endGroup(out: Uint8Array, length: number, bits: number, symbols: number): number {
  if (symbols >= 2) out[length++] = symbols === 2 ? bits >> 4 : bits >> 10;
  if (symbols === 3) out[length++] = bits >> 2;
  return length;
}

function previousVisible(binary: string, from: number, start: number): number {
  let i = from - 1;
  while (i > start && BASE64[binary.charCodeAt(i)] === 254) i--;
  return i;
}

/**
 * Bytes that a base64 body stands for, without decoding it: exact where all lines but the last are equally long, as
 * every encoder writes them. An attachment of ten megabytes costs nothing this way.
 */
export function base64Size(binary: string, start: number, end: number): number {
  let last = end;
  while (last > start && BASE64[binary.charCodeAt(last - 1)] === 254) last--;
  let padding = 0;
  while (last - padding > start && binary.charCodeAt(last - padding - 1) === EQUALS) padding++;
  const newline = binary.indexOf('\n', start);
  if (newline < 0 || newline >= last) return Math.floor((last - start - padding) * 3 / 4);
  const line = newline + 1 - start;
  const lineEnd = binary.charCodeAt(newline - 1) === 13 ? 2 : 1;
  const breaks = Math.ceil((last - start) / line) - 1;
  return Math.max(0, Math.floor((last - start - breaks * lineEnd - padding) * 3 / 4));
}
