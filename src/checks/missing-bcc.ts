import type { Recipient } from '../draft/recipients.ts';
import type { Environment, Hit, RuleDefinition } from '../rule/types.ts';
import type { Mail } from '../text/types.ts';
import { isCorrection } from './corrections.ts';
import { defineCheck } from './define.ts';
import { groupGreeting } from './group-greeting.ts';
import { addressesSpot, allowedGroup, counts, otherPersons } from './group-mailing.ts';
import { sensitiveWording } from './sensitive-wording.ts';

interface Options {
  readonly declared: number;
  readonly organisations: number;
}

/** Purposes that go to many who have nothing to do with each other. A candidate's own answer does not. */
const GROUP_PURPOSES: ReadonlySet<string> = new Set(['rejection', 'hr', 'newsletter', 'notice']);

/** From this many on, people who share no organisation do not look like people who work together. */
const UNRELATED = 6;
/** With no other sign than a new mail and no common organisation, it takes more than this many persons. */
const UNRELATED_ALONE = 10;
/** A private address from which a mail goes to people of one's own. */
const PRIVATE_GROUP = 15;

/** A group mailing in which nobody is in Bcc. */
export const missingBcc = defineCheck({
  name: 'missing-bcc',
  grades: ['rejection', 'declared', 'mailing'],
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      declared: { type: 'integer', minimum: 2, default: 2, description: 'With a declared purpose, from this many persons outside on.' },
      organisations: { type: 'integer', minimum: 2, default: 3, description: 'Without one, from this many organisations on (a webmail address is one of its own), and with two marks of a group mailing.' },
    },
  },
  prepare(rules, environment) {
    return function* find(mail, now) {
      for (const rule of rules) {
        const grade = groupMailing(mail, environment, rule.options as unknown as Options);
        if (grade === null || allowedGroup(mail, environment.allow, now)) continue;
        yield hit(rule, grade, mail, environment);
      }
    };
  },
});

function hit(rule: RuleDefinition, grade: string, mail: Mail, environment: Environment): Hit {
  return { rule: rule.id, grade, spot: addressesSpot(mail), section: 'header', data: { ...counts(mail), recipients: outsiders(mail).length }, fixes: fixesFor(mail, environment) };
}

/** Persons and offices outside, without the sender: seven suppliers at contact@ are seven, too. */
function outsiders(mail: Mail): readonly Recipient[] {
  const { external, sender } = mail.recipients;
  return external.filter(({ kind, key }) => kind !== 'list' && key !== sender?.key);
}

function groupMailing(mail: Mail, environment: Environment, options: Options): 'rejection' | 'declared' | 'mailing' | null {
  const { visible, blind, lists, sender } = mail.recipients;
  if (blind.length > 0 || visible.length < 2) return null;
  if (mail.purposeDeclared && mail.purpose !== null && GROUP_PURPOSES.has(mail.purpose) && otherPersons(mail).length >= options.declared) {
    return mail.purpose === 'rejection' ? 'rejection' : 'declared';
  }
  const people = outsiders(mail);
  if (people.length < options.organisations || mail.reply || lists.length > 0) return null;
  const organisations = new Set(people.map(({ organisation }) => organisation)).size;
  if (organisations < options.organisations || !hasMarks(mail, people, organisations, environment)) return null;
  if (mail.purpose === 'rejection') return 'rejection';
  return sender?.webmail === true && people.length <= PRIVATE_GROUP ? null : 'mailing';
}

/** Two marks of a group mailing; but a greeting to all in a new mail is also how partners write to each other. */
function hasMarks(mail: Mail, people: readonly Recipient[], organisations: number, environment: Environment): boolean {
  const { kind, named } = groupGreeting(mail, people, environment);
  if (named > 0) return false;
  const greeted = kind === 'impersonal' || kind === 'plural' || kind === 'bare';
  const pasted = isPasted(people);
  const unrelated = areUnrelated(mail, people, organisations);
  if (greeted && (pasted || unrelated)) return true;
  if (mail.thread) return pasted && unrelated;
  if (kind === 'impersonal' || (pasted && unrelated)) return true;
  const offices = people.filter((one) => one.kind === 'role').length;
  return unrelated && (people.length > UNRELATED_ALONE || (people.length >= UNRELATED && offices * 2 > people.length));
}

/** In alphabetical order, or the same address twice: taken from a table, not written by hand. */
function isPasted(people: readonly Recipient[]): boolean {
  if (people.length < UNRELATED) return false;
  return people.some(({ occurrences }) => occurrences.length > 1) || people.every(({ key }, index) => index === 0 || people[index - 1]!.key < key);
}

/** Hardly two share an organisation: from six on, or three private addresses to which a firm writes. */
function areUnrelated(mail: Mail, people: readonly Recipient[], organisations: number): boolean {
  if (organisations < people.length * 0.75) return false;
  if (people.length >= UNRELATED) return true;
  return mail.recipients.sender?.webmail === false && people.filter(({ webmail }) => webmail).length >= 3;
}

/**
 * The fixes of the rules on visible recipients, the best first: alike for all of them, so that they show as one. Bcc still sends one
 * message to all; where that itself would be wrong (a rejection, a sensitive group, a correction) it is one mail a person.
 */
export function fixesFor(mail: Mail, environment: Environment): readonly string[] {
  const alone = mail.purpose === 'rejection' || mail.purpose === 'hr' || isCorrection(mail, environment) || sensitiveWording(mail, environment).membership !== null;
  return alone ? ['one-mail-a-person'] : ['move-to-bcc', 'one-mail-a-person'];
}
