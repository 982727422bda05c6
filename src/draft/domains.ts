import { getDomain } from 'tldts';
import { makeAddress } from './address.ts';
import { plain } from './identity.ts';
import type { AddressData } from './recipients.ts';

/** Only what ICANN's registries delegate counts: everybody at github.io is at GitHub. */
const SUFFIXES = { allowPrivateDomains: false, extractHostname: false, validateHostname: false, detectIp: false };

/** RFC 1035 §2.3.4. A longer 'domain' is nobody's, and is taken as it stands. */
export const LONGEST_DOMAIN = 253;

/**
 * The part of a domain that somebody registered: mail.acme.co.uk → acme.co.uk (Public Suffix List, ICANN section).
 * An address literal, a single label, a bare suffix and whatever is no domain are returned as they are.
 * @param domain lower case, ASCII form
 */
export function registrableDomain(domain: string): string {
  let found = registrable.get(domain);
  if (found === undefined) {
    if (registrable.size >= REMEMBERED) registrable.clear();
    if (domain.length > LONGEST_DOMAIN) return domain;
    // A piece of a message keeps all of it in memory; what is remembered must not.
    const own = domain.split('').join('');
    registrable.set(own, (found = lookUp(own)));
  }
  return found;
}

/** The same few domains stand in all mail of one sender. Bounded, since an archive names any number of them. */
const registrable = new Map<string, string>();
const REMEMBERED = 2_000;

function lookUp(domain: string): string {
  if (domain.startsWith('[') || /^[\d.]+$/.test(domain)) return domain;
  return getDomain(domain, SUFFIXES) ?? domain;
}

/** The address lexicons (webmail, roles, lists, names) as sets. What is missing or misshapen is empty. */
export function addressData(lexicons: Readonly<Record<string, unknown>>): AddressData {
  const webmail = words(entry(lexicons['webmail'], 'domains'));
  const families = entry(lexicons['webmail'], 'families');
  for (const family of Array.isArray(families) ? families : []) {
    for (const name of words(entry(family, 'names'))) {
      for (const suffix of words(entry(family, 'suffixes'))) webmail.add(`${name}.${suffix}`);
    }
  }
  return {
    webmail,
    roles: words(entry(lexicons['roles'], 'locals')),
    listDomains: words(entry(lexicons['lists'], 'listDomains')),
    listLabels: words(entry(lexicons['lists'], 'listLabels')),
    listLocals: words(entry(lexicons['lists'], 'listLocals')),
    names: {
      organisations: words(entry(lexicons['names'], 'organisations')),
      firstNames: words(entry(lexicons['names'], 'firstNames')),
    },
  };
}

function entry(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** All strings of a list, or of the lists in a map (sorted by country or language for those who keep them). */
function words(value: unknown, into = new Set<string>()): Set<string> {
  if (Array.isArray(value)) {
    for (const word of value) if (typeof word === 'string') into.add(plain(word));
  } else if (typeof value === 'object' && value !== null) {
    for (const list of Object.values(value)) if (Array.isArray(list)) words(list, into);
  }
  return into;
}

/** An address, or '@domain', as `Address.key` and `Address.domain` write it, so that configuration and mail can be compared. */
export function foldedAddress(address: string): string {
  const text = address.trim();
  const at = text.lastIndexOf('@');
  if (at < 0) return text.toLowerCase();
  const { key, domain } = makeAddress('', at === 0 ? 'x' : text.slice(0, at), text.slice(at + 1), null, NOWHERE);
  return at === 0 ? `@${domain}` : key;
}

const NOWHERE = { at: 'json', path: [] } as const;

/** A domain as `Address.domain` writes it. */
export function foldedDomain(domain: string): string {
  return foldedAddress(`@${domain}`).slice(1);
}

/** A domain known for its lists (googlegroups.com), or called so (lists.example.org). */
export function isListDomain(domain: string, data: AddressData, registrable = registrableDomain(domain)): boolean {
  if (isWithin(domain, data.listDomains)) return true;
  return domain !== registrable && data.listLabels.has(domain.slice(0, Math.max(0, domain.indexOf('.'))));
}

/** Is `domain` one of `domains`, or below one of them? */
export function isWithin(domain: string, domains: ReadonlySet<string>): boolean {
  if (domains.size === 0 || domain.length > LONGEST_DOMAIN) return false;
  for (let at = 0; at >= 0 && at < domain.length; ) {
    if (domains.has(domain.slice(at))) return true;
    const dot = domain.indexOf('.', at);
    at = dot < 0 ? -1 : dot + 1;
  }
  return false;
}
