import { isObject } from '../draft/json-values.ts';
import type { JsonPath } from '../draft/json-values.ts';
import type { Address, Draft } from '../draft/types.ts';
import { addressesIn, headerText, mailboxOf } from './json-addresses.ts';
import { fieldsAt } from './json-fields.ts';
import type { JsonResult } from './json-addresses.ts';
import type { JsonText, Member } from './json-text.ts';
import { mailboxText } from './mailbox.ts';
import { UNDISCLOSED } from './recipients.ts';
import type { RecipientsChange } from './recipients.ts';
import { Refused } from './refused.ts';

const NAMES = ['to', 'cc', 'bcc'] as const;
type Name = (typeof NAMES)[number];

/** Recipients of one kind, and where they stand. */
interface Slot {
  readonly path: JsonPath;
  readonly addresses: readonly Address[];
  readonly groups: number;
}

/**
 * The keys to, cc and bcc, and such fields in `headers`: each kind in one place, in the style that stands there.
 * @throws Refused attached: it was resent; unverified
 */
export function jsonRecipientsEdits(json: JsonText, draft: Draft, change: RecipientsChange): JsonResult & { readonly added: string[] } {
  if (draft.addressFields.some(({ name }) => name.startsWith('resent-'))) throw new Refused('attached');
  if (draft.problems.some(({ reason }) => reason === 'too-large')) throw new Refused('unmapped');
  const result = { edits: [] as JsonResult['edits'], gone: [] as JsonPath[], fields: new Set<number>(), added: [] as string[] };
  const slots = { to: slotsOf(draft, 'to'), cc: slotsOf(draft, 'cc'), bcc: slotsOf(draft, 'bcc') };
  const model = [...slots.to, ...slots.cc, ...slots.bcc][0]?.path ?? null;
  const fresh: string[] = [];
  for (const name of NAMES) {
    const wanted = change[name];
    const [first, ...rest] = slots[name];
    const isEmpty = wanted.length === 0 && name !== 'to';
    if (first !== undefined && rest.length === 0 && asItStands(first, wanted, name)) continue;
    for (const { path } of isEmpty ? slots[name] : rest) result.gone.push(path);
    if (isEmpty) continue;
    const text = listText(json, wanted, first?.path ?? model);
    prove(text, wanted);
    if (first === undefined) {
      fresh.push(`${json.literal(name)}:\0${text}`);
      result.added.push(name);
    } else {
      result.edits.push({ ...json.range(first.path), text });
      for (const index of fieldsAt(draft, first.path)) result.fields.add(index);
    }
  }
  if (fresh.length > 0) result.edits.push(insertion(json, fresh, slots));
  return result;
}

/** The draft's own key first: it is the one that counts. */
function slotsOf({ addressFields }: Draft, name: Name): Slot[] {
  const slots: Slot[] = [];
  for (const { name: own, spot, addresses, groups } of addressFields) {
    if (own !== name || spot.at !== 'json') continue;
    const slot = { path: spot.path, addresses, groups: groups.length };
    // A key that stands twice is one slot; what it held first is lost to JSON.
    if (slots.some(({ path }) => JSON.stringify(path) === JSON.stringify(spot.path))) throw new Refused('unmapped');
    if (spot.path.length === 1) slots.unshift(slot);
    else slots.push(slot);
  }
  return slots;
}

function asItStands(slot: Slot, wanted: readonly Address[], name: Name): boolean {
  if (wanted.length === 0) return name === 'to' && slot.addresses.length === 0 && slot.groups === 1;
  return slot.groups === 0 && slot.addresses.length === wanted.length && slot.addresses.every(({ spot }, index) => JSON.stringify(spot) === JSON.stringify(wanted[index]!.spot));
}

/** New keys behind the last of those that are there, as these are set. */
function insertion(json: JsonText, fresh: readonly string[], slots: Readonly<Record<Name, readonly Slot[]>>): { start: number; end: number; text: string } {
  const members = json.members([]);
  const own = new Set([...slots.to, ...slots.cc, ...slots.bcc].filter(({ path }) => path.length === 1).map(({ path }) => path[0]));
  const anchor = members.findLast(({ key }) => own.has(key)) ?? members.find(({ key }) => String(key).toLowerCase() === 'from') ?? members.at(-1);
  if (anchor === undefined) throw new Refused('not-found');
  const [first, second] = members;
  const comma = second === undefined ? `,${json.text.slice(json.range([]).start + 1, first!.start)}` : json.text.slice(first!.end, second.start);
  const colon = json.text.slice(anchor.start, anchor.valueStart).replace(/^"(?:[^"\\]|\\.)*"/, '');
  return { start: anchor.end, end: anchor.end, text: fresh.map((member) => comma + member.replace(':\0', colon)).join('') };
}

/** The list as a string, an array or an object, as the value at `model` is. */
function listText(json: JsonText, addresses: readonly Address[], model: JsonPath | null): string {
  if (addresses.length === 0) return json.literal(UNDISCLOSED);
  const value = model === null ? '' : json.at(model);
  if (typeof value === 'string') return json.literal(addresses.map((address) => mailbox(json, address)).join(', '));
  const isOfObjects = isObject(Array.isArray(value) ? (value as unknown[])[0] : value);
  const elements = addresses.map((address) => element(json, address, isOfObjects));
  if (isObject(value) && elements.length === 1) return elements[0]!;
  const members: readonly Member[] = Array.isArray(value) && model !== null ? json.members(model) : [];
  const [first, second] = members;
  if (first === undefined || model === null) return `[${elements.join(', ')}]`;
  const { start, end } = json.range(model);
  const before = json.text.slice(start + 1, first.start);
  const between = second === undefined ? `,${before === '' ? ' ' : before}` : json.text.slice(first.end, second.start);
  return `[${before}${elements.join(between)}${json.text.slice(members.at(-1)!.end, end - 1)}]`;
}

/** A mailbox as it stands in a string. */
function mailbox(json: JsonText, address: Address): string {
  const { spot } = address;
  if (spot.at === 'json') {
    const value = json.at(spot.path);
    if (typeof value === 'string' && mailboxOf(json, spot.path) === spot.path) {
      const text = headerText(value).slice(spot.start ?? 0, spot.end ?? value.length);
      if (isOnly(text, address)) return text;
    }
  }
  return mailboxText(address, null);
}

/** A mailbox as an element by itself: as it stands if it is one already. */
function element(json: JsonText, address: Address, isOfObjects: boolean): string {
  const { spot } = address;
  if (spot.at === 'json') {
    const value = json.at(spot.path);
    const path = mailboxOf(json, spot.path);
    const isElement = typeof path.at(-1) === 'number' || path !== spot.path;
    if (isElement && typeof value === 'string' && addressesIn(headerText(value)).length === 1) {
      const { start, end } = json.range(path);
      return json.text.slice(start, end);
    }
  }
  if (!isOfObjects) return json.literal(mailbox(json, address));
  const name = address.name === '' ? '' : `"name": ${json.literal(address.name)}, `;
  return `{ ${name}"address": ${json.literal(address.address)} }`;
}

function isOnly(text: string, { address, name }: Address): boolean {
  const [only, second] = addressesIn(text);
  return only !== undefined && second === undefined && only.address === address && only.name === name;
}

/** Read again, the new value holds exactly these. */
function prove(text: string, wanted: readonly Address[]): void {
  const value = JSON.parse(text) as unknown;
  const read = (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((one) => {
    if (typeof one === 'string') return addressesIn(headerText(one));
    const fields = new Map(Object.entries(one as Record<string, string>).map(([key, inner]) => [key.toLowerCase(), inner]));
    const inner = addressesIn(headerText(fields.get('address') ?? ''));
    const name = fields.get('name') ?? '';
    return inner.map((only) => (inner.length === 1 && name !== '' ? { ...only, name: headerText(name) } : only));
  });
  const same = read.length === wanted.length && read.every(({ address, name }, index) => address === wanted[index]!.address && name === wanted[index]!.name);
  if (!same) throw new Refused('unverified');
}
