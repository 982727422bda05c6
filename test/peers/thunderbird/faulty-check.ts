import { defineCheck } from '../../../src/checks/define.ts';

/** Takes the place of the check for Bcc fields: goes wrong, or never ends, for a mail that asks for it in its subject. */
export const bccHeader = defineCheck({
  name: 'bcc-header',
  grades: ['leaving', 'stray', 'attached', 'draft', 'empty'],
  options: { type: 'object', additionalProperties: false, properties: {} },
  prepare: () => function find({ draft }) {
    const subject = draft.fields.find(({ name }) => name === 'subject')?.value ?? '';
    if (subject.includes('this throws')) throw new Error(subject);
    // Only what ends it from outside ends it.
    for (let turn = 0; subject.includes('this hangs'); turn = (turn + 1) % 1000);
    return [];
  },
});
