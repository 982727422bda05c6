import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counts, draft, findings, group } from './help.ts';

const LOCALS = ['anne.martel', 'x123', 'contact', 'tous', 'paul', 'A.Martel', 'no-reply'];
const DOMAINS = ['gmail.com', 'orange.fr', 'acme.example', 'mail.acme.example', 'lists.club.example', 'maison.example', 'firm.co.uk', 'café.example'];

const address = fc.tuple(fc.constantFrom(...LOCALS), fc.constantFrom(...DOMAINS), fc.nat(30)).map(([local, domain, n]) => `${local}${n === 0 ? '' : n}@${domain}`);
const people = fc.array(address, { maxLength: 40 });

const numbers = (to: readonly string[], cc: readonly string[] = []): Record<string, number> => counts(group(draft({ to, cc })));

describe('the counts do not depend on', () => {
  it('the order of the recipients', () => {
    fc.assert(fc.property(people, fc.array(fc.nat()), (to, keys) => {
      const shuffled = to.map((one, index) => ({ one, key: keys[index] ?? 0 })).sort((a, b) => a.key - b.key).map(({ one }) => one).reverse();
      expect(numbers(shuffled)).toEqual(numbers(to));
    }));
  });
  it('the field they stand in, nor how often', () => {
    fc.assert(fc.property(people, fc.nat(40), (to, cut) => {
      expect(numbers(to.slice(0, cut), to.slice(cut))).toEqual(numbers(to));
      expect(numbers([...to, ...to], to)).toEqual(numbers(to));
    }));
  });
  it('upper and lower case', () => {
    fc.assert(fc.property(people, (to) => {
      expect(numbers(to.map((one) => one.toUpperCase()))).toEqual(numbers(to));
    }));
  });
});

describe('the counts fit together', () => {
  it('each is part of the one before', () => {
    fc.assert(fc.property(people, people, (to, bcc) => {
      const one = group(draft({ to, bcc }));
      const { visible, external, persons, organisations, identifiable, lists } = counts(one) as Record<'visible' | 'external' | 'persons' | 'organisations' | 'identifiable' | 'lists', number>;
      expect(visible).toBe(new Set(to.map((each) => each.toLowerCase())).size);
      expect(external).toBeLessThanOrEqual(visible);
      expect(persons).toBeLessThanOrEqual(external);
      expect(organisations).toBeLessThanOrEqual(persons);
      expect(identifiable).toBeLessThanOrEqual(persons);
      expect(lists).toBeLessThanOrEqual(visible);
      expect(one.blind.some(({ key }) => one.visible.some((seen) => seen.key === key))).toBe(false);
    }));
  });
});

it('one recipient more never makes visible-recipients milder, outside threads and lists', () => {
  const rank = { error: 3, warning: 2, info: 1 };
  const level = (to: readonly string[]): number => {
    const found = findings(draft({ to, text: 'The doors open at nine.' })).find(({ ruleId }) => ruleId === 'recipients/visible-recipients');
    return found === undefined ? 0 : rank[found.level];
  };
  const persons = fc.array(fc.tuple(fc.constantFrom('anne', 'paul', 'mina'), fc.nat(60)).map(([local, n]) => `${local}${n}@${n % 2 === 0 ? 'gmail.com' : `firm${n % 7}.example`}`), { minLength: 1, maxLength: 60 });
  fc.assert(fc.property(persons, (to) => {
    expect(level(to)).toBeGreaterThanOrEqual(level(to.slice(1)));
  }), { numRuns: 60 });
});

it('nothing throws on what is no mail', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 10 }), fc.string({ unit: 'binary', maxLength: 100 }), (to, text) => {
    expect(Array.isArray(findings(draft({ to, cc: to, replyTo: to, subject: text, text, headers: { Bcc: text, 'List-Id': text } })))).toBe(true);
  }), { numRuns: 60 });
});
