import { charsetLabel, isUtf8, saysNothing } from '../../draft/charset.ts';
import type { Draft } from '../../draft/types.ts';
import { writing, type Write } from '../../edit/characters.ts';

/** The text of an editor as the bytes of the file that it was decoded from. */
export interface FileBytes {
  /** One unit a byte. */
  readonly raw: string;
  /** Index of the first character that the file's encoding lacks, in the text; null: it has them all. */
  readonly foreign: number | null;
  /** UTF-16 units of a line of the text whose first `bytes` bytes these are. */
  unitsOf(line: string, bytes: number): number;
}

/** A message may declare another charset in each of a thousand parts; each costs a table. */
const MOST_CHARSETS = 8;
const WINDOWS_1252 = writing('windows-1252');
/** Latin-1 as some editors read it: what windows-1252 has in 0x80–0x9F are controls there. */
const oneByte: Write = (text) => (/[^\u0000-\u00ff]/.test(text) ? null : text);

/** Charsets that the parts of a message declare, in order. */
export function declaredCharsets({ parts, attachments }: Draft): string[] {
  return [...parts.flatMap(({ charset }) => charset ?? []), ...attachments.flatMap(({ draft }) => (draft === undefined ? [] : declaredCharsets(draft)))];
}

/** Whether a part is written in a charset whose name alone is known: nobody here can write it. */
export function hasUnknownCharset({ problems, attachments }: Draft): boolean {
  return problems.some(({ reason }) => reason === 'charset') || attachments.some(({ draft }) => draft !== undefined && hasUnknownCharset(draft));
}

/**
 * A file has one encoding for its editor, whatever its parts declare: of those that are likely, the one that has most of the characters.
 * What it lacks becomes question marks, as it would if the editor saved it.
 */
export function fileBytes(text: string, declared: readonly string[]): FileBytes {
  const known = [...new Set(declared.map(charsetLabel))].filter((label) => !isUtf8(label) && !saysNothing(label)).slice(0, MOST_CHARSETS).map(writing);
  let best: (FileBytes & { readonly lost: number }) | null = null;
  for (const write of [...known, oneByte, WINDOWS_1252]) {
    const bytes = written(text, write);
    if (best === null || bytes.lost < best.lost) best = bytes;
    if (bytes.lost === 0) break;
  }
  return best!;
}

function written(text: string, write: Write): FileBytes & { readonly lost: number } {
  const one = (character: string): string => write(character) ?? '?'.repeat(character.length);
  const whole = write(text);
  let raw = whole ?? '';
  let lost = 0;
  let foreign: number | null = null;
  let index = 0;
  if (whole === null) {
    for (const character of text) {
      if (write(character) === null) {
        lost++;
        foreign ??= index;
      }
      raw += one(character);
      index += character.length;
    }
  }
  // No character takes fewer bytes than units, so where the sums are the same all are.
  if (raw.length === text.length) return { raw, lost, foreign, unitsOf: (_line, bytes) => bytes };
  return {
    raw, lost, foreign,
    unitsOf(line, bytes) {
      let left = bytes;
      let units = 0;
      for (const character of line) {
        if (left <= 0) break;
        left -= one(character).length;
        units += character.length;
      }
      return units;
    },
  };
}
