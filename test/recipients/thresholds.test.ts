import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/rule/types.ts';
import { companies, draft, findings, verdict, webmail } from './help.ts';

const TEXT = { subject: 'Open day', text: 'The doors open at nine.' };
const visible = (keys: Record<string, unknown>, config?: Config): string | null => verdict(draft({ ...TEXT, ...keys }), 'visible-recipients', config);

describe('visible-recipients: borders', () => {
  it.each([[5, null], [6, 'warning some'], [10, 'warning some'], [11, 'error many'], [50, 'error many'], [51, 'error many']])('%i persons outside: %s', (n, expected) => {
    expect(visible({ to: companies(n) })).toBe(expected);
    expect(visible({ cc: webmail(n) })).toBe(expected);
  });
  it.each([[1, null], [2, null], [3, 'error many']])('twelve persons in %i organisations: %s', (organisations, expected) => {
    expect(visible({ to: Array.from({ length: 12 }, (_, index) => `p${index}@firm${index % organisations}.example`) })).toBe(expected);
  });
  it.each([[50, null], [51, 'info crowd']])('%i colleagues: %s', (n, expected) => {
    expect(visible({ to: Array.from({ length: n }, (_, index) => `p${index}@maison.example`) })).toBe(expected);
  });
  it('counts persons, not offices and lists', () => {
    expect(visible({ to: [...companies(5), ...Array.from({ length: 20 }, (_, index) => `contact@office${index}.example`)] })).toBeNull();
  });
});

describe('visible-recipients: one level lower, at most one step', () => {
  const answer = { subject: 'Re: Open day' };
  it.each([[6, 'info some-eased'], [11, 'warning many-eased'], [50, 'warning many-eased'], [51, 'error many']])('an answer to %i persons: %s', (n, expected) => {
    expect(visible({ ...answer, to: companies(n) })).toBe(expected);
  });
  it('a forward is no answer', () => {
    expect(visible({ subject: 'Fwd: Open day', to: companies(11) })).toBe('error many');
  });
  it.each([[9, 'warning some'], [10, 'warning some'], [18, 'error many'], [19, 'error many']])('one guessed list beside %i persons: %s', (n, expected) => {
    // 1 of 10 is a tenth, 1 of 19 is not.
    const lists = ['all@club.example'];
    expect(visible({ to: [...companies(n), ...lists] })).toBe(n === 9 ? 'info some-eased' : expected);
  });
  it('two lists beside eighteen persons are a tenth', () => {
    expect(visible({ to: [...companies(18), 'all@club.example', 'tous@club.example'] })).toBe('warning many-eased');
    expect(visible({ to: [...companies(19), 'all@club.example', 'tous@club.example'] })).toBe('error many');
  });
  it('an answer that goes to a list is lowered once, not twice', () => {
    expect(visible({ ...answer, to: [...companies(12), 'all@club.example', 'tous@club.example'] })).toBe('warning many-eased');
  });
  it.each([[50, 'info listed'], [51, 'error many']])('a recognised list post to %i persons: %s', (n, expected) => {
    const lists = Array.from({ length: 6 }, (_, index) => `l${index}@lists.club.example`);
    expect(visible({ to: [...companies(n), ...lists] })).toBe(expected);
  });
  it('never for a correction', () => {
    const text = 'Please disregard my previous email, it was sent by mistake.';
    expect(visible({ ...answer, to: companies(11), text })).toBe('error many');
    expect(visible({ to: [...companies(11), 'l@lists.club.example', 'm@lists.club.example'], text })).toBe('error many');
  });
});

describe('visible-recipients: a private sender', () => {
  const rosa = { from: 'rosa@orange.fr' };
  it.each([[15, 'info private'], [16, 'error many']])('greets %i people: %s', (n, expected) => {
    expect(visible({ ...rosa, to: webmail(n), text: 'Coucou à tous,\n\nOn se retrouve samedi.' })).toBe(expected);
  });
  it('greets nobody', () => {
    expect(visible({ ...rosa, to: webmail(8) })).toBe('warning some');
  });
  it('greets as one greets strangers', () => {
    expect(visible({ ...rosa, to: webmail(8), text: 'Madame, Monsieur,\n\nNous ouvrons samedi.' })).toBe('warning some');
  });
  it('answers in a thread', () => {
    expect(visible({ ...rosa, subject: 'Re: samedi', to: webmail(15), text: 'Oui.' })).toBe('info private');
  });
  it('rejects a candidate', () => {
    expect(visible({ ...rosa, to: webmail(8), text: 'Bonjour à tous,\n\nOn se retrouve.', context: { purpose: 'rejection' } })).toBe('warning some');
  });
  it('writes from a firm: no exception', () => {
    expect(visible({ to: webmail(8), text: 'Coucou à tous,\n\nOn se retrouve samedi.' })).toBe('warning some');
  });
});

describe('a known group', () => {
  const members = companies(8);
  const said = (group: object): string | null => visible({ to: members }, { allow: [{ reason: 'Board', members, ...group }] });
  it.each([
    ['in force', { since: '2026-01-01', until: '2026-12-31' }, null],
    ['on its last day', { until: '2026-06-15' }, null],
    ['from today', { since: '2026-06-15' }, null],
    ['expired', { until: '2026-06-14' }, 'warning some'],
    ['not yet', { since: '2026-06-16' }, 'warning some'],
    ['without a date', {}, 'warning some'],
    ['with a date that is none', { until: 'soon' }, 'warning some'],
    ['without a reason', { until: '2026-12-31', reason: ' ' }, 'warning some'],
    ['that lacks one', { until: '2026-12-31', members: members.slice(1) }, 'warning some'],
    ['by domain and in capitals', { until: '2026-12-31', members: members.map((member) => member.slice(member.indexOf('@')).toUpperCase()) }, null],
  ])('%s', (_, group, expected) => {
    expect(said(group)).toBe(expected);
  });
  it('is not all customers of a provider', () => {
    const customers = webmail(8);
    expect(visible({ to: customers }, { allow: [{ reason: 'Board', members: ['@gmail.com'], until: '2026-12-31' }] })).toBe(visible({ to: customers }));
    expect(visible({ to: customers }, { allow: [{ reason: 'Board', members: customers, until: '2026-12-31' }] })).toBeNull();
  });
  it('may be larger than the mail', () => {
    expect(visible({ to: members.slice(0, 7) }, { allow: [{ reason: 'Board', members, until: '2026-12-31' }] })).toBeNull();
  });
  it('two halves of two groups are no group', () => {
    const halves = [members.slice(0, 4), members.slice(4)].map((half) => ({ reason: 'Board', members: half, until: '2026-12-31' }));
    expect(visible({ to: members }, { allow: halves })).toBe('warning some');
  });
  it('covers no sensitive group', () => {
    const config = { allow: [{ reason: 'Board', members, until: '2026-12-31' }] };
    expect(verdict(draft({ to: members, text: 'Dear patients,\n\nThe clinic is closed.' }), 'sensitive-group', config)).toBe('error group');
  });
});

describe('one cause, one headline', () => {
  const shared = (keys: Record<string, unknown>): { places: number; first: Set<string | undefined>; rules: string[] } => {
    const found = findings(draft(keys)).filter(({ level }) => level !== 'info');
    return { places: new Set(found.map(({ spot }) => JSON.stringify(spot))).size, first: new Set(found.map(({ suggestions }) => suggestions[0]?.id)), rules: found.map(({ ruleId }) => ruleId) };
  };
  it('a rejection to many: three rules, one place, one mail a person', () => {
    const { places, first, rules } = shared({ to: webmail(30), context: { purpose: 'rejection' }, subject: 'Your application', text: 'Hello,\n\nWe have chosen somebody else.' });
    expect(rules.sort()).toEqual(['recipients/missing-bcc', 'recipients/sensitive-group', 'recipients/visible-recipients']);
    expect(places).toBe(1);
    expect([...first]).toEqual(['one-mail-a-person']);
  });
  it('a newsletter to many: Bcc', () => {
    const { places, first, rules } = shared({ to: webmail(30), context: { purpose: 'newsletter' }, subject: 'News', text: 'Hello,\n\nThe garden is open.' });
    expect(rules.sort()).toEqual(['recipients/missing-bcc', 'recipients/visible-recipients']);
    expect(places).toBe(1);
    expect([...first]).toEqual(['move-to-bcc']);
  });
  it('a correction: not Bcc, which would be the next finding', () => {
    const { first } = shared({ to: webmail(30), subject: 'Erratum', text: 'Our previous email was sent by mistake.' });
    expect([...first]).toEqual(['one-mail-a-person']);
  });
});

it('visible-recipients says the numbers of `recipients`, and its threshold', () => {
  const [found] = findings(draft({ ...TEXT, to: companies(12), bcc: 'x@y.example' })).filter(({ ruleId }) => ruleId === 'recipients/visible-recipients');
  expect(found?.data).toEqual({ visible: 12, external: 12, persons: 12, organisations: 12, identifiable: 0, lists: 0, attendees: 0, blind: 1, threshold: 10 });
});

describe('bcc-header by phase', () => {
  const verdicts = (keys: Record<string, unknown>): string[] => (['compose', 'send', 'sent'] as const).map((phase) => {
    const found = findings(draft(keys), {}, phase).find(({ ruleId }) => ruleId === 'recipients/bcc-header');
    return found === undefined ? '' : `${found.level} ${found.grade}`;
  });
  it("a JSON draft's own key is right in every phase", () => {
    expect(verdicts({ to: 'a@x.example', bcc: 'b@x.example' })).toEqual(['', '', '']);
    expect(verdicts({ to: 'a@x.example', BCC: '' })).toEqual(['', '', '']);
  });
  it('a header of it in no phase', () => {
    expect(verdicts({ to: 'a@x.example', headers: { bCC: 'b@x.example' } })).toEqual(['error stray', 'error stray', 'error stray']);
    expect(verdicts({ to: 'a@x.example', headers: [{ key: 'X-Bcc', value: 'b@x.example' }] })).toEqual(['error stray', 'error stray', 'error stray']);
  });
  it('offers to take it out only where that is safe', () => {
    const fixes = (['compose', 'send'] as const).map((phase) => findings(draft({ headers: { Bcc: 'b@x.example' } }), {}, phase)[0]?.suggestions.map(({ id }) => id));
    expect(fixes).toEqual([[], ['remove-field']]);
  });
});
