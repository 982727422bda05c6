import { decodeBinary, guessBinary } from '../draft/charset.ts';
import { decodeWords } from '../draft/encoded-words.ts';
import { unfold } from '../draft/fields.ts';
import { parseParameters } from '../draft/parameters.ts';
import { readReference } from '../text/entities.ts';

/** What is in a mail, in the ways in which a program at the other end may read it as text. */

/** Calendars, address cards and LDIF cut a line at any octet and go on behind a blank (RFC 5545 §3.1, RFC 6350 §3.2, RFC 2849). */
const FOLD = /\r?\n[ \t]/g;

/** `text` with what was cut joined; the same string if nothing was. */
export function withoutFolds(text: string): string {
  return text.includes('\n ') || text.includes('\n\t') ? text.replace(FOLD, '') : text;
}

/** No text holds these. */
const CONTROLS = /[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/;

/** Bytes (one unit a byte) that are text, whatever their type says: in UTF-8, in one byte a character or in two; null if they are none. */
export function textOf(bytes: string): string | null {
  const order = /^(?:\xff\xfe|\xfe\xff)/.exec(bytes)?.[0];
  if (order !== undefined) return decodeBinary(bytes.slice(2), order === '\xff\xfe' ? 'utf-16le' : 'utf-16be');
  // Without a mark only Latin is told from other bytes.
  const narrow = bytes.replaceAll('\0', '');
  return CONTROLS.test(narrow) ? null : guessBinary(narrow);
}

/** The MIME fields of parts and what else stands between these, decoded: a parameter (RFC 2231) by itself, line by line. */
export function fieldTexts(raw: string): string {
  return unfold(raw.replaceAll(/\r?\n(?![ \t])/g, '\0')).split('\0').flatMap((line) => {
    const parameters = /^content-/i.test(line) ? [...parseParameters(line).get.values()] : [];
    return [decodeWords(line, true), ...parameters];
  }).join('\n\n');
}

/** Markup with its character references read: what is no element's text may still be shown (alt, title) or found. */
export function withReferences(markup: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (let at = markup.indexOf('&'); at >= 0; at = markup.indexOf('&', at + 1)) {
    const reference = readReference(markup, at);
    if (reference === null) continue;
    pieces.push(markup.slice(done, at), reference.text);
    done = at + reference.length;
  }
  return done === 0 ? markup : pieces.join('') + markup.slice(done);
}
