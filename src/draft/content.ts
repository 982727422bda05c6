import { toBinaryString } from './bytes.ts';
import { charsetLabel, decodeBinary, decodeBytes } from './charset.ts';
import type { ReadCharset } from './charset.ts';
import { base64Size, decodeBase64, decodeQuotedPrintable } from './transfer.ts';
import type { Problem, TextPart } from './types.ts';

/** A body's bytes, out of its transfer encoding. Exactly one of `binary` and `bytes` is there. */
export interface Content {
  readonly binary: string | null;
  readonly bytes: Uint8Array | null;
  readonly size: number;
  /** Why it is not, or not wholly, read. */
  readonly reason: Problem['reason'] | null;
}

const UUENCODE = new Set(['uuencode', 'x-uuencode', 'x-uue', 'uue']);

/** One of the encodings of RFC 2045 §6; null for others. */
export function knownEncoding(encoding: string): NonNullable<TextPart['encoding']> | null {
  switch (encoding) {
    case '7bit': case '8bit': case 'binary': case 'quoted-printable': case 'base64': return encoding;
    default: return null;
  }
}

/** Decodes raw[start, end). What an unknown encoding hides is empty. */
export function transferDecode(raw: string, start: number, end: number, encoding: string): Content {
  switch (knownEncoding(encoding)) {
    case 'quoted-printable': {
      const { bytes, broken } = decodeQuotedPrintable(raw, start, end);
      return { binary: null, bytes, size: bytes.length, reason: broken ? 'quoted-printable' : null };
    }
    case 'base64': {
      const { bytes, broken } = decodeBase64(raw, start, end);
      return { binary: null, bytes, size: bytes.length, reason: broken ? 'base64' : null };
    }
    case null:
      return { binary: '', bytes: null, size: end - start, reason: UUENCODE.has(encoding) ? 'uuencode' : 'encoding' };
    default:
      return { binary: raw.slice(start, end), bytes: null, size: end - start, reason: null };
  }
}

/** Size of the decoded content without decoding it, as far as that is known. */
export function decodedSize(raw: string, start: number, end: number, encoding: string): number {
  return encoding === 'base64' ? base64Size(raw, start, end) : end - start;
}

/** The content as text; null if the charset cannot be read here. A byte order mark wins over the label. */
export function contentText(content: Content, charset: string, fallback?: ReadCharset): string | null {
  if (content.bytes === null) return decodeBinary(content.binary ?? '', charsetLabel(charset), fallback);
  const [first, second] = content.bytes;
  if (first === 0xff && second === 0xfe) return decodeBytes(content.bytes.subarray(2), 'utf-16le');
  if (first === 0xfe && second === 0xff) return decodeBytes(content.bytes.subarray(2), 'utf-16be');
  return decodeBytes(content.bytes, charsetLabel(charset), fallback);
}

/** The content as a binary string. */
export function contentBinary(content: Content): string {
  return content.bytes === null ? content.binary ?? '' : toBinaryString(content.bytes);
}
