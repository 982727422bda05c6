import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/report/summary-words-en.ts';
import { fr } from '../../src/report/summary-words-fr.ts';
import { Summary } from '../../src/report/summary.ts';
import { cut, findingsOf, noCount, Tally, type Count } from '../../src/report/tally.ts';
import type { Result } from '../../src/report/types.ts';
import { Worst } from '../../src/report/worst.ts';
import { finding, result } from '../cli/findings.ts';
import { overview } from './results.ts';

const anyFinding = fc.record({ rule: fc.constantFrom('recipients/visible-recipients', 'tone/cold', 'own/rule'), level: fc.constantFrom('error' as const, 'warning' as const, 'info' as const), start: fc.nat(3), persons: fc.nat(400) })
  .map(({ rule, level, start, persons }) => finding({ ruleId: rule, level, spot: { at: 'raw', start, end: start + 1 }, data: { persons } }));
const anyResult: fc.Arbitrary<Result> = fc.record({
  findings: fc.array(anyFinding, { maxLength: 6 }),
  sender: fc.option(fc.constantFrom('a@x.example', 'b@x.example', 'c@y.example')),
  date: fc.option(fc.integer({ min: -1e12, max: 4e12 })),
  fatal: fc.boolean(),
}).map(({ findings, sender, date, fatal }) => result(findings, { fatal, ...(fatal ? {} : { overview: overview({ sender, date }) }) }));

const sum = (counts: readonly Readonly<Count>[], key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0);

describe('a summary', () => {
  it('has totals that are the sums by rule, by sender and by month, without what could not be read', () => {
    fc.assert(fc.property(fc.array(anyResult, { maxLength: 30 }), (results) => {
      const summary = new Summary();
      for (const each of results) summary.add(each);
      const read = results.filter(({ fatal }) => !fatal);
      const { total } = summary;
      expect(total.mails).toBe(read.length);
      expect(summary.unread.total).toBe(results.length - read.length);
      expect(findingsOf(total)).toBe(read.flatMap(({ findings }) => findings).length);
      const rules = [...summary.rules.values()];
      for (const level of ['error', 'warning', 'info'] as const) {
        expect(total[level]).toBe(read.flatMap(({ findings }) => findings).filter((each) => each.level === level).length);
        expect(sum(rules.map(({ count }) => count), level)).toBe(total[level]);
      }
      for (const tally of [summary.senders, summary.months]) {
        for (const key of Object.keys(noCount()) as (keyof Count)[]) expect(sum([...tally.entries().map(([, count]) => count), tally.rest], key)).toBe(total[key]);
      }
    }));
  });

  it('loses no cause', () => {
    const summary = new Summary();
    for (let index = 0; index < 60; index++) summary.add(result([finding()]));
    const { causes } = summary.rules.get('recipients/visible-recipients')!;
    expect([causes.items.length, causes.total]).toEqual([40, 60]);
  });
});

describe('a tally', () => {
  it('keeps its sum when there is no more room for keys', () => {
    const tally = new Tally(2);
    for (const key of ['a', 'b', 'c', 'a', 'd']) tally.add(key, { ...noCount(), mails: 1 });
    expect(tally.entries().map(([key, { mails }]) => [key, mails])).toEqual([['a', 2], ['b', 1]]);
    expect(tally.rest.mails).toBe(2);
  });

  it('is cut to the rows that are shown, the rest being one', () => {
    const entries = ['a', 'b', 'c'].map((key, index) => [key, { ...noCount(), mails: index + 1 }] as const);
    expect(cut(entries, 1)).toMatchObject({ rows: [['a', { mails: 1 }]], more: 2, rest: { mails: 5 } });
    expect(cut(entries, 5)).toMatchObject({ more: 0, rest: { mails: 0 } });
    expect(cut(entries, 1, { ...noCount(), mails: 10 })).toMatchObject({ more: null, rest: { mails: 15 } });
  });
});

describe('the worst of many', () => {
  it('are those that sorting all would put first, in the same order', () => {
    fc.assert(fc.property(fc.array(fc.nat(20)), fc.integer({ min: 1, max: 8 }), (numbers, most) => {
      const worst = new Worst<{ number: number; at: number }>(most, (a, b) => b.number - a.number);
      const all = numbers.map((number, at) => ({ number, at }));
      for (const one of all) worst.add(one);
      expect(worst.items).toEqual(all.toSorted((a, b) => b.number - a.number).slice(0, most));
      expect(worst.total).toBe(numbers.length);
    }));
  });
});

describe('the words', () => {
  /** Every sentence, those made of numbers with 1 and with 1,234. */
  function sentences(words: object): string[] {
    return Object.values(words).flatMap((value: unknown): string[] => {
      if (typeof value === 'string') return [value];
      if (typeof value === 'function') return [1, 1_234].map((count) => String((value as (...numbers: unknown[]) => unknown)(count, count, true)));
      return sentences(value as object);
    });
  }

  it('are as many in French as in English, and other words', () => {
    const [english, french] = [sentences(en), sentences(fr)];
    expect(french).toHaveLength(english.length);
    const same = french.filter((sentence, index) => sentence === english[index]);
    expect(same).toEqual(['Date', 'Organisations', 'Visible', 'Total', 'organisations'].filter((word) => same.includes(word)));
  });

  it('are set as French is: a space that cannot break before high punctuation, thousands apart', () => {
    for (const sentence of sentences(fr)) {
      expect(sentence).not.toMatch(/[^\u00A0\u202F][:;?!»]|«[^\u00A0]|’|\d,\d{3}/);
    }
    expect(fr.title(1_234)).toBe('Rapport sur 1\u202F234 messages');
    expect(en.title(1_234)).toBe('Report on 1,234 mails');
  });
});
