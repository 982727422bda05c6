import { createHash } from 'node:crypto';

/** Fields that servers and signers add or change on the way, and our own. */
const TRACE = /^(?:received|return-path|delivered-to|x-original-to|dkim-signature|authentication-results|arc-[a-z-]+|x-undisclosed(?:-[a-z-]+)?)[ \t]*:/i;

/**
 * SHA-256, in hexadecimal, of what a message is: its header without trace fields, its body, line ends as LF. The same before the
 * mail server takes it and in its queue, so that a held mail can be known again before it is released.
 */
export function messageDigest(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').replaceAll('\r\n', '\n');
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n') + 1;
  const header = end > 0 ? text.slice(0, end) : text.startsWith('\n') ? '' : text;
  // A field is a line and those that begin with white space behind it.
  const fields = header.split(/\n(?![ \t])/).filter((field) => field !== '' && !TRACE.test(field));
  const body = text.slice(header.length).replace(/^\n/, '').replace(/\n+$/, '\n');
  return createHash('sha256').update(`${fields.join('\n')}\n\n${body}`, 'latin1').digest('hex');
}

/** Written alike before the mail server takes it and in its queue: quotes and the dot of the root are gone there, and spellings in other case are one. */
export function plainAddress(address: string): string {
  return address.replace(/["\\]/g, '').replace(/\.$/, '').toLowerCase();
}

/** SHA-256, in hexadecimal, of whom a message goes to, in any order. */
export function recipientsDigest(addresses: Iterable<string>): string {
  const all = [...new Set([...addresses].map(plainAddress))].sort();
  return createHash('sha256').update(all.join('\n')).digest('hex');
}
