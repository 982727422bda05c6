import { expect, it } from 'vitest';
import { choose, fill } from '../../src/engine/words.ts';

it('fills in numbers, and chooses by number as each language does', () => {
  const template = '{n} {n:person|people}';
  expect(fill(template, { n: 1 }, 'en')).toBe('1 person');
  expect(fill(template, { n: 0 }, 'en')).toBe('0 people');
  expect(fill(template, { n: 340 }, 'en')).toBe('340 people');
  expect(fill('{n} personne{n:|s}', { n: 0 }, 'fr')).toBe('0 personne');
  expect(fill('{n} personne{n:|s}', { n: 2 }, 'fr')).toBe('2 personnes');
});

it('groups digits as each language does', () => {
  expect(fill('{n}', { n: 1718 }, 'en')).toBe('1,718');
  expect(fill('{n}', { n: 1718 }, 'fr')).toBe('1\u202f718');
  expect(fill('{n}', { n: 1234567 }, 'en')).toBe('1,234,567');
});

it('leaves a slot that has no value, so that a test sees it', () => {
  expect(fill('{unknown}', {}, 'en')).toBe('{unknown}');
});

it('takes the words of the grade, else of the reason', () => {
  expect(choose({ many: 'a', some: 'b' }, 'some', {})).toBe('b');
  expect(choose({ charset: 'a', default: 'b' }, 'error', { reason: 'charset' })).toBe('a');
  expect(choose({ charset: 'a', default: 'b' }, 'error', { reason: 'other' })).toBe('b');
});
