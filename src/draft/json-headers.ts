import { collectAddresses } from './json-addresses.ts';
import { at, entriesOf, fieldsOf, isObject, stringOf, type Entry, type JsonPath, type Problems } from './json-values.ts';
import { LIMITS } from './limits.ts';
import type { AddressField, AddressFieldName, Envelope, Field } from './types.ts';

const ADDRESS_FIELDS: ReadonlySet<string> = new Set<AddressFieldName>([
  'from', 'sender', 'reply-to', 'to', 'cc', 'bcc', 'resent-from', 'resent-sender', 'resent-to', 'resent-cc', 'resent-bcc', 'resent-reply-to',
]);
/** ftext of RFC 5322 §3.6.8. */
const FIELD_NAME = /^[!-9;-~]+$/;

const PAIR = new Set(['key', 'value']);
const PREPARED = new Set(['prepared', 'folded', 'value']);

/** One header by its name: its value may be an array (the field stands several times) or Nodemailer's `{prepared, value}`. */
export function readHeader(key: string, value: unknown, path: JsonPath, problems: Problems, fields: Field[], addressFields: AddressField[]): void {
  const name = key.trim().toLowerCase();
  if (!FIELD_NAME.test(name)) {
    problems.add('malformed-header', /[\r\n\0]/.test(key) ? 'control-character' : 'no-colon', at(path));
    return;
  }
  if (ADDRESS_FIELDS.has(name)) {
    const { addresses, groups } = collectAddresses(value, path, problems);
    addressFields.push({ name: name as AddressFieldName, addresses, groups, spot: at(path) });
    fields.push({ name, value: typeof value === 'string' ? value : addresses.map(({ address }) => address).join(', '), spot: at(path) });
    return;
  }
  const values = Array.isArray(value) ? value as unknown[] : [value];
  values.forEach((one, index) => {
    if (one === null || one === undefined) return;
    if (fields.length >= LIMITS.fields) {
      problems.add('unreadable', 'too-large', at(path), 'headers');
      return;
    }
    let where: JsonPath = Array.isArray(value) ? [...path, index] : path;
    let inner: unknown = one;
    if (isObject(one)) {
      const entry = fieldsOf(one, where, PREPARED, problems).get('value');
      inner = entry?.value;
      where = entry?.path ?? where;
    } else if (one instanceof Date && !Number.isNaN(one.getTime())) inner = one.toISOString();
    if (typeof inner === 'string' || typeof inner === 'number' || typeof inner === 'boolean') {
      fields.push({ name, value: problems.header(String(inner), where, key).trim(), spot: at(where) });
    } else problems.wrongType(where, key);
  });
}

/** `headers`: an object, or an array of `{key, value}`. Recipient fields in it count like any other. */
export function readHeaders(entry: Entry, problems: Problems, fields: Field[], addressFields: AddressField[]): void {
  if (Array.isArray(entry.value)) {
    (entry.value as unknown[]).forEach((item, index) => {
      const pair = fieldsOf(item, [...entry.path, index], PAIR, problems);
      const key = stringOf(pair.get('key'), problems);
      const value = pair.get('value');
      if (key !== undefined && value) readHeader(key, value.value, value.path, problems, fields, addressFields);
    });
  } else if (isObject(entry.value)) {
    for (const { key, value, path } of entriesOf(entry.value, entry.path, problems)) readHeader(key, value, path, problems, fields, addressFields);
  } else problems.wrongType(entry.path);
}

const ENVELOPE_KEYS = new Set(['from', 'to', 'cc', 'bcc', 'size', 'use8bitmime', 'dsn']);

/** The SMTP envelope; like Nodemailer, `cc` and `bcc` in it are recipients as well. */
export function readEnvelope(entry: Entry, problems: Problems): Envelope {
  const fields = fieldsOf(entry.value, entry.path, ENVELOPE_KEYS, problems);
  const from = fields.get('from');
  const sender = typeof from?.value === 'string' ? problems.header(from.value, from.path, 'from') : undefined;
  if (from && sender === undefined && from.value !== false) problems.wrongType(from.path);
  return {
    ...(sender === undefined ? {} : { from: sender }),
    to: ['to', 'cc', 'bcc'].flatMap((name) => {
      const recipients = fields.get(name);
      return recipients ? collectAddresses(recipients.value, recipients.path, problems).addresses : [];
    }),
  };
}
