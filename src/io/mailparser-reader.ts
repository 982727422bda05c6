import type { AddressObject, ParsedMail } from 'mailparser';
import { makeAddress, noAddress, splitAddress } from '../draft/address.ts';
import type { Address, AddressField, AddressFieldName, Attachment, Draft, Problem, Spot, TextPart } from '../draft/types.ts';
import { agrees, refusal } from './agreement.ts';

/** A message as mailparser reads it, with our places. */

/** `draft` with all that mailparser can tell in place of ours. */
export async function withMailparser(buffer: Buffer, draft: Draft): Promise<Draft> {
  const refused = refusal(draft);
  if (refused !== null) return withProblem(draft, refused);
  const { simpleParser } = await import('mailparser');
  let mail: ParsedMail;
  try {
    mail = await simpleParser(buffer, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true });
  } catch {
    return withProblem(draft, 'not-a-message');
  }
  const alike = await agrees(buffer, draft);
  return {
    ...draft,
    subject: draft.subject === null || draft.subject.value === mail.subject ? draft.subject : { value: mail.subject ?? '', spot: draft.subject.spot },
    addressFields: addressFields(mail, draft.addressFields),
    // The same texts in the same parts: with ours come their places.
    parts: alike ? draft.parts : parts(mail, draft),
    attachments: attachments(mail, draft),
  };
}

function withProblem(draft: Draft, reason: Problem['reason']): Draft {
  return { ...draft, problems: [...draft.problems, { kind: 'unreadable', reason, detail: 'mailparser', spot: draft.spot }] };
}

const ADDRESS_FIELDS: readonly AddressFieldName[] = ['from', 'sender', 'reply-to', 'to', 'cc', 'bcc'];

/** mailparser's addresses by field, all occurrences in one; Resent- fields, which it does not parse, stay ours. */
function addressFields(mail: ParsedMail, own: readonly AddressField[]): AddressField[] {
  const fields: AddressField[] = own.filter((field) => !ADDRESS_FIELDS.includes(field.name));
  for (const name of ADDRESS_FIELDS) {
    const same = own.filter((field) => field.name === name);
    const first = same[0];
    if (first === undefined) continue;
    const spots = new Map(same.flatMap((field) => field.addresses).map((address) => [address.key, address.spot]));
    const header = mail.headers.get(name) as AddressObject | AddressObject[] | undefined;
    const values = (header === undefined ? [] : Array.isArray(header) ? header : [header]).flatMap((object) => object.value ?? []);
    const addresses: Address[] = [];
    for (const value of values) {
      if (value.group === undefined) addresses.push(address(value.name, value.address ?? '', null, spots, first.spot));
      else for (const member of value.group) addresses.push(address(member.name, member.address ?? '', value.name, spots, first.spot));
    }
    fields.push({ name, addresses, groups: same.flatMap((field) => field.groups), spot: first.spot });
  }
  return fields;
}

function address(name: string, text: string, group: string | null, spots: ReadonlyMap<string, Spot>, fallback: Spot): Address {
  const parts = splitAddress(text);
  if (parts === null) return noAddress(name, text, group, fallback);
  const key = makeAddress(name, parts.local, parts.domain, group, fallback).key;
  return makeAddress(name, parts.local, parts.domain, group, spots.get(key) ?? fallback);
}

/** mailparser joins all texts of a kind; each stands where our first of that kind does, and cannot be mapped more exactly. */
function parts(mail: ParsedMail, draft: Draft): TextPart[] {
  const both = mail.text !== undefined && typeof mail.html === 'string';
  const part = (type: string, content: string): TextPart => {
    const own = draft.parts.find((candidate) => candidate.type === type);
    return { type, content, ...(both ? { alternative: 0 } : {}), spot: own?.spot ?? draft.spot };
  };
  const found: TextPart[] = [];
  if (mail.text !== undefined) found.push(part('text/plain', mail.text));
  if (typeof mail.html === 'string') found.push(part('text/html', mail.html));
  return [...found, ...draft.parts.filter(({ type }) => type !== 'text/plain' && type !== 'text/html')];
}

/** mailparser's attachments; what is known of the same one here (place, text, the draft inside) is kept. */
function attachments(mail: ParsedMail, draft: Draft): Attachment[] {
  const unused = new Set(draft.attachments);
  return mail.attachments.map((parsed) => {
    const own = first(unused, ({ type, filename }) => type === parsed.contentType && filename === (parsed.filename ?? ''));
    if (own !== undefined) unused.delete(own);
    return {
      filename: parsed.filename ?? '',
      type: parsed.contentType,
      inline: parsed.contentDisposition === 'inline',
      size: parsed.size,
      ...(own?.text === undefined ? {} : { text: own.text }),
      ...(own?.draft === undefined ? {} : { draft: own.draft }),
      spot: own?.spot ?? draft.spot,
    };
  });
}

function first<T>(items: Iterable<T>, wanted: (item: T) => boolean): T | undefined {
  for (const item of items) if (wanted(item)) return item;
  return undefined;
}
