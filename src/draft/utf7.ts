/** UTF-7 (RFC 2152): what no decoder of the platform tells, because the host reads it. */

export interface Utf7 {
  readonly text: string;
  /** For each UTF-16 unit the first byte that holds bits of its character, and the byte behind the last. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const PLUS = 43;
const MINUS = 45;
const BASE64 = new Int8Array(256).fill(-1);
for (let i = 0; i < 64; i++) BASE64['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charCodeAt(i)] = i;

/** Reads UTF-7 with the place of each character. Shifts (`+`, `-`) belong to none, but for the `+-` that stands for a plus sign. */
export function readUtf7(bytes: Uint8Array): Utf7 {
  const units = new Uint16Array(bytes.length);
  const starts = new Uint32Array(bytes.length);
  const ends = new Uint32Array(bytes.length);
  let length = 0;
  const put = (unit: number, start: number, end: number): void => {
    units[length] = unit;
    starts[length] = start;
    ends[length++] = end;
  };
  for (let i = 0; i < bytes.length;) {
    if (bytes[i] !== PLUS) {
      put(bytes[i]!, i, ++i);
      continue;
    }
    const first = i + 1;
    let bits = 0;
    let held = 0;
    let begun = first;
    for (i = first; i < bytes.length && BASE64[bytes[i]!]! >= 0; i++) {
      if (held === 0) begun = i;
      bits = ((bits << 6) | BASE64[bytes[i]!]!) & 0x3fffff;
      held += 6;
      if (held < 16) continue;
      held -= 16;
      put((bits >> held) & 0xffff, begun, i + 1);
      begun = i;
    }
    const empty = i === first;
    if (bytes[i] === MINUS) i++;
    if (empty) put(PLUS, first - 1, i);
  }
  for (let unit = 1; unit < length; unit++) {
    if ((units[unit]! & 0xfc00) !== 0xdc00 || (units[unit - 1]! & 0xfc00) !== 0xd800) continue;
    starts[unit] = starts[unit - 1]!;
    ends[unit - 1] = ends[unit]!;
  }
  let text = '';
  for (let at = 0; at < length; at += 8192) text += String.fromCharCode(...units.subarray(at, Math.min(length, at + 8192)));
  return { text, starts, ends };
}
