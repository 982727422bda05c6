import { describe, expect, it } from 'vitest';
import { fixJson, fixMessage } from './help.ts';

const FROM = 'From: Claire Morel <claire.morel@maison.example>';
const TEXT = ['Subject: Lundi', 'Date: Mon, 15 Jun 2026 10:00:00 +0200', '', 'Bonjour,', '', 'À lundi, comme convenu.', '', 'Claire'];
const message = (...fields: string[]): string[] => [FROM, ...fields, ...TEXT];
const headerOf = (text: string): string[] => text.slice(0, text.indexOf('\r\nSubject')).split('\r\n').slice(1);
const addressesOf = (draft: { addressFields: readonly { name: string; addresses: readonly { address: string }[] }[] }, name: string): string[] =>
  draft.addressFields.filter((field) => field.name === name).flatMap(({ addresses }) => addresses.map(({ address }) => address));

describe('remove-field', () => {
  const bcc = { fix: 'remove-field', rules: ['recipients/bcc-header'], phase: 'send' as const };

  it('takes the Bcc field out of what is about to leave, with its folded lines, and every one of several', () => {
    const { text, fixed } = fixMessage(message('Bcc: paul@orange.fr,', '\tlea@orange.fr', 'To: Anne <anne@gmail.com>', 'Bcc: max@orange.fr'), bcc);
    expect([headerOf(text), fixed.length]).toEqual([['To: Anne <anne@gmail.com>'], 2]);
  });

  it('leaves a draft its blind recipients', () => {
    expect(fixMessage(message('To: anne@gmail.com', 'Bcc: paul@orange.fr'), { ...bcc, phase: 'compose' }).fixed).toEqual([]);
  });

  it('takes it out of the headers of a JSON draft', () => {
    const { value, fixed } = fixJson({ from: 'claire.morel@maison.example', to: 'anne@gmail.com', subject: 'Lundi', text: 'À lundi.', headers: { 'X-Mailer': 'a', Bcc: 'paul@orange.fr' } }, bcc);
    expect([value['headers'], fixed.length]).toEqual([{ 'X-Mailer': 'a' }, 1]);
  });

  it('takes Reply-To out, so that answers come to the sender', () => {
    const reply = { fix: 'remove-field', rules: ['recipients/reply-to-list'] };
    expect(headerOf(fixMessage(message('To: anne@gmail.com', 'Reply-To: paul.martin@orange.fr, lea.roux@orange.fr'), reply).text)).toEqual(['To: anne@gmail.com']);
    const { value } = fixJson({ from: 'claire.morel@maison.example', to: 'anne@gmail.com', replyTo: ['paul.martin@orange.fr', 'lea.roux@orange.fr'], subject: 'Lundi', text: 'À lundi.' }, reply);
    expect(Object.keys(value)).toEqual(['from', 'to', 'subject', 'text']);
  });
});

describe('remove-duplicate', () => {
  const twice = { fix: 'remove-duplicate', rules: ['recipients/duplicate-recipient'] };

  it.each([
    ['To before Cc, whichever stands first', ['Cc: anne@gmail.com, paul@orange.fr', 'To: Anne@gmail.com'], { to: ['Anne@gmail.com'], cc: ['paul@orange.fr'] }],
    ['To before Bcc', ['To: anne@gmail.com', 'Bcc: paul@orange.fr, Anne <anne@gmail.com>'], { to: ['anne@gmail.com'], bcc: ['paul@orange.fr'] }],
    ['all but one of three', ['To: anne@gmail.com, paul@orange.fr, anne@gmail.com', 'Cc: anne@gmail.com'], { to: ['anne@gmail.com', 'paul@orange.fr'], cc: [] }],
  ])('keeps %s', (_what, fields, expected) => {
    const { draft, notFixed } = fixMessage(message(...fields), twice);
    expect(notFixed).toEqual([]);
    for (const [name, addresses] of Object.entries(expected)) expect(addressesOf(draft, name)).toEqual(addresses);
  });

  it('keeps the one with a name', () => {
    expect(headerOf(fixMessage(message('To: anne@gmail.com, Anne Martel <anne@gmail.com>'), twice).text)).toEqual(['To: Anne Martel <anne@gmail.com>']);
  });

  it('works on JSON drafts, strings and lists alike', () => {
    const of = (to: unknown, cc: unknown): Record<string, unknown> => fixJson({ from: 'claire.morel@maison.example', to, cc, subject: 'Lundi', text: 'À lundi.' }, twice).value;
    expect(of('anne@gmail.com, paul@orange.fr, anne@gmail.com', 'lea@orange.fr')).toMatchObject({ to: 'anne@gmail.com, paul@orange.fr', cc: 'lea@orange.fr' });
    expect(of(['anne@gmail.com'], [{ name: 'Anne', address: 'anne@gmail.com' }, 'lea@orange.fr'])).toMatchObject({ to: ['anne@gmail.com'], cc: ['lea@orange.fr'] });
  });
});

describe('correct-domain', () => {
  const slip = { fix: 'correct-domain', rules: ['recipients/mistyped-domain'] };

  it('writes what was meant, name and person as they were', () => {
    expect(headerOf(fixMessage(message('To: =?utf-8?q?L=C3=A9a?= <lea.roux@gmial.com>, paul@orange.fr'), slip).text)).toEqual(['To: =?utf-8?q?L=C3=A9a?= <lea.roux@gmail.com>, paul@orange.fr']);
    expect(fixJson({ from: 'claire.morel@maison.example', to: ['Léa Roux <lea.roux@gmial.com>'], subject: 'Lundi', text: 'À lundi.' }, slip).value['to']).toEqual(['Léa Roux <lea.roux@gmail.com>']);
  });
});

describe('remove-name', () => {
  const name = { fix: 'remove-name', rules: ['recipients/visible-list-name'] };

  it('takes the name of a group, and its members stay', () => {
    const { draft } = fixMessage(message('To: Refus: anne@gmail.com, paul@orange.fr;'), name);
    expect([addressesOf(draft, 'to'), draft.addressFields.flatMap(({ groups }) => groups)]).toEqual([['anne@gmail.com', 'paul@orange.fr'], []]);
  });

  it('takes a telling name from every address that has it', () => {
    const { draft, fixed } = fixMessage(message('To: Refus <anne@gmail.com>, Paul <paul@orange.fr>', 'Cc: Refus <lea@orange.fr>'), name);
    expect(draft.addressFields.filter(({ name: field }) => field !== 'from').flatMap(({ addresses }) => addresses.map((one) => [one.name, one.address]))).toEqual([['', 'anne@gmail.com'], ['Paul', 'paul@orange.fr'], ['', 'lea@orange.fr']]);
    expect(fixed.length).toBeGreaterThan(0);
  });
});

describe('move-to-bcc', () => {
  const to = Array.from({ length: 12 }, (_, index) => `p${index}.martel@company${index}.example`);
  const crowd = { fix: 'move-to-bcc', rules: ['recipients/visible-recipients', 'recipients/missing-bcc'] };

  it('leaves no address in To or Cc', () => {
    const { draft, fixed } = fixMessage(message(`To: ${to.slice(0, 6).join(', ')}`, `Cc: ${to.slice(6).join(',\r\n ')}, ${to[0]!}`, 'Bcc: paul@orange.fr'), crowd);
    expect([addressesOf(draft, 'to'), addressesOf(draft, 'cc')]).toEqual([[], []]);
    expect(addressesOf(draft, 'bcc').sort()).toEqual(['paul@orange.fr', ...to].sort());
    expect(fixed.length).toBeGreaterThan(0);
  });

  it('does so in a JSON draft', () => {
    const { draft } = fixJson({ from: 'claire.morel@maison.example', to, subject: 'Lundi', text: 'À lundi, comme convenu.' }, crowd);
    expect([addressesOf(draft, 'to'), addressesOf(draft, 'cc'), addressesOf(draft, 'bcc')]).toEqual([[], [], to]);
  });

  it('is taken back where a Bcc field is itself wrong', () => {
    const source = message(`To: ${to.join(', ')}`);
    const { text, notFixed } = fixMessage(source, { ...crowd, phase: 'send' });
    expect(new Set(notFixed.map(({ reason }) => reason))).toEqual(new Set(['new-finding']));
    expect(text).toBe(`${source.join('\r\n')}\r\n`);
  });
});

describe('answer-sender-only', () => {
  const others = Array.from({ length: 12 }, (_, index) => `p${index}.martel@company${index}.example`);
  const answer = (body: string[], ...fields: string[]): string[] => [FROM, ...fields, 'Subject: Re: Lundi', 'In-Reply-To: <a@b.example>', '', ...body];
  const only = { fix: 'answer-sender-only', rules: ['recipients/reply-all'] };

  it('answers whom the quoted mail is from', () => {
    const { draft, fixed } = fixMessage(answer(['Merci.', '', 'Le 12 juin 2026 à 10:00, Paul <p3.martel@company3.example> a écrit :', '> À lundi.'], `To: ${others.join(', ')}`, 'Bcc: lea@orange.fr'), only);
    expect(fixed).toHaveLength(1);
    expect([addressesOf(draft, 'to'), addressesOf(draft, 'cc'), addressesOf(draft, 'bcc')]).toEqual([['p3.martel@company3.example'], [], ['lea@orange.fr']]);
  });

  it('answers the only one in To', () => {
    expect(addressesOf(fixMessage(answer(['Merci beaucoup.'], 'To: anne@gmail.com', `Cc: ${others.join(', ')}`), only).draft, 'to')).toEqual(['anne@gmail.com']);
  });

  it('guesses at nobody', () => {
    expect(fixMessage(answer(['Merci beaucoup.'], `To: ${others.join(', ')}`), only).notFixed.map(({ reason }) => reason)).toEqual(['unknown-author']);
    // The first address in this block is a recipient's.
    const block = ['Merci.', '', 'De : Paul Martel', 'Envoyé : lundi 12 juin 2026', `À : ${others[0]!}`, 'Objet : Lundi', '', 'À lundi.'];
    expect(fixMessage(answer(block, `To: ${others.join(', ')}`), only).notFixed.map(({ reason }) => reason)).toEqual(['unknown-author']);
  });
});
