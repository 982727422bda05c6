import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import type { Spot } from '../../src/draft/types.ts';
import type { Change } from '../../src/edit/types.ts';
import { apart } from '../../src/engine/fix-batch.ts';
import { fixPlanner } from '../../src/engine/fix.ts';
import { lint } from '../../src/engine/lint.ts';
import { fixNotes } from '../../src/hosts/cli/fixable.ts';
import type { LocatedFinding } from '../../src/report/types.ts';
import { countSteps } from '../draft/steps.ts';
import { bytes, rulesFor } from './help.ts';

const to = (addresses: readonly string[]): string => bytes(['From: claire@maison.example', `To: ${addresses.join(',\r\n ')}`, 'Subject: x', '', 'Bonjour']);
const many = (n: number, domain: string): string[] => Array.from({ length: n }, (_, index) => `anne${index}@${domain}`);
const twice = (n: number): string[] => [...many(n, 'one.example'), ...many(n, 'one.example')];

type Notes = Pick<LocatedFinding, 'fixable' | 'edits'>;

function ready(text: string, rule: string): () => Notes[] {
  const draft = readMessage(text);
  const rules = rulesFor([rule]);
  const findings = lint(draft, rules);
  return () => findings.map(fixNotes({ source: { kind: 'message', text }, draft }, findings, rules, {}));
}

describe('what reports tell of fixes', () => {
  it('is each edit where the recipients are few', () => {
    const notes = ready(to(twice(20)), 'recipients/duplicate-recipient')();
    expect(notes).toHaveLength(20);
    for (const { fixable, edits } of notes) expect([fixable, edits?.[0]?.text, edits?.[0]?.range?.length]).toEqual([true, '', 2]);
  });

  it('is the first edits where they are thousands, and still of each finding whether it can be fixed', () => {
    const notes = ready(to(twice(2000)), 'recipients/duplicate-recipient')();
    expect(notes).toHaveLength(100);
    expect(notes[0]!.edits?.[0]?.range).toHaveLength(2);
    expect(notes.at(-1)!.edits).toEqual([null]);
    expect(notes.every(({ fixable }) => fixable === true)).toBe(true);
  });

  it('is of the first findings alone where the body is long', () => {
    const text = (sentences: number): string => bytes([
      'From: claire@maison.example', 'To: anne@one.example', 'Subject: x', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '',
      Buffer.from('Nous ne donnons pas suite en raison de votre grossesse.\n\n'.repeat(sentences)).toString('base64').replace(/.{76}/g, '$&\r\n'),
    ]);
    const steps = (n: number): number => countSteps(ready(text(n), 'discrimination/pregnancy-maternity'));
    // Four times the body is read a quarter as often. Without a bound, each finding reads it all: 4.
    expect(steps(4000) / steps(1000)).toBeLessThan(2);
  });

  it('is that nothing can be fixed where a signature covers the recipients, few or many', () => {
    for (const n of [20, 2000]) {
      const signed = `DKIM-Signature: v=1; d=maison.example; h=from:to; b=x\r\n${to(twice(n))}`;
      for (const note of ready(signed, 'recipients/duplicate-recipient')()) expect(note).toEqual({ edits: [null] });
    }
  });

  it('asks once for all findings on the same address', () => {
    const draft = readMessage(to(Array.from({ length: 50 }, () => 'anne@one.example')));
    const rules = rulesFor(['recipients/duplicate-recipient']);
    const findings = lint(draft, rules);
    const plan = fixPlanner(draft, findings, rules);
    const plans = new Set(findings.map((finding) => plan(finding, finding.suggestions[0]!)));
    expect([findings.length, plans.size]).toEqual([49, 1]);
    expect([...plans][0]).toMatchObject({ changes: { length: 49 } });
  });

  it.each([
    ['slips of the same domain', 'recipients/mistyped-domain', (n: number) => to(many(n, 'gmial.com'))],
    ['recipients that stand there twice', 'recipients/duplicate-recipient', (n: number) => to(twice(n / 2))],
  ])('does not read ever more for each finding: %s', (_, rule, make) => {
    const steps = (n: number): number => countSteps(ready(make(n), rule));
    // Without a bound, each finding reads it all: 4.
    expect(steps(12_000) / steps(3000)).toBeLessThan(2);
  });
});

describe('changes at the same place', () => {
  const range = fc.tuple(fc.nat(12), fc.nat(4)).map(([start, length]) => ({ start, end: start + length }));
  const spot: fc.Arbitrary<Spot> = fc.oneof(
    range.map((one): Spot => ({ at: 'raw', ...one })),
    fc.tuple(fc.array(fc.constantFrom<string | number>('to', 'cc', 0, 1), { minLength: 1, maxLength: 3 }), fc.option(range, { nil: undefined })).map(([path, one]): Spot => ({ at: 'json', path, ...one })),
  );
  const change: fc.Arbitrary<Change> = fc.oneof(
    { weight: 8, arbitrary: spot.map((one): Change => ({ kind: 'remove-address', spot: one })) },
    { weight: 2, arbitrary: fc.tuple(range, fc.nat(1)).map(([one, part]): Change => ({ kind: 'text', part, text: '', ...one })) },
    { weight: 1, arbitrary: range.map((one): Change => ({ kind: 'subject', text: '', ...one })) },
    { weight: 1, arbitrary: fc.constant<Change>({ kind: 'recipients', to: [], cc: [], bcc: [] }) },
  );

  interface Range { readonly start?: number | undefined; readonly end?: number | undefined }
  const cross = (one: Range, other: Range): boolean => (one.start ?? 0) < (other.end ?? Infinity) && (other.start ?? 0) < (one.end ?? Infinity);

  function meet(one: Change, other: Change): boolean {
    if (one.kind === 'text' || other.kind === 'text') return one.kind === 'text' && other.kind === 'text' && one.part === other.part && cross(one, other);
    if (one.kind === 'subject' || other.kind === 'subject') return one.kind === 'subject' && other.kind === 'subject' && cross(one, other);
    if (one.kind === 'recipients' || other.kind === 'recipients') return true;
    const [a, b] = [one.spot, other.spot];
    if (a.at === 'json' && b.at === 'json') {
      const [short, long] = a.path.length <= b.path.length ? [a.path, b.path] : [b.path, a.path];
      return short.every((key, index) => key === long[index]) && (short.length < long.length || cross(a, b));
    }
    return a.at === b.at && a.at !== 'json' && cross(a, b);
  }

  it('are those that a comparison of each with each finds', () => {
    fc.assert(fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => ({ changes })), { maxLength: 8 }), (candidates) => {
      const taken = new Map<string, Change>();
      const wanted = candidates.filter(({ changes }) => {
        const fresh = changes.filter((one) => !taken.has(JSON.stringify(one)));
        if (fresh.some((one) => [...taken.values()].some((other) => meet(one, other)))) return false;
        for (const one of fresh) taken.set(JSON.stringify(one), one);
        return true;
      });
      expect(apart(candidates)).toEqual(wanted);
    }), { numRuns: 1000 });
  });

  it('are looked up, not compared each with each', () => {
    let reads = 0;
    const counted = (start: number): Change => ({ kind: 'remove-address', spot: { at: 'raw', get start() { reads++; return start; }, end: start + 1 } });
    const work = (n: number): number => {
      const candidates = [0, 1].map((odd) => ({ changes: Array.from({ length: n }, (_, index) => counted(4 * index + 2 * odd)) }));
      reads = 0;
      expect(apart(candidates)).toHaveLength(2);
      return reads;
    };
    expect(work(4000) / work(1000)).toBeLessThan(5);
  });
});
