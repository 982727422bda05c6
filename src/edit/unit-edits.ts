import { isAscii, toBytes } from '../draft/bytes.ts';
import type { Source } from '../draft/source.ts';
import { applyEdits } from './apply.ts';
import type { Edit } from './types.ts';

/**
 * Edits of `Source.text` as edits of the text that an editor made of the file: UTF-16 units, a byte order mark left out.
 * @param unit from an offset of `Source.text` to one of that text: `unitCounter(source)`
 * @returns null where they would say something else there than in the bytes: a file that is no UTF-8, or a character cut in two
 */
export function unitEdits(source: Source, edits: readonly Edit[], unit: (offset: number) => number): Edit[] | null {
  const json = source.kind === 'json';
  const moved = edits.map(({ start, end, text }) => ({ start: unit(start), end: unit(end), text: json ? text : decode(text) }));
  if (json || isAscii(source.text)) return moved;
  return applyEdits(decode(source.text), moved) === decode(applyEdits(source.text, edits)) ? moved : null;
}

/** As an editor reads a file: without its byte order mark. */
function decode(binary: string): string {
  return new TextDecoder().decode(toBytes(binary));
}
