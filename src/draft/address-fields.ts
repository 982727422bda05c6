import type { AddressFieldName } from './types.ts';

/** Header fields that hold addresses (RFC 5322 §3.6.2, §3.6.3, §3.6.6) and are read as such. */
export const ADDRESS_FIELDS: readonly AddressFieldName[] = [
  'from', 'sender', 'reply-to', 'to', 'cc', 'bcc',
  'resent-from', 'resent-sender', 'resent-to', 'resent-cc', 'resent-bcc', 'resent-reply-to',
];
