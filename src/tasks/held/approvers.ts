import { foldedAddress } from '../../draft/domains.ts';
import type { Approver } from '../../rule/policy.ts';

/** Whether somebody may approve a mail; `nobody`: the configuration names no approver at all. */
export type Permission = 'allowed' | 'nobody' | 'unlisted' | 'sender';

/** Whose mail it is. */
export interface Parties {
  readonly sender: string;
  /** Name by which the sender logged in. */
  readonly login: string | null;
  /** Addresses of From and Sender. */
  readonly authors: readonly string[];
}

/** The mailbox that an address is delivered to, whatever its case, its detail (`jeanne+jobs@`) and the way its domain is written. */
function mailbox(address: string): string {
  // A domain may be written with the dot of the root (RFC 1034 §3.1).
  const key = foldedAddress(address.trim().replace(/^<|>$/g, '')).replace(/\.$/, '');
  const at = key.lastIndexOf('@');
  const plus = key.indexOf('+');
  return plus > 0 && plus < at ? key.slice(0, plus) + key.slice(at) : key;
}

function localPart(address: string): string {
  const key = mailbox(address);
  return key.includes('@') ? key.slice(0, key.lastIndexOf('@')) : key;
}

/**
 * Whether a user of the system may let a mail go. Whoever may have sent it may not, however the addresses are spelt; in doubt it counts
 * as sent by them: a name that is the user's own, at whatever domain, is.
 */
export function permissionFor(user: string, approvers: readonly Approver[] | undefined, { sender, login, authors }: Parties): Permission {
  if (!approvers?.length) return 'nobody';
  const own = approvers.filter((approver) => approver.user === user);
  if (own.length === 0) return 'unlisted';
  const addresses = new Set(own.flatMap((approver) => approver.addresses).map(mailbox));
  const names = new Set([user.toLowerCase()]);
  const senders = [sender, ...authors, ...(login === null ? [] : [login])].filter((each) => each !== '');
  if (senders.some((each) => addresses.has(mailbox(each)) || names.has(localPart(each)))) return 'sender';
  // A login without a domain is a mailbox of one of the domains that are served.
  if (login !== null && !login.includes('@') && [...addresses].some((address) => localPart(address) === localPart(login))) return 'sender';
  return 'allowed';
}

/** Addresses of those who may approve, one each; whoever sent it is not among them. */
export function approverAddresses(approvers: readonly Approver[] | undefined, parties: Parties): string[] {
  return [...new Set((approvers ?? []).filter(({ user }) => permissionFor(user, approvers, parties) === 'allowed').map(({ addresses }) => addresses[0]!))];
}
