import { toBytes } from '../../draft/bytes.ts';
import type { Source } from '../../draft/source.ts';
import type { AddressFieldName, Draft } from '../../draft/types.ts';
import type { Locale } from '../../rule/types.ts';
import type { InputKind } from './protocol.ts';

/** Header lines as people write them, in the order in which mail programs show them. */
const LINES: readonly (readonly [AddressFieldName | 'subject', Readonly<Record<Locale, string>>])[] = [
  ['from', { en: 'From', fr: 'De' }],
  ['reply-to', { en: 'Reply-To', fr: 'Répondre à' }],
  ['to', { en: 'To', fr: 'À' }],
  ['cc', { en: 'Cc', fr: 'Cc' }],
  ['bcc', { en: 'Bcc', fr: 'Cci' }],
  ['subject', { en: 'Subject', fr: 'Objet' }],
];

/** What the box holds after a change: text from which `readPasted` reads the same mail again. */
export function textOf(kind: InputKind, source: Source, draft: Draft, locale: Locale): string {
  if (kind === 'json') return source.text;
  if (kind === 'message') return new TextDecoder().decode(toBytes(source.text));
  const colon = locale === 'fr' ? '\u00A0: ' : ': ';
  const header = LINES.flatMap(([name, label]) => {
    const value = name === 'subject' ? draft.subject?.value ?? '' : mailboxes(draft, name);
    return value === '' ? [] : [`${label[locale]}${colon}${value}`];
  });
  const text = (draft.parts[0]?.content ?? '').replace(/\r\n?/g, '\n');
  return header.length === 0 ? text : `${header.join('\n')}\n\n${text}`;
}

function mailboxes({ addressFields }: Draft, wanted: AddressFieldName): string {
  return addressFields.filter(({ name }) => name === wanted).flatMap(({ addresses }) => addresses)
    .map(({ name, address }) => (name === '' ? address : `${/["\\,;:<>@()[\]]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name} <${address}>`)).join('; ');
}
