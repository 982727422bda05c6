import { isAscii, toBinaryString, toBytes } from '../draft/bytes.ts';
import { decodeBytes, isUtf8, saysNothing } from '../draft/charset.ts';

/** Text as the bytes (a binary string) of a charset; null if the charset lacks a character or is not written here. */
export type Write = (text: string) => string | null;

const encoder = new TextEncoder();
/** Tables by label, for as many charsets as there are. */
const tables = new Map<string, ReadonlyMap<string, string>>();

/**
 * How `charset` (see charsetLabel; '' if none is said) is written: UTF-8, and all whose characters are one byte or two whatever stands
 * beside them. What decoding cannot tell for sure is not written: a label that says nothing gets ASCII alone, and so does a charset with
 * shift sequences.
 */
export function writing(charset: string): Write {
  if (isUtf8(charset)) return utf8;
  if (saysNothing(charset)) return ascii;
  const table = tableOf(charset);
  return table === null ? () => null : (text) => fromTable(text, table);
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
  if (isAscii(text)) return text;
  let out = '';
  for (const character of text) {
    const bytes = character < '\x80' ? character : table.get(character);
    if (bytes === undefined) return null;
    out += bytes;
  }
  return out;
}

/** Bytes by character beyond ASCII; null if ASCII itself is written otherwise (UTF-16). */
function tableOf(charset: string): ReadonlyMap<string, string> | null {
  const known = tables.get(charset);
  if (known !== undefined) return known;
  const plain = Array.from({ length: 0x80 }, (_, byte) => String.fromCharCode(byte)).filter((character) => /[ -~\t\r\n]/.test(character)).join('');
  if (decodeBytes(toBytes(plain), charset) !== plain) return null;
  // Of several ways to write a character the first is taken: the shorter, then the lower.
  const codes: string[] = [];
  for (let byte = 0x80; byte < 0x100; byte++) codes.push(String.fromCharCode(byte));
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) codes.push(String.fromCharCode(lead, trail));
  const table = new Map<string, string>();
  // Two line ends, since some decoders take one for the second byte of what is cut short.
  const texts = decodeBytes(toBytes(codes.join('\n\n')), charset)?.split(/\n+/) ?? [];
  if (texts.length !== codes.length) return new Map();
  texts.forEach((text, index) => {
    const isOne = text.length === 1 || (text.length === 2 && text >= '\ud800' && text < '\udc00');
    if (isOne && text >= '\x80' && text !== '\ufffd' && !table.has(text)) table.set(text, codes[index]!);
  });
  // Labels are anybody's words: only those that mean something are kept.
  if (table.size > 0) tables.set(charset, table);
  return table;
}
