import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft } from '../../src/draft/types.ts';
import { readPasted } from '../../src/hosts/page/pasted.ts';
import { textOf } from '../../src/hosts/page/text-of.ts';
import { countSteps } from '../draft/steps.ts';

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

  it.each([
    ['an en dash', 'Agence Belvezet – Recrutement', '<x@b.example>'], ['a flower', 'Anne 🌸', '<x@b.example>'], ['square brackets', 'Anne [Acme]', '<x@b.example>'],
    ['a bar', 'Anne | Acme', '<x@b.example>'], ['an at sign', 'Anne @ Acme', '<x@b.example>'], ['a colon', 'Service RH: Anne', '<x@b.example>'], ['a plus sign', 'Anne + Cie', '<x@b.example>'],
    ['an exclamation mark', 'Anne!', '<x@b.example>'], ['two commas', 'Roux, Anne, Acme', '<x@b.example>'], ['a small beginning', 'de la Tour, Anne', '<x@b.example>'], ['parentheses', 'Anne (RH)', '<x@b.example>'],
    ['an address in parentheses', 'Anne', '(x@b.example)'], ['a scheme', 'Anne', '<mailto:x@b.example>'], ['a link in plain text', 'Anne', '<x@b.example<mailto:x@b.example>>'],
    ['a scheme in square brackets', 'Anne', '[mailto:x@b.example]'], ['nothing but an address and its link', '', 'x@b.example [mailto:x@b.example]'],
  ])('loses nobody of a list with %s in it', (_what, name, address) => {
    const odd = `${name} ${address}`.trim();
    const people = Array.from({ length: 39 }, (_, n) => `Jean Dupont <p${n}@firm${n}.example>`);
    const expected: [string, string][] = people.map((_, n) => ['Jean Dupont', `p${n}@firm${n}.example`]);
    expected.splice(2, 0, [name, 'x@b.example']);
    const all = people.toSpliced(2, 0, odd);
    for (const [text, kind] of [
      [`${all.join('; ')}\n\nBonjour,`, 'recipients'], [`${all.join('\n')}\n\nBonjour,`, 'recipients'], [`${all.join(';\n')};\n\nBonjour,`, 'recipients'], [`${odd}; ${people.join('; ')}\n\nBonjour,`, 'recipients'],
      [`To: ${all.join(';\n')}\nSubject: x\n\nBonjour,`, 'labelled'], [`Objet : x\nÀ : ${all.join('; ')}\n\nBonjour,`, 'labelled'],
    ] as const) {
      const { kind: taken, draft } = read(text);
      expect(taken).toBe(kind);
      expect(addresses(draft, 'to').toSorted()).toEqual(expected.toSorted());
      expect(body(draft)).toBe('Bonjour,');
      expect(readPasted(text).problems).toEqual([]);
    }
    const { draft } = read(`${odd}\n\nBonjour,`);
    expect([addresses(draft, 'to'), body(draft)]).toEqual([[[name, 'x@b.example']], 'Bonjour,']);
  });

  it('has a group without an address among its recipients, line by line', () => {
    const { draft } = read('a@a.example\nb@b.example\néquipe paie du siège\nc@c.example\n\nBonjour,');
    expect(addresses(draft, 'to').map(([, address]) => address)).toEqual(['a@a.example', 'b@b.example', 'équipe paie du siège', 'c@c.example']);
    expect(body(draft)).toBe('Bonjour,');
  });

  it.each([
    ['Please write to a@x.example; we close at 5'], ['Please write to Anne <a@x.example>; we close at 5'], ['Anne <a@x.example> knows'], ['Questions? Please write to Anne <a@x.example>'],
    ['Bonjour, merci, voyez avec Anne <a@x.example>'], ['Please write to a@x.example.\nWe close at 5.'], ['a@x.example: yes, b@y.example: no'],
    ['Dear Anne, I met Paul <p@x.example>, he is nice'], ['Vous êtes trop âgée pour ce poste, écrivez à Anne <a@x.example>'],
  ])('that is prose stays a text: %j', (text) => {
    const { kind, draft } = read(text);
    expect([kind, body(draft), readPasted(text).problems]).toEqual(['plain', text, []]);
  });

  it.each([
    ['a list in no known form', `${Array.from({ length: 40 }, (_, n) => `Jean p${n}@firm${n}.example`).join('; ')}\n\nBonjour,`],
    ['a list below a heading', 'Destinataires (4)\nJean <a@x.example>\nb@x.example\nc@x.example\nd@x.example\n\nBonjour,'],
    ['a list line by line with empty ones between', 'Jean a@x.example\n\nPaul b@x.example\n\nLéa c@x.example\n\nZoé d@x.example\n\nBonjour,'],
    ['a list that breaks off', 'a@x.example\nb@x.example\nJean at c@x.example\n\nBonjour,'],
    ['a header that breaks off', 'To: a@x.example;\nJean\nSubject: x\n\nBonjour,'],
  ])('that may hide recipients says so: %s', (_what, text) => {
    expect(readPasted(text).problems).toEqual([{ kind: 'unreadable', reason: 'not-a-message', detail: 'To' }]);
  });

  it.each([
    ['To: ', 'labelled', `'jean@a.example' <jean@a.example>; 'anne@b.example' <Anne@b.example>; 'Jean Dupont' <j@c.example>; 'Liam O'Neil' <l@d.example>; 'o'neil@e.example'; 'who@f.example' <k@g.example>`],
    ['', 'recipients', `'jean@a.example' <jean@a.example>, 'anne@b.example' <Anne@b.example>, 'Jean Dupont' <j@c.example>, 'Liam O'Neil' <l@d.example>, 'o'neil@e.example', 'who@f.example' <k@g.example>`],
  ])('has no apostrophes around names and addresses, which Outlook puts there: %j', (label, kind, people) => {
    const { kind: taken, draft } = read(`${label}${people}\n\nBonjour,`);
    expect(taken).toBe(kind);
    expect(addresses(draft, 'to').map(([name, address]) => [name, address.toLowerCase()])).toEqual([
      ['', 'jean@a.example'], ['', 'anne@b.example'], ['Jean Dupont', 'j@c.example'], ["Liam O'Neil", 'l@d.example'], ['', "o'neil@e.example"], ['who@f.example', 'k@g.example'],
    ]);
  });

  it.each([
    ['behind dashes', '- Jean <a@x.example>\n- Anne <b@x.example>'], ['behind numbers', '1. Jean <a@x.example>\n2) Anne <b@x.example>'],
    ['as links in Markdown', '[Jean](mailto:a@x.example)\n[Anne](mailto:b@x.example)'], ['behind a bold label', '**À :** Jean <a@x.example>; Anne <b@x.example>'],
    ['behind a label in a table', 'To\tJean <a@x.example>, Anne <b@x.example>\nSubject\tSummer'], ['in German', 'An: Jean <a@x.example>; Anne <b@x.example>\nBetreff: Summer'],
    ['in Spanish', 'Para: Jean <a@x.example>; Anne <b@x.example>\nAsunto: Summer'],
  ])('knows recipients by their names alone: %s', (_what, text) => {
    const { draft } = read(`${text}\n\nBonjour,`);
    expect(addresses(draft, 'to')).toEqual([['Jean', 'a@x.example'], ['Anne', 'b@x.example']]);
    expect([draft.subject?.value ?? 'Summer', body(draft)]).toEqual(['Summer', 'Bonjour,']);
  });

  it('counts somebody once whose address is a link to itself in Markdown', () => {
    expect(addresses(read('[a@x.example](mailto:a@x.example)\n\nBonjour,').draft, 'to')).toEqual([['', 'a@x.example']]);
  });

  it.each([
    ['Dupont\tJean\ta@x.example\nMartin\tAnne\tb@x.example\nLeroy\tPaul\tc@x.example', ['Dupont Jean', 'Martin Anne', 'Leroy Paul']],
    ['Nom\tPrénom\tTél.\tEmail\nDupont\tJean\t01 02\ta@x.example\nMartin\tAnne\t\tb@x.example\nLeroy\tPaul\t\tc@x.example', ['Jean Dupont', 'Anne Martin', 'Paul Leroy']],
    ['First name,Last name,Town,Email address\nJean,Dupont,Leeds,a@x.example\nAnne,Martin,York,b@x.example\nPaul,Leroy,Hull,c@x.example', ['Jean Dupont', 'Anne Martin', 'Paul Leroy']],
    ['Nom\tMail\nJean\ta@x.example\nAnne\tb@x.example\nPaul\tc@x.example', ['Jean', 'Anne', 'Paul']],
    ['"Dupont, Jean";"a@x.example"\n"Martin, Anne";"b@x.example"\nLeroy;c@x.example', ['Dupont, Jean', 'Martin, Anne', 'Leroy']],
    ['a@x.example,Jean,Leeds,Blue\nb@x.example,Anne,York,Red\nc@x.example,Paul,Hull,Grey', ['', '', '']],
    ['Email\na@x.example\nb@x.example\nc@x.example', ['', '', '']],
  ])('reads rows of a spreadsheet: %j', (text, names) => {
    const { kind, draft } = read(`${text}\n\nBonjour,`);
    expect(kind).toBe('recipients');
    expect(addresses(draft, 'to')).toEqual(names.map((name, index) => [name, `${'abc'[index]!}@x.example`]));
    expect([body(draft), readPasted(`${text}\n\nBonjour,`).problems]).toEqual(['Bonjour,', []]);
  });

  it('loses nobody of a spreadsheet with two addresses a row, or none in one', () => {
    expect(addresses(read('Jean\ta@x.example\tb@x.example\nAnne\tc@x.example\td@x.example\n\nBonjour,').draft, 'to').map(([, address]) => address)).toEqual(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example']);
    expect(addresses(read('Dupont\tJean\ta@x.example\nMartin\tAnne\t\nLeroy\tPaul\tc@x.example\nRoux\tLéa\td@x.example\n\nBonjour,').draft, 'to').map(([, address]) => address)).toEqual(['a@x.example', 'Martin Anne', 'c@x.example', 'd@x.example']);
  });

  it.each([
    ['Jean a@x.example\nPaul b@x.example'], ['Verteiler: a@x.example; b@x.example'], ['Destinataires (2)\nJean <a@x.example>\nb@x.example'], ['Jean a@x.example\n\nPaul b@x.example'],
  ])('says so of two recipients, too, since two see each other: %j', (text) => {
    for (const end of ['\n\nBonjour,', '\n\nBonjour,\n\nNon.']) expect(readPasted(text + end).problems).toEqual([{ kind: 'unreadable', reason: 'not-a-message', detail: 'To' }]);
  });

  it.each([
    ['Ask anne@b.example or paul@c.example. They know.'], ['You can write to anne@x.example and to paul@x.example until May'], ['Hello, a@x.example and b@x.example are the new addresses.\n\nJo'],
  ])('that names two in its words stays a text: %j', (text) => {
    expect([readPasted(text).kind, readPasted(text).problems]).toEqual(['plain', []]);
  });

  it('says nothing of addresses further down', () => {
    const text = 'Bonjour,\n\na@x.example, b@x.example, c@x.example, d@x.example ou e@x.example.';
    expect([readPasted(text).kind, readPasted(text).problems]).toEqual(['plain', []]);
  });

  it('keeps entries without an address apart from who follows them', () => {
    expect(addresses(read('To: Somebody; Équipe paie; Jo <j@c.example>\n\nHello').draft, 'to')).toEqual([['', 'Somebody'], ['', 'Équipe paie'], ['Jo', 'j@c.example']]);
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

  it('is read however many lines it has', () => {
    for (const piece of ['\n', 'To: A\n', 'a@b.example\n']) expect(typeof readPasted(piece.repeat(150_000)).kind).toBe('string');
  });

  it.each(['a@', '<', 'a <b@c.example>; ', '"', 'To:', 'x: ', '\u00A0', '\n', 'To: A\n', 'a@b.example\n', 'a@b.example\nx\n', 'x,', ' a@b.example', '"a\\" <', '(a@b.example', 'mailto:', "'a ", "'a@b' <", '[a](', 'a\tb\t', '"a";', '- '])('is read in time that grows with it, made of %j', (piece) => {
    const steps = (times: number): number => {
      const text = `Jo <j@c.example>, ${piece.repeat(times)}`;
      return countSteps(() => { readPasted(text); });
    };
    expect(steps(16_000) / steps(2_000)).toBeLessThan(10);
  });
});
