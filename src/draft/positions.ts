import { isAscii, toBytes } from './bytes.ts';
import { contentText } from './content.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer.ts';
import type { TextPart } from './types.ts';

/** From decoded content back to raw bytes; made only for a part that has a finding. */

/**
 * A function from UTF-16 offsets of `part.content` to byte offsets of `raw` (a binary string); offsets behind the end give the part's end.
 * Null if the way back is not known: a multi-byte charset other than UTF-8, content that did not come from here (a JSON draft,
 * an encoded attached message, another reader). Then the part's spot is all there is.
 */
export function rawOffsets(raw: string, part: TextPart): ((offset: number) => number) | null {
  const { spot, encoding, content } = part;
  if (spot.at !== 'raw' || encoding === undefined) return null;
  const { start, end } = spot;
  if ((encoding === '7bit' || encoding === '8bit' || encoding === 'binary') && content.length === end - start && isAscii(content)) {
    return content === raw.slice(start, end) ? (offset) => Math.min(start + offset, end) : null;
  }
  const { bytes, offsets } = decoded(raw, start, end, encoding);
  // The range may be that of an attachment whose inside has no raw place: only what decodes to the content is its source.
  if (contentText({ binary: null, bytes, size: bytes.length, reason: null }, part.charset ?? '') !== content) return null;
  const byteOf = content.length === bytes.length ? null : utf8Offsets(bytes, content);
  if (content.length !== bytes.length && byteOf === null) return null;
  return (offset) => {
    if (offset >= content.length) return end;
    return offsets[byteOf === null ? offset : byteOf[offset]!] ?? end;
  };
}

function decoded(raw: string, start: number, end: number, encoding: string): { bytes: Uint8Array; offsets: Uint32Array } {
  const offsets = new Uint32Array(end - start + 4);
  if (encoding === 'quoted-printable') return { bytes: decodeQuotedPrintable(raw, start, end, offsets).bytes, offsets };
  if (encoding === 'base64') return { bytes: decodeBase64(raw, start, end, offsets).bytes, offsets };
  for (let i = 0; i < offsets.length; i++) offsets[i] = start + i;
  return { bytes: toBytes(raw, start, end), offsets };
}

/** For each UTF-16 unit of `content` the index of its first byte; null if `bytes` are not its UTF-8. */
function utf8Offsets(bytes: Uint8Array, content: string): Uint32Array | null {
  const offsets = new Uint32Array(content.length);
  let at = 0;
  for (let i = 0; i < content.length; i++) {
    offsets[i] = at;
    const unit = content.charCodeAt(i);
    if (unit < 0x80) at += 1;
    else if (unit < 0x800) at += 2;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      offsets[++i] = at;
      at += 4;
    } else if (unit === 0xfffd) at += replacedLength(bytes, at);
    else at += 3;
  }
  return at === bytes.length ? offsets : null;
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
