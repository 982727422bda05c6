import { describeAddress } from '../draft/organisations.ts';
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
      for (const field of mail.draft.addressFields) {
        if (field.name !== 'reply-to' && field.name !== 'resent-reply-to') continue;
        const { persons, outside, lists } = answersGo(field.addresses, mail, environment);
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

function answersGo(addresses: readonly Address[], mail: Mail, environment: Environment): { persons: number; outside: number; lists: number } {
  const { sender, lists } = mail.recipients;
  const seen = new Set<string>();
  let persons = 0;
  let outside = 0;
  let listed = 0;
  for (const address of addresses) {
    if (!address.valid || seen.has(address.key) || address.key === sender?.key) continue;
    seen.add(address.key);
    const { kind, internal } = describeAddress(address, mail.draft, environment.people, environment.addresses);
    if (kind === 'person') {
      persons += 1;
      if (!internal) outside += 1;
    } else if (kind === 'list' && !lists.some(({ key }) => key === address.key) && !mail.draft.fields.some(isListField)) {
      // Where the mail itself goes to that list, or comes from it, answers belong there.
      listed += 1;
    }
  }
  return { persons, outside, lists: listed };
}
