import { isObject } from '../draft/json-values.ts';
import type { Address } from '../draft/types.ts';
import { isBetraying, mayStay, scanField } from './split-header.ts';
import type { Shared } from './split-message.ts';
import type { PersonName } from './split-names.ts';
import type { SplitMail, SplitOptions } from './split-types.ts';

type Json = Readonly<Record<string, unknown>>;
type Own = (to: Address, id: string, name: PersonName | null, texts: ReadonlyMap<string, string> | null) => unknown;

/** One key of the mails: its text, shared by all, or how to make each one's own; undefined leaves the key out. */
type Entry = { readonly key: string } & ({ readonly text: string } | { readonly own: Own });

/** Keys that are written anew for each recipient, or not at all. */
const REPLACED: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'messageid']);
/** Keys of header fields; the rest is content. */
const HEADERS: Readonly<Record<string, string>> = { from: 'from', sender: 'sender', replyto: 'reply-to', subject: 'subject', date: 'date', inreplyto: 'in-reply-to', references: 'references' };

/** Makes one recipient's JSON draft out of a JSON draft; what all would get has then gone through `scan`. */
export function jsonSplitter(value: Json, shared: Shared, layout: SplitOptions['layout']): (to: Address) => SplitMail {
  const { greeting, ids, nameOf } = shared;
  const entries = entriesOf(value, shared, layout);
  return (to) => {
    const id = ids.id(to.key);
    const name = nameOf(to);
    const texts = greeting === null || name === null ? null : greeting.inJson(name.first);
    const pieces: string[] = [];
    for (const entry of entries) {
      const own = 'own' in entry ? entry.own(to, id, name, texts) : undefined;
      const text = 'text' in entry ? entry.text : own === undefined ? null : written(own, layout);
      if (text === null) continue;
      const before = pieces.length === 0 ? '{' : ',';
      pieces.push(layout === 'line' ? `${before}${JSON.stringify(entry.key)}:` : `${before}\n  ${JSON.stringify(entry.key)}: `, text);
    }
    return { to, id, text: [...pieces, layout === 'line' ? '}' : '\n}\n'], greeted: texts !== null };
  };
}

function entriesOf(value: Json, shared: Shared, layout: SplitOptions['layout']): Entry[] {
  const { finder, ids } = shared;
  const entries: Entry[] = [];
  const done = new Set<string>();
  const addressed = (key: string): void => {
    entries.push({ key, own: ({ name, address }) => (name === '' || finder.namesAnother({ name, key: address } as Address) ? address : { name, address }) });
  };
  for (const [key, inner] of Object.entries(value)) {
    const name = key.toLowerCase();
    if (name === 'to' || name === 'cc' || name === 'bcc') {
      if (!done.has('to')) addressed(name === 'to' ? key : 'to');
      done.add('to');
    } else if (name === 'context') {
      done.add('context');
      const context = withoutRecipient(inner);
      shared.scan.json('header', context);
      entries.push({ key, own: contextOf(context) });
    } else if (name === 'envelope') {
      const from = isObject(inner) ? Object.entries(inner).find(([each]) => each.toLowerCase() === 'from')?.[1] : undefined;
      if (typeof from === 'string') entries.push({ key, own: ({ address }) => ({ from, to: [address] }) });
    } else if (!REPLACED.has(name)) {
      const kept = keep(name, inner, shared);
      if (kept !== undefined) entries.push(greetedEntry(key, kept, layout, shared));
    }
  }
  if (!done.has('to')) addressed('to');
  entries.push({ key: 'messageId', own: (_to, id) => ids.messageId(id) ?? undefined });
  if (!done.has('context')) entries.push({ key: 'context', own: contextOf({}) });
  return entries;
}

/** A text with a greeting is each one's own; everything else is written once. */
function greetedEntry(key: string, kept: unknown, layout: SplitOptions['layout'], { greeting }: Shared): Entry {
  const text = written(kept, layout);
  return typeof kept === 'string' && greeting?.isIn(key) ? { key, own: (_to, _id, _name, texts) => texts?.get(key) ?? kept } : { key, text };
}

/** What of a key all may have; what names recipients by what it is is left out, and the rest is looked through. */
function keep(name: string, value: unknown, shared: Shared): unknown {
  const field = HEADERS[name];
  if (field !== undefined) {
    scanField(field, typeof value === 'string' ? value : JSON.stringify(value), shared.scan);
    return value;
  }
  if (name !== 'headers') {
    shared.scan.json(name === 'attachments' ? 'attachment' : 'body', value);
    return value;
  }
  const stays = (key: unknown, inner: unknown): boolean => {
    const header = String(key).trim().toLowerCase();
    if (isBetraying(header) || header === 'message-id' || !mayStay(header, JSON.stringify(inner) ?? '', shared.finder)) return false;
    scanField(header, JSON.stringify(inner) ?? '', shared.scan);
    return true;
  };
  if (Array.isArray(value)) return value.filter((pair) => !isObject(pair) || stays(entry(pair, 'key'), entry(pair, 'value')));
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([key, inner]) => stays(key, inner))) : value;
}

function entry(pair: Json, name: string): unknown {
  return Object.entries(pair).find(([key]) => key.toLowerCase() === name)?.[1];
}

function withoutRecipient(context: unknown): Json {
  return isObject(context) ? Object.fromEntries(Object.entries(context).filter(([key]) => key.toLowerCase() !== 'recipient')) : {};
}

/** The context with this recipient's name, or with none. */
function contextOf(context: Json): Own {
  return (_to, _id, name) => {
    const recipient = name === null ? {} : { recipient: { firstName: name.first, ...(name.last === null ? {} : { lastName: name.last }) } };
    const filled = { ...context, ...recipient };
    return Object.keys(filled).length === 0 ? undefined : filled;
  };
}

function written(value: unknown, layout: SplitOptions['layout']): string {
  return layout === 'line' ? JSON.stringify(value) : JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}
