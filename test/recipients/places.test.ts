import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/draft/types.ts';
import { companies, draft, findings, message, webmail } from './help.ts';

const CLAIRE = 'claire.morel@maison.example';

function place(one: Draft, rule: string): unknown {
  const found = findings(one, { extends: 'hr' }).find(({ ruleId }) => ruleId === `recipients/${rule}`);
  expect(found, rule).toBeDefined();
  return found!.spot;
}

/** From the first address of a key to the last: offsets within one string, or from one element of an array to another. */
function addresses(name: string, value: string | readonly string[]): unknown {
  if (typeof value === 'string') return { at: 'json', path: [name], start: 0, end: value.length };
  return { at: 'json', path: [name, 0], start: 0, until: { path: [name, value.length - 1], end: value.at(-1)!.length } };
}

describe('findings on visible recipients point at the addresses of the field that shows them', () => {
  it.each([
    ['Cc, where To holds the sender', { to: CLAIRE, cc: companies(12) }, 'cc'],
    ['Cc, where To holds a colleague and one client', { to: ['tom@maison.example', 'client@one.example'], cc: companies(12) }, 'cc'],
    ['Cc, where To holds more colleagues', { to: Array.from({ length: 20 }, (_, index) => `c${index}.martel@maison.example`), cc: companies(12) }, 'cc'],
    ['Cc, where To holds a webmail sender', { from: 'lea.roux@gmail.com', to: 'lea.roux@gmail.com', cc: companies(20) }, 'cc'],
    ['To, where it holds most', { to: companies(12), cc: companies(5, 20) }, 'to'],
    ['To, where both hold as many', { to: companies(6), cc: companies(6, 20) }, 'to'],
    ['Cc, where To holds the same person twelve times', { to: Array.from({ length: 12 }, () => 'p.martel@one.example'), cc: companies(11) }, 'cc'],
    ['To alone', { to: companies(12) }, 'to'],
    ['Cc, where a crowd of colleagues is', { to: 'client@one.example', cc: Array.from({ length: 60 }, (_, index) => `c${index}.martel@maison.example`) }, 'cc'],
  ] as const)('%s', (_what, keys: { readonly to: string | readonly string[]; readonly cc?: readonly string[] }, field: 'to' | 'cc') => {
    expect(place(draft({ subject: 'Réunion', text: 'Bonjour à tous,', ...keys }), 'visible-recipients')).toEqual(addresses(field, keys[field]!));
  });

  it('a message’s second To field, where that is the long one', () => {
    const one = message(`From: ${CLAIRE}\nTo: ${CLAIRE}\nTo: ${companies(12).join(', ')}\nSubject: Meeting\n\nHello all,\n`);
    const second = one.addressFields[2]!.spot as { start: number; end: number };
    // Without the space behind the colon.
    expect(place(one, 'visible-recipients')).toEqual({ at: 'raw', start: second.start + 1, end: second.end });
  });

  it('offices, where no persons are', () => {
    const offices = Array.from({ length: 7 }, (_, index) => `contact@supplier${index}.example`);
    expect(place(draft({ to: CLAIRE, cc: offices, subject: 'Quote', text: 'Dear suppliers,\n\nPlease send us your quote.' }), 'missing-bcc')).toEqual(addresses('cc', offices));
  });
});

describe('findings on blind recipients point at their field', () => {
  it.each([
    ['French', 'Erratum', 'Bonjour,\n\nVeuillez ne pas tenir compte de mon précédent message.'],
    ['English', 'Correction', 'Hello,\n\nPlease disregard my previous email.'],
  ])('a correction, %s', (_language, subject, text) => {
    expect(place(draft({ to: CLAIRE, bcc: webmail(8), subject, text }), 'correction-to-group')).toEqual(addresses('bcc', webmail(8)));
    expect(place(draft({ to: companies(8), bcc: webmail(8), subject, text }), 'correction-to-group')).toEqual(addresses('to', companies(8)));
  });

  it('a correction that the envelope alone sends to them', () => {
    const one = draft({ to: CLAIRE, envelope: { from: CLAIRE, to: webmail(8) }, subject: 'Erratum', text: 'Bonjour,\n\nVeuillez ne pas tenir compte de mon précédent message.' });
    expect(place(one, 'correction-to-group')).toEqual(addresses('to', CLAIRE));
  });

  it('a rejection in Bcc', () => {
    const one = draft({ to: CLAIRE, bcc: webmail(8), context: { purpose: 'rejection' }, subject: 'Votre candidature', text: 'Bonjour,\n\nNous ne retenons pas votre candidature.' });
    expect(place(one, 'sensitive-group')).toEqual(addresses('bcc', webmail(8)));
  });
});
