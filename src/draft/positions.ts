import { toBytes } from './bytes.ts';
import { charsetLabel } from './charset.ts';
import { base64End, decodeBase64, decodeQuotedPrintable, quotedEnd } from './transfer.ts';
import type { TextPart } from './types.ts';
import { unitBytes } from './units.ts';

/** From decoded text back to raw bytes; made only for what has a finding. */

/** From UTF-16 offsets of a decoded text to byte offsets of the raw message: the call itself gives the first byte of a character's writing. */
export interface RawOffsets {
  /** Where the character that begins at `offset` begins; behind the end, the end of all. */
  (offset: number): number;
  /** Where the character that ends at `offset` ends: its last escape or base64 symbol is within, a soft line break behind it is not. */
  readonly end: (offset: number) => number;
}

/** Bytes out of a transfer encoding, and what they stand for in it. */
interface Encoded {
  readonly bytes: Uint8Array;
  readonly start: (byte: number) => number;
  readonly end: (byte: number) => number;
}

/**
 * The way from `part.content` back to `raw`, a binary string with LF or CRLF (see withLineFeeds). Null if it is not known: content that did
 * not come from here (a JSON draft, an encoded attached message, another reader), a charset of many bytes that only the host reads, or
 * ill-formed bytes of one. Then the part's spot is all there is. Linear in the part.
 */
export function rawOffsets(raw: string, part: TextPart): RawOffsets | null {
  const { spot, encoding, content } = part;
  if (spot.at !== 'raw' || encoding === undefined) return null;
  const encoded = encodedBytes(raw, spot.start, spot.end, encoding);
  // The range may be that of an attachment whose inside has no raw place: only what decodes to the content is its source.
  const units = unitBytes(encoded.bytes, charsetLabel(part.charset ?? ''), content);
  if (units === null) return null;
  const start = (offset: number): number => (offset >= content.length ? spot.end : encoded.start(units.start(Math.max(0, offset))));
  const end = (offset: number): number => (offset <= 0 ? start(0) : encoded.end(units.end(Math.min(offset, content.length) - 1) - 1));
  return Object.assign(start, { end });
}

function encodedBytes(raw: string, start: number, end: number, encoding: NonNullable<TextPart['encoding']>): Encoded {
  if (encoding !== 'quoted-printable' && encoding !== 'base64') {
    return { bytes: toBytes(raw, start, end), start: (byte) => start + byte, end: (byte) => start + byte + 1 };
  }
  const offsets = new Uint32Array(end - start + 4);
  const quoted = encoding === 'quoted-printable';
  const { bytes } = quoted ? decodeQuotedPrintable(raw, start, end, offsets) : decodeBase64(raw, start, end, offsets);
  return { bytes, start: (byte) => offsets[byte]!, end: (byte) => (quoted ? quotedEnd(raw, offsets[byte]!) : base64End(raw, offsets[byte]!)) };
}
