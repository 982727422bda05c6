import { addressDescriber } from '../draft/organisations.ts';
import { spotOfAddresses } from '../draft/spots.ts';
import type { Address } from '../draft/types.ts';
import type { Environment } from '../rule/types.ts';
import type { Mail } from '../text/types.ts';
import { defineCheck } from './define.ts';
import { isListField } from './group-mailing.ts';

interface Options {
  readonly persons: number;
}

/** A Reply-To that carries answers to several persons or to a list. */
export const replyToList = defineCheck({
  name: 'reply-to-list',
  grades: ['persons', 'list'],
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      persons: { type: 'integer', minimum: 2, default: 2, description: 'From this many persons in Reply-To on, one of them outside; the sender is not counted.' },
    },
  },
  prepare(rules, environment) {
    return function* find(mail) {
      let answers: ((addresses: readonly Address[]) => Answers) | undefined;
      for (const field of mail.draft.addressFields) {
        if (field.name !== 'reply-to' && field.name !== 'resent-reply-to') continue;
        answers ??= answersOf(mail, environment);
        const { persons, outside, lists } = answers(field.addresses);
        for (const rule of rules) {
          const data = { persons, lists };
          const spot = spotOfAddresses(field);
          if (lists > 0) yield { rule: rule.id, grade: 'list', spot, section: 'header', data };
          else if (outside > 0 && persons >= (rule.options as unknown as Options).persons) yield { rule: rule.id, grade: 'persons', spot, section: 'header', data };
        }
      }
    };
  },
});

/** Where answers go: persons, those outside among them, and lists. */
interface Answers {
  readonly persons: number;
  readonly outside: number;
  readonly lists: number;
}

/** What the mail itself tells is found out once for all its fields. */
function answersOf(mail: Mail, { people, addresses: data }: Environment): (addresses: readonly Address[]) => Answers {
  const { sender, lists } = mail.recipients;
  const describe = addressDescriber(mail.draft, people, data);
  const addressed = new Set(lists.map(({ key }) => key));
  const fromList = mail.draft.fields.some(isListField);
  return (addresses) => {
    const seen = new Set<string>();
    let persons = 0;
    let outside = 0;
    let listed = 0;
    for (const address of addresses) {
      if (!address.valid || seen.has(address.key) || address.key === sender?.key) continue;
      seen.add(address.key);
      const { kind, internal } = describe(address);
      if (kind === 'person') {
        persons += 1;
        if (!internal) outside += 1;
      } else if (kind === 'list' && !fromList && !addressed.has(address.key)) {
        // Where the mail itself goes to that list, or comes from it, answers belong there.
        listed += 1;
      }
    }
    return { persons, outside, lists: listed };
  };
}
