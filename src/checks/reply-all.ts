import { foldedAddress, registrableDomain } from '../draft/organisations.ts';
import type { Environment, Hit, RuleDefinition } from '../rule/types.ts';
import type { Mail, View } from '../text/types.ts';
import { defineCheck } from './define.ts';
import { addressesSpot, allowedGroup, counts, listShare, otherPersons } from './group-mailing.ts';

interface Options {
  readonly persons: number;
  readonly organisations: number;
  readonly crowdPersons: number;
  readonly crowdOrganisations: number;
  readonly listShare: number;
}

/** An answer to a large visible list, or to more than those who were in the conversation. */
export const replyAll = defineCheck({
  name: 'reply-all',
  grades: ['crowd', 'many', 'newcomer'],
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      persons: { type: 'integer', minimum: 1, default: 10, description: 'A warning for an answer to more than this many persons outside …' },
      organisations: { type: 'integer', minimum: 1, default: 3, description: '… in at least this many organisations.' },
      crowdPersons: { type: 'integer', minimum: 1, default: 30, description: 'An error from this many persons outside on …' },
      crowdOrganisations: { type: 'integer', minimum: 1, default: 10, description: '… in at least this many organisations.' },
      listShare: { type: 'number', minimum: 0, maximum: 1, default: 0.1, description: 'Nothing from this share of list addresses on: there one answers to all.' },
    },
  },
  prepare(rules, environment) {
    return function* find(mail, now) {
      if (!mail.reply || mail.recipients.external.length === 0) return;
      for (const rule of rules) {
        const hit = judge(rule, mail, environment);
        if (hit !== null && !allowedGroup(mail, environment.allow, now)) yield hit;
      }
    };
  },
});

function judge(rule: RuleDefinition, mail: Mail, environment: Environment): Hit | null {
  const options = rule.options as unknown as Options;
  const { persons, organisations } = mail.recipients;
  if (listShare(mail) >= options.listShare && persons.length <= 50) return null;
  const base = { rule: rule.id, spot: addressesSpot(mail), section: 'header' } as const;
  if (persons.length >= options.crowdPersons && organisations >= options.crowdOrganisations) {
    return { ...base, grade: 'crowd', data: { ...counts(mail), threshold: options.crowdPersons } };
  }
  if (persons.length > options.persons && organisations >= options.organisations) {
    return { ...base, grade: 'many', data: { ...counts(mail), threshold: options.persons } };
  }
  const newcomers = newOrganisations(mail, environment);
  return newcomers.count === 0 ? null : { ...base, spot: newcomers.spot ?? base.spot, grade: 'newcomer', data: { ...counts(mail), newcomers: newcomers.count } };
}

/** A quoted header block is near the top of what is quoted, and no longer than this. */
const LOOK = 4000;
const ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}/gu;
const HEADER = /^[\s>]{0,20}\*?(from|to|cc|de|a|à|von|an|da|para|copie à|copie)\s{0,3}:\*?\s(.{0,1500})$/gimu;
const TO = new Set(['to', 'a', 'à', 'an', 'para']);

/** Organisations among the recipients that the quoted mail's own From, To and Cc did not name; 0 where these are not to be read. */
function newOrganisations(mail: Mail, environment: Environment): { readonly count: number; readonly spot?: Hit['spot'] } {
  const before = quotedOrganisations(mail.bodies, environment);
  if (before === null) return { count: 0 };
  const own = mail.recipients.sender?.organisation;
  const fresh = otherPersons(mail).filter(({ organisation }) => organisation !== own && !before.has(organisation));
  const spot = fresh[0]?.occurrences[0]?.spot;
  return { count: new Set(fresh.map(({ organisation }) => organisation)).size, ...(spot === undefined ? {} : { spot }) };
}

function quotedOrganisations(views: readonly View[], { addresses }: Environment): ReadonlySet<string> | null {
  for (const view of views) {
    const quoted = view.sections().find(({ kind }) => kind === 'quoted');
    if (quoted === undefined) continue;
    const text = view.text.slice(quoted.start, Math.min(quoted.end, quoted.start + LOOK));
    if (!text.includes('@')) return null;
    const found = new Set<string>();
    let complete = false;
    for (const [, name = '', value = ''] of text.matchAll(HEADER)) {
      const entries = value.split(/[;,]/).filter((entry) => entry.trim() !== '');
      const here = value.match(ADDRESS) ?? [];
      // Names without addresses ('To: Anne Martin') tell nobody's organisation.
      if (entries.length === 0 || here.length < entries.length) return null;
      complete ||= TO.has(name.toLowerCase());
      for (const address of here) {
        const key = foldedAddress(address);
        const organisation = registrableDomain(key.slice(key.lastIndexOf('@') + 1));
        found.add(addresses.webmail.has(organisation) ? key : organisation);
      }
    }
    return complete ? found : null;
  }
  return null;
}
