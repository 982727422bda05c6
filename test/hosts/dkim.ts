import { createHash, verify, type KeyObject } from 'node:crypto';

/** What a receiver finds of a mail's first DKIM signature (RFC 6376), relaxed/relaxed and rsa-sha256. */
export interface DkimResult {
  /** d= */
  readonly domain: string;
  /** h=, in lower case. */
  readonly fields: readonly string[];
  /** bh= is the hash of the body that came. */
  readonly body: boolean;
  /** b= is the key's signature over the fields that came. */
  readonly header: boolean;
}

/** @returns null where the mail has no signature. Bare LF counts as a line end, as it is CRLF again when sent. */
export function verifyDkim(message: Buffer, key: KeyObject): DkimResult | null {
  const raw = message.toString('latin1').replace(/\r?\n/g, '\r\n');
  const end = raw.indexOf('\r\n\r\n');
  const fields = raw.slice(0, end).split(/\r\n(?![ \t])/).map(relaxedField);
  const signature = fields.find(({ name }) => name === 'dkim-signature');
  if (signature === undefined) return null;
  const tags = new Map(signature.value.split(';').map((tag) => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).replace(/ /g, '')]));
  if (tags.get('a') !== 'rsa-sha256' || tags.get('c') !== 'relaxed/relaxed') throw new Error(`not read here: ${signature.value}`);
  const names = tags.get('h')!.toLowerCase().split(':');
  const left = [...fields];
  const signed = names.flatMap((name) => {
    const at = left.findLastIndex((field) => field.name === name);
    return at < 0 ? [] : left.splice(at, 1).map(({ value }) => `${name}:${value}\r\n`);
  });
  const data = `${signed.join('')}dkim-signature:${signature.value.replace(/(\bb=)[^;]*/, '$1')}`;
  return {
    domain: tags.get('d')!,
    fields: names,
    body: createHash('sha256').update(relaxedBody(raw.slice(end + 4)), 'latin1').digest('base64') === tags.get('bh'),
    header: verify('sha256', Buffer.from(data, 'latin1'), key, Buffer.from(tags.get('b')!, 'base64')),
  };
}

/** RFC 6376 §3.4.2 */
function relaxedField(field: string): { name: string; value: string } {
  const colon = field.indexOf(':');
  return { name: field.slice(0, colon).trim().toLowerCase(), value: field.slice(colon + 1).replace(/\r\n/g, '').replace(/[ \t]+/g, ' ').trim() };
}

/** RFC 6376 §3.4.4 */
function relaxedBody(body: string): string {
  const text = body.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n|$)/g, '').replace(/(?:\r\n)*$/, '');
  return text === '' ? '' : `${text}\r\n`;
}
