import { PROBLEM_REASONS, type ProblemKind } from '../draft/types.ts';
import { defineCheck } from './define.ts';

interface Options {
  readonly kind: ProblemKind;
}

/** What could not be read, or can be read in two ways, is said: 'clean' means read and found clean. */
export const reading = defineCheck({
  name: 'reading',
  grades: PROBLEM_REASONS,
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['kind'],
    properties: { kind: { enum: ['unreadable', 'malformed-header', 'unknown-field', 'encrypted'], description: 'Which problems this rule speaks of.' } },
  },
  prepare(rules) {
    // `named` is the detail as it goes into a sentence.
    return function* find(mail) {
      for (const { kind, reason, detail, spot } of mail.problems) {
        for (const rule of rules) {
          if ((rule.options as unknown as Options).kind !== kind) continue;
          yield { rule: rule.id, grade: reason, spot, section: kind === 'malformed-header' ? 'header' : 'body', data: { reason, detail: detail ?? '', named: detail === undefined ? '' : ` (${detail})` } };
        }
      }
    };
  },
});
