import type { Attachment, Draft } from '../draft/types.ts';
import type { Source } from '../draft/source.ts';

/** What a draft should be after its edits, beside what it was. */
export interface Expected {
  /** Contents of parts that change, by number. */
  readonly contents: ReadonlyMap<number, string>;
  /** Fields that change or go, by number in `Draft.fields`: the new value; null: any (its addresses are compared by who changed them); undefined: gone. */
  readonly fields: ReadonlyMap<number, string | null | undefined>;
  /** Names of fields that are new: at most one of each. */
  readonly added: readonly string[];
}

/** Whether `after`, read from the text with all edits made, is what `before` should have become. */
export function isAsExpected(source: Source, before: Draft, text: string, after: Draft, expected: Expected): boolean {
  return sameParts(before, after, expected) && sameAttachments(source.text, before, text, after) && sameFields(before, after, expected) && noNewProblem(before, after)
    && JSON.stringify(besides(before)) === JSON.stringify(besides(after));
}

function sameParts(before: Draft, after: Draft, { contents }: Expected): boolean {
  return before.parts.length === after.parts.length && before.parts.every((part, index) => {
    const now = after.parts[index]!;
    return now.type === part.type && now.alternative === part.alternative && now.charset === part.charset && now.format === part.format && now.delSp === part.delSp
      && now.encoding === part.encoding && now.content === (contents.get(index) ?? part.content);
  });
}

function sameAttachments(textBefore: string, before: Draft, textAfter: string, after: Draft): boolean {
  return before.attachments.length === after.attachments.length && before.attachments.every((attachment, index) => {
    const now = after.attachments[index]!;
    return now.filename === attachment.filename && now.type === attachment.type && now.inline === attachment.inline && now.size === attachment.size
      && now.text === attachment.text && bytesOf(now, textAfter) === bytesOf(attachment, textBefore);
  });
}

/** The attachment as it stands in a raw message; in JSON its text and size are all there is to compare. */
function bytesOf({ spot }: Attachment, text: string): string {
  return spot.at === 'raw' ? text.slice(spot.start, spot.end) : '';
}

function sameFields(before: Draft, after: Draft, { fields, added }: Expected): boolean {
  const wanted: { name: string; value: string | null }[] = [];
  before.fields.forEach(({ name, value }, index) => {
    const change = fields.has(index) ? fields.get(index) : value;
    if (change !== undefined) wanted.push({ name, value: change });
  });
  const names = new Set(wanted.map(({ name }) => name));
  const isNew = new Set(added.filter((name) => !names.has(name)));
  const own = after.fields.filter(({ name }) => !isNew.has(name));
  return own.length + isNew.size === after.fields.length && own.length === wanted.length
    && own.every(({ name, value }, index) => name === wanted[index]!.name && (wanted[index]!.value === null || value === wanted[index]!.value));
}

/** What a JSON draft says beside fields and parts; of a message all of it follows from the fields. */
function besides({ source, envelope, context }: Draft): unknown {
  return source === 'json' && [context, envelope && { from: envelope.from, to: envelope.to.map(({ address, name }) => [address, name]) }];
}

function noNewProblem(before: Draft, after: Draft): boolean {
  const known = new Map<string, number>();
  for (const { kind, reason, detail } of before.problems) {
    const key = `${kind} ${reason} ${detail ?? ''}`;
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return after.problems.every(({ kind, reason, detail }) => {
    const key = `${kind} ${reason} ${detail ?? ''}`;
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left > 0;
  });
}
