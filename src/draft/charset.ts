import { isAscii, toBinaryString, toBytes } from './bytes.ts';

/**
 * Charsets (RFC 2978 names, as found in mail) to text. Labels follow the Encoding Standard, as every mail program that
 * shows HTML does: iso-8859-1 and us-ascii are read as windows-1252, gb2312 as gbk.
 */

/** What 0x80–0x9F mean in windows-1252. Node 20's own decoder reads them as C1 controls. */
const WINDOWS_1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** Labels that say nothing: the bytes themselves have to tell. */
const UNSAID = new Set(['', 'us-ascii', 'ascii', 'ansi_x3.4-1968', 'iso646-us', 'unknown', 'unknown-8bit', 'x-unknown', 'default', 'default_charset', 'binary', 'none', 'iso-8859']);
const LATIN_1 = new Set(['iso-8859-1', 'iso8859-1', 'iso_8859-1', 'iso88591', 'latin1', 'latin-1', 'l1', 'windows-1252', 'windows1252', 'cp1252', 'cp-1252', 'x-cp1252', 'iso-8859-1-windows-3.0-latin-1', 'ansi']);
const UTF_8 = new Set(['utf-8', 'utf8', 'unicode-1-1-utf-8', 'x-unicode20utf8', 'utf-8-strict', 'utf_8']);
/** A label without a meaning of its own: us-ascii too, since mail under it holds eight-bit bytes all the same. `label`: see charsetLabel. */
export function saysNothing(label: string): boolean {
  return UNSAID.has(label);
}

/** Whether a label (see charsetLabel) is one of UTF-8's. */
export function isUtf8(label: string): boolean {
  return UTF_8.has(label);
}

/** Names that mail uses and the Encoding Standard does not know. */
const ALIASES: Readonly<Record<string, string>> = {
  'iso-8859-15-windows': 'iso-8859-15', 'latin-9': 'iso-8859-15', latin9: 'iso-8859-15',
  cp936: 'gbk', cp949: 'euc-kr', 'ks_c_5601': 'euc-kr', cp950: 'big5', cp932: 'shift_jis', 'x-sjis-jp': 'shift_jis',
  cp1250: 'windows-1250', cp1251: 'windows-1251', cp874: 'windows-874', 'iso-8859-8-e': 'iso-8859-8', 'iso-2022-jp-1': 'iso-2022-jp',
};
/** Charsets whose ASCII-looking bytes do not mean ASCII, so that an unknown decoder cannot be done without. */
const NOT_TRANSPARENT = /^(?:utf-?7|unicode-1-1-utf-7|csunicode11utf7|imap|utf-?16|utf-?32|ucs-|iso-10646|iso-2022|csiso2022|hz|cp037|cp500|ebcdic|ibm0)/;
/** The Encoding Standard maps these to a decoder that gives one U+FFFD for everything. */
const REPLACED = /^(?:replacement|hz-gb-2312|iso-2022-cn|iso-2022-cn-ext|iso-2022-kr|csiso2022kr)$/;

/** A host's reader for charsets that are unknown here (Node has iconv-lite, a browser nothing more): null if it does not know the label either. */
export type ReadCharset = (bytes: Uint8Array, label: string) => string | null;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const strictUtf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
/** Right but for 0x80–0x9F in Node 20, and right in all else: what is wrong is put right by decodeWindows1252. */
const latin1 = new TextDecoder('windows-1252');
/** Decoders by label; only labels that exist come in, so it is bounded. They keep no state between calls. */
const decoders = new Map<string, TextDecoder>();

/** No charset's label is longer. */
const MAX_LABEL = 64;

/** A charset label as compared: lower case, without quotes, spaces and an RFC 2231 language (`utf-8*en`). */
export function charsetLabel(label: string): string {
  const plain = label.slice(0, MAX_LABEL).trim().toLowerCase();
  const star = plain.indexOf('*');
  return (star < 0 ? plain : plain.slice(0, star)).replace(/^["' ]+|["' ]+$/g, '');
}

/**
 * Text of a binary string in `charset` (see charsetLabel); null if nobody here can read it.
 * Never throws; bytes that the charset does not have become U+FFFD. `bytes`: the same as bytes, so that they need not be made.
 */
export function decodeBinary(binary: string, charset: string, fallback?: ReadCharset, bytes: Uint8Array | null = null): string | null {
  if (isAscii(binary)) {
    if (LATIN_1.has(charset) || UTF_8.has(charset) || UNSAID.has(charset)) return binary;
    if (!NOT_TRANSPARENT.test(charset)) return binary;
  } else if (LATIN_1.has(charset)) {
    return decodeWindows1252(binary);
  }
  return decodeBytes(bytes ?? toBytes(binary), charset, fallback);
}

/** As decodeBinary, for bytes. */
export function decodeBytes(bytes: Uint8Array, charset: string, fallback?: ReadCharset): string | null {
  if (UTF_8.has(charset)) return utf8.decode(bytes);
  if (LATIN_1.has(charset)) return decodeWindows1252(latin1.decode(bytes));
  if (UNSAID.has(charset)) return guess(bytes);
  const decoder = decoderOf(ALIASES[charset] ?? charset);
  if (decoder !== null) return decoder.decode(bytes);
  const binary = toBinaryString(bytes);
  return isAscii(binary) && !NOT_TRANSPARENT.test(charset) ? binary : fallback?.(bytes, charset) ?? null;
}

/**
 * A decoder of its own for `charset` that takes bytes as they come, null at the end, and gives characters as soon as they are whole; null for
 * charsets that are read otherwise (one byte a character, UTF-8, or by the host). It may throw where bytes are ill-formed: Node 20 does.
 */
export function streamDecoder(charset: string): ((bytes: Uint8Array | null) => string) | null {
  if (LATIN_1.has(charset) || UTF_8.has(charset) || UNSAID.has(charset)) return null;
  const known = decoderOf(ALIASES[charset] ?? charset);
  if (known === null) return null;
  const decoder = new TextDecoder(known.encoding, { ignoreBOM: true });
  return (bytes) => (bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true }));
}

/** Eight-bit bytes without a (true) label: UTF-8 if they are valid UTF-8, else windows-1252. */
export function guessBinary(binary: string): string {
  return isAscii(binary) ? binary : guess(toBytes(binary));
}

function guess(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return decodeWindows1252(latin1.decode(bytes));
  }
}

function decodeWindows1252(binary: string): string {
  return binary.replace(/[\x80-\x9f]/g, (byte) => WINDOWS_1252.charAt(byte.charCodeAt(0) - 0x80));
}

function decoderOf(label: string): TextDecoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  if (REPLACED.test(label) || NOT_TRANSPARENT.test(label) && label.startsWith('utf-7')) return null;
  try {
    const decoder = new TextDecoder(label, { ignoreBOM: true });
    decoders.set(label, decoder);
    return decoder;
  } catch {
    return null;
  }
}
