import { isAscii } from '../draft/ascii.ts';
import { plain } from '../draft/identity.ts';
import { foldedAddress, isListDomain, isWithin } from '../draft/organisations.ts';
import type { Recipient } from '../draft/recipients.ts';
import { spotOfAddresses } from '../draft/spots.ts';
import type { AddressField, Field, Spot } from '../draft/types.ts';
import type { AllowedGroup, Data, Environment } from '../rule/types.ts';
import type { Mail } from '../text/types.ts';

/** What the rules on visible recipients share: their numbers, their place, and who may see each other. */

/** The numbers of `recipients --format jsonl`, under the same keys. */
export function counts(mail: Mail): Data {
  const { visible, external, persons, organisations, identifiable, lists, attendees, blind } = mail.recipients;
  return {
    visible: visible.length,
    external: external.length,
    persons: persons.length,
    organisations,
    identifiable,
    lists: lists.length,
    attendees,
    blind: blind.length,
  };
}

/**
 * Where all of them point, so that one cause shows as one, at the addresses of one field: of the fields that everybody reads the one with most persons outside, since To
 * may hold the sender alone; the first of equals; without any field the draft's first line.
 */
export function addressesSpot(mail: Mail): Spot {
  const { fields, external, visible } = mail.recipients;
  if (fields[0] === undefined) return mail.draft.spot;
  if (fields.length < 2) return spotOfAddresses(fields[0]);
  // One person outside is no group: then it is offices, or colleagues, that are many.
  const meant = [otherPersons(mail), external].find((people) => people.length > 1) ?? visible;
  return spotOfAddresses(fullest(fields, meant));
}

/** Where a finding on those nobody sees points: the addresses of the fullest Bcc field; `addressesSpot` where the envelope alone knows them. */
export function blindSpot(mail: Mail): Spot {
  const fields = mail.draft.addressFields.filter(({ name, addresses }) => (name === 'bcc' || name === 'resent-bcc') && addresses.length > 0);
  return fields.length === 0 ? addressesSpot(mail) : spotOfAddresses(fullest(fields, blindOutsiders(mail)));
}

/** The first of the fields that hold most of these people. */
function fullest(fields: readonly AddressField[], people: readonly Recipient[]): AddressField {
  const keys = new Set(people.map(({ key }) => key));
  let best = fields[0]!;
  let most = -1;
  for (const field of fields) {
    const held = new Set<string>();
    for (const { key } of field.addresses) if (keys.has(key)) held.add(key);
    if (held.size > most) [best, most] = [field, held.size];
  }
  return best;
}

/** Persons outside, apart from the sender, who may well be among the recipients of a mail from a webmail address. */
export function otherPersons(mail: Mail): readonly Recipient[] {
  const { persons, sender } = mail.recipients;
  return sender === null || !persons.some(({ key }) => key === sender.key) ? persons : persons.filter(({ key }) => key !== sender.key);
}

/** Outside and not to be seen: persons and offices, no lists. */
export function blindOutsiders(mail: Mail): readonly Recipient[] {
  return mail.recipients.blind.filter(({ internal, kind }) => !internal && kind !== 'list');
}

/** Does the mail go through a list, by its own word or because a known list is among those it is addressed to? */
export function isListPost(mail: Mail, environment: Environment): boolean {
  const { lists } = mail.recipients;
  if (lists.length === 0) return false;
  if (mail.draft.fields.some(isListField)) return true;
  const { addresses, people } = environment;
  return lists.some(({ key, occurrences }) => {
    const domain = occurrences[0]?.address.domain ?? '';
    return people.lists.includes(key) || people.lists.includes(`@${domain}`) || isListDomain(domain, addresses);
  });
}

export function isListField({ name }: Field): boolean {
  return name === 'list-id' || name === 'list-post' || name === 'mailing-list' || name === 'x-mailing-list' || name === 'x-beenthere';
}

/** From this share of visible addresses on a list is what the mail is about, no bystander. */
export function listShare(mail: Mail): number {
  const { lists, visible } = mail.recipients;
  return visible.length === 0 ? 0 : lists.length / visible.length;
}

/**
 * Is everybody outside a member of one known group? Such a group has a reason and dates: it is somebody's decision, and it ends.
 * @param now Unix time in milliseconds
 */
export function allowedGroup(mail: Mail, groups: readonly AllowedGroup[], now: number): boolean {
  if (groups.length === 0) return false;
  const { external } = mail.recipients;
  return external.length > 0 && groups.some((group) => {
    if (group.reason.trim() === '' || !isInForce(group, now)) return false;
    const members = membersOf(group);
    // All of a provider's customers are no group.
    return external.every(({ key, webmail }) => members.has(key) || (!webmail && isWithin(key.slice(key.lastIndexOf('@') + 1), members)));
  });
}

const known = new WeakMap<AllowedGroup, ReadonlySet<string>>();

/** Addresses as compared; '@example.org' stands for the domain. */
function membersOf(group: AllowedGroup): ReadonlySet<string> {
  let members = known.get(group);
  if (members === undefined) {
    members = new Set(group.members.map((member) => foldedAddress(member).replace(/^@/, '')));
    known.set(group, members);
  }
  return members;
}

const DAY = 24 * 60 * 60 * 1000;

/** `until` is the last day, and counts. A group without any date, or with one that cannot be read, is not in force. */
function isInForce({ since, until }: AllowedGroup, now: number): boolean {
  if (since === undefined && until === undefined) return false;
  const first = since === undefined ? -Infinity : Date.parse(since);
  const last = until === undefined ? Infinity : Date.parse(until) + (/^\d{4}-\d\d-\d\d$/.test(until) ? DAY : 0);
  return first <= now && now < last;
}

/** Words by which a greeting can name somebody: those of the display name, and of the local part where it tells a name. */
export function nameWords(recipient: Recipient): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { address } of recipient.occurrences.slice(0, 3)) {
    for (const text of [address.name, address.local]) {
      const name = plain(text.slice(0, 120));
      for (const word of name.split(isAscii(name) ? /[^a-z']+/ : /[^\p{L}']+/u)) if (word.length > 2) words.add(word);
    }
  }
  return words;
}
