import { describe, expect, it } from 'vitest';
import { registrableDomain } from '../../src/draft/organisations.ts';
import { companies, counts, draft, group, message, webmail } from './help.ts';

describe('registrable domain', () => {
  it.each([
    ['acme.example', 'acme.example'],
    ['mail.eu.acme.example', 'acme.example'],
    ['mail.acme.co.uk', 'acme.co.uk'],
    ['somebody.github.io', 'github.io'],
    ['co.uk', 'co.uk'],
    ['localhost', 'localhost'],
    ['[192.0.2.7]', '[192.0.2.7]'],
    ['192.0.2.7', '192.0.2.7'],
    ['', ''],
  ])('%s → %s', (domain, expected) => {
    expect(registrableDomain(domain)).toBe(expected);
  });
  it('takes what no DNS can hold as it stands', () => {
    const long = `${'a.'.repeat(200)}example`;
    expect(registrableDomain(long)).toBe(long);
  });
});

describe('who is inside', () => {
  it("is the From address's registrable domain, subdomains and all", () => {
    const to = ['a@maison.example', 'b@paris.maison.example', 'c@autre.example'];
    expect(group(draft({ from: 'x@mail.maison.example', to })).external.map(({ key }) => key)).toEqual(['c@autre.example']);
  });
  it('is what internalDomains say, and then From no longer counts', () => {
    const people = { internalDomains: ['autre.example'] };
    expect(group(draft({ to: ['a@maison.example', 'b@sub.autre.example', 'c@notautre.example'] }), people).external.map(({ key }) => key)).toEqual(['a@maison.example', 'c@notautre.example']);
  });
  it('reads the configuration in any spelling', () => {
    const people = { internalDomains: ['@Café.example'], colleagues: [' Paul@AUTRE.example '] };
    expect(group(draft({ to: ['a@xn--caf-dma.example', 'paul@autre.example', 'b@x.example'] }), people).external.map(({ key }) => key)).toEqual(['b@x.example']);
  });
  it('is nobody for a sender at a provider, but colleagues', () => {
    const one = draft({ from: 'rosa@orange.fr', to: ['anne@orange.fr', 'paul@orange.fr', 'mina@firm.example'] });
    expect(group(one).external).toHaveLength(3);
    expect(group(one, { colleagues: ['anne@orange.fr', '@firm.example'] }).external.map(({ key }) => key)).toEqual(['paul@orange.fr']);
  });
  it('is nobody at a provider, even where its domain is said to be inside', () => {
    const one = draft({ from: 'rosa@gmail.com', to: ['anne@gmail.com', 'paul@Gmail.com', 'mina@firm.example'] });
    const external = (people: Parameters<typeof group>[1]): string[] => group(one, people).external.map(({ key }) => key);
    expect(external({ internalDomains: ['gmail.com', '@GMAIL.com'] })).toEqual(['anne@gmail.com', 'paul@gmail.com', 'mina@firm.example']);
    expect(external({ internalDomains: ['gmail.com', 'firm.example'], colleagues: ['paul@gmail.com', '@gmail.com'] })).toEqual(['anne@gmail.com']);
  });
  it("is a provider's customer with a name of its own below it", () => {
    const one = draft({ to: ['anne@town.orange.fr', 'paul@orange.fr'] });
    expect(group(one, { internalDomains: ['town.orange.fr'] }).external.map(({ key }) => key)).toEqual(['paul@orange.fr']);
  });
  it('is told by Sender where From is missing', () => {
    expect(group(message('Sender: a@maison.example\nTo: b@maison.example, c@autre.example\n\nx')).external).toHaveLength(1);
  });
  it('is nobody where nobody sends', () => {
    expect(group(message('To: b@maison.example\n\nx'))).toMatchObject({ sender: null, external: [{ key: 'b@maison.example' }] });
  });
});

describe('persons, offices, lists', () => {
  const kind = (address: string, lists: string[] = []): string | undefined => group(draft({ to: [address] }), { lists }).visible[0]?.kind;
  it.each([
    ['anne.martel@acme.example', 'person'], ['steve.jobs@acme.example', 'person'], ['anne@acme.example', 'person'],
    ['contact@acme.example', 'role'], ['rh@acme.example', 'role'], ['rh-paris@acme.example', 'role'], ['no-reply@acme.example', 'role'],
    ['no.reply+x@acme.example', 'role'], ['service.client@acme.example', 'role'], ['Bewerbung@acme.example', 'role'], ['contact@gmail.com', 'role'],
    ['info.dupont@gmail.com', 'person'], ['owner-users@acme.example', 'role'], ['users-request@acme.example', 'role'],
    ['users@lists.acme.example', 'list'], ['x@listes.acme.example', 'list'], ['club@googlegroups.com', 'list'], ['site-announce@acme.example', 'list'],
    ['tous@acme.example', 'list'], ['liste.dupont@gmail.com', 'person'], ['a@lists.example', 'person'],
  ])('%s: %s', (address, expected) => {
    expect(kind(address)).toBe(expected);
  });
  it('lists are what the configuration calls so', () => {
    expect(kind('board@acme.example', ['board@acme.example'])).toBe('list');
    expect(kind('board@acme.example', ['@acme.example'])).toBe('list');
  });
  it.each([
    ['List-Post: <mailto:crew@ship.example>', 'crew@ship.example'],
    ['List-Id: The crew <crew.ship.example>', 'crew@ship.example'],
    ['X-BeenThere: crew@ship.example', 'crew@ship.example'],
  ])('a message tells its own list: %s', (header, address) => {
    expect(group(message(`From: a@b.example\nTo: ${address}\n${header}\n\nx`)).lists).toHaveLength(1);
    expect(group(message(`From: a@b.example\nTo: other@ship.example\n${header}\n\nx`)).lists).toHaveLength(0);
  });
});

describe('organisations', () => {
  it('a provider is none: each address there stands for itself', () => {
    expect(group(draft({ to: webmail(340) })).organisations).toBe(340);
    expect(group(draft({ to: ['a@orange.fr', 'b@orange.fr', 'c@free.fr', 'd@uk.yahoo.com'] })).organisations).toBe(4);
  });
  it('a firm is one, whatever its hosts', () => {
    expect(group(draft({ to: ['a@acme.example', 'b@mail.acme.example', 'c@firm.co.uk', 'd@x.firm.co.uk'] })).organisations).toBe(2);
  });
  it('offices and lists bring none', () => {
    expect(group(draft({ to: ['contact@one.example', 'all@two.example', 'anne@three.example'] }))).toMatchObject({ organisations: 1, persons: [{ key: 'anne@three.example' }] });
  });
});

describe('which addresses are seen', () => {
  it('To, Cc, Resent-To, Resent-Cc and members of groups, however often they stand', () => {
    const one = message([
      'From: a@maison.example', 'To: b@x.example', 'to : c@x.example', 'CC: Guests: d@x.example, e@x.example;', 'Resent-To: f@x.example', 'Resent-Cc: B@X.EXAMPLE', '', 'x',
    ].join('\n'));
    expect(group(one).visible.map(({ key }) => key)).toEqual(['b@x.example', 'c@x.example', 'd@x.example', 'e@x.example', 'f@x.example']);
    expect(group(one).visible[0]?.occurrences.map(({ field }) => field)).toEqual(['to', 'resent-cc']);
  });
  it('the blind are Bcc, Resent-Bcc, and the envelope without the header', () => {
    const one = draft({ to: 'a@x.example', bcc: 'b@x.example', envelope: { from: 'x@maison.example', to: ['a@x.example', 'b@x.example', 'c@x.example'] } });
    expect(group(one).blind.map(({ key }) => key)).toEqual(['b@x.example', 'c@x.example']);
  });
  it('who stands in To as well is not blind', () => {
    expect(counts(group(draft({ to: 'a@x.example', bcc: 'A@x.example, b@x.example' })))).toMatchObject({ visible: 1, blind: 1 });
  });
  it('fields without an address are no place to point at', () => {
    const one = message('From: a@maison.example\nTo: undisclosed-recipients:;\nCc: b@x.example\n\nx');
    expect(group(one).fields.map(({ name }) => name)).toEqual(['cc']);
  });
  it('what is no address is nobody', () => {
    expect(group(draft({ to: ['Anne Martel', 'root', 'anne@', '@x.example'] })).visible).toHaveLength(0);
  });
  it('IDN and case make one', () => {
    expect(group(draft({ to: ['Anne@CAFÉ.example', 'anne@xn--caf-dma.example', 'anne@cafe\u0301.example'] })).visible).toHaveLength(1);
  });
});

it('the same numbers as a hand count of a mixed mail', () => {
  // p0.martel tells no first name; x123 tells nothing.
  const one = draft({
    to: ['Anne Martel <anne.martel@gmail.com>', 'x123@free.fr', ...companies(2)],
    cc: ['contact@firm.example', 'users@lists.club.example', 'hugo@maison.example'],
    bcc: ['blind@firm.example'],
  });
  expect(counts(group(one))).toEqual({ visible: 7, external: 6, persons: 4, organisations: 4, identifiable: 1, lists: 1, attendees: 0, blind: 1 });
});
