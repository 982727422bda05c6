import type { Address, AddressField, AddressFieldName, Draft, Spot } from './types.ts';

/** Domain and local-part data, from rules/lexicons; all lower case. */
export interface AddressData {
  /** Registrable domains where each mailbox is somebody's own: gmail.com, orange.fr … */
  readonly webmail: ReadonlySet<string>;
  /** Local parts that name a function, not a person: info, contact, rh … */
  readonly roles: ReadonlySet<string>;
  /** Domains that only carry mailing lists: lists.example.org's like (googlegroups.com …). */
  readonly listDomains: ReadonlySet<string>;
  /** First labels of a domain that carries lists: lists, listes, groups … */
  readonly listLabels: ReadonlySet<string>;
  /** Local parts, or their last part behind a hyphen, that name a list: announce, all, liste … */
  readonly listLocals: ReadonlySet<string>;
  /** What looks like a name and is none; absent: nothing. Without accents. */
  readonly names?: {
    /** Words of firms and services: sarl, ltd, service, équipe … */
    readonly organisations: ReadonlySet<string>;
    /** First names of two words, with a hyphen: jean-pierre, anne-marie … */
    readonly firstNames: ReadonlySet<string>;
  };
}

/** Who counts as inside. From the configuration; all lower case. */
export interface PeopleSettings {
  /** Domains (and their subdomains) of one's own; empty: the From address's registrable domain. A provider's (gmail.com) makes nobody internal. */
  readonly internalDomains: readonly string[];
  /** Addresses that are inside whatever their domain. */
  readonly colleagues: readonly string[];
  /** Addresses, or @domains, that are mailing lists. */
  readonly lists: readonly string[];
}

export type RecipientKind = 'person' | 'role' | 'list';

/** One unique recipient, however often and wherever it stands. */
export interface Recipient {
  readonly key: string;
  readonly kind: RecipientKind;
  readonly internal: boolean;
  /** Registrable domain; for a webmail address the whole address. */
  readonly organisation: string;
  readonly webmail: boolean;
  /** A person outside with first name and surname in the display name, or in the local part (a.martin, anne.martin). */
  readonly identifiable: boolean;
  /** Where it stands, at least once. */
  readonly occurrences: readonly { readonly field: AddressFieldName | 'envelope'; readonly address: Address; readonly spot: Spot }[];
}

/** Who sees whom. Counts and spots, made once a draft. */
export interface Recipients {
  /** Unique valid addresses in To, Cc, Resent-To, Resent-Cc and group members: everybody sees these. */
  readonly visible: readonly Recipient[];
  /** Those of `visible` outside the sender's organisation. */
  readonly external: readonly Recipient[];
  /** Those of `external` that are persons: neither list nor role. */
  readonly persons: readonly Recipient[];
  /** Number of organisations among `persons`. */
  readonly organisations: number;
  /** How many of `persons` a stranger could name. */
  readonly identifiable: number;
  /** Those of `visible` that are mailing lists. */
  readonly lists: readonly Recipient[];
  /** Unique attendees in calendar parts. */
  readonly attendees: number;
  /** Bcc and Resent-Bcc addresses, and the envelope minus the header. */
  readonly blind: readonly Recipient[];
  /** The sender (From, else Sender); null if there is none. */
  readonly sender: Recipient | null;
  /** The visible address fields that hold at least one address, in order. */
  readonly fields: readonly AddressField[];
}

/** The type of the function in organisations.ts that makes it. */
export type GroupRecipients = (draft: Draft, people: PeopleSettings, data: AddressData) => Recipients;
