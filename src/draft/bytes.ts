/**
 * A raw message is held as a 'binary' string: one UTF-16 unit is one byte (0–255). An index is then a byte offset,
 * `indexOf` and `slice` are native, and ASCII text needs no decoding at all.
 */

const CHUNK = 8192;
/** Leaves a byte order mark in, which is not ASCII. */
const ascii = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Bytes as a binary string. Where Node is at hand, `buffer.latin1Slice()` makes the same string faster.
 * Not TextDecoder('latin1'): by the Encoding Standard that label means windows-1252.
 */
export function toBinaryString(bytes: Uint8Array): string {
  // Most mail is ASCII, which every charset reads alike, and the platform decodes it several times as fast as units are put together.
  const text = ascii.decode(bytes);
  if (text.length === bytes.length && isAscii(text)) return text;
  if (bytes.length <= CHUNK) return fromBytes(bytes);
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += CHUNK) pieces.push(fromBytes(bytes.subarray(i, i + CHUNK)));
  return pieces.join('');
}

/** The bytes of a binary string, from `start` to `end`. */
export function toBytes(binary: string, start = 0, end = binary.length): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, end - start));
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(start + i);
  return bytes;
}

/** All pieces in one; a single one is not copied. */
export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** Old Macintosh line ends as line feeds, one byte for one byte, so that offsets stay right. */
export function withLineFeeds(raw: string): string {
  return !raw.includes('\n') && raw.includes('\r') ? raw.replaceAll('\r', '\n') : raw;
}

const NOT_ASCII = /[^\x00-\x7f]/;

/** True if each unit is below 0x80. */
export function isAscii(text: string): boolean {
  return !NOT_ASCII.test(text);
}

function fromBytes(bytes: Uint8Array): string {
  return String.fromCharCode.apply(null, bytes as unknown as number[]);
}
