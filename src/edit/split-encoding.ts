import type { RawField } from '../draft/fields.ts';
import { LIMITS } from '../draft/limits.ts';
import { readHeader } from '../draft/fields.ts';
import { readMessage } from '../draft/message.ts';
import type { Draft, TextPart } from '../draft/types.ts';
import { apart, applyEdits } from './apply.ts';
import { lineEndNear, lineStart, nextLine } from './line-ends.ts';
import { ownHeader } from './protection.ts';
import { toQuotedPrintable } from './quoted-printable.ts';
import type { Edit } from './types.ts';
import { isAsExpected } from './verify.ts';

/** A message in which seven-bit parts have become quoted-printable, so that they can hold all of their charset. */
export interface Quoted {
  readonly raw: string;
  readonly draft: Draft;
  /** It is the body of the message itself, whose encoding the header of the message tells. */
  readonly whole: boolean;
}

const FIELD = 'content-transfer-encoding';

/** What such a field becomes: `field` as it stands with its line end, '' if there was none. */
export function quotedField(field: string, eol: string): string {
  return field === '' ? `Content-Transfer-Encoding: quoted-printable${eol}` : field.replace(/:[^]*?(\r?\n|)$/, ': quoted-printable$1');
}

/** Lines that need no escape stay as they are. Null if the message would not be read as before. */
export function inQuotedPrintable(raw: string, draft: Draft, parts: readonly number[]): Quoted | null {
  const own = ownHeader(raw);
  const edits: Edit[] = [];
  const fields = new Map<number, string>();
  const added: string[] = [];
  let whole = false;
  for (const index of parts) {
    const { spot } = draft.parts[index]!;
    if (spot.at !== 'raw') return null;
    const isWhole = spot.start === own.bodyStart;
    const header = isWhole ? own : readHeader(raw, headerStart(raw, spot.start), spot.start, LIMITS.fields, () => false);
    const place = header.fields.findIndex(({ name }) => name === FIELD);
    const field = header.fields[place];
    const last = header.fields.at(-1);
    if (last === undefined) return null;
    const eol = lineEndNear(raw, last.start);
    edits.push(field === undefined ? inserted(raw, last, eol) : { start: field.start, end: field.valueEnd, text: quotedField(raw.slice(field.start, field.valueEnd), eol) });
    edits.push({ start: spot.start, end: spot.end, text: toQuotedPrintable(raw.slice(spot.start, spot.end), eol) });
    if (!isWhole) continue;
    whole = true;
    if (field === undefined) added.push(FIELD);
    else fields.set(place, 'quoted-printable');
  }
  const text = applyEdits(raw, apart(edits));
  const after = readMessage(text);
  const before = { ...draft, parts: draft.parts.map((part, index): TextPart => (parts.includes(index) ? { ...part, encoding: 'quoted-printable' } : part)) };
  return isAsExpected({ kind: 'message', text: raw }, before, text, after, { contents: new Map(), fields, added }) ? { raw: text, draft: after, whole } : null;
}

function inserted(raw: string, last: RawField, eol: string): Edit {
  const at = nextLine(raw, last.valueEnd, raw.length);
  return { start: at, end: at, text: quotedField('', eol) };
}

/** Behind the boundary above a part's content; a field that looks like one is found out when all is read again. */
function headerStart(raw: string, contentStart: number): number {
  for (let at = contentStart; at > 0;) {
    const start = lineStart(raw, at - 1, 0);
    if (raw.startsWith('--', start)) return at;
    at = start;
  }
  return 0;
}
