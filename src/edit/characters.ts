import { isAscii, toBinaryString, toBytes } from '../draft/bytes.ts';
import { decodeBytes, isUtf8, saysNothing } from '../draft/charset.ts';

/** Text as the bytes (a binary string) of a charset; null if the charset lacks a character or is not written here. */
export type Write = (text: string) => string | null;

const encoder = new TextEncoder();
/** Tables by label, for as many charsets as there are. */
const tables = new Map<string, ReadonlyMap<string, string>>();

/**
 * How `charset` (see charsetLabel; '' if none is said) is written. What decoding cannot tell for sure is not written: a label that
 * says nothing gets ASCII alone, and so do charsets of several bytes, which agree with it.
 */
export function writing(charset: string): Write {
  if (isUtf8(charset)) return utf8;
  if (saysNothing(charset)) return ascii;
  const table = tableOf(charset);
  if (table !== null) return (text) => fromTable(text, table);
  return (text) => (isAscii(text) && decodeBytes(toBytes(text), charset) === text ? text : null);
}

/** ASCII alone: all that a seven-bit part can hold. */
export function ascii(text: string): string | null {
  return isAscii(text) ? text : null;
}

/** UTF-8; half a surrogate pair has none. */
export function utf8(text: string): string | null {
  if (isAscii(text)) return text;
  return isWellFormed(text) ? toBinaryString(encoder.encode(text)) : null;
}

function isWellFormed(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

function fromTable(text: string, table: ReadonlyMap<string, string>): string | null {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const byte = table.get(text.charAt(i));
    if (byte === undefined) return null;
    out += byte;
  }
  return out;
}

/** Bytes by character, if each byte alone is one character whatever stands beside it; else null. */
function tableOf(charset: string): ReadonlyMap<string, string> | null {
  const known = tables.get(charset);
  if (known !== undefined) return known;
  const table = new Map<string, string>();
  let single = true;
  for (let byte = 0; byte < 256 && single; byte++) {
    const text = decodeBytes(Uint8Array.of(byte), charset);
    if (text?.length !== 1) single = false;
    // Of two bytes for one character the first is the one that everybody writes.
    else if (text !== '\ufffd' && !table.has(text)) table.set(text, String.fromCharCode(byte));
  }
  // A lead byte of a longer character alone reads as U+FFFD, as an unassigned one does: many of them are no single-byte charset.
  const all = single && table.size > 160 && decodeBytes(Uint8Array.from({ length: 256 }, (_, byte) => byte), charset)?.length === 256 ? table : null;
  // Labels are anybody's words: only those that mean something are kept.
  if (all !== null) tables.set(charset, all);
  return all;
}
