import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simpleParser } from 'mailparser';
import { EMPTY_LETTER, rawMessage, type Letter } from '../../src/hosts/page/letter.ts';
import { readMessage } from '../../src/draft/message.ts';

const parse = (letter: Letter): ReturnType<typeof simpleParser> => simpleParser(Buffer.from(rawMessage(letter), 'latin1'));

describe('a letter written as a message', () => {
  it('reads, to another program, as what it was', async () => {
    const mail = await parse({
      ...EMPTY_LETTER,
      from: [{ name: 'Anne Martel', address: 'anne@a.example' }], to: [{ name: 'Zoé Faure', address: 'zoe@b.example' }, { name: 'Roux, Léa', address: 'lea@c.example' }], bcc: [{ name: '', address: 'x@d.example' }],
      subject: 'Réponse à votre candidature au poste de chargé(e) de communication digitale, suite et fin', fields: [['Date', 'Mon, 4 May 2026 10:00:00 +0200'], ['X-Bad', 'a\r\nBcc: somebody@e.example']],
      text: 'Été\n.\nFrom here', html: '<p>Été</p>',
      attachments: [{ filename: 'lettre d\'été.pdf', type: 'application/pdf', content: Uint8Array.from([0, 255, 13, 10]) }],
    });
    expect(mail.from?.text).toBe('"Anne Martel" <anne@a.example>');
    const to = [mail.to!].flat().flatMap(({ value }) => value);
    expect(to).toEqual([{ name: 'Zoé Faure', address: 'zoe@b.example' }, { name: 'Roux, Léa', address: 'lea@c.example' }]);
    expect([mail.bcc!].flat().flatMap(({ value }) => value.map(({ address }) => address))).toEqual(['x@d.example']);
    expect(mail.subject).toBe('Réponse à votre candidature au poste de chargé(e) de communication digitale, suite et fin');
    expect(mail.date?.toISOString()).toBe('2026-05-04T08:00:00.000Z');
    expect(mail.text).toBe('Été\n.\nFrom here');
    expect(mail.html).toBe('<p>Été</p>');
    expect(mail.attachments.map(({ filename, contentType, content }) => [filename, contentType, [...content]])).toEqual([["lettre d'été.pdf", 'application/pdf', [0, 255, 13, 10]]]);
    expect(mail.headers.get('x-unsent')).toBe('1');
    expect(mail.headers.has('x-bad')).toBe(false);
  });

  it('packs lines that no transport would let pass', () => {
    const raw = rawMessage({ ...EMPTY_LETTER, text: `${'é'.repeat(2000)}\nend` });
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(998);
    expect(readMessage(raw).parts[0]!.content).toBe(`${'é'.repeat(2000)}\r\nend`);
  });

  it('lets nothing that stands in it become a field, a part or another text', () => {
    const nasty = fc.string({ unit: fc.constantFrom('a', 'é', '\r', '\n', '\0', '"', '\\', '<', '>', ';', ',', ':', '@', '=', '?', '\ud800', '\u202e', '😀', ' '), maxLength: 24 });
    fc.assert(fc.property(nasty, nasty, nasty, nasty, nasty, (name, subject, text, html, filename) => {
      const draft = readMessage(rawMessage({ ...EMPTY_LETTER, to: [{ name, address: 'jo@a.example' }], subject, text, html, attachments: [{ filename, type: 'x', content: new Uint8Array(3) }] }));
      expect(draft.fields.map((field) => field.name)).toEqual(['to', 'subject', 'x-unsent', 'mime-version', 'content-type']);
      expect(draft.addressFields.flatMap(({ addresses }) => addresses.map(({ address }) => address))).toEqual(['jo@a.example']);
      expect([draft.parts.map(({ type }) => type), draft.attachments.length]).toEqual([['text/plain', 'text/html'], 1]);
      const lines = (content: string): string => content.replace(/\r\n?|\n/g, '\n').replace(/\p{Cs}/gu, '\ufffd');
      expect(draft.parts.map(({ content }) => lines(content))).toEqual([lines(text), lines(html)]);
    }), { numRuns: 300 });
  });
});
