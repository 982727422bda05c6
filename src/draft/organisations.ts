import { countAttendees } from './attendees.ts';
import { foldedAddress, isListDomain, isWithin, registrableDomain } from './domains.ts';
import { isIdentifiable, mailboxName, plain } from './identity.ts';
import { postingAddresses } from './posting.ts';
import type { AddressData, GroupRecipients, PeopleSettings, Recipient, RecipientKind, Recipients } from './recipients.ts';
import type { Address, AddressField, AddressFieldName, Draft } from './types.ts';

export { addressData, foldedAddress, isListDomain, isWithin, registrableDomain } from './domains.ts';

/** Everybody who gets the message reads these. */
const VISIBLE = new Set<AddressFieldName>(['to', 'cc', 'resent-to', 'resent-cc']);
const BLIND = new Set<AddressFieldName>(['bcc', 'resent-bcc']);

/** What list programs append to a list's name for their own letterboxes (RFC 2142 §6). */
const LIST_OFFICES = /-(?:request|owner|bounces?|subscribe|unsubscribe|help|admin|confirm|join|leave)$/;

/** Who counts as inside, ready for look-up. */
interface People {
  readonly internalDomains: ReadonlySet<string>;
  readonly colleagues: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
}

const ready = new WeakMap<PeopleSettings, People>();

function prepared(settings: PeopleSettings): People {
  let people = ready.get(settings);
  if (people === undefined) {
    people = {
      internalDomains: new Set(settings.internalDomains.map((domain) => foldedAddress(`@${domain.trim().replace(/^@/, '')}`).slice(1))),
      colleagues: new Set(settings.colleagues.map(foldedAddress)),
      lists: new Set(settings.lists.map(foldedAddress)),
    };
    ready.set(settings, people);
  }
  return people;
}

/** What all addresses at one domain have in common; found out once a draft. */
interface Domain {
  readonly registrable: string;
  readonly webmail: boolean;
  readonly internal: boolean;
  readonly list: boolean;
}

type Occurrence = Recipient['occurrences'][number];

/** A recipient while its occurrences are being gathered. */
interface Gathered extends Omit<Recipient, 'occurrences' | 'identifiable'> {
  identifiable: boolean;
  readonly occurrences: Occurrence[];
}

/** Groups a draft's recipients: one pass over its addresses, one look-up a domain. */
export const groupRecipients: GroupRecipients = (draft, settings, data) => new Grouping(draft, settings, data).recipients();

/** Addresses by themselves (of Reply-To, say), each judged as a recipient of the draft would be. */
export function addressDescriber(draft: Draft, settings: PeopleSettings, data: AddressData): (address: Address) => Pick<Recipient, 'kind' | 'internal' | 'organisation'> {
  const grouping = new Grouping(draft, settings, data);
  return (address) => grouping.recipient('reply-to', address);
}

class Grouping {
  private readonly draft: Draft;
  private readonly people: People;
  private readonly data: AddressData;
  private readonly domains = new Map<string, Domain>();
  private readonly listAddresses: ReadonlySet<string>;
  /** The sender's registrable domain, unless that tells nothing (a provider) or the configuration says who is inside. */
  private readonly home: string;

  constructor(draft: Draft, settings: PeopleSettings, data: AddressData) {
    this.draft = draft;
    this.people = prepared(settings);
    this.data = data;
    this.listAddresses = postingAddresses(draft);
    const from = sender(draft);
    const own = from === null || this.people.internalDomains.size > 0 ? '' : registrableDomain(from.address.domain);
    this.home = data.webmail.has(own) ? '' : own;
  }

  recipients(): Recipients {
    const visible = new Map<string, Gathered>();
    const blind = new Map<string, Gathered>();
    const fields: AddressField[] = [];
    for (const field of this.draft.addressFields) {
      const into = VISIBLE.has(field.name) ? visible : BLIND.has(field.name) ? blind : null;
      if (into === null) continue;
      if (into === visible && field.addresses.some((address) => address.valid)) fields.push(field);
      for (const address of field.addresses) this.gather(into, field.name, address);
    }
    for (const address of this.draft.envelope?.to ?? []) {
      if (!visible.has(address.key)) this.gather(blind, 'envelope', address);
    }
    // Who stands in To as well is seen, whatever Bcc says.
    for (const key of visible.keys()) blind.delete(key);

    const external: Recipient[] = [];
    const persons: Recipient[] = [];
    const lists: Recipient[] = [];
    const organisations = new Set<string>();
    let identifiable = 0;
    for (const recipient of visible.values()) {
      if (recipient.kind === 'list') lists.push(recipient);
      if (recipient.internal) continue;
      external.push(recipient);
      if (recipient.kind !== 'person') continue;
      persons.push(recipient);
      organisations.add(recipient.organisation);
      if (recipient.identifiable) identifiable += 1;
    }
    const from = sender(this.draft);
    return {
      visible: [...visible.values()],
      external,
      persons,
      organisations: organisations.size,
      identifiable,
      lists,
      attendees: countAttendees(this.draft),
      blind: [...blind.values()],
      sender: from === null ? null : this.recipient(from.field, from.address),
      fields,
    };
  }

  private gather(into: Map<string, Gathered>, field: Occurrence['field'], address: Address): void {
    if (!address.valid) return;
    const known = into.get(address.key);
    if (known === undefined) {
      into.set(address.key, this.recipient(field, address));
      return;
    }
    known.occurrences.push({ field, address, spot: address.spot });
    known.identifiable ||= known.kind === 'person' && !known.internal && isIdentifiable(address.name, address.local, this.data);
  }

  recipient(field: Occurrence['field'], address: Address): Gathered {
    const domain = this.domain(address.domain);
    const kind = this.kind(address, domain);
    const internal = domain.internal || this.isColleague(address, domain);
    return {
      key: address.key,
      kind,
      internal,
      organisation: domain.webmail ? address.key : domain.registrable,
      webmail: domain.webmail,
      identifiable: kind === 'person' && !internal && isIdentifiable(address.name, address.local, this.data),
      occurrences: [{ field, address, spot: address.spot }],
    };
  }

  private isColleague({ key, domain }: Address, { webmail }: Domain): boolean {
    const { colleagues } = this.people;
    return colleagues.size > 0 && (colleagues.has(key) || (!webmail && colleagues.has(`@${domain}`)));
  }

  private domain(name: string): Domain {
    let domain = this.domains.get(name);
    if (domain === undefined) {
      const { internalDomains } = this.people;
      const registrable = registrableDomain(name);
      const webmail = this.data.webmail.has(registrable);
      domain = {
        registrable,
        webmail,
        // At a provider's domain everybody is a stranger to everybody else, whoever calls it their own.
        internal: (this.home !== '' && registrable === this.home) || (isWithin(name, internalDomains) && !(webmail && internalDomains.has(registrable))),
        list: isListDomain(name, this.data, registrable) || (this.people.lists.size > 0 && this.people.lists.has(`@${name}`)),
      };
      this.domains.set(name, domain);
    }
    return domain;
  }

  private kind(address: Address, domain: Domain): RecipientKind {
    if (domain.list || this.listAddresses.has(address.key) || this.people.lists.has(address.key)) return 'list';
    const local = plain(mailboxName(address.local));
    const { roles, listLocals } = this.data;
    const cut = local.search(/[._-]/);
    if (roles.has(local) || (cut >= 0 && roles.has(local.replace(/[._-]/g, '')))) return 'role';
    // A provider's mailbox is somebody's, whatever it is called; only contact@ there is a shop's counter all the same.
    if (domain.webmail) return 'person';
    // owner-users@, users-request@: those who look after the list.
    if (cut >= 0 && (local.startsWith('owner-') || LIST_OFFICES.test(local))) return 'role';
    if (listLocals.has(local) || (cut >= 0 && listLocals.has(local.slice(local.lastIndexOf('-') + 1)))) return 'list';
    return cut > 0 && roles.has(local.slice(0, cut)) ? 'role' : 'person';
  }
}

/** From, else Sender (RFC 5322 §3.6.2): the first valid address. */
function sender(draft: Draft): { readonly field: AddressFieldName; readonly address: Address } | null {
  for (const name of ['from', 'sender'] as const) {
    for (const field of draft.addressFields) {
      const address = field.name === name ? field.addresses.find((one) => one.valid) : undefined;
      if (address !== undefined) return { field: name, address };
    }
  }
  return null;
}
