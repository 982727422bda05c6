import { describe, expect, it } from 'vitest';
import { collectAttendees } from '../../src/draft/attendees.ts';
import { registrableDomain } from '../../src/draft/organisations.ts';
import type { Draft } from '../../src/draft/types.ts';
import { countSteps } from '../draft/steps.ts';
import { draft, findings, group, message } from './help.ts';

/** Twice the input may cost twice the steps, and a little for what is paid once. */
function growth(make: (n: number) => () => void, n = 2000): number {
  make(10)();
  return countSteps(make(2 * n)) / countSteps(make(n));
}

const many = (n: number): string[] => Array.from({ length: n }, (_, index) => `anne.martel${index}@firm${index}.example`);
const ready = (make: (n: number) => Draft, work: (one: Draft) => void) => (n: number): (() => void) => {
  const one = make(n);
  return () => { work(one); };
};

describe('work grows with the mail, and no faster', () => {
  it.each<[string, (n: number) => () => void]>([
    ['recipients at as many domains', ready((n) => draft({ to: many(n) }), (one) => group(one))],
    ['the same recipient', ready((n) => draft({ to: Array.from({ length: n }, () => 'anne@x.example') }), (one) => group(one))],
    ['long display names', ready((n) => draft({ to: many(n).map((address) => `${'Anne '.repeat(20)}<${address}>`) }), (one) => group(one))],
    ['one field each', ready((n) => message(`${many(n).map((one) => `To: ${one}\n`).join('')}\nx`), (one) => group(one))],
    ['a blind envelope', ready((n) => draft({ envelope: { from: 'a@x.example', to: many(n) } }), (one) => group(one))],
    ['all rules on recipients', ready((n) => draft({ to: many(n), subject: 'Open day', text: 'Dear all,\n\nThe doors open at nine.' }), (one) => findings(one))],
    ['an allowed group', ready((n) => draft({ to: many(n) }), (one) => findings(one, { allow: [{ reason: 'Board', until: '2026-12-31', members: ['@firm1.example'] }] }))],
    ['revealing group names', ready((n) => message(`From: a@b.example\nTo: ${many(n).map((one, index) => `Refus ${index}: ${one};`).join(' ')}\n\nx`), (one) => findings(one))],
    ['list headers', ready((n) => message(`From: a@b.example\nTo: c@d.example\n${'List-Id: <crew.ship.example>\n'.repeat(n)}\nx`), (one) => group(one))],
  ])('%s', (_, make) => {
    expect(growth(make)).toBeLessThan(2.4);
  });
  it.each<[string, (n: number) => string]>([
    ['attendees', (n) => 'ATTENDEE;CN="Anne":mailto:anne@x.example\r\n'.repeat(n)],
    ['one line folded for ever', (n) => `ATTENDEE;CN=${'a\r\n '.repeat(n)}:mailto:anne@x.example`],
    ['quotes that never close', (n) => 'ATTENDEE;CN="a:'.repeat(n)],
    ['lines that hold no attendee', (n) => 'ATTENDE\r\n'.repeat(n)],
  ])('calendar: %s', (_, text) => {
    expect(growth((n) => { const calendar = text(n); return () => { collectAttendees(calendar, new Set()); }; })).toBeLessThan(2.4);
  });
  it('a domain of a million labels is not searched', () => {
    const long = 'a.'.repeat(1_000_000);
    expect(countSteps(() => registrableDomain(long))).toBeLessThan(100);
  });
});

describe('fields are looked at once for all, however many there are', () => {
  /** How often a rule asks what a field or an address is. */
  function looks(text: string): number {
    const one = message(text);
    let count = 0;
    const counted = <T extends object>(all: readonly T[]): T[] => all.map((each) => new Proxy(each, {
      get(target, key) {
        count++;
        return Reflect.get(target, key) as unknown;
      },
    }));
    const addressFields = counted(one.addressFields.map((field) => ({ ...field, addresses: counted(field.addresses) })));
    findings({ ...one, fields: counted(one.fields), addressFields }, {}, 'send');
    return count;
  }

  it.each<[string, (n: number) => string]>([
    ['Bcc', (n) => many(n).map((one) => `Bcc: ${one}\n`).join('')],
    ['Bcc without an address', (n) => 'Bcc: \n'.repeat(n)],
    ['X-Bcc', (n) => many(n).map((one) => `X-Bcc: ${one}\n`).join('')],
    ['Reply-To', (n) => many(n).map((one) => `Reply-To: ${one}\n`).join('')],
    ['Reply-To of lists', (n) => many(n).map((one) => `Reply-To: users@lists.${one.split('@')[1]!}\n`).join('')],
    ['all in turn', (n) => many(n).map((one, index) => `${['To', 'Cc', 'Resent-To', 'Bcc', 'Reply-To'][index % 5]!}: ${one}\n`).join('')],
    ['halves of placeholders', (n) => `To: ${Array.from({ length: n }, (_, index) => `<a:;@firm${index}.example>`).join(', ')}\n`],
  ])('%s', (_, fields) => {
    const text = (n: number): string => `From: a@b.example\n${fields(n)}\nx`;
    expect(looks(text(1000)) / looks(text(250))).toBeLessThan(5);
  });

  it('and each Bcc field points at its own addresses', () => {
    const text = 'From: a@b.example\r\nBcc: c@d.example\r\nBcc:\r\nX-Bcc: e@f.example\r\nBcc: "G" <g@h.example>\r\n\r\nx';
    const spots = findings(message(text), {}, 'send').filter(({ ruleId }) => ruleId === 'recipients/bcc-header').map(({ spot }) => (spot.at === 'raw' ? text.slice(spot.start, spot.end) : ''));
    expect(spots).toEqual(['c@d.example', 'Bcc:', 'X-Bcc: e@f.example', '"G" <g@h.example>']);
  });
});

it('a sentence of sensitive words without end', () => {
  const make = (words: string) => ready((n) => draft({ to: ['a@gmail.com', 'b@gmail.com', 'c@gmail.com', 'd@gmail.com', 'e@gmail.com', 'f@gmail.com'], subject: 'x', text: words.repeat(n) }), (one) => findings(one));
  for (const words of ['your patient ', 'sorry email ', 'votre ', 'excuses message erreur ', 'Dear ']) expect(growth(make(words), 1000), words).toBeLessThan(2.4);
});

it('a hundred thousand recipients are counted', () => {
  expect(group(message(`From: a@b.example\nTo: ${many(100_000).join(',\n ')}\n\nx`))).toMatchObject({ organisations: 100_000, identifiable: 100_000 });
});
