import { readContext } from './context.ts';
import { parseDate } from './date.ts';
import { collectAddresses } from './json-addresses.ts';
import { readAttached, readPart } from './json-content.ts';
import { readJsonContext } from './json-context.ts';
import { readEnvelope, readHeader, readHeaders } from './json-headers.ts';
import { hasMoreValues, jsonErrorAt, lostValues } from './json-scan.ts';
import { at, entriesOf, isObject, keyAt, Problems, spaced, stringOf, type Entry, type JsonPath } from './json-values.ts';
import { LIMITS } from './limits.ts';
import { readMessage } from './message.ts';
import type { AddressField, AddressFieldName, Attachment, Draft, Envelope, Field, Problem, Subject, TextPart } from './types.ts';

/** Keys of addresses and the header field that each becomes. */
const ADDRESS_KEYS: ReadonlyMap<string, AddressFieldName> = new Map([
  ['from', 'from'], ['sender', 'sender'], ['replyto', 'reply-to'], ['to', 'to'], ['cc', 'cc'], ['bcc', 'bcc'],
]);
/** Keys of plain texts and the header field that each becomes. */
const HEADER_KEYS: ReadonlyMap<string, string> = new Map([
  ['subject', 'subject'], ['date', 'date'], ['messageid', 'message-id'], ['inreplyto', 'in-reply-to'], ['references', 'references'],
]);
const CONTENT_KEYS: ReadonlyMap<string, string> = new Map([['text', 'text/plain'], ['html', 'text/html'], ['icalevent', 'text/calendar']]);
const OTHER_KEYS = new Set(['headers', 'attachments', 'alternatives', 'envelope', 'context']);

/** Values in the JSON of one draft: ten for each recipient of the largest that is read to its end. */
const MOST_VALUES = 10 * LIMITS.fields;

function isKnown(name: string): boolean {
  return ADDRESS_KEYS.has(name) || HEADER_KEYS.has(name) || CONTENT_KEYS.has(name) || OTHER_KEYS.has(name);
}

/** A draft of which nothing could be read, and why. */
export function unreadDraft(source: Draft['source'], problem: Omit<Problem, 'spot' | 'kind'> & Partial<Problem>): Draft {
  const spot = source === 'json' ? at([]) : { at: 'raw', start: 0, end: 0 } as const;
  return {
    source, fields: [], addressFields: [], subject: null, date: null, messageId: null, inReplyTo: null, references: [], parts: [], attachments: [], context: {},
    problems: [{ kind: 'unreadable', spot, ...problem }],
    spot,
  };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value as unknown[] : [value];
}

function headerText(entry: Entry, problems: Problems): string | undefined {
  if (entry.value instanceof Date) return Number.isNaN(entry.value.getTime()) ? '' : entry.value.toISOString();
  if (entry.name === 'references' && Array.isArray(entry.value)) {
    return entry.value.map((value: unknown, index) => stringOf({ ...entry, value, path: [...entry.path, index] }, problems) ?? '').join(' ');
  }
  return stringOf(entry, problems);
}

/** Everything of a draft but what follows from its fields. */
interface Reading {
  readonly problems: Problems;
  readonly fields: Field[];
  readonly addressFields: AddressField[];
  readonly parts: TextPart[];
  readonly attachments: Attachment[];
  envelope?: Envelope;
  context?: Entry;
}

function readEntry(entry: Entry, reading: Reading): void {
  const { problems, fields, addressFields } = reading;
  const { name, value, path } = entry;
  const address = ADDRESS_KEYS.get(name);
  const header = HEADER_KEYS.get(name);
  const type = CONTENT_KEYS.get(name);
  if (address) {
    const { addresses, groups } = collectAddresses(value, path, problems);
    addressFields.push({ name: address, addresses, groups, spot: at(path) });
    fields.push({ name: address, value: typeof value === 'string' ? value : addresses.map((one) => one.address).join(', '), spot: at(path) });
  } else if (header) {
    const text = headerText(entry, problems);
    if (text !== undefined) fields.push({ name: header, value: problems.header(text, path, entry.key), spot: at(path) });
  } else if (type) {
    const part = readPart(entry, type, problems);
    if (part) reading.parts.push(part);
  } else if (name === 'headers') readHeaders(entry, problems, fields, addressFields);
  else if (name === 'envelope') reading.envelope = readEnvelope(entry, problems);
  else if (name === 'context') reading.context = entry;
  else readAttachments(entry, reading);
}

/** A value that an earlier key of the same name held: JSON.parse drops it, another reader may not. */
function readLost(path: JsonPath, value: unknown, reading: Reading): void {
  const [outer, inner] = path;
  const name = String(outer).toLowerCase();
  if (value === null || value === undefined) return;
  if (inner === undefined && isKnown(name)) readEntry({ key: String(outer), name, value, path }, reading);
  else if (inner !== undefined && name === 'headers') readHeader(String(inner), value, path, reading.problems, reading.fields, reading.addressFields);
}

function readAttachments(entry: Entry, { problems, parts, attachments }: Reading): void {
  list(entry.value).forEach((value, index) => {
    const path: JsonPath = Array.isArray(entry.value) ? [...entry.path, index] : entry.path;
    if (index >= LIMITS.parts) {
      if (index === LIMITS.parts) problems.add('unreadable', 'too-many-parts', at(path), entry.key);
      return;
    }
    const read = readAttached(value, path, problems, readMessage);
    if (!read) return;
    const { attachment: { type, text, spot }, decoded } = read;
    if (entry.name === 'alternatives' && text !== undefined) parts.push({ type, content: text, spot, ...(decoded ? { encoding: 'base64' } : {}) });
    else attachments.push(read.attachment);
  });
}

/** Order in which Nodemailer writes the alternatives: the richest last. */
function asAlternatives(parts: TextPart[]): TextPart[] {
  const rank = (part: TextPart): number => (part.type === 'text/plain' ? 0 : part.type === 'text/html' ? 1 : 2);
  if (parts.length < 2) return parts;
  return parts.sort((a, b) => rank(a) - rank(b)).map((part) => ({ ...part, alternative: 0 }));
}

/** The field that counts where there may be but one: the draft's own key before one in `headers`, as Nodemailer has it. */
function single(fields: readonly Field[], name: string, problems: Problems): Field | undefined {
  const all = fields.filter((field) => field.name === name);
  if (all.length > 1) problems.add('malformed-header', 'repeated', all[1]!.spot, name);
  return all.findLast(({ spot }) => spot.at === 'json' && spot.path[0] !== 'headers') ?? all[0];
}

/** With the place of the value, where the draft's string is that value but for control characters and white space around it. */
function subjectOf({ value, spot }: Field, draft: Record<string, unknown>): Subject {
  let original: unknown = draft;
  for (const key of spot.at === 'json' ? spot.path : []) original = (original as Record<string | number, unknown> | null | undefined)?.[key];
  if (spot.at !== 'json' || typeof original !== 'string') return { value, spot };
  const plain = spaced(original);
  if (plain !== value && plain.trim() !== value) return { value, spot };
  const start = plain === value ? 0 : plain.length - plain.trimStart().length;
  return { value, spot, valueSpot: { at: 'json', path: spot.path, start, end: start + value.length } };
}

function dateOf(field: Field | undefined, problems: Problems): number | null {
  if (!field) return null;
  const time = /^\d{9,15}$/.test(field.value) ? Number(field.value) : parseDate(field.value) ?? Date.parse(field.value);
  if (!Number.isNaN(time)) return time;
  problems.add('unknown-field', 'wrong-type', field.spot, 'date');
  return null;
}

/**
 * Reads a JSON draft: Nodemailer's message fields with `context` beside them; keys in any case. Never throws.
 * @param options.text the JSON text that `value` comes from, for keys that stand twice
 */
export function readJsonDraft(value: unknown, options: { readonly text?: string } = {}): Draft {
  if (!isObject(value)) return unreadDraft('json', { reason: 'not-an-object' });
  const problems = new Problems();
  const reading: Reading = { problems, fields: [], addressFields: [], parts: [], attachments: [] };
  const lost = options.text === undefined ? [] : lostValues(options.text);
  const told = new Set<string>();
  for (const { path, start, end } of lost) {
    const key = String(path.at(-1));
    problems.add('unknown-field', 'repeated-key', at(path), key);
    if (path.length === 1) told.add(key);
    if (path.length <= 2) readLost(path, JSON.parse(options.text!.slice(start, end)), reading);
  }
  const seen = new Set<string>();
  for (const entry of entriesOf(value, [], problems)) {
    // Where an editor finds the published schema; no part of the mail.
    if (entry.key === '$schema' && typeof entry.value === 'string') continue;
    if (!isKnown(entry.name)) problems.add('unknown-field', 'unknown-key', keyAt(entry.path), entry.key);
    else {
      // Two spellings of one key; the same spelling twice has been told from the text.
      if (seen.has(entry.name) && !told.has(entry.key)) problems.add('unknown-field', 'repeated-key', at(entry.path), entry.key);
      seen.add(entry.name);
      if (entry.value !== null && entry.value !== undefined) readEntry(entry, reading);
    }
  }
  const { fields, addressFields, attachments, envelope } = reading;
  const field = (name: string): Field | undefined => single(fields, name, problems);
  const subject = field('subject');
  const context = {
    ...readContext(fields, ({ kind, reason, spot, detail }) => { problems.add(kind, reason, spot, detail); }),
    ...(reading.context ? readJsonContext(reading.context.value, reading.context.path, problems) : {}),
  };
  return {
    source: 'json',
    fields,
    addressFields,
    subject: subject ? subjectOf(subject, value) : null,
    date: dateOf(field('date'), problems),
    messageId: field('message-id')?.value.trim() || null,
    inReplyTo: field('in-reply-to')?.value.trim() || null,
    references: field('references')?.value.match(/<[^<>\s]*>|[^<>\s,]+/g) ?? [],
    parts: asAlternatives(reading.parts),
    attachments,
    ...(envelope ? { envelope } : {}),
    context,
    problems: problems.list,
    spot: at([]),
  };
}

/** Reads the text of a JSON draft. A text that is no JSON gives a draft with that problem, at the place where it stops being JSON. */
export function readJsonText(text: string): Draft {
  if (text.length > LIMITS.message || hasMoreValues(text, MOST_VALUES)) return unreadDraft('json', { reason: 'too-large' });
  // A byte order mark is no JSON, but editors write it; a space in its stead keeps the offsets.
  const plain = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  let value: unknown;
  try {
    value = JSON.parse(plain);
  } catch {
    const where = Math.max(0, jsonErrorAt(plain));
    return unreadDraft('json', { reason: 'invalid-json', spot: at([], where, where) });
  }
  return readJsonDraft(value, { text: plain });
}
