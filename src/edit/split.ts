import { readJsonText } from '../draft/json.ts';
import { isObject } from '../draft/json-values.ts';
import type { Source } from '../draft/source.ts';
import type { Address, Draft } from '../draft/types.ts';
import { messageToJson } from './split-convert.ts';
import { Greeting } from './split-greeting.ts';
import { Identifiers } from './split-id.ts';
import { jsonSplitter } from './split-json.ts';
import { PeopleFinder } from './split-leaks.ts';
import { messageSplitter } from './split-message.ts';
import type { Shared } from './split-message.ts';
import { personName } from './split-names.ts';
import type { PersonName } from './split-names.ts';
import { addressees, isForOne } from './split-recipients.ts';
import { refusalOf } from './split-refusal.ts';
import { Scan } from './split-scan.ts';
import type { NotSplit, Split, SplitMail, SplitOptions } from './split-types.ts';

/**
 * One mail to many people as one mail for each of them, in which nobody else can be found: neither in the header, nor in the text, nor
 * in what is attached, as far as it can be decoded here (compressed and encrypted files are not opened). Pure; the mails are made one at
 * a time and share what they have in common, so that memory grows with the draft, not with the product.
 * @param source a raw message, or the text of a JSON draft; its mails are of the same kind unless `as` says otherwise
 * @param draft read from `source`
 */
export function splitMessage(source: Source, draft: Draft, options: SplitOptions = {}): Split | NotSplit {
  const refusal = refusalOf(draft);
  if (refusal !== null) return { refused: refusal };
  if (source.kind === 'message' && options.as === 'json') {
    const text = JSON.stringify(messageToJson(source.text, draft));
    return splitMessage({ kind: 'json', text }, readJsonText(text), options);
  }
  const { recipients, strangers, invalid } = addressees(draft, options);
  if (invalid > 0) return { refused: { reason: 'invalid-recipient', count: invalid } };
  const [first] = recipients;
  if (first === undefined) return { refused: { reason: 'no-recipients' } };
  const ids = new Identifiers(draft);
  if (recipients.length === 1 && isForOne(draft)) return unchanged(source, first, ids, options);

  // One stranger among colleagues is nobody's secret.
  const finder = new PeopleFinder(strangers.length > 1 ? strangers : [], senderNames(draft));
  const scan = new Scan(finder);
  const shared: Shared = { draft, finder, scan, greeting: options.greeting === false ? null : Greeting.find(draft), ids, nameOf: nameFinder(strangers, options) };
  const make = splitter(source, shared, options);
  if (make === null) return { refused: { reason: 'unreadable' } };
  const leaks = scan.leaks(options.allowNames === true);
  if (leaks.length > 0) return { refused: { reason: 'others', leaks } };
  return { refused: null, count: recipients.length, unchanged: false, mails: { *[Symbol.iterator]() { for (const to of recipients) yield make(to); } } };
}

function splitter(source: Source, shared: Shared, { layout = 'indented' }: SplitOptions): ((to: Address) => SplitMail) | null {
  if (source.kind === 'message') {
    // Line ends of an old Macintosh: what is written between them would not be read.
    return source.text.includes('\n') ? messageSplitter(source.text, shared) : null;
  }
  const value: unknown = JSON.parse(source.text.replace(/^\uFEFF/, ''));
  if (!isObject(value)) return null;
  // Of two keys of one name all are read, and one would be left.
  shared.scan.texts(shared.draft, 'body');
  return jsonSplitter(value, shared, layout);
}

function unchanged(source: Source, to: Address, ids: Identifiers, { layout }: SplitOptions): Split {
  const text = source.kind === 'json' && layout === 'line' ? JSON.stringify(JSON.parse(source.text.replace(/^\uFEFF/, ''))) : source.text;
  return { refused: null, count: 1, unchanged: true, mails: [{ to, id: ids.unchanged(to.key), text: [text], greeted: false }] };
}

/** Names of strangers alone: a colleague's copy greets as the original does. */
function nameFinder(strangers: readonly Address[], { firstNames = new Set(), addresses }: SplitOptions): (to: Address) => PersonName | null {
  const keys = new Set(strangers.map(({ key }) => key));
  return (to) => (keys.has(to.key) ? personName(to, { firstNames, addresses: addresses ?? null }) : null);
}

function senderNames({ addressFields }: Draft): string[] {
  return addressFields.flatMap(({ name, addresses }) => (name === 'from' || name === 'sender' || name === 'reply-to' ? addresses.map((address) => address.name) : []));
}
