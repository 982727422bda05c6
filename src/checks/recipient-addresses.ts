import { isAscii } from '../draft/ascii.ts';
import type { Address, AddressField, Draft } from '../draft/types.ts';
import { defineCheck } from './define.ts';
import { record, strings } from './lexicons.ts';
import { oncePer } from '../text/once-per.ts';

/** Checks of single addresses: the same one twice, a known slip, none at all. */

const NO_OPTIONS = { type: 'object', additionalProperties: false, properties: {} } as const;

/** Resent fields tell of another sending, and repeat nobody. */
const RECIPIENTS: ReadonlySet<string> = new Set(['to', 'cc', 'bcc']);
const WRITTEN_TO: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'resent-to', 'resent-cc', 'resent-bcc', 'reply-to']);

function* addressesOf(draft: Draft, names: ReadonlySet<string>): Generator<{ readonly field: AddressField; readonly address: Address }> {
  for (const field of draft.addressFields) {
    if (names.has(field.name)) for (const address of field.addresses) yield { field, address };
  }
}

export const duplicateRecipient = defineCheck({
  name: 'duplicate-recipient',
  grades: ['twice'],
  options: NO_OPTIONS,
  prepare(rules) {
    return function* find(mail) {
      const seen = new Set<string>();
      for (const { field, address } of addressesOf(mail.draft, RECIPIENTS)) {
        if (!address.valid) continue;
        if (!seen.has(address.key)) seen.add(address.key);
        else for (const rule of rules) yield { rule: rule.id, grade: 'twice', spot: address.spot, section: 'header', data: { field: field.name } };
      }
    };
  },
});

export const mistypedDomain = defineCheck({
  name: 'mistyped-domain',
  grades: ['slip'],
  options: NO_OPTIONS,
  prepare(rules, { lexicons, people }) {
    const slips = new Map<string, string>();
    for (const [meant, list] of Object.entries(record(record(lexicons['mistyped-domains'])['slips']))) {
      for (const slip of strings(list)) slips.set(slip, meant);
    }
    for (const own of people.internalDomains) slips.delete(own);
    return function* find(mail) {
      for (const { address } of addressesOf(mail.draft, WRITTEN_TO)) {
        const meant = address.valid ? slips.get(address.domain) : undefined;
        if (meant === undefined || mail.recipients.sender?.occurrences[0]?.address.domain === address.domain) continue;
        for (const rule of rules) yield { rule: rule.id, grade: 'slip', spot: address.spot, section: 'header', data: { domain: address.domain, meant }, replacement: meant };
      }
    };
  },
});

/** What stands for 'nobody is named here' in a field that must not be empty. */
const NOBODY = /^[(<"']*(?:undisclosed|unlisted|hidden|blind|destinataires?|recipients?|empf[aä]nger|suppressed)[\s_.:;-]*(?:recipients?|list|inconnus?|non|not|$)/iu;
/** A local user name of the machine: root, www-data, nagios. */
const LOCAL_USER = /^[a-z_][a-z0-9_.-]{0,31}\$?$/;

/** Blanks and marks beyond ASCII that nobody sees: no server knows such an address. Joiners are left out: some scripts write with them. */
const UNSEEN = /[\u00A0\u00AD\u1680\u2000-\u200B\u200E\u200F\u2028-\u202F\u205F-\u2064\u2066-\u206F\u3000\uFEFF]/u;

/** As many may stand in one field as addresses that ask for it. */
const namesNobody = oncePer(({ addresses }: AddressField) => ({ found: addresses.some(({ address }) => NOBODY.test(address)) }));

export const invalidAddress = defineCheck({
  name: 'invalid-address',
  grades: ['none', 'local'],
  options: NO_OPTIONS,
  prepare(rules) {
    return function* find(mail) {
      for (const { field, address } of addressesOf(mail.draft, WRITTEN_TO)) {
        // <Undisclosed-Recipient:;@example.org> falls into two.
        if (address.local.startsWith('@') && namesNobody(field).found) continue;
        const grade = invalid(address);
        if (grade !== null) for (const rule of rules) yield { rule: rule.id, grade, spot: address.spot, section: 'header', data: { field: field.name } };
      }
    };
  },
});

function invalid({ valid, address, domain, name }: Address): 'none' | 'local' | null {
  if (NOBODY.test(address) || (!valid && NOBODY.test(name))) return null;
  if (valid) return isDomain(domain) && !UNSEEN.test(address) ? null : 'none';
  return LOCAL_USER.test(address) ? 'local' : 'none';
}

/** A domain that DNS can hold (RFC 1035 §2.3.4; underscores are met), or a literal (RFC 5321 §4.1.3). */
function isDomain(domain: string): boolean {
  if (domain.startsWith('[')) return domain.endsWith(']');
  return domain.length <= 253 && (isAscii(domain) ? /^\w(?:[\w-]|\.(?=\w))*\.?$/ : /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]|\.(?=[\p{L}\p{N}_]))*\.?$/u).test(domain);
}
