import type { AddressField, Draft, TextPart } from '../draft/types.ts';
import { htmlToView } from '../text/html.ts';

/** A draft as lines to be compared: decoded, and as its reader sees it, whatever it is packed in. Each line ends with LF. */

/** The text of a part; of HTML what is seen. */
export function textLines({ type, content }: Pick<TextPart, 'type' | 'content'>): string {
  return `${(type === 'text/html' ? htmlToView(content).text : content.replace(/\r\n?/g, '\n')).replace(/\n$/, '')}\n`;
}

/** The fields of `draft` that are not the same in `other`, by name; of addresses one a line. */
export function differingFields(draft: Draft, other: Draft): string {
  const values = (one: Draft, name: string): string => JSON.stringify(one.fields.filter((field) => field.name === name).map(({ value }) => value));
  const names = [...new Set([...draft.fields, ...other.fields].map(({ name }) => name))].sort();
  return names.filter((name) => values(draft, name) !== values(other, name)).map((name) => {
    const title = name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
    const addresses = draft.addressFields.filter((field) => field.name === name);
    if (addresses.some((field) => field.addresses.length > 0)) return `${title}:\n${addresses.flatMap(mailboxes).map((line) => `  ${line}\n`).join('')}`;
    return draft.fields.filter((field) => field.name === name).map(({ value }) => `${title}: ${value.replace(/\s+/g, ' ')}\n`).join('');
  }).join('');
}

function mailboxes({ addresses }: AddressField): string[] {
  return addresses.map(({ name, address, group }) => `${group === undefined ? '' : `${group}: `}${name === '' ? address : `${name} <${address}>`}`);
}
