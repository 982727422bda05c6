import type { Recipient } from '../draft/recipients.ts';
import type { Environment } from '../rule/types.ts';
import type { Mail } from '../text/types.ts';
import { defineCheck } from './define.ts';
import { groupGreeting } from './group-greeting.ts';
import { addressesSpot, blindOutsiders, blindSpot, counts, otherPersons } from './group-mailing.ts';
import { sensitiveWording } from './sensitive-wording.ts';

interface Options {
  readonly persons: number;
  readonly mention: number;
  readonly greeted: number;
}

type Grade = 'refused' | 'refused-copy' | 'refused-blind' | 'group' | 'group-blind' | 'private-blind' | 'mention-many' | 'mention';

/** The mail itself tells what its readers have in common, and they read who the others are. */
export const sensitiveGroup = defineCheck({
  name: 'sensitive-group',
  grades: ['refused', 'group', 'refused-copy', 'group-blind', 'mention-many', 'refused-blind', 'private-blind', 'mention'],
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      persons: { type: 'integer', minimum: 2, default: 2, description: 'From this many persons outside on.' },
      mention: { type: 'integer', minimum: 0, default: 5, description: 'Sensitive wording that is not about the recipients: a warning for more than this many persons outside, else advice.' },
      greeted: { type: 'integer', minimum: 0, default: 5, description: 'Up to this many persons who are all greeted by name know of each other: nothing is said.' },
    },
  },
  prepare(rules, environment) {
    return function* find(mail) {
      for (const rule of rules) {
        const options = rule.options as unknown as Options;
        const found = judge(mail, environment, options);
        if (found === null) continue;
        const { grade, group } = found;
        const blind = grade.endsWith('-blind');
        yield {
          rule: rule.id,
          grade,
          spot: blind ? blindSpot(mail) : addressesSpot(mail),
          section: 'header',
          data: { ...counts(mail), group, people: blind ? blindOutsiders(mail).length : otherPersons(mail).length, threshold: options.mention },
          fixes: ['one-mail-a-person'],
        };
      }
    };
  },
});

interface Found {
  readonly grade: Grade;
  readonly group: string;
}

function judge(mail: Mail, environment: Environment, options: Options): Found | null {
  const persons = otherPersons(mail);
  const blind = blindOutsiders(mail);
  // One reader and nobody else: whatever it says, it says to one.
  if (mail.recipients.external.length + blind.length < options.persons) return null;
  if (knowEachOther(mail, persons, environment, options)) return null;
  if (mail.purpose === 'rejection') return rejection(mail, persons, blind, options);
  if (mail.purpose === 'reply') return null;
  const { membership, mention } = sensitiveWording(mail, environment);
  if (membership?.refused) return rejection(mail, persons, blind, options);
  const apart = new Set(persons.map(({ organisation }) => organisation)).size;
  if (membership !== null && persons.length >= options.persons && apart > 1) return { grade: 'group', group: membership.name };
  if (membership !== null && blind.length >= options.persons) return { grade: membership.art9 ? 'group-blind' : 'private-blind', group: membership.name };
  const read = membership ?? mention;
  if (read === null || persons.length < options.persons || apart < 2) return null;
  return { grade: persons.length > options.mention ? 'mention-many' : 'mention', group: read.name };
}

/** Doctor and patient, a law firm and its client: they answer each other, or are greeted by name. */
function knowEachOther(mail: Mail, persons: readonly Recipient[], environment: Environment, { greeted }: Options): boolean {
  if (mail.thread) return true;
  return persons.length >= 2 && persons.length <= greeted && groupGreeting(mail, persons, environment).named === persons.length;
}

/** A rejection is one candidate's. A second one in To sees it and is seen; in Cc it may be the agency that sent the candidate. */
function rejection(mail: Mail, persons: readonly Recipient[], blind: readonly Recipient[], options: Options): Found | null {
  const group = 'candidates';
  const inTo = persons.filter(({ occurrences }) => occurrences.some(({ field }) => field === 'to' || field === 'resent-to'));
  const first = inTo[0];
  const copied = mail.recipients.external.filter((one) => one.kind !== 'list' && !inTo.includes(one) && one.key !== mail.recipients.sender?.key);
  const elsewhere = new Set(copied.map(({ organisation }) => organisation));
  if (first !== undefined) elsewhere.delete(first.organisation);
  const copiedPersons = copied.filter(({ kind }) => kind === 'person').length;
  if (inTo.length >= options.persons) return { grade: 'refused', group };
  if (copiedPersons >= options.persons && elsewhere.size > 1) return { grade: 'refused', group };
  if (first !== undefined && elsewhere.size > 0) return { grade: 'refused-copy', group };
  // One address in Bcc beside the candidate's is an archive's, or a colleague's at home.
  return blind.length >= options.persons ? { grade: 'refused-blind', group } : null;
}
