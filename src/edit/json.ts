import { readJsonText } from '../draft/json.ts';
import type { JsonPath } from '../draft/json-values.ts';
import type { Source } from '../draft/source.ts';
import type { Draft } from '../draft/types.ts';
import { apart, applyEdits, isRange, merged } from './apply.ts';
import { contentEdits } from './content.ts';
import type { TextChange } from './content.ts';
import { addressEdits, areAsExpected, isListChange } from './json-addresses.ts';
import { fieldOf, fieldsAt, without } from './json-fields.ts';
import { jsonRecipientsEdits } from './json-recipients.ts';
import { JsonText } from './json-text.ts';
import { attempt, byPart } from './message.ts';
import { Refused } from './refused.ts';
import type { SubjectChange } from './subject.ts';
import type { Change, Edit } from './types.ts';
import { isAsExpected } from './verify.ts';

/** Edits of a JSON draft. @throws Refused */
export function jsonEdits(source: Source, draft: Draft, changes: readonly Change[]): Edit[] {
  if (draft.source !== 'json') throw new Refused('attached');
  const before = readJsonText(source.text);
  if (before.fields.length + before.parts.length === 0) throw new Refused('not-found');
  if (before.problems.some(({ kind }) => kind === 'encrypted')) throw new Refused('encrypted');
  const json = new JsonText(source.text);
  const edits: Edit[] = [];
  const contents = new Map<number, string>();
  const fields = new Map<number, string | null | undefined>();
  const added: string[] = [];
  for (const [part, own] of byPart(changes)) {
    if (before.parts[part]?.content !== draft.parts[part]?.content) throw new Refused('disagreement', own[0]);
    const { edit, content } = attempt(own[0]!, () => partEdit(json, before, part, own));
    contents.set(part, content);
    edits.push(edit);
  }
  const subjects = changes.filter((change): change is SubjectChange => change.kind === 'subject');
  if (subjects.length > 0) {
    const { edit, path, value } = attempt(subjects[0]!, () => subjectEdit(json, before, subjects));
    for (const index of fieldsAt(before, path)) fields.set(index, value);
    edits.push(edit);
  }
  const gone: JsonPath[] = changes.flatMap((change) => (change.kind === 'remove-field' ? [attempt(change, () => fieldOf(before, change.spot))] : []));
  const lists = changes.filter(isListChange);
  if (lists.length > 0) {
    const result = attempt(lists[0]!, () => addressEdits(json, before, lists));
    append(edits, result.edits);
    append(gone, result.gone);
    for (const index of result.fields) fields.set(index, null);
  }
  const [recipients, second] = changes.filter((change) => change.kind === 'recipients');
  if (second !== undefined) throw new Refused('overlap', second);
  if (recipients !== undefined) {
    const result = attempt(recipients, () => jsonRecipientsEdits(json, before, recipients));
    append(edits, result.edits);
    append(gone, result.gone);
    for (const index of result.fields) fields.set(index, null);
    append(added, result.added);
  }
  const taken = without(json, before, gone);
  append(edits, taken.edits);
  for (const path of taken.removed) for (const index of fieldsAt(before, path)) fields.set(index, undefined);
  const sorted = apart(edits).filter(({ start, end, text }) => start < end || text !== '');
  const text = applyEdits(source.text, sorted);
  const after = readJsonText(text);
  if (!isAsExpected(source, before, text, after, { contents, fields, added })) throw new Refused('unverified');
  if (lists.length > 0 && recipients === undefined && !areAsExpected(before, after, lists, taken.removed)) throw new Refused('unverified');
  return sorted;
}

/** A draft may have more keys than a call may have arguments. */
function append<T>(list: T[], more: readonly T[]): void {
  for (const one of more) list.push(one);
}

function partEdit(json: JsonText, draft: Draft, index: number, changes: readonly TextChange[]): { edit: Edit; content: string } {
  const part = draft.parts[index];
  if (part === undefined) throw new Refused('not-found');
  if (part.spot.at !== 'json' || part.encoding !== undefined || json.at(part.spot.path) !== part.content) throw new Refused('unmapped');
  const { edits, content } = contentEdits(part, changes, (text) => text, '\n');
  return { edit: merged(json.text, json.inString(part.spot.path, edits)), content };
}

/** Words of the subject; its value is what a field of the draft then holds. */
function subjectEdit(json: JsonText, { subject, fields }: Draft, changes: readonly SubjectChange[]): { edit: Edit; path: JsonPath; value: string } {
  if (subject === null) throw new Refused('not-found');
  const place = subject.valueSpot;
  if (place?.at !== 'json') throw new Refused('unmapped');
  const whole = json.at(place.path);
  if (typeof whole !== 'string') throw new Refused('unmapped');
  for (const change of changes) if (!isRange(subject.value, change)) throw new Refused('not-found', change);
  // A line end in a value would begin another field.
  const edits = apart(changes.map(({ start, end, text }) => ({ start: start + place.start, end: end + place.start, text: text.replace(/\r\n|[\0-\x1f\x7f]/g, ' ') })));
  const after = applyEdits(whole, edits);
  const isTrimmed = fields.every(({ spot, value }) => spot !== subject.spot || value !== whole) || place.path[0] !== 'subject' && place.path.length > 1;
  return { edit: merged(json.text, json.inString(place.path, edits)), path: place.path, value: isTrimmed ? after.trim() : after };
}
