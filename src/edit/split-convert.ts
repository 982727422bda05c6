import { contentBinary, transferDecode } from '../draft/content.ts';
import { readEntity } from '../draft/entity.ts';
import { fieldValue, readHeader } from '../draft/fields.ts';
import { LIMITS } from '../draft/limits.ts';
import type { Address, AddressFieldName, Attachment, Draft, TextPart } from '../draft/types.ts';

/** A raw message as a JSON draft (docs/formats.md): the texts decoded, the attachments in base64 with the bytes they had. */

const ADDRESS_KEYS: readonly (readonly [string, AddressFieldName])[] = [['from', 'from'], ['sender', 'sender'], ['replyTo', 'reply-to'], ['to', 'to'], ['cc', 'cc'], ['bcc', 'bcc']];
/** Fields that have a key of their own, or say how the message is put together, which a JSON draft does not. */
const KEYED = /^(?:from|sender|reply-to|to|cc|bcc|subject|date|message-id|in-reply-to|references|mime-version|content-.*|x-undisclosed-.*)$/;

export function messageToJson(raw: string, draft: Draft): Record<string, unknown> {
  const value = (name: string): string | undefined => draft.fields.find((field) => field.name === name)?.value;
  const headers = draft.fields.filter(({ name }) => !KEYED.test(name)).map(({ name, value: text }) => ({ key: name, value: text }));
  return defined({
    ...Object.fromEntries(ADDRESS_KEYS.map(([key, name]) => [key, mailboxes(draft, name)])),
    subject: draft.subject?.value,
    date: value('date'),
    messageId: draft.messageId ?? undefined,
    inReplyTo: draft.inReplyTo ?? undefined,
    references: draft.references.length === 0 ? undefined : draft.references.join(' '),
    text: joined(draft.parts, 'text/plain'),
    html: joined(draft.parts, 'text/html'),
    alternatives: nonEmpty(draft.parts.filter(({ type }) => type !== 'text/plain' && type !== 'text/html').map(({ type, content }) => ({ contentType: type, content }))),
    headers: nonEmpty(headers),
    attachments: nonEmpty(draft.attachments.map((attachment) => converted(raw, attachment))),
    context: Object.keys(draft.context).length === 0 ? undefined : draft.context,
  });
}

function mailboxes({ addressFields }: Draft, wanted: AddressFieldName): unknown {
  return nonEmpty(addressFields.flatMap(({ name, addresses }) => (name === wanted ? addresses.map(mailbox) : [])));
}

function mailbox({ name, address }: Address): unknown {
  return name === '' ? address : { name, address };
}

function joined(parts: readonly TextPart[], type: string): string | undefined {
  const texts = parts.filter((part) => part.type === type).map(({ content }) => content);
  return texts.length === 0 ? undefined : texts.join('\n');
}

function converted(raw: string, { filename, type, inline, spot }: Attachment): Record<string, unknown> {
  const [start, end] = spot.at === 'raw' ? [spot.start, spot.end] : [0, 0];
  const block = readHeader(raw, start, end, LIMITS.fields, () => false);
  const { encoding, parameters } = readEntity(raw, block, start, 'text/plain', {});
  const id = block.fields.find(({ name }) => name === 'content-id');
  const charset = parameters?.get.get('charset');
  return defined({
    filename: filename === '' ? undefined : filename,
    contentType: charset === undefined ? type : `${type}; charset=${charset}`,
    contentDisposition: inline ? 'inline' : undefined,
    cid: id === undefined ? undefined : fieldValue(raw, id.valueStart, id.valueEnd).replace(/^<|>$/g, ''),
    encoding: 'base64',
    content: btoa(contentBinary(transferDecode(raw, block.bodyStart, end, encoding))),
  });
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function defined(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
