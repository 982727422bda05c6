import { readMessage } from '../../src/draft/message.ts';
import type { Address, Draft } from '../../src/draft/types.ts';
import { applyEdits, sourceEdits } from '../../src/edit/source-edits.ts';
import type { Change } from '../../src/edit/types.ts';

/** The message after the changes, or the reason why not. */
export function change(raw: string, ...changes: Change[]): string {
  const result = sourceEdits({ kind: 'message', text: raw }, readMessage(raw), changes);
  return 'refused' in result ? result.refused : applyEdits(raw, result.edits);
}

/** `words` of a body part, in its content, become `text`. */
export function words(raw: string, wanted: string, text: string, part = 0): Change {
  const start = readMessage(raw).parts[part]!.content.indexOf(wanted);
  if (start < 0) throw new Error(`${wanted} is not in the part`);
  return { kind: 'text', part, start, end: start + wanted.length, text };
}

/** A body of one part. */
export function bodyAfter(head: string, body: string, wanted: string, text: string): string {
  const raw = `To: a@x.example\r\n${head}\r\n\r\n${body}`;
  const after = change(raw, words(raw, wanted, text));
  return after.startsWith('To: a@x.example') ? after.slice(raw.length - body.length) : after;
}

/** The header after one change that `make` finds in the draft. */
export function headerAfter(header: string, make: (draft: Draft) => Change | readonly Change[]): string {
  const raw = `${header}\r\n\r\nBonjour\r\n`;
  const changes = make(readMessage(raw));
  const after = change(raw, ...(Array.isArray(changes) ? changes as readonly Change[] : [changes as Change]));
  return after.endsWith('\r\n\r\nBonjour\r\n') ? after.slice(0, -'\r\n\r\nBonjour\r\n'.length) : after;
}

export const addressesOf = (draft: Draft): readonly Address[] => draft.addressFields.flatMap(({ addresses }) => addresses);

export function subjectWords(draft: Draft, wanted: string, text: string): Change {
  const start = draft.subject!.value.indexOf(wanted);
  if (start < 0) throw new Error(`${wanted} is not in the subject`);
  return { kind: 'subject', start, end: start + wanted.length, text };
}
