import { defineCheck } from './define.ts';
import { isCorrection } from './corrections.ts';
import { addressesSpot, blindOutsiders, blindSpot, counts, otherPersons } from './group-mailing.ts';

interface Options {
  readonly persons: number;
  readonly blind: number;
}

/** Recall, erratum, apology about a mail, to the group that got it: the way a leak repeats. */
export const correctionToGroup = defineCheck({
  name: 'correction-to-group',
  grades: ['visible', 'blind'],
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      persons: { type: 'integer', minimum: 1, default: 5, description: 'An error for more than this many persons outside who see each other.' },
      blind: { type: 'integer', minimum: 1, default: 2, description: 'A warning from this many blind recipients outside on.' },
    },
  },
  prepare(rules, environment) {
    return function* find(mail) {
      for (const rule of rules) {
        const { persons, blind } = rule.options as unknown as Options;
        const seen = otherPersons(mail).length > persons;
        const unseen = blindOutsiders(mail).length;
        if ((!seen && unseen < blind) || !isCorrection(mail, environment)) continue;
        yield {
          rule: rule.id,
          grade: seen ? 'visible' : 'blind',
          spot: seen ? addressesSpot(mail) : blindSpot(mail),
          section: 'header',
          data: { ...counts(mail), threshold: seen ? persons : blind },
        };
      }
    };
  },
});
