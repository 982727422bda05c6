import type { Address, Draft } from '../draft/types.ts';
import { mayStay } from './split-header.ts';
import { PeopleFinder } from './split-leaks.ts';
import { isNobody } from './split-recipients.ts';
import type { Change } from './types.ts';

/** Everybody in Bcc, nobody in To and Cc. */
export interface Blind {
  readonly changes: readonly Change[];
  /** How many addresses stood where all could read them. */
  readonly moved: number;
  /** How many other fields named them. */
  readonly fields: number;
}

/**
 * The changes that put all recipients of To and Cc behind those who are in Bcc already, each once, and take out the other fields that
 * name them; null if there is nothing to change. An entry that is no address goes along, so that nobody is lost without a word.
 */
export function blindChange(draft: Draft): Blind | null {
  const inFields = (...names: readonly string[]): Address[] => draft.addressFields.flatMap(({ name, addresses }) => (names.includes(name) ? addresses.filter((address) => !isNobody(address)) : []));
  const visible = inFields('to', 'cc');
  const bcc = new Map<string, Address>();
  for (const address of [...inFields('bcc'), ...visible]) {
    const key = address.key || address.address;
    if (!bcc.has(key)) bcc.set(key, address);
  }
  const fields = namingFields(draft, [...bcc.values()]);
  const recipients: Change[] = visible.length === 0 ? [] : [{ kind: 'recipients', to: [], cc: [], bcc: [...bcc.values()] }];
  if (recipients.length + fields.length === 0) return null;
  return { changes: [...recipients, ...fields], moved: new Set(visible.map(({ key, address }) => key || address)).size, fields: fields.length };
}

/** Recipients, who are being moved; what was resent, which is no draft; and what the mail loses of itself before it leaves. */
const OTHERWISE = /^(?:to|cc|bcc|resent-.*|x-undisclosed-.*|content-length)$/;

/** Takes out the fields, beside To, Cc and Bcc, in which one of `people` can be read: Mail-Followup-To, X-Original-To, a trace of the way to one of them. */
export function namingFields({ fields, addressFields }: Draft, people: readonly Address[]): Change[] {
  if (people.length === 0) return [];
  const senders = addressFields.flatMap(({ name, addresses }) => (name === 'from' || name === 'sender' ? addresses : []));
  const own = new Set(senders.map(({ key }) => key));
  const finder = new PeopleFinder(people.filter(({ valid, key }) => valid && !own.has(key)), senders.map(({ name }) => name));
  return fields.filter(({ name, value }) => !OTHERWISE.test(name) && !mayStay(name, value, finder)).map(({ spot }) => ({ kind: 'remove-field', spot }));
}
