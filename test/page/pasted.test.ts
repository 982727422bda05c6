import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft } from '../../src/draft/types.ts';
import { readPasted } from '../../src/hosts/page/pasted.ts';
import { textOf } from '../../src/hosts/page/text-of.ts';

function read(text: string): { kind: string; draft: Draft } {
  const pasted = readPasted(text);
  return { kind: pasted.kind, draft: readMessage(pasted.text) };
}

function addresses({ addressFields }: Draft, wanted: string): [string, string][] {
  return addressFields.filter(({ name }) => name === wanted).flatMap((field) => field.addresses.map(({ name, address }): [string, string] => [name, address]));
}

const body = ({ parts }: Draft): string => parts[0]!.content.replace(/\r\n/g, '\n');

describe('pasted text', () => {
  it('that is a text alone keeps every character', () => {
    const { kind, draft } = read('Bonjour Léa,\n\nVoici « notre » réponse : 50 % – 😀.\n');
    expect(kind).toBe('plain');
    expect(body(draft)).toBe('Bonjour Léa,\n\nVoici « notre » réponse : 50 % – 😀.\n');
    expect(draft.addressFields).toEqual([]);
    expect(draft.problems).toEqual([]);
  });

  it('that begins with recipients as Outlook copies them has these in To', () => {
    const { kind, draft } = read('Dupont Jean <jean.dupont@a.example>; Martin, Anne <anne@b.example>;\nx.y@c.example\n\nBonjour,\n\nNon.');
    expect(kind).toBe('recipients');
    expect(addresses(draft, 'to')).toEqual([['Dupont Jean', 'jean.dupont@a.example'], ['Martin, Anne', 'anne@b.example'], ['', 'x.y@c.example']]);
    expect(body(draft)).toBe('Bonjour,\n\nNon.');
  });

  it.each([
    ['English', 'From: Anne <a@b.example>\nSent: Monday, 4 May 2026 10:12\nTo: Jo <j@c.example>; Paul <p@d.example>\nCc: k@c.example\nBcc: z@y.example\nSubject: Summer\n\nHello'],
    ['French', "De : Anne <a@b.example>\nEnvoyé : lundi 4 mai 2026 10:12\nÀ : Jo <j@c.example>;\nPaul <p@d.example>\nCc : k@c.example\nCci : z@y.example\nObjet : Summer\n\nHello"],
    ['French with no-break spaces and stars', '*De\u00A0:* Anne <a@b.example>\n*À\u00A0:* Jo <j@c.example>; Paul <p@d.example>\n*Copie à\u00A0:* k@c.example\n*Cci\u00A0:* z@y.example\n*Objet\u00A0:* Summer\n\nHello'.replaceAll(':*', ':')],
  ])('that begins with header lines in %s has them', (_language, text) => {
    const { kind, draft } = read(text);
    expect(kind).toBe('labelled');
    expect(addresses(draft, 'from')).toEqual([['Anne', 'a@b.example']]);
    expect(addresses(draft, 'to')).toEqual([['Jo', 'j@c.example'], ['Paul', 'p@d.example']]);
    expect(addresses(draft, 'cc')).toEqual([['', 'k@c.example']]);
    expect(addresses(draft, 'bcc')).toEqual([['', 'z@y.example']]);
    expect(draft.subject?.value).toBe('Summer');
    expect(body(draft)).toBe('Hello');
  });

  it('that is a whole message is left as it is', () => {
    const raw = 'From: Anne <a@b.example>\r\nTo: j@c.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nÉté\r\n';
    const pasted = readPasted(raw);
    expect(pasted.kind).toBe('message');
    expect(new TextDecoder().decode(Uint8Array.from(pasted.text, (unit) => unit.charCodeAt(0)))).toBe(raw);
  });

  it.each([
    ['{"to": "a@b.example", "text": "Hello"}', 'json'],
    ['{{prenom}}, bonjour', 'plain'],
    ['Write to me at x@y.example please', 'plain'],
    ['Ask anne@b.example or paul@c.example. They know.', 'plain'],
    ['Note: a first line\n\nTo: do', 'plain'],
    ['To: do the dishes', 'plain'],
    ['A: yes\nB: no', 'plain'],
    ['', 'plain'],
  ])('%j is taken for %s', (text, kind) => {
    expect(readPasted(text).kind).toBe(kind);
  });

  it('keeps an entry without an address, so that it can be told', () => {
    const { draft } = read('To: Jo <j@c.example>; Somebody\nSubject: x\n\nHello');
    expect(draft.addressFields[0]!.addresses.map(({ address, valid }) => [address, valid])).toEqual([['j@c.example', true], ['Somebody', false]]);
  });

  it('is written back so that it reads the same', () => {
    const name = fc.constantFrom('', 'Jo', 'Dupont Jean', 'Zoé Faure', 'Martin, Anne', 'O\'Neil "Bo" Liam');
    const mailbox = fc.tuple(name, fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{1,8}\.example$/));
    const text = fc.array(fc.constantFrom('Bonjour,', '', 'À bientôt : oui.', '> quoted', '😀 fin'), { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n').trim());
    fc.assert(fc.property(fc.array(mailbox, { minLength: 1, maxLength: 5 }), fc.array(mailbox, { maxLength: 3 }), fc.constantFrom('Summer', 'Été 2026', 'a: b'), text, fc.constantFrom('en' as const, 'fr' as const), (to, bcc, subject, written, locale) => {
      const line = (all: [string, string][]): string => all.map(([own, address]) => (own === '' ? address : `"${own.replace(/["\\]/g, '\\$&')}" <${address}>`)).join(', ');
      const first = readPasted(`To: ${line(to)}\n${bcc.length > 0 ? `Bcc: ${line(bcc)}\n` : ''}Subject: ${subject}\n\n${written}`);
      const draft = readMessage(first.text);
      expect(addresses(draft, 'to')).toEqual(to);
      const again = readMessage(readPasted(textOf(first.kind, { kind: 'message', text: first.text }, draft, locale)).text);
      for (const field of ['to', 'bcc']) expect(addresses(again, field)).toEqual(addresses(draft, field));
      expect([again.subject?.value, body(again)]).toEqual([subject, written]);
    }), { numRuns: 200 });
  });

  it('is read in time that grows with it, whatever it is made of', () => {
    for (const piece of ['a@', '<', 'a <b@c.example>; ', '"', 'To:', 'x: ', '\u00A0']) {
      const { kind } = readPasted(piece.repeat(200_000));
      expect(typeof kind).toBe('string');
    }
  });
});
