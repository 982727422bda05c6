import { describe, expect, it } from 'vitest';
import { suggest } from '../../src/config/suggest.ts';
import { pack } from '../../src/generated/pack.js';

const IDS = [...pack.rules.map(({ id }) => id), ...new Set(pack.rules.map(({ id }) => `${id.split('/', 1)[0]!}/*`))];

describe('the rule that was probably meant', () => {
  it.each([
    ['recipients/visible', 'recipients/visible-recipients'],
    ['recipients/visible-recip', 'recipients/visible-recipients'],
    ['recipients/visible-recipient', 'recipients/visible-recipients'],
    ['recipients/visible-list', 'recipients/visible-list-name'],
    ['recipient/visible-recipents', 'recipients/visible-recipients'],
    ['Recipients/Reply_All', 'recipients/reply-all'],
    ['discrimination/agee', 'discrimination/age'],
    ['tone/visible-recipients', 'recipients/visible-recipients'],
    ['visible-recipients', 'recipients/visible-recipients'],
    ['tone', 'tone/*'],
    ['tones/*', 'tone/*'],
  ])('by %s is %s', (typed, meant) => expect(suggest(typed, IDS)).toBe(meant));

  it.each(['discrimination/xyz', 'house/*', 'house/cole', 'recipients/', 'recipients/re', 'tone/x', '*', '/', 'unheard-of', `tone/${'cold'.repeat(20)}`])('by %s is none that is near', (typed) => {
    expect(suggest(typed, IDS)).toBeNull();
  });

  it('is no whole family for one rule, and no one rule for a family', () => {
    expect(suggest('tone/*', ['tone/cold', 'tone/*'])).toBe('tone/*');
    expect(suggest('tome/*', ['tome/a', 'home/b'])).toBeNull();
    expect(suggest('tone/a', ['tone/*'])).toBeNull();
  });
});

describe('a word that was probably meant', () => {
  it.each([['eror', 'error'], ['hrr', null], ['wraning', 'warning'], ['serious', null], ['', null]])('by %j is %j', (typed, meant) => {
    expect(suggest(typed, ['off', 'info', 'warning', 'error'])).toBe(meant);
  });
});
