import type { ReadCharset } from '../draft/charset.ts';
import { readMessage } from '../draft/message.ts';
import type { Source } from '../draft/source.ts';
import type { Draft } from '../draft/types.ts';
import { apart, applyEdits } from './apply.ts';
import { bodyEdit } from './body.ts';
import type { TextChange } from './content.ts';
import { headerEdits } from './header.ts';
import type { FieldChange } from './header.ts';
import { ownHeader, sealed, Signatures } from './protection.ts';
import { recipientsEdits } from './recipients.ts';
import { Refused } from './refused.ts';
import type { Change, Edit } from './types.ts';
import { isAsExpected } from './verify.ts';

/** Edits of a raw message. @throws Refused */
export function messageEdits(source: Source, draft: Draft, changes: readonly Change[], fallback?: ReadCharset): Edit[] {
  const { text: raw } = source;
  const options = fallback === undefined ? {} : { fallback };
  const before = readMessage(raw, options);
  if (before.spot.at !== 'raw' || draft.spot.at !== 'raw' || before.spot.start !== draft.spot.start || before.spot.end !== draft.spot.end) throw new Refused('attached');
  // Old Macintosh line ends are read as others; they are not written.
  if (!raw.includes('\n') && raw.includes('\r')) throw new Refused('unmapped');
  const header = ownHeader(raw);
  const reason = sealed(before);
  if (reason !== null) throw new Refused(reason);
  const signatures = new Signatures(raw, header, before);
  const contents = new Map<number, string>();
  const edits: Edit[] = [];
  for (const [part, own] of byPart(changes)) {
    if (before.parts[part] === undefined) throw new Refused('not-found', own[0]);
    if (before.parts[part].content !== draft.parts[part]?.content || before.parts.length !== draft.parts.length) throw new Refused('disagreement', own[0]);
    const { edit, content } = attempt(own[0]!, () => bodyEdit(raw, before.parts[part]!, own));
    const signed = signatures.ofBody(edit.start);
    if (signed !== null) throw new Refused(signed, own[0]);
    contents.set(part, content);
    edits.push(edit);
  }
  const inFields = changes.filter((change): change is FieldChange => change.kind !== 'text' && change.kind !== 'recipients');
  const { edits: fieldEdits, fields, added } = headerEdits(raw, header, before, inFields, signatures, fallback);
  edits.push(...fieldEdits);
  for (const [index, change] of changes.filter((one) => one.kind === 'recipients').entries()) {
    if (index > 0) throw new Refused('overlap', change);
    const all = attempt(change, () => recipientsEdits(raw, header, before, change, signatures, fallback));
    for (const [field, value] of all.fields) fields.set(field, value);
    added.push(...all.added);
    edits.push(...all.edits);
  }
  const sorted = apart(edits).filter(({ start, end, text }) => start < end || text !== '');
  const after = applyEdits(raw, sorted);
  if (!isAsExpected(source, before, after, readMessage(after, options), { contents, fields, added })) throw new Refused('unverified');
  return sorted;
}

export function byPart(changes: readonly Change[]): Map<number, TextChange[]> {
  const parts = new Map<number, TextChange[]>();
  for (const change of changes) {
    if (change.kind !== 'text') continue;
    const own = parts.get(change.part);
    if (own === undefined) parts.set(change.part, [change]);
    else own.push(change);
  }
  return parts;
}

/** What `work` refuses without saying which change, it refuses because of `change`. */
export function attempt<T>(change: Change, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Refused && error.change === undefined ? new Refused(error.refusal, change) : error;
  }
}
