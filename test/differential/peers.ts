import { simpleParser } from 'mailparser';
import type { AddressObject } from 'mailparser';
import PostalMime from 'postal-mime';
import type { Address as PostalAddress } from 'postal-mime';
import { readEml } from '../../src/io/eml.ts';
import type { AddressFieldName, Draft } from '../../src/draft/types.ts';

/** What three readers say of one message, in one form: white space does not matter, nor the order of addresses. */

export const ASPECTS = ['from', 'to', 'cc', 'bcc', 'subject', 'message-id', 'date', 'text', 'html', 'attachments'] as const;
export type Aspect = (typeof ASPECTS)[number];
export type Voice = Readonly<Record<Aspect, string>>;

const squeezed = (text: string): string => text.replace(/[\s\u00a0\ufeff]+/g, ' ').trim();
/** mailparser shows xn-- domains in Unicode; they are the same. */
const inAscii = (address: string): string => address.replace(/@([^@\s]*[^\x00-\x7f][^@\s]*)$/, (whole, domain: string) => (URL.canParse(`http://${domain}`) ? `@${new URL(`http://${domain}`).hostname}` : whole));
const sorted = (addresses: readonly string[]): string => [...new Set(addresses.map((address) => inAscii(address.toLowerCase())))].filter((address) => /.@./.test(address)).sort().join(' ');

export async function ownVoice(bytes: Buffer): Promise<{ voice: Voice; draft: Draft }> {
  const draft = await readEml(bytes);
  const addresses = (name: AddressFieldName): string =>
    sorted(draft.addressFields.filter((field) => field.name === name).flatMap((field) => field.addresses).filter(({ valid }) => valid).map(({ address }) => address));
  const texts = (type: string): string => squeezed(draft.parts.filter((part) => part.type === type).map((part) => part.content).join(' '));
  return {
    draft,
    voice: {
      from: addresses('from'), to: addresses('to'), cc: addresses('cc'), bcc: addresses('bcc'),
      subject: squeezed(draft.subject?.value ?? ''),
      'message-id': draft.messageId ?? '',
      date: String(draft.date),
      text: texts('text/plain'),
      html: texts('text/html'),
      attachments: draft.attachments.map(({ filename, type }) => `${filename}:${type}`).join('|'),
    },
  };
}

export async function mailparserVoice(bytes: Buffer): Promise<Voice> {
  const mail = await simpleParser(bytes, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true });
  const addresses = (objects: AddressObject | AddressObject[] | undefined): string =>
    sorted([objects ?? []].flat().flatMap((object) => object.value).flatMap((value) => value.group ?? [value]).map(({ address }) => address ?? ''));
  const date = mail.date?.getTime();
  return {
    from: addresses(mail.from), to: addresses(mail.to), cc: addresses(mail.cc), bcc: addresses(mail.bcc),
    subject: squeezed(mail.subject ?? ''),
    'message-id': mail.messageId ?? '',
    // It gives the present time for a date it cannot read.
    date: date === undefined || Math.abs(date - Date.now()) < 3_600_000 ? 'null' : String(date),
    text: squeezed(mail.text ?? ''),
    html: squeezed((mail.html || '').replaceAll('<br/>\n', ' ')),
    attachments: mail.attachments.map(({ filename, contentType }) => `${filename ?? ''}:${contentType}`).join('|'),
  };
}

export async function postalVoice(bytes: Buffer): Promise<Voice> {
  const mail = await PostalMime.parse(bytes);
  const addresses = (values: PostalAddress | PostalAddress[] | undefined): string =>
    sorted([values ?? []].flat().flatMap((value) => value.group ?? [value]).map(({ address }) => address ?? ''));
  const date = mail.date === undefined ? NaN : new Date(mail.date).getTime();
  return {
    from: addresses(mail.from), to: addresses(mail.to), cc: addresses(mail.cc), bcc: addresses(mail.bcc),
    subject: squeezed(mail.subject ?? ''),
    'message-id': mail.messageId ?? '',
    date: Number.isNaN(date) ? 'null' : String(date),
    text: squeezed(mail.text ?? ''),
    html: squeezed(mail.html ?? ''),
    attachments: mail.attachments.map(({ filename, mimeType }) => `${filename ?? ''}:${mimeType}`).join('|'),
  };
}
