import { charsetLabel } from '../draft/charset.ts';
import { toBytes } from '../draft/bytes.ts';
import { utf8, writing } from './characters.ts';

/** Longest encoded word (RFC 2047 §2). */
const LONGEST = 75;
/** Longest line that holds one. */
export const LONGEST_LINE = 76;

/** How words are encoded that stand beside what is written. */
export interface WordStyle {
  /** As it is written there. */
  readonly charset: string;
  readonly base64: boolean;
}

export const DEFAULT_STYLE: WordStyle = { charset: 'UTF-8', base64: false };

/**
 * `text` as encoded words, folded between them; no character is cut in two. Their charset is that of `style` if it has all characters,
 * else UTF-8. Null if not even that can hold it (half a surrogate pair), or no word fits in `room`.
 * @param room what is left of the line that the first word is written on
 */
export function encodedWords(text: string, style: WordStyle, room: number, lineEnd: string): string | null {
  const own = writing(charsetLabel(style.charset));
  const isOwn = own(text) !== null && style.charset.length <= 30;
  const write = isOwn ? own : utf8;
  const opening = `=?${isOwn ? style.charset : 'UTF-8'}?${style.base64 ? 'B' : 'Q'}?`;
  const words: string[] = [];
  let bytes = '';
  let size = 0;
  for (const character of text) {
    const more = write(character);
    if (more === null) return null;
    const most = Math.min(LONGEST, words.length === 0 ? room : LONGEST_LINE - 1) - opening.length - 2;
    const moreSize = style.base64 ? more.length : quoted(more).length;
    const grown = style.base64 ? Math.ceil((size + moreSize) / 3) * 4 : size + moreSize;
    if (grown > most) {
      if (bytes === '') return null;
      words.push(opening + (style.base64 ? btoa(bytes) : quoted(bytes)) + '?=');
      bytes = '';
      size = 0;
    }
    bytes += more;
    size += moreSize;
  }
  if (bytes !== '') words.push(opening + (style.base64 ? btoa(bytes) : quoted(bytes)) + '?=');
  return words.join(`${lineEnd} `);
}

/** Q (RFC 2047 §4.2), with what may stand in a phrase too. */
function quoted(bytes: string): string {
  let out = '';
  for (const byte of toBytes(bytes)) {
    const character = String.fromCharCode(byte);
    if (character === ' ') out += '_';
    else out += /[A-Za-z0-9!*+/-]/.test(character) ? character : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}
