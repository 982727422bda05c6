import { parseAddressList } from '../draft/addresses.ts';
import type { AddressGroup, AddressListOptions } from '../draft/addresses.ts';
import type { Address, Spot } from '../draft/types.ts';
import { applyEdits, apart } from './apply.ts';
import { utf8 } from './characters.ts';
import { Refused } from './refused.ts';
import type { Change, Edit } from './types.ts';

/** Changes within one list of addresses: the value of a header field, or a string of a JSON draft. */

export type ListChange = Extract<Change, { kind: 'remove-address' | 'domain' | 'remove-name' }>;

/** A change, and the range in the list that its spot gives. */
export interface PlacedChange {
  readonly change: ListChange;
  readonly start: number;
  readonly end: number;
}

interface Item extends Pick<Address, 'address' | 'name' | 'group'> {
  readonly start: number;
  readonly end: number;
  /** Members of one group, or addresses between two groups, share a number. */
  readonly context: number;
  /** Its group has gone. */
  readonly ungrouped?: true;
}
interface Group { readonly start: number; readonly end: number; readonly name: string; readonly size: number }

/**
 * Edits of `text` that carry out `changes` in the list that stands in its range; null if nobody is left in it.
 * They are proven: read again, the list holds exactly who it should.
 * @param options as for parseAddressList
 * @throws Refused not-found, overlap, unmapped (the list is broken), unverified
 */
export function listEdits(text: string, changes: readonly PlacedChange[], options: AddressListOptions): Edit[] | null {
  const before = read(text, options);
  const start = options.start ?? 0;
  const end = options.end ?? text.length;
  const removed = new Set<number>();
  const edits: Edit[] = [];
  const expected: (Item | null)[] = [...before.items];
  for (const { change, ...place } of changes) {
    const group = change.kind === 'remove-name' ? before.groups.find((one) => one.start <= place.start && place.end <= one.end && one.start < one.end) : undefined;
    if (group !== undefined) {
      edits.push(...withoutGroup(text, group, before.items, end));
      before.items.forEach((item, index) => {
        if (item.start >= group.end && item.group === group.name && expected[index] !== null) expected[index] = { ...expected[index]!, ungrouped: true };
      });
      continue;
    }
    const index = itemAt(before.items, place.start);
    const item = before.items[index];
    if (item === undefined || place.start < item.start || place.end > item.end) throw new Refused('not-found', change);
    if (removed.has(index)) throw new Refused('overlap', change);
    if (change.kind === 'remove-address') {
      removed.add(index);
      expected[index] = null;
    } else if (change.kind === 'remove-name') {
      if (item.name === '') throw new Refused('not-found', change);
      edits.push({ start: item.start, end: item.end, text: addressText(item.address, options.bytes === true) });
      expected[index] = { ...item, name: '' };
    } else {
      const [edit, address] = otherDomain(text, item, change.domain, options, change);
      edits.push(edit);
      expected[index] = { ...item, address };
    }
  }
  if (removed.size > 0 && removed.size === before.items.length && before.groups.every(({ size }) => size > 0)) return null;
  edits.push(...cuts(text, before.items, removed, start, end));
  const sorted = apart(edits);
  const after = applyEdits(text, sorted);
  const now = read(after, { ...options, end: end + after.length - text.length });
  const wanted = expected.filter((item) => item !== null);
  if (!sameItems(wanted, now.items)) throw new Refused('unverified');
  return sorted;
}

function read(text: string, options: AddressListOptions): { items: Item[]; groups: Group[] } {
  const spotOf = (start: number, end: number): Spot => ({ at: 'raw', start, end });
  const list = parseAddressList(text, spotOf, options);
  if (list.broken || list.cut) throw new Refused('unmapped');
  const groups = list.groups.map(({ name, size, spot }: AddressGroup) => ({ name, size, ...rangeOf(spot) }));
  let context = 0;
  let group = 0;
  let before: { end: number; group: string | undefined } | null = null;
  const items = list.addresses.map(({ spot, address, name, group: own }): Item => {
    const { start, end } = rangeOf(spot);
    let opens = false;
    while (group < groups.length && groups[group]!.start < start) {
      opens = true;
      group++;
    }
    const gap: string = before === null ? '' : text.slice(before.end, start);
    // Behind a member a semicolon ends its group; elsewhere it is Outlook's comma.
    if (opens || before?.group !== own || (before?.group !== undefined && gap.includes(';'))) context++;
    before = { end, group: own };
    return own === undefined ? { address, name, start, end, context } : { address, name, group: own, start, end, context };
  });
  return { items, groups };
}

function rangeOf(spot: Spot): { start: number; end: number } {
  return spot.at === 'raw' ? { start: spot.start, end: spot.end } : { start: 0, end: 0 };
}

/** Index of the last item that begins at or before `at`; -1 if there is none. */
function itemAt(items: readonly Item[], at: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.start <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Items with the separators and the white space on the side that leaves the others as they stand. */
function cuts(text: string, items: readonly Item[], removed: ReadonlySet<number>, start: number, end: number): Edit[] {
  const edits: Edit[] = [];
  for (let from = 0, to = 0; from < items.length; from = to) {
    while (items[to]?.context === items[from]!.context) to++;
    let follows = false;
    for (let index = from; index < to; index++) {
      if (!removed.has(index)) follows = true;
      else if (follows) edits.push({ start: items[index - 1]!.end, end: items[index]!.end, text: '' });
      else if (index + 1 < to) edits.push({ start: items[index]!.start, end: items[index + 1]!.start, text: '' });
      else {
        edits.length -= to - 1 - from;
        edits.push(wholeContext(text, items[from]!, items[index]!, start, end));
      }
    }
  }
  return edits;
}

/** All members of a group, whose name stays; or all that stands before, between or behind groups. */
function wholeContext(text: string, first: Item, last: Item, start: number, end: number): Edit {
  if (first.group !== undefined) return { start: first.start, end: last.end, text: '' };
  const behind = /^\s*[,;]\s*/.exec(text.slice(last.end, Math.min(end, last.end + 64)));
  if (behind !== null) return { start: first.start, end: last.end + behind[0].length, text: '' };
  const ahead = /,?\s*$/.exec(text.slice(Math.max(start, first.start - 64), first.start))!;
  return { start: first.start - ahead[0].length, end: last.end, text: '' };
}

/** A group's name and its punctuation go, its members stay. */
function withoutGroup(text: string, group: Group, items: readonly Item[], end: number): Edit[] {
  const first = itemAt(items, group.end) + 1;
  const colon = text.indexOf(':', group.end);
  const last = items[first + group.size - 1];
  const close = text.indexOf(';', group.size === 0 ? colon : last!.end);
  const next = items[first + group.size];
  const closes = close >= 0 && close < (next?.start ?? end);
  if (group.size === 0) {
    const until = closes ? close + 1 : colon + 1;
    return [{ start: group.start, end: until + /^[\s,]*/.exec(text.slice(until, Math.min(end, until + 64)))![0].length, text: '' }];
  }
  const name = { start: group.start, end: items[first]!.start, text: '' };
  if (!closes) return [name];
  const separated = next === undefined || text.slice(close + 1, next.start).includes(',');
  return [name, { start: close, end: close + 1, text: separated ? '' : ',' }];
}

/** The edit that puts another domain behind the '@', and the address that results. */
function otherDomain(text: string, item: Item, domain: string, options: AddressListOptions, change: ListChange): [Edit, string] {
  const at = item.address.lastIndexOf('@');
  if (at < 0 || !/^[A-Za-z0-9.-]+$/.test(domain)) throw new Refused('not-found', change);
  const written = options.bytes === true ? utf8(item.address.slice(at)) ?? '' : item.address.slice(at);
  const mailbox = text.slice(item.start, item.end);
  const bracket = mailbox.lastIndexOf('<');
  const found = bracket >= 0 && mailbox.includes(written, bracket) ? mailbox.indexOf(written, bracket) : mailbox.indexOf(written);
  if (written === '' || found < 0) throw new Refused('not-found', change);
  const from = item.start + found;
  return [{ start: from + 1, end: from + written.length, text: domain }, item.address.slice(0, at + 1) + domain];
}

/** An address without a name, as it is written. */
function addressText(address: string, bytes: boolean): string {
  const written = bytes ? utf8(address) : address;
  if (written === null) throw new Refused('charset');
  return written;
}

function sameItems(wanted: readonly Item[], now: readonly Item[]): boolean {
  return wanted.length === now.length && wanted.every(({ address, name, group, ungrouped }, index) => {
    const item = now[index]!;
    return item.address === address && item.name === name && item.group === (ungrouped ? undefined : group);
  });
}
