import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFingerprints } from '../../src/io/fingerprint.ts';
import type { LocatedFinding } from '../../src/report/types.ts';
import { finding, result } from '../cli/findings.ts';

const one = finding({ ruleId: 'tone/cold', grade: 'curt', section: 'body', line: 9 });
const prints = (findings: readonly LocatedFinding[], change: Parameters<typeof result>[1] = {}) => withFingerprints(result(findings, change)).findings.map(({ fingerprint }) => fingerprint);

describe('fingerprints of findings', () => {
  it('are 128 bits, the same in every run', () => {
    expect(prints([one])).toEqual(prints([one]));
    expect(prints([one])[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('stay when lines, messages and levels change, and however the file was given', () => {
    expect(prints([{ ...one, line: 90, column: 7, endLine: 91, message: 'Else.', level: 'error', data: { visible: 3 } }])).toEqual(prints([one]));
    for (const filePath of ['./draft.eml', resolve('draft.eml'), 'x/../draft.eml']) expect(prints([one], { filePath })).toEqual(prints([one]));
  });

  it('differ by rule, grade, section, attached message, file and mail in the file', () => {
    const all = [
      ...prints([one]), ...prints([{ ...one, ruleId: 'tone/heated' }]), ...prints([{ ...one, grade: 'door' }]), ...prints([{ ...one, section: 'subject' }]), ...prints([{ ...one, attached: [0] }]),
      ...prints([one], { filePath: 'other.eml' }), ...prints([one], { number: 1 }), ...prints([one], { number: 2 }),
    ];
    expect(new Set(all).size).toBe(8);
  });

  it('tell equals apart by their order in the mail', () => {
    const below = { ...one, line: 20 };
    const [first, second] = prints([one, below]);
    expect(first).not.toBe(second);
    expect(prints([below, one])).toEqual([first, second]);
    expect(prints([one])).toEqual([first]);
  });
});
