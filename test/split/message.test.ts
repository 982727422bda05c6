import { describe, expect, it } from 'vitest';
import { parsed, raw, splitRaw, texts } from './help.ts';

const FROM = 'From: Claire Morel <claire.morel@firm.example>';
const TWO = 'To: Anne Martel <anne@one.example>, Paul Roux <paul@two.example>';

describe('the header of each mail', () => {
  it('has its own mailbox as it stood, and all that tells of nobody', () => {
    const text = raw('Received: from a.example by b.example; Mon, 1 Jun 2026 09:00:00 +0200', 'Received: from c.example by a.example for <paul@two.example>; Mon, 1 Jun 2026 08:00:00 +0200', FROM,
      'To: =?utf-8?Q?L=C3=A9a?=', ' Roux <lea@one.example>,', ' "Paul, R." <PAUL@two.example>', 'CC: Team: kim@three.example, lea@one.example;', 'Bcc: zoe@four.example', 'X-Original-To: lea@one.example',
      'Subject: Lettre', 'Date: Mon, 1 Jun 2026 10:00:00 +0200', 'Message-ID: <old@mail.firm.example>', 'In-Reply-To: <question@x.example>', 'References: <question@x.example>', 'X-Mailer: Plume', 'X-Seen: kim@three.example', 'X-Folder: Roux =?utf-8?Q?L=C3=A9a?=', '', 'Salut Jo,');
    const mails = texts(splitRaw(text));
    expect(mails).toHaveLength(4);
    const [lea, paul, kim, zoe] = mails.map((mail) => mail.split('\r\n'));
    const header = (to: readonly string[], id: string): string[] => ['Received: from a.example by b.example; Mon, 1 Jun 2026 09:00:00 +0200', FROM, ...to, 'Subject: Lettre', 'Date: Mon, 1 Jun 2026 10:00:00 +0200', id,
      'In-Reply-To: <question@x.example>', 'References: <question@x.example>', 'X-Mailer: Plume', '', 'Salut Jo,', ''];
    const id = (lines: readonly string[]): string => lines.find((line) => line.startsWith('Message-ID:'))!;
    expect(lea).toEqual(header(['To: =?utf-8?Q?L=C3=A9a?= Roux <lea@one.example>'], id(lea!)));
    expect(paul).toEqual(header(['To: "Paul, R." <PAUL@two.example>'], id(paul!)));
    expect(kim).toEqual(header(['To: kim@three.example'], id(kim!)));
    expect(zoe).toEqual(header(['To: zoe@four.example'], id(zoe!)));
    expect(id(lea!)).toMatch(/^Message-ID: <[0-9a-f]{32}@mail\.firm\.example>$/);
  });

  it('writes anew a name that cannot stand alone, and folds what is long', () => {
    const mails = texts(splitRaw(raw(FROM, 'To: Martel, Anne <anne@one.example>; paul@two.example (Paul "the" Roux);', ` ${'A'.repeat(30)} ${'B'.repeat(30)} <long.address@three.example>`, '', 'x')));
    expect(mails.map((mail) => /^To: [^\r]*(?:\r\n [^\r]*)*/m.exec(mail)![0])).toEqual([
      'To: "Martel, Anne" <anne@one.example>', 'To: "Paul \\"the\\" Roux" <paul@two.example>', `To: ${'A'.repeat(30)} ${'B'.repeat(30)}\r\n <long.address@three.example>`,
    ]);
  });

  it('leaves out a name that is the address of another', () => {
    const mails = texts(splitRaw(raw(FROM, 'To: "paul@two.example" <anne@one.example>, "anne@one.example" <paul@two.example>, "kim@three.example" <kim@three.example>', '', 'x')));
    expect(mails.map((mail) => /^To: (.*)/m.exec(mail)![1])).toEqual(['anne@one.example', 'paul@two.example', '"kim@three.example" <kim@three.example>']);
  });

  it('keeps raw UTF-8, line feeds alone, and stands where To, Cc or Bcc stood', () => {
    const text = Buffer.from(`Bcc: Léa <léa@exämple.example>, paul@two.example\n${FROM}\nSubject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nBonjour,\n`).toString('latin1');
    const [lea] = texts(splitRaw(text));
    expect(Buffer.from(lea!, 'latin1').toString()).toMatch(/^To: Léa <léa@exämple\.example>\nFrom: .*\nSubject: x\nContent-Type: .*\nContent-Transfer-Encoding: 8bit\nMessage-ID: <\w{32}@firm\.example>\n\nBonjour Léa,\n$/);
  });

  it('tells the context of the one it goes to', () => {
    const text = raw(FROM, 'To: Anne Martel <anne@one.example>, kim@three.example', 'X-Undisclosed-Purpose: rejection', 'X-Undisclosed-First-Name: Jo', 'X-Undisclosed-Job-Title: Libraire', '', 'Bonjour,');
    const fields = texts(splitRaw(text)).map((mail) => mail.match(/^X-Undisclosed-.*(?=\r)/gm));
    expect(fields).toEqual([
      ['X-Undisclosed-First-Name: Anne', 'X-Undisclosed-Last-Name: Martel', 'X-Undisclosed-Purpose: rejection', 'X-Undisclosed-Job-Title: Libraire'],
      ['X-Undisclosed-Purpose: rejection', 'X-Undisclosed-Job-Title: Libraire'],
    ]);
  });

  it('has a Message-ID that depends on the original and the recipient, not on the others', () => {
    const ids = (...lines: string[]): (string | undefined)[] => texts(splitRaw(raw(FROM, 'Date: Mon, 1 Jun 2026 10:00:00 +0200', ...lines, '', 'x'))).map((mail) => /^Message-ID: (.*)\r/m.exec(mail)?.[1]);
    const both = ids(TWO, 'Subject: a');
    expect(new Set([...both, ...ids(TWO, 'Subject: b'), ...ids(TWO, 'Subject: a', 'Message-ID: <a@b.example>')]).size).toBe(6);
    expect(ids('To: kim@three.example, PAUL@two.example', 'Subject: a')[1]).toBe(both[1]);
    expect(texts(splitRaw(raw('To: a@one.example, b@two.example', '', 'x'))).join('')).not.toContain('Message-ID');
  });
});

describe('who gets a mail', () => {
  const recipients = (lines: readonly string[], options = {}): string[] => texts(splitRaw(raw(...lines, '', 'Bonjour,'), options)).map((mail) => /^To: (?:.*<)?([^<>\r]*)/m.exec(mail)![1]!);

  it('everybody once, by address, with a name if there is one; not the sender, unless there is nobody else', () => {
    expect(recipients([FROM, 'To: claire.morel@firm.example, ANNE@one.example', 'Cc: Anne Martel <anne@one.example>', 'Bcc: paul@two.example'])).toEqual(['anne@one.example', 'paul@two.example']);
    expect(recipients([FROM, 'Bcc: claire.morel@firm.example'])).toEqual(['claire.morel@firm.example']);
    expect(recipients([FROM, 'To: undisclosed-recipients:;', 'Bcc: paul@two.example'])).toEqual(['paul@two.example']);
  });

  it('colleagues too, greeted as in the original, unless they are left out', () => {
    const isInternal = ({ domain }: { domain: string }): boolean => domain === 'firm.example';
    const lines = [FROM, TWO, 'Cc: Jeanne Petit <jeanne@firm.example>', 'Reply-To: jeanne@firm.example'];
    expect(recipients(lines, { isInternal })).toEqual(['anne@one.example', 'paul@two.example', 'jeanne@firm.example']);
    expect(recipients(lines, { isInternal, internal: 'leave-out' })).toEqual(['anne@one.example', 'paul@two.example']);
    const [anne, , jeanne] = texts(splitRaw(raw(...lines, '', 'Bonjour,', '', 'Jeanne Petit, jeanne@firm.example'), { isInternal }));
    expect([anne, jeanne].map((mail) => /\r\n\r\n(.*)/.exec(mail!)![1])).toEqual(['Bonjour Anne,', 'Bonjour,']);
  });
});

describe('a mail that must stay as it is', () => {
  it.each<[string, readonly string[], unknown]>([
    ['signed with OpenPGP or S/MIME', [TWO, 'Content-Type: multipart/signed; boundary=b', '', '--b', '', 'x', '--b', 'Content-Type: application/pgp-signature', '', 'y', '--b--'], { reason: 'signed' }],
    ['signed, and opaque', [TWO, 'Content-Type: application/pkcs7-mime; smime-type=signed-data', '', 'x'], { reason: 'signed' }],
    ['signed within', [TWO, 'Content-Type: multipart/mixed; boundary=a', '', '--a', 'Content-Type: multipart/signed; boundary=b', '', '--b', '', 'x', '--b', 'Content-Type: application/pkcs7-signature', '', 'y', '--b--', '--a--'], { reason: 'signed' }],
    ['signed in the text', [TWO, '', '-----BEGIN PGP SIGNED MESSAGE-----', '', 'x'], { reason: 'signed' }],
    ['signed by a server', [TWO, 'DKIM-Signature: v=1; h=to:from; b=x', '', 'x'], { reason: 'dkim' }],
    ['encrypted', [TWO, 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b', '', '--b', '', 'x', '--b--'], { reason: 'encrypted' }],
    ['in a charset nobody knows', [TWO, 'Content-Type: text/plain; charset=x-own', '', 'é'], { reason: 'unreadable' }],
    ['cut off', [TWO, 'Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'x'], { reason: 'unreadable' }],
    ['with a recipient list that two programs read differently', ['To: "Anne <anne@one.example>, paul@two.example', '', 'x'], { reason: 'unreadable' }],
    ['to nobody', ['Subject: x', '', 'x'], { reason: 'no-recipients' }],
    ['to undisclosed recipients', ['To: undisclosed-recipients:;', '', 'x'], { reason: 'no-recipients' }],
    ['to somebody without an address', [TWO, 'Cc: Jean Dupont', '', 'x'], { reason: 'invalid-recipient', count: 1 }],
    ['with an address in the text', [TWO, '', 'Anne : anne@one.example'], { reason: 'others', leaks: [{ place: 'body', addresses: 1, names: 0 }] }],
    ['with names in the text', [TWO, '', 'MARTEL Anne et Paul Roux'], { reason: 'others', leaks: [{ place: 'body', addresses: 0, names: 2 }] }],
    ['with a name in the subject', [TWO, 'Subject: =?utf-8?Q?Anne_Martel?=', '', 'x'], { reason: 'others', leaks: [{ place: 'subject', addresses: 0, names: 1 }] }],
    ['with a recipient in Reply-To', [TWO, 'Reply-To: anne@one.example', '', 'x'], { reason: 'others', leaks: [{ place: 'header', addresses: 1, names: 0 }] }],
    ['with an invitation', [TWO, 'Content-Type: text/calendar', '', 'BEGIN:VCALENDAR', 'ATTENDEE:mailto:paul@two.example', 'END:VCALENDAR'], { reason: 'others', leaks: [{ place: 'body', addresses: 1, names: 0 }] }],
    ['with a file named after one', [TWO, 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: image/png; name="anne@one.example.png"', '', 'x', '--b--'], { reason: 'others', leaks: [{ place: 'attachment', addresses: 1, names: 0 }] }],
  ])('%s', (_name, lines, refused) => {
    expect(splitRaw(raw(FROM, ...lines)).refused).toEqual(refused);
  });

  it('unless names may be there; addresses never may', () => {
    expect(texts(splitRaw(raw(FROM, TWO, '', 'Anne Martel et Paul Roux'), { allowNames: true }))).toHaveLength(2);
    expect(splitRaw(raw(FROM, TWO, '', 'Anne Martel <anne@one.example>'), { allowNames: true }).refused).toEqual({ reason: 'others', leaks: [{ place: 'body', addresses: 1, names: 0 }] });
  });

  it('and one that only looks like it goes', () => {
    for (const line of ['marie-anne@one.example', 'anne@zone.example', 'x.anne@one.example', 'Anne, ma chère', 'Claire Morel, claire.morel@firm.example']) {
      expect(splitRaw(raw(FROM, TWO, '', line)).refused, line).toBeNull();
    }
  });
});

describe('the greeting', () => {
  const bodies = (...lines: readonly string[]): string[] => texts(splitRaw(raw(FROM, 'To: Léa Roux <lea@one.example>, k@two.example', ...lines))).map((mail) => mail.slice(mail.indexOf('\r\n\r\n') + 4));

  it('is filled in quoted-printable, base64 and Latin-1', () => {
    expect(bodies('Content-Transfer-Encoding: quoted-printable', 'Content-Type: text/plain; charset=utf-8', '', 'Bonjour,', '', '=C3=A9t=C3=A9=', ' ici')).toEqual(['Bonjour L=C3=A9a,\r\n\r\n=C3=A9t=C3=A9=\r\n ici\r\n', 'Bonjour,\r\n\r\n=C3=A9t=C3=A9=\r\n ici\r\n']);
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    expect(bodies('Content-Transfer-Encoding: base64', 'Content-Type: text/plain; charset=utf-8', '', base64('Bonjour,\r\n\r\nété'))[0]!.trim()).toBe(base64('Bonjour Léa,\r\n\r\nété'));
    expect(bodies('Content-Transfer-Encoding: 8bit', 'Content-Type: text/plain; charset=iso-8859-1', '', 'Bonjour,')[0]).toBe('Bonjour L\xe9a,\r\n');
  });

  describe('in a seven-bit part, whose charset has the letters', () => {
    const utf8 = 'Content-Type: text/plain; charset=utf-8';
    const whole = (...lines: readonly string[]): string[] => texts(splitRaw(raw(FROM, 'To: Léa Roux <lea@one.example>, Anne Martel <anne@two.example>, k@two.example', ...lines)));

    it.each<[string, readonly string[], string]>([
      ['that says so', ['Content-Transfer-Encoding: 7bit', utf8, 'X-Mailer: Plume'], 'Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain; charset=utf-8\r\nX-Mailer: Plume\r\n'],
      ['that does not say so', [utf8, 'X-Mailer: Plume'], 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nX-Mailer: Plume\r\n'],
      ['that says so over two lines', [utf8, 'content-transfer-encoding :', ' 7bit'], 'Content-Type: text/plain; charset=utf-8\r\ncontent-transfer-encoding : quoted-printable\r\n'],
    ])('%s becomes quoted-printable for whom it has to', (_name, fields, after) => {
      const [lea, anne, nobody] = whole(...fields, '', 'Bonjour,', '', 'x = y ', `${'a'.repeat(80)}`, '', 'Claire');
      expect(lea).toContain(after);
      expect(lea!.slice(lea!.indexOf('\r\n\r\n') + 4)).toBe(`Bonjour L=C3=A9a,\r\n\r\nx =3D y=20\r\n${'a'.repeat(75)}=\r\naaaaa\r\n\r\nClaire\r\n`);
      for (const [mail, greeting] of [[anne, 'Bonjour Anne,'], [nobody, 'Bonjour,']] as const) {
        expect(mail).toContain(`${fields.join('\r\n')}\r\n`);
        expect(mail!.slice(mail!.indexOf('\r\n\r\n') + 4)).toBe(`${greeting}\r\n\r\nx = y \r\n${'a'.repeat(80)}\r\n\r\nClaire\r\n`);
      }
    });

    it('is read by others as it was, in all alternatives, with all that stands around it', async () => {
      const alternative = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=a', '', '--a', 'Content-Type: multipart/alternative; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8; format=flowed', '', 'Bonjour,', '', 'Une longue ', 'ligne = deux.', '',
        '--b', 'Content-Type: text/html; charset=iso-8859-1', 'Content-Transfer-Encoding: 7bit', '', '<p style="color:red">Bonjour,</p>', '', '--b--', '--a', 'Content-Type: image/png', 'Content-Transfer-Encoding: base64', '', 'AAEC', '--a--'];
      const [lea, anne] = whole(...alternative);
      const [read, other] = await parsed([lea!, anne!]);
      expect(read!.text).toBe(other!.text!.replace('Anne', 'Léa'));
      expect(read!.html).toBe((other!.html as string).replace('Anne', 'Léa'));
      expect(lea).toContain('Bonjour L=C3=A9a,');
      expect(lea).toContain('<p style=3D"color:red">Bonjour L=E9a,</p>');
      expect(lea!.slice(lea!.indexOf('--b--'))).toBe(anne!.slice(anne!.indexOf('--b--')));
      expect(lea!.match(/^Content-Transfer-Encoding: .*(?=\r)/gm)).toEqual(['Content-Transfer-Encoding: quoted-printable', 'Content-Transfer-Encoding: quoted-printable', 'Content-Transfer-Encoding: base64']);
    });

    it('greets nobody where one alternative has no such letter', () => {
      const [lea] = whole('Content-Type: multipart/alternative; boundary=b', '', '--b', utf8, '', 'Bonjour,', '--b', 'Content-Type: text/html; charset=us-ascii', '', '<p>Bonjour,</p>', '--b--');
      expect(lea).not.toMatch(/quoted-printable|Bonjour L/);
    });
  });

  it('stays where the name cannot be written, or the alternatives are not alike', () => {
    expect(bodies('Content-Type: text/plain; charset=us-ascii', '', 'Bonjour,')[0]).toBe('Bonjour,\r\n');
    const alternative = (plain: string, html: string): string[] => ['Content-Type: multipart/alternative; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', plain, '--b', 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', html, '--b--'];
    const filled = (plain: string, html: string): string => Buffer.from(bodies(...alternative(plain, html))[0]!, 'latin1').toString();
    expect(filled('Bonjour,', '<p>Bonjour,</p>')).toContain('Bonjour Léa,\r\n--b');
    expect(filled('Bonjour,', '<p>Bonjour,</p>')).toContain('<p>Bonjour Léa,</p>');
    expect(filled('Bonjour {{prenom}},', '<p>Bonjour <b>{{prenom}}</b>,</p>').match(/Léa/g)).toHaveLength(2);
    expect(filled('Bonjour,', '<p>Chers tous,</p>')).not.toContain('Léa');
    expect(filled('Bonjour,', '<img src="x">')).not.toContain('Léa');
  });

  it('stays where it is told to', () => {
    expect(texts(splitRaw(raw(FROM, 'To: Léa Roux <lea@one.example>, k@two.example', 'Content-Type: text/plain; charset=utf-8', '', 'Bonjour,'), { greeting: false })).join('')).not.toContain('Bonjour L');
  });
});
