import { parseAddressList } from './addresses.ts';
import { LIMITS } from './limits.ts';
import { at, fieldsOf, stringOf, type JsonPath, type Problems } from './json-values.ts';
import type { Address, AddressField } from './types.ts';

const MAILBOX_KEYS = new Set(['name', 'address', 'group']);

/** UTF-16 units of one string of addresses: short ones would fill the memory long before the limit of a draft is reached. */
const LONGEST = 16 * LIMITS.fields;

/** Addresses collected from one value of a JSON draft. */
export interface Collected {
  readonly addresses: Address[];
  readonly groups: { name: string; spot: AddressField['groups'][number]['spot']; size: number }[];
}

/** One string of any number of addresses, each with its own offsets within the string. */
function readString(value: string, path: JsonPath, problems: Problems, into: Collected, group?: string): void {
  const text = problems.header(value, path, fieldName(path));
  if (text.length > LONGEST) problems.add('unreadable', 'too-large', at(path), fieldName(path));
  const parsed = parseAddressList(text, (start, end) => at(path, start, end), { end: Math.min(text.length, LONGEST) });
  problems.addresses += parsed.addresses.length;
  if (parsed.broken) problems.add('malformed-header', 'address-syntax', at(path), fieldName(path));
  for (const address of parsed.addresses) into.addresses.push(group !== undefined && address.group === undefined ? { ...address, group } : address);
  for (const inner of parsed.groups) into.groups.push(inner);
}

function fieldName(path: JsonPath): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

/** `{name, address}`, or a group `{name, group: […]}`. */
function readMailbox(value: unknown, path: JsonPath, problems: Problems, into: Collected, depth: number, group?: string): void {
  const fields = fieldsOf(value, path, MAILBOX_KEYS, problems);
  const nameEntry = fields.get('name');
  const given = stringOf(nameEntry, problems);
  const name = given === undefined ? '' : problems.header(given, nameEntry!.path, 'name');
  const members = fields.get('group');
  if (members) {
    const before = into.addresses.length;
    const entry = { name, spot: nameEntry ? at(nameEntry.path) : at(path), size: 0 };
    into.groups.push(entry);
    collect(members.value, members.path, problems, into, depth + 1, name);
    entry.size = into.addresses.length - before;
  }
  const addressEntry = fields.get('address');
  const address = stringOf(addressEntry, problems);
  if (address === undefined) return;
  const inner: Collected = { addresses: [], groups: into.groups };
  readString(address, addressEntry!.path, problems, inner, group);
  // The string of one mailbox; where several stand in it, all of them get the mail.
  const [only] = inner.addresses;
  if (inner.addresses.length === 1 && name !== '') into.addresses.push({ ...only!, name });
  else for (const each of inner.addresses) into.addresses.push(each);
}

/** A string of one or more addresses, `{name, address}`, a group, or an array of these. */
export function collect(value: unknown, path: JsonPath, problems: Problems, into: Collected, depth = 0, group?: string): void {
  if (value === null || value === undefined) return;
  if (depth > LIMITS.depth) problems.add('unreadable', 'too-deep', at(path));
  else if (problems.addresses >= LIMITS.addresses) problems.add('unreadable', 'too-large', at(path), fieldName(path));
  else if (typeof value === 'string') readString(value, path, problems, into, group);
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      collect(value[index], [...path, index], problems, into, depth + 1, group);
      if (problems.addresses < LIMITS.addresses || index + 1 === value.length) continue;
      problems.add('unreadable', 'too-large', at(path), fieldName(path));
      return;
    }
  } else readMailbox(value, path, problems, into, depth, group);
}

/** All addresses of one value. */
export function collectAddresses(value: unknown, path: JsonPath, problems: Problems): Collected {
  const into: Collected = { addresses: [], groups: [] };
  collect(value, path, problems, into);
  return into;
}
