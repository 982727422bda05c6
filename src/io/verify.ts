import type { AddressObject, ParsedMail } from 'mailparser';
import type { AddressFieldName, Draft } from '../draft/types.ts';
import type { Refusal } from '../edit/types.ts';
import { agrees } from './agreement.ts';
import { parseWithMailparser } from './mailparser-reader.ts';

/** A second reader's word on a changed message: what was to change has changed, and nothing else. */

interface Message {
  readonly bytes: Buffer;
  /** As our own reader has it. */
  readonly draft: Draft;
}

const ADDRESS_FIELDS: readonly AddressFieldName[] = ['from', 'sender', 'reply-to', 'to', 'cc', 'bcc'];

/**
 * Has mailparser read a message before and after a change, and compares what it says to what our own reader says.
 * @returns null if both agree; `disagreement`: they did not on the message as it was; `unverified`: they do not on what it became
 */
export async function verifyMessage(before: Message, after: Message): Promise<Refusal | null> {
  const was = await parsed(before);
  if (was === null || textsOf(was, before.draft) === null) return 'disagreement';
  const is = await parsed(after);
  if (is === null) return 'unverified';
  const same = sameTexts(was, is, before.draft, after.draft) && sameAttachments(was, is) && sameFields(was, is, before.draft, after.draft);
  return same ? null : 'unverified';
}

/** What mailparser says of a message, if it sees the parts that we see. */
async function parsed({ bytes, draft }: Message): Promise<ParsedMail | null> {
  const mail = await parseWithMailparser(bytes, draft);
  return typeof mail !== 'string' && (await agrees(bytes, draft)) ? mail : null;
}

type Kind = 'text/plain' | 'text/html';

/** Line ends, padding and quote marks are joined and cut otherwise by every reader. */
function bare(text: string): string {
  return text.replace(/[\s>\u200B]+/g, '');
}

/** What mailparser joined of each kind, and where in it our parts stand; null if they do not. */
function textsOf(mail: ParsedMail, draft: Draft): Readonly<Record<Kind, { readonly text: string; readonly starts: readonly number[] }>> | null {
  const find = (kind: Kind, text: string): { text: string; starts: number[] } | null => {
    const starts: number[] = [];
    let from = 0;
    for (const part of partsOf(draft, kind)) {
      const at = text.indexOf(part, from);
      if (at < 0) return null;
      starts.push(at);
      from = at + part.length;
    }
    return { text, starts };
  };
  const plain = find('text/plain', bare(mail.text ?? ''));
  const html = find('text/html', bare(typeof mail.html === 'string' ? mail.html : ''));
  return plain && html ? { 'text/plain': plain, 'text/html': html } : null;
}

function partsOf(draft: Draft, kind: Kind): string[] {
  return draft.parts.filter(({ type }) => type === kind).map(({ content }) => bare(content));
}

/** Their new text is their old text with our new parts in the place of our old ones. */
function sameTexts(was: ParsedMail, is: ParsedMail, before: Draft, after: Draft): boolean {
  const old = textsOf(was, before)!;
  const fresh = textsOf(is, after);
  if (fresh === null) return false;
  return (['text/plain', 'text/html'] as const).every((kind) => {
    const parts = partsOf(before, kind);
    const others = partsOf(after, kind);
    if (parts.length !== others.length) return false;
    let expected = '';
    let from = 0;
    parts.forEach((part, index) => {
      expected += old[kind].text.slice(from, old[kind].starts[index]) + others[index]!;
      from = old[kind].starts[index]! + part.length;
    });
    return expected + old[kind].text.slice(from) === fresh[kind].text;
  });
}

function sameAttachments(was: ParsedMail, is: ParsedMail): boolean {
  const told = ({ attachments }: ParsedMail): string => JSON.stringify(attachments.map(({ filename, contentType, checksum }) => [filename, contentType, checksum]));
  return told(was) === told(is);
}

/** Fields that we take for unchanged stand byte for byte; changed ones have the addresses and the subject that we read. */
function sameFields(was: ParsedMail, is: ParsedMail, before: Draft, after: Draft): boolean {
  const names = new Set([...before.fields, ...after.fields].map(({ name }) => name));
  const values = (draft: Draft, name: string): string => JSON.stringify(draft.fields.filter((field) => field.name === name).map(({ value }) => value));
  const changed = new Set([...names].filter((name) => values(before, name) !== values(after, name)));
  const lines = ({ headerLines }: ParsedMail): string => JSON.stringify(headerLines.filter(({ key }) => !changed.has(key)).map(({ line }) => line));
  if (lines(was) !== lines(is)) return false;
  if (changed.has('subject') && bare(is.subject ?? '') !== bare(after.subject?.value ?? '')) return false;
  return ADDRESS_FIELDS.every((name) => !changed.has(name) || keysOf(is, name) === keysOf(after, name));
}

/** The addresses of a field, whoever read them, in order. */
function keysOf(mail: ParsedMail | Draft, name: AddressFieldName): string {
  if ('addressFields' in mail) {
    return mail.addressFields.filter((field) => field.name === name).flatMap(({ addresses }) => addresses.map(({ address }) => address.toLowerCase())).join();
  }
  const header = mail.headers.get(name) as AddressObject | AddressObject[] | undefined;
  const values = (header === undefined ? [] : Array.isArray(header) ? header : [header]).flatMap(({ value }) => value);
  return values.flatMap((one) => one.group ?? [one]).map(({ address = '' }) => address.toLowerCase()).join();
}

/**
 * The same for a JSON draft, by JSON.parse: the keys that the changes name may differ, all others are equal.
 * @param keys first keys of the paths that were changed, lower case
 */
export function verifyJson(before: string, after: string, keys: ReadonlySet<string>): Refusal | null {
  try {
    const rest = (text: string): string => JSON.stringify(Object.entries(JSON.parse(text.replace(/^\uFEFF/, '')) as object).filter(([key]) => !keys.has(key.toLowerCase())));
    return rest(before) === rest(after) ? null : 'unverified';
  } catch {
    return 'unverified';
  }
}
