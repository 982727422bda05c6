import type { ComposeDetails } from './messenger.ts';

/** A compose window as a JSON draft, the form in which the core reads what is not yet a message. */

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** Text of an attachment that can hold addresses; of all others the name is known. */
export interface AttachedFile {
  readonly filename: string;
  readonly contentType?: string;
  /** Bytes; absent for what is not text. */
  readonly content?: string;
  readonly encoding?: 'base64';
}

export const RECIPIENT_FIELDS = ['to', 'cc', 'bcc'] as const;
export type RecipientField = (typeof RECIPIENT_FIELDS)[number];
export type People = Readonly<Record<RecipientField, readonly Mailbox[]>>;

export interface DraftJson {
  readonly from?: string;
  readonly replyTo?: readonly string[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly inReplyTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly AttachedFile[];
}

/** Thunderbird says that a mail is an answer, not to which one; the core asks for an id. */
const ANSWERED = '<answered@compose.invalid>';

/** The entries of an address field as strings; contacts and lists by id do not come from a compose window. */
export function entriesOf(list: ComposeDetails['to']): string[] {
  return (Array.isArray(list) ? list : [list]).filter((entry): entry is string => typeof entry === 'string' && entry !== '');
}

/** The address of an entry, folded for comparison. A mailing list, which may stand as `Name <description>`, is its whole entry. */
export function addressOf(entry: string): string {
  const address = /<([^<>]*)>$/.exec(entry)?.[1] ?? entry;
  return (address.includes('@') ? address : entry).trim().toLowerCase();
}

/**
 * @param people the recipients with every mailing list replaced by its members, as Thunderbird will send to them
 * @param content the text as the editor's script reads it, whose offsets it can find again; default: that of `details`
 */
export function draftJson(details: ComposeDetails, people: People, attachments: readonly AttachedFile[], content?: string): DraftJson {
  const [from] = entriesOf(details.from);
  const replyTo = entriesOf(details.replyTo);
  const headers = Object.fromEntries((details.customHeaders ?? []).map(({ name, value }) => [name, value]));
  const plain = details.isPlainText === true;
  return {
    ...(from === undefined ? {} : { from }),
    ...(replyTo.length === 0 ? {} : { replyTo }),
    to: people.to,
    cc: people.cc,
    bcc: people.bcc,
    subject: details.subject ?? '',
    ...(plain ? { text: content ?? details.plainTextBody ?? '' } : { html: content ?? details.body ?? '' }),
    ...(details.type === 'reply' ? { inReplyTo: ANSWERED } : {}),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

/** As a person would type it (RFC 5322 §3.4). */
export function mailboxText({ name, address }: Mailbox): string {
  return name === '' ? address : `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`;
}
