import { toBinaryString } from './bytes.ts';
import { charsetLabel, decodeBinary, decodeBytes } from './charset.ts';
import type { ReadCharset } from './charset.ts';
import { base64Size, decodeBase64, decodeQuotedPrintable } from './transfer.ts';
import type { Problem, TextPart } from './types.ts';

/** A body's bytes, out of its transfer encoding: as `binary`, as `bytes`, or as both. */
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

/** Decodes raw[start, end). What an unknown encoding hides is empty. `bytes`: raw itself as bytes, if at hand. */
export function transferDecode(raw: string, start: number, end: number, encoding: string, bytes: Uint8Array | null = null): Content {
  switch (knownEncoding(encoding)) {
    case 'quoted-printable': {
      const decoded = decodeQuotedPrintable(raw, start, end);
      return { binary: null, bytes: decoded.bytes, size: decoded.bytes.length, reason: decoded.broken ? 'quoted-printable' : null };
    }
    case 'base64': {
      const decoded = decodeBase64(raw, start, end);
      return { binary: null, bytes: decoded.bytes, size: decoded.bytes.length, reason: decoded.broken ? 'base64' : null };
    }
    case null:
      return { binary: '', bytes: null, size: end - start, reason: UUENCODE.has(encoding) ? 'uuencode' : 'encoding' };
    default:
      return { binary: raw.slice(start, end), bytes: bytes?.subarray(start, end) ?? null, size: end - start, reason: null };
  }
}

/** Size of the decoded content without decoding it, as far as that is known. */
export function decodedSize(raw: string, start: number, end: number, encoding: string): number {
  return encoding === 'base64' ? base64Size(raw, start, end) : end - start;
}

/** The content as text; null if the charset cannot be read here. A byte order mark wins over the label. */
export function contentText(content: Content, charset: string, fallback?: ReadCharset): string | null {
  const { binary, bytes } = content;
  if (binary !== null || bytes === null) return decodeBinary(binary ?? '', charsetLabel(charset), fallback, bytes);
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeBytes(bytes.subarray(2), 'utf-16le');
  if (first === 0xfe && second === 0xff) return decodeBytes(bytes.subarray(2), 'utf-16be');
  return decodeBytes(bytes, charsetLabel(charset), fallback);
}

/** The content as a binary string. */
export function contentBinary(content: Content): string {
  return content.binary ?? (content.bytes === null ? '' : toBinaryString(content.bytes));
}
