import { problemName } from '../draft/problem-name.ts';
import { PROBLEM_REASONS, type Problem, type ProblemKind } from '../draft/types.ts';
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
    return function* find(mail) {
      if (mail.problems.length === 0) return;
      // A field that stands sixty times is one thing to say; `more` counts the other places.
      const places = new Map<string, { readonly problem: Problem; readonly name: string; more: number }>();
      for (const problem of mail.problems) {
        const name = problemName(problem);
        const key = `${problem.kind} ${problem.reason} ${name}`;
        const known = places.get(key);
        if (known === undefined) places.set(key, { problem, name, more: 0 });
        else known.more += 1;
      }
      for (const { problem: { kind, reason, spot }, name, more } of places.values()) {
        for (const rule of rules) {
          if ((rule.options as unknown as Options).kind !== kind) continue;
          // `named` is the name as it goes into a sentence.
          const data = { reason, detail: name, named: name === '' ? '' : ` (${name})`, ...(more > 0 ? { more } : {}) };
          yield { rule: rule.id, grade: reason, spot, section: kind === 'malformed-header' ? 'header' : 'body', data };
        }
      }
    };
  },
});
