import type { LocatedFinding, Result } from '../../src/report/types.ts';

/** A finding made by hand, as a rule about visible recipients would give it. */
export function finding(change: Partial<LocatedFinding> = {}): LocatedFinding {
  return {
    ruleId: 'recipients/visible-recipients',
    level: 'error',
    grade: 'many',
    spot: { at: 'raw', start: 40, end: 900 },
    section: 'header',
    attached: [],
    data: { visible: 340, external: 340, persons: 340, organisations: 340, identifiable: 300 },
    title: 'Recipients see each other',
    message: '340 people outside your organisation will see each other.',
    why: 'Each of them learns who else was written to.',
    suggestion: 'Send one mail a person.',
    law: [{ ref: 'GDPR Art. 32', jurisdictions: ['EU'] }],
    url: 'docs/rules/recipients/visible-recipients.md',
    suggestions: [
      { id: 'one-mail-a-person', desc: 'Send one mail a person.', safety: 'ask' },
      { id: 'move-to-bcc', desc: 'Move the addresses to Bcc.', safety: 'ask' },
    ],
    line: 3,
    column: 5,
    endLine: 40,
    endColumn: 12,
    ...change,
  };
}

export function result(findings: readonly LocatedFinding[], change: Partial<Result> = {}): Result {
  return { filePath: 'draft.eml', fatal: false, findings, ...change };
}
