import { toBytes } from '../../draft/bytes.ts';
import type { Source } from '../../draft/source.ts';
import type { AddressFieldName, Draft } from '../../draft/types.ts';
import type { Locale } from '../../rule/types.ts';
import { labelOf } from './pasted.ts';
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

/** What was read before a change. */
export interface Before {
  readonly draft: Draft;
  /** Its header lines as they stood in the box. */
  readonly head: string;
}

/** What the box holds after a change: text from which `readPasted` reads the same mail again. A header that did not change stays as it was written. */
export function textOf(kind: InputKind, source: Source, draft: Draft, locale: Locale, before: Before | null = null): string {
  if (kind === 'json') return source.text;
  if (kind === 'message') return new TextDecoder().decode(toBytes(source.text));
  const colon = locale === 'fr' ? '\u00A0: ' : ': ';
  const headerOf = (of: Draft): string[] => LINES.flatMap(([name, label]) => {
    const value = name === 'subject' ? of.subject?.value ?? '' : mailboxes(of, name);
    return value === '' ? [] : [`${label[locale]}${colon}${value}`];
  });
  const written = headerOf(draft);
  const text = (draft.parts[0]?.content ?? '').replace(/\r\n?/g, '\n');
  if (before !== null && headerOf(before.draft).join('\n') === written.join('\n')) return before.head + text;
  // Those that name nobody.
  const header = [...written, ...(before?.head.split('\n') ?? []).filter((line) => /^(?:date|ignored)$/.test(labelOf(line)?.name ?? ''))];
  return header.length === 0 ? text : `${header.join('\n')}\n\n${text}`;
}

function mailboxes({ addressFields }: Draft, wanted: AddressFieldName): string {
  return addressFields.filter(({ name }) => name === wanted).flatMap(({ addresses }) => addresses)
    .map(({ name, address }) => (name === '' ? address : `${/["\\,;:<>@()[\]]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name} <${address}>`)).join('; ');
}
