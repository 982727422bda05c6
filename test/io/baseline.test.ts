import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonDraft } from '../../src/draft/json.ts';
import type { Draft } from '../../src/draft/types.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import { pack } from '../../src/generated/pack.js';
import { Baseline, BaselineError, parseBaseline } from '../../src/io/baseline.ts';
import type { Finding } from '../../src/rule/types.ts';

const rules = compile(pack, { extends: ['all'] });
const draftOf = (change: Record<string, unknown> = {}): Draft => readJsonDraft({ from: 'claire@maison.example', to: 'anne@gmail.com', subject: 'Lundi', text: 'Bonjour {{prenom}},\n\nÀ lundi.\n', ...change });
const found = (draft: Draft, rule = 'person/placeholder'): Finding[] => lint(draft, rules, { now: 0 }).filter(({ ruleId }) => ruleId === rule);

/** A baseline that has just these findings. */
function baselineOf(findings: readonly Finding[], draft: Draft): Baseline {
  const baseline = new Baseline();
  for (const finding of findings) baseline.knows(finding, draft);
  return parseBaseline(baseline.text({ add: true, prune: false }).text);
}
const knownOf = (baseline: Baseline, draft: Draft, rule?: string): boolean[] => found(draft, rule).map((finding) => baseline.knows(finding, draft));

describe('what a baseline knows', () => {
  const draft = draftOf();
  const baseline = () => baselineOf(found(draft), draft);

  it('is the finding it was made from, wherever its line has moved', () => {
    expect(found(draft)).toHaveLength(1);
    expect(knownOf(baseline(), draft)).toEqual([true]);
    expect(knownOf(baseline(), draftOf({ text: 'Une ligne de plus.\n\nBonjour {{prenom}},\n\nÀ lundi.\n' }))).toEqual([true]);
  });

  it('is no other finding', () => {
    for (const change of [{ text: 'Bonjour {{nom}},\n\nÀ lundi.\n' }, { subject: 'Mardi' }, { to: 'paul@gmail.com' }, { from: 'zoe@maison.example' }, { messageId: '<1@maison.example>' }]) {
      expect([JSON.stringify(change), knownOf(baseline(), draftOf(change))]).toEqual([JSON.stringify(change), [false]]);
    }
  });

  it('is, of a mail that has left, told by its Message-ID alone and the words', () => {
    const sent = (change: Record<string, unknown> = {}) => draftOf({ messageId: '<7@maison.example>', ...change });
    const own = () => baselineOf(found(sent()), sent());
    expect(knownOf(own(), sent({ subject: 'Fwd: Lundi' }))).toEqual([true]);
    expect(knownOf(own(), sent({ messageId: '<8@maison.example>' }))).toEqual([false]);
  });

  it('is one of two equal ones, if it has one', () => {
    const twice = draftOf({ text: 'Bonjour {{prenom}},\n\nÀ lundi, {{prenom}}.\n' });
    expect(found(twice)).toHaveLength(2);
    expect(knownOf(baseline(), twice)).toEqual([true, false]);
    expect(knownOf(baselineOf(found(twice), twice), twice)).toEqual([true, true]);
  });

  it('is who is written to, in whatever order, not one more', () => {
    const rule = 'recipients/visible-recipients';
    const to = Array.from({ length: 12 }, (_, index) => `p${index}@firm${index}.example`);
    const many = draftOf({ to });
    const own = () => baselineOf(found(many, rule), many);
    expect(knownOf(own(), draftOf({ to: [...to].reverse() }), rule)).toEqual([true]);
    expect(knownOf(own(), draftOf({ to: [...to, 'new@firm.example'] }), rule)).toEqual([false]);
  });
});

describe('the file', () => {
  const draft = draftOf({ text: 'Bonjour {{prenom}} {{nom}},\n' });
  const findings = found(draft);

  it('has one finding a line, in order, and nothing of the mail', () => {
    const baseline = new Baseline('0123456789abcdef0123456789abcdef');
    for (const finding of findings) baseline.knows(finding, draft);
    const { text } = baseline.text({ add: true, prune: false });
    expect(text.split('\n').slice(0, 5)).toEqual(['{', '  "undisclosed": "baseline",', '  "version": 1,', '  "salt": "0123456789abcdef0123456789abcdef",', '  "findings": [']);
    const lines = text.split('\n').slice(5, -3).map((line) => line.replace(/,$/, ''));
    expect(lines).toHaveLength(2);
    expect([...lines].sort()).toEqual(lines);
    for (const line of lines) expect(line).toMatch(/^ {4}\{"rule":"person\/placeholder","count":1,"id":"[0-9a-f]{32}"\}$/);
    expect(parseBaseline(text).text({ add: false, prune: false }).text).toBe(text);
  });

  it('has a salt of its own, so that two files cannot be compared', () => {
    const ids = (text: string) => [...text.matchAll(/"id":"(\w+)"/g)].map(([, id]) => id);
    const [a, b] = [0, 1].map(() => ids(baselineOf(findings, draft).text({ add: false, prune: false }).text));
    expect(a).toHaveLength(2);
    expect(a!.filter((id) => b!.includes(id))).toEqual([]);
  });

  it('loses what is gone only when told to, and counts it', () => {
    const seen = (): Baseline => {
      const baseline = baselineOf(findings, draft);
      baseline.knows(findings[0]!, draft);
      return baseline;
    };
    expect(seen().text({ add: false, prune: false }).pruned).toBe(0);
    const { text, pruned } = seen().text({ add: false, prune: true });
    expect([text.match(/"rule"/g)!.length, pruned]).toEqual([1, 1]);
  });

  it('keeps what a rule found that did not look, and counts it', () => {
    const { text, pruned, left } = baselineOf(findings, draft).text({ add: false, prune: true, ran: new Set(['tone/cold']) });
    expect([text.match(/"rule"/g)!.length, pruned, left]).toEqual([2, 0, 2]);
    expect(baselineOf(findings, draft).text({ add: false, prune: true, ran: new Set(['person/placeholder']) })).toMatchObject({ pruned: 2, left: 0 });
  });

  it('stays readable when a merge leaves a finding twice', () => {
    const { text } = baselineOf(findings.slice(0, 1), draft).text({ add: false, prune: false });
    const line = /\{"rule.*\}/.exec(text)![0];
    expect(parseBaseline(text.replace(line, `${line},\n    ${line}`)).text({ add: false, prune: false }).text).toBe(text);
  });

  it.each([
    ['', 'not-json'], ['<<<<<<< ours', 'not-json'], ['null', 'not-a-baseline'], ['[]', 'not-a-baseline'], ['{"undisclosed":"cache"}', 'not-a-baseline'], ['{"undisclosed":"baseline","version":2}', 'other-version'],
    ['{"undisclosed":"baseline","version":1,"salt":"","findings":[]}', 'edited'],
    ['{"undisclosed":"baseline","version":1,"salt":"0123456789abcdef0123456789abcdef","findings":[{"rule":"tone/cold","count":0,"id":"0123456789abcdef0123456789abcdef"}]}', 'edited'],
    ['{"undisclosed":"baseline","version":1,"salt":"0123456789abcdef0123456789abcdef","findings":[{"rule":"tone/cold","count":1,"id":"anne@example.org"}]}', 'edited'],
  ])('is refused as %s: %s', (text, fault) => {
    expect(() => parseBaseline(text)).toThrow(new BaselineError(fault as 'edited'));
  });

  it('is never taken for one without being one', () => {
    fc.assert(fc.property(fc.json(), (text) => {
      expect(() => parseBaseline(text)).toThrow(BaselineError);
    }));
  });
});
