import type { ReadCharset } from '../draft/charset.ts';
import type { HeaderBlock, RawField } from '../draft/fields.ts';
import { ADDRESS_FIELDS } from '../draft/address-fields.ts';
import type { Draft, Spot } from '../draft/types.ts';
import { merged } from './apply.ts';
import { listEdits } from './address-list.ts';
import type { ListChange, PlacedChange } from './address-list.ts';
import { nextLine } from './line-ends.ts';
import type { Signatures } from './protection.ts';
import { Refused } from './refused.ts';
import { subjectEdit } from './subject.ts';
import type { SubjectChange } from './subject.ts';
import type { Change, Edit } from './types.ts';

export type FieldChange = ListChange | SubjectChange | Extract<Change, { kind: 'remove-field' }>;

/** Edits of a header, and what its fields are afterwards: see `Expected` in verify.ts. */
export interface HeaderEdits {
  readonly edits: Edit[];
  readonly fields: Map<number, string | null | undefined>;
  readonly added: string[];
}

/** Changes within single fields of a raw message: one edit a field. */
export function headerEdits(raw: string, header: HeaderBlock, draft: Draft, changes: readonly FieldChange[], signatures: Signatures, fallback?: ReadCharset): HeaderEdits {
  const byField = new Map<number, FieldChange[]>();
  for (const change of changes) {
    const index = change.kind === 'subject' ? header.fields.findIndex(({ name }) => name === 'subject') : fieldAt(header, draft, change.spot, change);
    const field = header.fields[index];
    if (field === undefined) throw new Refused('not-found', change);
    const signed = signatures.ofField(field.name);
    if (signed !== null) throw new Refused(signed, change);
    const own = byField.get(index);
    if (own === undefined) byField.set(index, [change]);
    else own.push(change);
  }
  const result: HeaderEdits = { edits: [], fields: new Map(), added: [] };
  for (const [index, own] of byField) {
    const field = header.fields[index]!;
    const [first] = own;
    if (first?.kind === 'remove-field') {
      if (own.length > 1) throw new Refused('overlap', own[1]);
      result.edits.push(withoutField(raw, field));
      result.fields.set(index, undefined);
    } else if (first?.kind === 'subject') {
      const { edit, value } = subjectEdit(raw, field, draft.subject?.value ?? '', own.map(ofKind('subject')), fallback);
      result.edits.push(edit);
      result.fields.set(index, value);
    } else {
      const edits = inList(raw, field, own, fallback);
      result.edits.push(edits === null ? withoutField(raw, field) : merged(raw, edits));
      result.fields.set(index, edits === null ? undefined : null);
    }
  }
  return result;
}

function ofKind<K extends FieldChange['kind']>(kind: K): (change: FieldChange) => Extract<FieldChange, { kind: K }> {
  return (change) => {
    if (change.kind !== kind) throw new Refused('overlap', change);
    return change as Extract<FieldChange, { kind: K }>;
  };
}

/** Edits of the list in an address field; null: nobody is left. */
function inList(raw: string, field: RawField, changes: readonly FieldChange[], fallback: ReadCharset | undefined): Edit[] | null {
  const placed: PlacedChange[] = changes.map((change) => {
    if (change.kind === 'remove-field' || change.kind === 'subject') throw new Refused('overlap', change);
    if (change.spot.at !== 'raw' || !(ADDRESS_FIELDS as readonly string[]).includes(field.name)) throw new Refused('not-found', change);
    return { change, start: change.spot.start, end: change.spot.end };
  });
  return listEdits(raw, placed, { start: field.valueStart, end: field.valueEnd, bytes: true, decoding: { fallback } });
}

/** A whole field with all its lines, and the line end behind it. */
export function withoutField(raw: string, field: RawField): Edit {
  return { start: field.start, end: nextLine(raw, field.valueEnd, raw.length), text: '' };
}

/** Number of the field that a spot stands in. What lies behind the header belongs to a part, or to an attached message. */
function fieldAt(header: HeaderBlock, draft: Draft, spot: Spot, change: Change): number {
  if (spot.at !== 'raw') throw new Refused('not-found', change);
  const { fields } = header;
  let low = 0;
  let high = fields.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fields[middle]!.start <= spot.start) low = middle + 1;
    else high = middle;
  }
  const index = low - 1;
  if (index >= 0 && spot.end <= fields[index]!.valueEnd) return index;
  const attached = draft.attachments.some((attachment) => attachment.spot.at === 'raw' && attachment.spot.start <= spot.start && spot.end <= attachment.spot.end);
  throw new Refused(attached ? 'attached' : 'not-found', change);
}
