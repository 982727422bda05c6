import type { AddressField, Draft } from '../../draft/types.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Repeated } from '../../report/group.ts';
import type { Mail } from '../../text/types.ts';
import { findingsOf } from './cards.ts';
import { placeInHeader, rangeInSubject, rangeInView } from './places.ts';
import type { Shown, ShownField, ShownMailbox, ShownText } from './protocol.ts';
import { segmentsOf, type Mark } from './segments.ts';

/** Mailboxes of a field that are shown at once. */
export const MAILBOXES = 12;
/** Fields, attachments and characters of a value. */
const MOST = { fields: 60, attachments: 20, value: 2_000, name: 200 };

export interface Marked {
  readonly fields: readonly ShownField[];
  readonly texts: readonly ShownText[];
  readonly attachments: Shown['attachments'];
  /** Numbers of the causes that have a mark. */
  readonly marked: ReadonlySet<number>;
}

interface FieldMarks {
  /** Cards about the field, and by number of address. */
  readonly whole: Set<number>;
  readonly single: Map<number, Set<number>>;
}

/** A mail as it is shown, with its findings in it. */
export function shownMail(mail: Mail, causes: readonly Repeated[]): Marked {
  const { draft } = mail;
  const marked = new Set<number>();
  const subject: Mark[] = [];
  const addresses = new Map<number, FieldMarks>();
  const others = new Map<number, Set<number>>();
  const texts = mail.bodies.map((view) => ({ view, marks: [] as Mark[] }));
  causes.forEach((cause, card) => {
    for (const { spot, attached } of findingsOf(cause)) {
      if (attached.length > 0) continue;
      const inSubject = rangeInSubject(draft.subject, spot);
      const place = inSubject === null ? placeInHeader(draft, spot) : null;
      if (inSubject !== null) subject.push({ ...inSubject, card });
      else if (place?.kind === 'addresses') into(addresses, place.field, place.only, card);
      else if (place?.kind === 'field') setIn(others, place.field).add(card);
      else if (!texts.some(({ view, marks }) => {
        const range = rangeInView(view, spot);
        if (range !== null) marks.push({ ...range, card });
        return range !== null;
      })) continue;
      marked.add(card);
    }
  });
  return {
    fields: [
      ...draft.addressFields.slice(0, MOST.fields).map((field, index) => addressField(field, addresses.get(index))),
      ...(draft.subject === null ? [] : [valueField('Subject', draft.subject.value, subject, [])]),
      ...[...others].slice(0, MOST.fields).map(([index, cards]) => valueField(titleOf(draft.fields[index]!.name), draft.fields[index]!.value, [], [...cards])),
    ],
    texts: texts.map(({ view, marks }) => ({ type: typeof view.part === 'number' ? draft.parts[view.part]!.type : '', segments: segmentsOf(view.text, marks) })),
    attachments: attachmentsOf(draft),
    marked,
  };
}

function into(all: Map<number, FieldMarks>, field: number, only: number | null, card: number): void {
  let marks = all.get(field);
  if (marks === undefined) all.set(field, (marks = { whole: new Set(), single: new Map() }));
  if (only === null) marks.whole.add(card);
  else setIn(marks.single, only).add(card);
}

function setIn(all: Map<number, Set<number>>, key: number): Set<number> {
  let set = all.get(key);
  if (set === undefined) all.set(key, (set = new Set()));
  return set;
}

function titleOf(name: string): string {
  return escapeControls(name.slice(0, MOST.name)).replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

/** The first addresses, and those with a finding of their own wherever they stand. */
function addressField({ name, addresses }: AddressField, marks: FieldMarks | undefined): ShownField {
  const own = [...(marks?.single.keys() ?? [])].filter((index) => index >= MAILBOXES).sort((a, b) => a - b).slice(0, MAILBOXES);
  const shown = [...addresses.slice(0, MAILBOXES).keys(), ...own];
  return {
    name: titleOf(name),
    count: addresses.length,
    mailboxes: shown.map((index) => mailbox(addresses[index]!, [...(marks?.single.get(index) ?? [])])),
    value: [],
    cards: [...(marks?.whole ?? [])],
  };
}

export function mailbox({ name, address }: AddressField['addresses'][number], cards: readonly number[]): ShownMailbox {
  return { name: escapeControls(name.slice(0, MOST.name)), address: escapeControls(address.slice(0, MOST.value)), cards };
}

function valueField(name: string, value: string, marks: readonly Mark[], cards: readonly number[]): ShownField {
  return { name, count: 0, mailboxes: [], value: segmentsOf(value.length > MOST.value ? `${value.slice(0, MOST.value)} …` : value, marks), cards };
}

function attachmentsOf({ attachments }: Draft): Shown['attachments'] {
  return { count: attachments.length, first: attachments.slice(0, MOST.attachments).map(({ filename, size }) => ({ name: escapeControls(filename.slice(0, MOST.name)), size })) };
}
