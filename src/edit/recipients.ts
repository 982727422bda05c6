import { parseAddressList } from '../draft/addresses.ts';
import type { ReadCharset } from '../draft/charset.ts';
import type { HeaderBlock, RawField } from '../draft/fields.ts';
import type { Address, Draft } from '../draft/types.ts';
import { withoutField } from './header.ts';
import type { HeaderEdits } from './header.ts';
import { lineEndNear, nextLine } from './line-ends.ts';
import { mailboxText } from './mailbox.ts';
import type { Signatures } from './protection.ts';
import { Refused } from './refused.ts';
import type { Change } from './types.ts';

export type RecipientsChange = Extract<Change, { kind: 'recipients' }>;

/** Longest line (RFC 5322 §2.1.1). */
const LONGEST = 78;
const NAMES = ['to', 'cc', 'bcc'] as const;
const TITLES = { to: 'To:', cc: 'Cc:', bcc: 'Bcc:' } as const;
/** What stands in To where nobody is named (RFC 5322 appendix A.1.3). */
export const UNDISCLOSED = 'undisclosed-recipients:;';

/**
 * To, Cc and Bcc of a raw message, each as one field where the first of its name stood; a mailbox keeps its bytes wherever it goes.
 * @throws Refused attached: it was resent, so these fields say who received it once; dkim; unmapped: not all of them were read; unverified
 */
export function recipientsEdits(raw: string, header: HeaderBlock, draft: Draft, change: RecipientsChange, signatures: Signatures, fallback?: ReadCharset): HeaderEdits {
  if (draft.addressFields.some(({ name }) => name.startsWith('resent-'))) throw new Refused('attached', change);
  if (draft.problems.some(({ reason, detail }) => reason === 'too-large' && NAMES.some((name) => name === detail))) throw new Refused('unmapped', change);
  const result: HeaderEdits = { edits: [], fields: new Map(), added: [] };
  let anchor = header.fields.find(({ name }) => name === 'from') ?? null;
  for (const name of NAMES) {
    const standing = header.fields.flatMap((field, index) => (field.name === name ? [{ field, index }] : []));
    const wanted = change[name];
    const [first, ...rest] = standing;
    if (first !== undefined && rest.length === 0 && isAsItStands(draft, name, wanted)) {
      anchor = first.field;
      continue;
    }
    if (first === undefined && wanted.length === 0 && name !== 'to') continue;
    const signed = signatures.ofField(name);
    if (signed !== null) throw new Refused(signed, change);
    for (const { field, index } of wanted.length === 0 && name !== 'to' ? standing : rest) {
      result.edits.push(withoutField(raw, field));
      result.fields.set(index, undefined);
    }
    if (wanted.length === 0 && name !== 'to') continue;
    const lineEnd = lineEndNear(raw, first?.field.start ?? header.bodyStart);
    const title = first === undefined ? TITLES[name] : raw.slice(first.field.start, first.field.valueStart);
    const text = fieldText(title, wanted.map((address) => mailboxAsItStands(raw, header, address, lineEnd, fallback)), lineEnd);
    prove(text, title.length, wanted, fallback);
    if (first !== undefined) {
      result.edits.push({ start: first.field.start, end: first.field.valueEnd, text });
      result.fields.set(first.index, null);
      anchor = first.field;
    } else {
      const place = placeOfNew(raw, header, name, anchor);
      const isLast = place === raw.length && !raw.endsWith('\n');
      result.edits.push({ start: place, end: place, text: isLast ? lineEnd + text : text + lineEnd });
      result.added.push(name);
    }
  }
  return result;
}

/** A new field stands before those that usually follow it, else behind those that usually come before. */
function placeOfNew(raw: string, header: HeaderBlock, name: string, anchor: RawField | null): number {
  const before = name === 'to' ? header.fields.find((field) => field.name === 'cc' || field.name === 'bcc') : undefined;
  if (before !== undefined) return before.start;
  if (anchor !== null) return nextLine(raw, anchor.valueEnd, raw.length);
  return header.fields[0]?.start ?? 0;
}

function isAsItStands(draft: Draft, name: string, wanted: readonly Address[]): boolean {
  const fields = draft.addressFields.filter((field) => field.name === name);
  const [field] = fields;
  if (field === undefined || fields.length > 1) return false;
  if (wanted.length === 0) return name === 'to' && field.addresses.length === 0 && field.groups.length === 1;
  return field.groups.length === 0 && field.addresses.length === wanted.length && field.addresses.every(({ spot }, index) => {
    const other = wanted[index]!.spot;
    return spot.at === 'raw' && other.at === 'raw' && spot.start === other.start && spot.end === other.end;
  });
}

/** The bytes of a mailbox that stands in the header; one that does not is written anew. */
function mailboxAsItStands(raw: string, header: HeaderBlock, address: Address, lineEnd: string, fallback: ReadCharset | undefined): string {
  const { spot } = address;
  if (spot.at === 'raw' && spot.end > spot.start && spot.end <= header.bodyStart) {
    const text = raw.slice(spot.start, spot.end);
    const [only, second] = addressesIn(text, 0, fallback);
    if (only !== undefined && second === undefined && only.address === address.address && only.name === address.name) return text;
  }
  return mailboxText(address, lineEnd);
}

function addressesIn(text: string, start: number, fallback: ReadCharset | undefined): readonly Address[] {
  return parseAddressList(text, () => ({ at: 'raw', start: 0, end: 0 }), { start, bytes: true, decoding: { fallback } }).addresses;
}

/** Each mailbox on the line of the one before, or on a new one where that would be too long. */
function fieldText(title: string, mailboxes: readonly string[], lineEnd: string): string {
  if (mailboxes.length === 0) return `${title} ${UNDISCLOSED}`;
  const pieces = [title];
  let column = title.length;
  mailboxes.forEach((mailbox, index) => {
    const last = index === mailboxes.length - 1;
    const firstLine = /^[^\r\n]*/.exec(mailbox)![0].length + (last ? 0 : 1);
    if (index > 0 && column + 1 + firstLine > LONGEST) {
      pieces.push(lineEnd);
      column = 0;
    }
    pieces.push(' ', mailbox, last ? '' : ',');
    const fold = mailbox.lastIndexOf('\n');
    column = fold < 0 ? column + 1 + firstLine : mailbox.length - fold;
  });
  return pieces.join('');
}

function prove(text: string, start: number, wanted: readonly Address[], fallback: ReadCharset | undefined): void {
  const read = addressesIn(text, start, fallback);
  const same = read.length === wanted.length && read.every(({ address, name }, index) => address === wanted[index]!.address && name === wanted[index]!.name);
  if (!same) throw new Refused('unverified');
}
