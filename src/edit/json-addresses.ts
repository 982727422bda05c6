import type { JsonPath } from '../draft/json-values.ts';
import { isObject } from '../draft/json-values.ts';
import { parseAddressList } from '../draft/addresses.ts';
import type { Draft, Spot } from '../draft/types.ts';
import { listEdits } from './address-list.ts';
import type { ListChange, PlacedChange } from './address-list.ts';
import { merged } from './apply.ts';
import { fieldOf, fieldsAt, isWithin } from './json-fields.ts';
import type { JsonText } from './json-text.ts';
import { Refused } from './refused.ts';
import type { Change, Edit } from './types.ts';

/** What has to change for changes of single addresses: edits, what goes as a whole, and the fields concerned. */
export interface JsonResult {
  readonly edits: Edit[];
  readonly gone: JsonPath[];
  readonly fields: Set<number>;
}

export function isListChange(change: Change): change is ListChange {
  return change.kind === 'remove-address' || change.kind === 'domain' || change.kind === 'remove-name';
}

/** Changes of addresses in strings, in objects `{name, address}` and in groups, in arrays or alone. */
export function addressEdits(json: JsonText, draft: Draft, changes: readonly ListChange[]): JsonResult {
  const result: JsonResult = { edits: [], gone: [], fields: new Set() };
  const byString = new Map<string, { path: JsonPath; placed: PlacedChange[] }>();
  for (const change of changes) {
    const { spot } = change;
    if (spot.at !== 'json') throw new Refused('not-found', change);
    for (const index of fieldsAt(draft, fieldOf(draft, spot))) result.fields.add(index);
    if (change.kind === 'remove-name' && spot.start === undefined) {
      ungroup(json, spot.path, result);
      continue;
    }
    const { path } = spot;
    const start = spot.start ?? 0;
    const place = { change, start, end: spot.end ?? stringAt(json, path).length };
    const named = change.kind === 'remove-name' ? nameBeside(json, path) : null;
    if (named !== null) {
      result.gone.push(named);
      // The string beside may hold a name as well.
      if (addressesIn(stringAt(json, path)).every(({ name }) => name === '')) continue;
    }
    const id = JSON.stringify(path);
    const known = byString.get(id);
    if (known === undefined) byString.set(id, { path, placed: [place] });
    else known.placed.push(place);
  }
  for (const { path, placed } of byString.values()) {
    const edits = listEdits(headerText(stringAt(json, path)), placed, {});
    if (edits === null) result.gone.push(mailboxOf(json, path));
    else result.edits.push(merged(json.text, json.inString(path, edits)));
  }
  return result;
}

export function stringAt(json: JsonText, path: JsonPath): string {
  const value = json.at(path);
  if (typeof value !== 'string') throw new Refused('unmapped');
  return value;
}

/** As the reader takes it: a line end is a space. */
export function headerText(value: string): string {
  return value.replace(/[\r\n\0]/g, ' ');
}

export function addressesIn(text: string): readonly { name: string; address: string }[] {
  return parseAddressList(text, (): Spot => ({ at: 'json', path: [] })).addresses;
}

/** Of the `address` of an object the object; else the string itself. */
export function mailboxOf(json: JsonText, path: JsonPath): JsonPath {
  const outer = path.slice(0, -1);
  const key = path.at(-1);
  const value = json.at(outer);
  const isMailbox = typeof key === 'string' && key.toLowerCase() === 'address' && isObject(value) && !Object.keys(value).some((one) => one.toLowerCase() === 'group');
  return isMailbox ? outer : path;
}

/** The `name` beside an `address`. */
function nameBeside(json: JsonText, path: JsonPath): JsonPath | null {
  const outer = mailboxOf(json, path);
  if (outer === path) return null;
  const key = Object.keys(json.at(outer) as object).find((one) => one.toLowerCase() === 'name');
  return key === undefined ? null : [...outer, key];
}

/** `{name, group: […]}` becomes what stands in the brackets. */
function ungroup(json: JsonText, path: JsonPath, result: JsonResult): void {
  const outer = path.slice(0, -1);
  const group = json.at(outer);
  const key = isObject(group) ? Object.keys(group).find((one) => one.toLowerCase() === 'group') : undefined;
  if (key === undefined || !isObject(group) || Object.keys(group).some((one) => one.toLowerCase() === 'address')) throw new Refused('not-found');
  const members = json.range([...outer, key]);
  const list = Array.isArray(group[key]) ? json.members([...outer, key]) : null;
  if (list?.length === 0) {
    result.gone.push(outer);
    return;
  }
  const inList = list !== null && Array.isArray(json.at(outer.slice(0, -1)));
  const text = inList ? json.text.slice(list[0]!.start, list.at(-1)!.end) : json.text.slice(members.start, members.end);
  result.edits.push({ ...json.range(outer), text });
}

/** Whether all addresses are those of before, but for the changes and what went with its field. */
export function areAsExpected(before: Draft, after: Draft, changes: readonly ListChange[], removed: readonly JsonPath[]): boolean {
  const byPlace = new Map<string, ListChange[]>();
  for (const change of changes) {
    const id = JSON.stringify(change.spot);
    byPlace.set(id, [...byPlace.get(id) ?? [], change]);
  }
  let found = 0;
  const wanted = before.addressFields.flatMap(({ spot: field, addresses, groups }) => {
    for (const { spot } of groups) found += byPlace.get(JSON.stringify(spot))?.length ?? 0;
    const gone = field.at === 'json' && removed.some((path) => isWithin(field.path, path));
    return addresses.flatMap(({ name, address, spot }) => {
      const own = byPlace.get(JSON.stringify(spot)) ?? [];
      found += own.length;
      if (gone || own.some(({ kind }) => kind === 'remove-address')) return [];
      const domain = own.find((change) => change.kind === 'domain')?.domain;
      const isNameless = own.some(({ kind }) => kind === 'remove-name');
      return [[isNameless ? '' : name, domain === undefined ? address : address.slice(0, address.lastIndexOf('@') + 1) + domain]];
    });
  });
  const now = after.addressFields.flatMap(({ addresses }) => addresses.map(({ name, address }) => [name, address]));
  return found === changes.length && JSON.stringify(now) === JSON.stringify(wanted);
}
