import { namingFields } from '../edit/blind.ts';
import type { Change } from '../edit/types.ts';
import type { Address, AddressField, Draft, Field, Spot } from '../draft/types.ts';
import type { Finding } from '../rule/types.ts';
import { oncePer } from '../text/once-per.ts';
import type { Mail, View } from '../text/types.ts';
import type { Planned } from './fix-sentence.ts';

/** Fixes of the header: who receives the mail, and what stands beside an address. */

const RECIPIENT_FIELDS = ['to', 'cc', 'bcc'] as const;
const VISIBLE: ReadonlySet<string> = new Set(['to', 'cc', 'resent-to', 'resent-cc']);

type RecipientField = (typeof RECIPIENT_FIELDS)[number];

function addressesIn(draft: Draft, name: RecipientField): Address[] {
  return draft.addressFields.filter((field) => field.name === name).flatMap(({ addresses }) => addresses);
}

/** Each key once, the first; what is no address is kept as it stands. */
function unique(addresses: readonly Address[]): Address[] {
  const seen = new Set<string>();
  return addresses.filter(({ key }) => key === '' || (!seen.has(key) && seen.add(key)));
}

/** Everybody becomes blind: no address is left in To or Cc, nor in another field that would name them all the same. */
const blind = oncePer((draft: Draft): Planned => {
  const bcc = unique(RECIPIENT_FIELDS.flatMap((name) => addressesIn(draft, name)));
  return bcc.length === 0 ? { refused: 'not-found' } : { changes: [{ kind: 'recipients', to: [], cc: [], bcc }, ...namingFields(draft, bcc)] };
});

export function moveToBcc({ draft }: Mail): Planned {
  return blind(draft);
}

/** Only whom the mail answers stays; the blind stay blind. */
export function answerSenderOnly(mail: Mail): Planned {
  const { draft } = mail;
  const to = unique(addressesIn(draft, 'to').filter(({ valid }) => valid));
  const everybody = [...to, ...addressesIn(draft, 'cc')];
  const quoted = quotedAuthor([...mail.bodies, ...mail.echoes]);
  const author = (quoted === null ? undefined : everybody.find(({ valid, address }) => valid && address.toLowerCase() === quoted)) ?? (to.length === 1 ? to[0] : undefined);
  return author === undefined ? { refused: 'unknown-author' } : { changes: [{ kind: 'recipients', to: [author], cc: [], bcc: addressesIn(draft, 'bcc') }] };
}

/** An author stands at the top of what is quoted: in the attribution line, or behind From in a header block. */
const LOOK = 1000;
const ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}/u;
const ADDRESSEES = /^[\s>*]{0,20}(?:to|cc|à|a|an|para|copie à|copie)\s{0,3}:/imu;

function quotedAuthor(views: readonly View[]): string | null {
  for (const view of views) {
    const quoted = view.sections().find(({ kind }) => kind === 'quoted');
    if (quoted === undefined) continue;
    const text = view.text.slice(quoted.start, Math.min(quoted.end, quoted.start + LOOK));
    const found = ADDRESS.exec(text);
    if (found !== null && !ADDRESSEES.test(text.slice(0, found.index))) return found[0].toLowerCase().replace(/\.$/, '');
  }
  return null;
}

interface Standing {
  readonly name: AddressField['name'];
  readonly address: Address;
}

/** The addresses of some fields, to be looked up: a rule may have something to say of each of a hundred thousand. */
class Directory {
  readonly all: readonly Standing[];
  readonly #bySpot: ReadonlyMap<Spot, Standing>;
  readonly #planned = new Map<string, Planned>();

  constructor(all: readonly Standing[]) {
    this.all = all;
    this.#bySpot = new Map(all.map((one) => [one.address.spot, one]));
  }

  /** What stands at a spot, or holds it. */
  at(spot: Spot): Standing | undefined {
    return this.#bySpot.get(spot) ?? this.all.find(({ address }) => isWithin(spot, address.spot));
  }

  /** What stands at a spot, around it or within it: the first. */
  near(spot: Spot): Standing | undefined {
    return this.#bySpot.get(spot) ?? this.all.find(({ address }) => isWithin(spot, address.spot) || isWithin(address.spot, spot));
  }

  /** One answer for all findings that say the same: each names all places. */
  planned(what: string, plan: () => Planned): Planned {
    let planned = this.#planned.get(what);
    if (planned === undefined) this.#planned.set(what, planned = plan());
    return planned;
  }
}

function standing({ name, addresses }: AddressField): Standing[] {
  return addresses.map((address) => ({ name, address }));
}

const everybody = oncePer(({ addressFields }: Draft) => new Directory(addressFields.flatMap(standing)));
const recipients = oncePer(({ addressFields }: Draft) => new Directory(RECIPIENT_FIELDS.flatMap((name) => addressFields.filter((field) => field.name === name).flatMap(standing))));
const named = oncePer(({ addressFields }: Draft) => new Directory(addressFields.filter(({ name }) => VISIBLE.has(name)).flatMap(standing)));
const spellings = oncePer((draft: Draft) => {
  const byKey = new Map<string, Standing[]>();
  for (const one of recipients(draft).all) {
    const same = byKey.get(one.address.key);
    if (same === undefined) byKey.set(one.address.key, [one]);
    else same.push(one);
  }
  return byKey;
});

/** The most visible occurrence stays (To, then Cc, then Bcc), of these one with a name; the first of equals. */
export function removeDuplicate({ draft }: Mail, { spot }: Finding): Planned {
  const directory = recipients(draft);
  const here = directory.near(spot);
  if (here === undefined || here.address.key === '') return { refused: 'not-found' };
  const { key } = here.address;
  return directory.planned(key, () => {
    const same = spellings(draft).get(key)!;
    const first = same[0]!.name;
    const kept = same.find(({ name, address }) => name === first && address.name !== '') ?? same[0]!;
    const changes = same.filter((one) => one !== kept).map(({ address }): Change => ({ kind: 'remove-address', spot: address.spot }));
    return changes.length === 0 ? { refused: 'not-found' } : { changes };
  });
}

export function correctDomain({ draft }: Mail, { spot }: Finding, domain: string | undefined): Planned {
  const found = everybody(draft).at(spot);
  return found === undefined || domain === undefined ? { refused: 'not-found' } : { changes: [{ kind: 'domain', spot: found.address.spot, domain }] };
}

/** A name given to several addresses is told of once, and goes everywhere that everybody reads. */
export function removeName({ draft }: Mail, { spot, grade }: Finding): Planned {
  if (grade === 'group') {
    const group = draft.addressFields.filter(({ name }) => VISIBLE.has(name)).flatMap(({ groups }) => groups).find((one) => isWithin(one.spot, spot));
    return group === undefined ? { refused: 'not-found' } : { changes: [{ kind: 'remove-name', spot: group.spot }] };
  }
  const directory = named(draft);
  const here = directory.near(spot)?.address;
  if (here === undefined || here.name === '') return { refused: 'not-found' };
  return directory.planned(here.name, () => ({
    changes: directory.all.filter(({ address }) => address.name === here.name).map(({ address }): Change => ({ kind: 'remove-name', spot: address.spot })),
  }));
}

export function removeField({ draft }: Mail, { spot }: Finding): Planned {
  const field: Field | AddressField | undefined = draft.fields.find((one) => isWithin(spot, one.spot)) ?? draft.addressFields.find((one) => isWithin(spot, one.spot));
  return field === undefined ? { refused: 'not-found' } : { changes: [{ kind: 'remove-field', spot: field.spot }] };
}

function isWithin(inner: Spot, outer: Spot): boolean {
  if (inner.at === 'raw' && outer.at === 'raw') return inner.start >= outer.start && inner.end <= outer.end;
  if (inner.at !== 'json' || outer.at !== 'json' || outer.path.length > inner.path.length) return false;
  if (!outer.path.every((key, index) => key === inner.path[index])) return false;
  if (outer.path.length < inner.path.length || outer.start === undefined) return true;
  return inner.start !== undefined && inner.start >= outer.start && (inner.end ?? Infinity) <= (outer.end ?? Infinity);
}
