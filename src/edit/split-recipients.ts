import type { Address, AddressFieldName, Draft } from '../draft/types.ts';
import type { SplitOptions } from './split-types.ts';

/** Who gets a mail of their own, and whom nobody else may find in it. */
export interface Addressees {
  /** In the order in which they stand: To, Cc, Bcc and, in JSON, the envelope. */
  readonly recipients: readonly Address[];
  /** Those of all the draft's recipients who are strangers to each other: neither the sender nor a colleague. */
  readonly strangers: readonly Address[];
  /** Entries that are no address. */
  readonly invalid: number;
}

const RECIPIENTS: ReadonlySet<AddressFieldName> = new Set(['to', 'cc', 'bcc']);
/** What stands for 'nobody is named here' in a field that must not be empty. */
const NOBODY = /undisclosed|unlisted|hidden|suppressed|destinataires?\s+(?:non|inconnus?|masqu|cach)/iu;

/** Whether an entry only says that nobody is named. */
export function isNobody(entry: Address): boolean {
  return !canBeWritten(entry) && (NOBODY.test(entry.address) || NOBODY.test(entry.name));
}

/** addr-spec of RFC 5322 §3.4.1, beyond ASCII as well; real mail has others ('undisclosed recipients@example.org'), which nobody can send to. */
const SPEC = /^(?:"(?:[^"\\]|\\[\x20-\x7e])*"|[^\s"(),:;<>@[\]\\]+)@(?:[^\s"(),:;<>@[\]\\]+|\[[^\s[\]\\]+\])$/u;

function canBeWritten({ valid, address }: Address): boolean {
  return valid && SPEC.test(address) && !/[\x00-\x1f\x7f]/.test(address);
}

/** Each recipient once, by address: with a name if it has one anywhere. */
export function addressees(draft: Draft, { isInternal = () => false, internal = 'include' }: SplitOptions): Addressees {
  const all = new Map<string, Address>();
  const own = senders(draft);
  let invalid = 0;
  const add = (address: Address): void => {
    if (!canBeWritten(address)) {
      if (!isNobody(address)) invalid++;
      return;
    }
    const known = all.get(address.key);
    // A name that stands later is better than none; the place in the order stays.
    if (known === undefined || (known.name === '' && address.name !== '')) all.set(address.key, address);
  };
  for (const { name, addresses } of draft.addressFields) if (RECIPIENTS.has(name)) addresses.forEach(add);
  draft.envelope?.to.forEach(add);

  const strangers = [...all.values()].filter((address) => !own.has(address.key) && !isInternal(address));
  // Who hides a list in Bcc writes to himself: that is no recipient, unless there is no other.
  const others = [...all.values()].filter(({ key }) => !own.has(key));
  const chosen = internal === 'leave-out' ? strangers : others;
  return { recipients: others.length === 0 ? [...all.values()] : chosen, strangers, invalid };
}

/** Keys of From and Sender. */
function senders(draft: Draft): ReadonlySet<string> {
  return new Set(draft.addressFields.flatMap(({ name, addresses }) => (name === 'from' || name === 'sender' ? addresses.map(({ key }) => key) : [])));
}

const ADDRESSED: ReadonlySet<AddressFieldName> = new Set(['to', 'cc', 'bcc', 'resent-to', 'resent-cc', 'resent-bcc']);

/** It goes to one person already, in To, and names nobody else. */
export function isForOne(draft: Draft): boolean {
  const [field, ...more] = draft.addressFields.filter(({ name }) => ADDRESSED.has(name));
  return field?.name === 'to' && more.length === 0 && field.addresses.length === 1 && field.addresses[0]!.valid && field.groups.length === 0
    && (draft.envelope?.to.every(({ key }) => key === field.addresses[0]!.key) ?? true);
}
