import type { Environment, Hit, RuleDefinition } from '../rule/types.ts';
import type { Mail } from '../text/types.ts';
import { isCorrection } from './corrections.ts';
import { defineCheck } from './define.ts';
import { groupGreeting } from './group-greeting.ts';
import { addressesSpot, allowedGroup, counts, isListPost, listShare, otherPersons } from './group-mailing.ts';
import { fixesFor } from './missing-bcc.ts';

/** Every number is 'more than', but `organisations` and `listShare`, which are 'from'. */
interface Options {
  readonly some: number;
  readonly many: number;
  readonly organisations: number;
  readonly crowd: number;
  readonly listShare: number;
  readonly webmailSender: number;
}

type Grade = 'some' | 'many' | 'some-eased' | 'many-eased' | 'listed' | 'private' | 'crowd';

/** Who sees whom: strangers who read each other's addresses. */
export const visibleRecipients = defineCheck({
  name: 'visible-recipients',
  grades: ['many', 'some', 'many-eased', 'some-eased', 'listed', 'private', 'crowd'],
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      some: { type: 'integer', minimum: 0, default: 5, description: 'A warning for more than this many persons outside.' },
      many: { type: 'integer', minimum: 0, default: 10, description: 'An error for more than this many persons outside.' },
      organisations: { type: 'integer', minimum: 1, default: 3, description: 'Both only from this many organisations on; a webmail address is one of its own.' },
      crowd: { type: 'integer', minimum: 0, default: 50, description: 'Advice for more than this many addresses of any kind; with more persons outside nothing is lowered.' },
      listShare: { type: 'number', minimum: 0, maximum: 1, default: 0.1, description: 'One level lower from this share of list addresses on.' },
      webmailSender: { type: 'integer', minimum: 0, default: 15, description: 'Only advice for a private sender and up to this many persons, greeted or in a thread.' },
    },
  },
  prepare(rules, environment) {
    return function* find(mail, now) {
      for (const rule of rules) {
        const hit = judge(rule, mail, environment, now);
        if (hit !== null) yield hit;
      }
    };
  },
});

function judge(rule: RuleDefinition, mail: Mail, environment: Environment, now: number): Hit | null {
  const options = rule.options as unknown as Options;
  const { visible, persons, organisations } = mail.recipients;
  const strangers = organisations >= options.organisations && persons.length > options.some;
  if (!strangers && visible.length <= options.crowd) return null;
  if (allowedGroup(mail, environment.allow, now)) return null;
  const grade = strangers ? eased(persons.length > options.many ? 'many' : 'some', mail, options, environment) : 'crowd';
  const threshold = grade === 'crowd' ? options.crowd : persons.length > options.many ? options.many : options.some;
  return {
    rule: rule.id,
    grade,
    spot: addressesSpot(mail),
    section: 'header',
    data: { ...counts(mail), threshold },
    fixes: fixesFor(mail, environment),
  };
}

/** At most one step lower: those who answer did not choose the group, and a list is public to its members. */
function eased(grade: 'some' | 'many', mail: Mail, options: Options, environment: Environment): Grade {
  const { persons, sender } = mail.recipients;
  if (persons.length > options.crowd) return grade;
  const share = listShare(mail) >= options.listShare;
  const webmail = sender?.webmail === true && persons.length <= options.webmailSender && isPrivate(mail, environment);
  if (!webmail && !share && !mail.reply) return grade;
  if (isCorrection(mail, environment)) return grade;
  if (webmail) return 'private';
  if (share && isListPost(mail, environment)) return 'listed';
  return grade === 'many' ? 'many-eased' : 'some-eased';
}

/** A private sender's mail to people of one's own: in a thread, or greeted as one greets people one knows. */
function isPrivate(mail: Mail, environment: Environment): boolean {
  if (mail.purpose === 'rejection' || mail.purpose === 'hr') return false;
  if (mail.thread) return true;
  const { kind, named } = groupGreeting(mail, otherPersons(mail), environment);
  return named > 0 || kind === 'plural' || kind === 'other' || kind === 'bare';
}
