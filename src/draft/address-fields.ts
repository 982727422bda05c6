import type { AddressFieldName } from './types.ts';

const NAMES: ReadonlySet<string> = new Set<AddressFieldName>([
  'from', 'sender', 'reply-to', 'to', 'cc', 'bcc',
  'resent-from', 'resent-sender', 'resent-to', 'resent-cc', 'resent-bcc', 'resent-reply-to',
]);

/** Fields that hold addresses and are read as such. */
export function isAddressField(name: string): name is AddressFieldName {
  return NAMES.has(name);
}
