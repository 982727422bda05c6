import { rawOffsets } from '../draft/positions.ts';
import type { TextPart } from '../draft/types.ts';
import { apart, merged } from './apply.ts';
import { base64Edit } from './base64.ts';
import { ascii, writing } from './characters.ts';
import type { Write } from './characters.ts';
import { contentEdits } from './content.ts';
import type { TextChange } from './content.ts';
import { lineEndNear } from './line-ends.ts';
import { quotedPrintableEdits } from './quoted-printable.ts';
import { Refused } from './refused.ts';
import type { Edit } from './types.ts';

/** Changes of one body part of a raw message as one edit of its bytes. */
export interface BodyEdit {
  readonly edit: Edit;
  /** What the part then holds, decoded. */
  readonly content: string;
}

/**
 * @param raw a binary string: one unit is one byte
 * @throws Refused unmapped, charset, and what `contentEdits` refuses
 */
export function bodyEdit(raw: string, part: TextPart, changes: readonly TextChange[]): BodyEdit {
  const { spot, encoding } = part;
  if (spot.at !== 'raw' || encoding === undefined) throw new Refused('unmapped');
  const place = rawOffsets(raw, part);
  if (place === null) throw new Refused('unmapped');
  const write = encoding === '7bit' ? ascii : writing(part.charset ?? '');
  const { edits, content } = contentEdits(part, changes, write, lineEndNear(raw, spot.start));
  const bytes = apart(edits.map(({ start, end, text }) => ({ start: place(start), end: end > start ? place(end) : place(start), text: written(text, write) })));
  return { edit: merged(raw, encoded(raw, spot.start, spot.end, encoding, bytes)), content };
}

function written(text: string, write: Write): string {
  // To take text out, no charset has to be written.
  const bytes = text === '' ? '' : write(text);
  if (bytes === null) throw new Refused('charset');
  return bytes;
}

function encoded(raw: string, start: number, end: number, encoding: NonNullable<TextPart['encoding']>, edits: readonly Edit[]): readonly Edit[] {
  switch (encoding) {
    case 'quoted-printable': return quotedPrintableEdits(raw, start, end, edits);
    case 'base64': return [base64Edit(raw, start, end, edits)];
    default: return edits;
  }
}
