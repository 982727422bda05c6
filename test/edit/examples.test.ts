import { describe, expect, it } from 'vitest';
import { addressesOf, bodyAfter, change, headerAfter, subjectWords, words } from './help.ts';

const QP = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable';
const HTML = 'Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit';
const FLOWED = 'Content-Type: text/plain; charset=us-ascii; format=flowed';

describe('quoted-printable', () => {
  it.each([
    ['une poste\r\nrest=C3=A9e l=C3=A0', 'poste', 'place créée', 'une place cr=C3=A9=C3=A9e\r\nrest=C3=A9e l=C3=A0'],
    // A blank that comes to stand at the end of a line is written as =20; padding that stood there goes.
    ['un mot\r\nfin', 'mot', '', 'un=20\r\nfin'],
    ['un mot  \r\nfin', 'un', 'le', 'le mot\r\nfin'],
    // The soft break of the line that is touched stays, and so does every other line.
    ['aaa =\r\nbbb =\r\nccc', 'bbb', 'd', 'aaa =\r\nd =\r\nccc'],
    // One that would stand alone goes.
    ['aaa =\r\nbbb=\r\nccc', 'bbb', '', 'aaa =\r\nccc'],
    ['a=3Db c', 'b', '=', 'a=3D=3D c'],
    ['a=3db c=\n d\nz', 'c', 'e', 'a=3db e=\n d\nz'],
  ])('%j: %s becomes %j', (body, from, to, after) => {
    expect(bodyAfter(QP, body, from, to)).toBe(after);
  });

  it('wraps softly at 76', () => {
    const body = `${'x'.repeat(70)} fin\r\nautre`;
    expect(bodyAfter(QP, body, 'fin', 'finalement')).toBe(`${'x'.repeat(70)} fina=\r\nlement\r\nautre`);
  });
});

describe('base64', () => {
  const head = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64';
  const lines = (text: string): string => Buffer.from(text).toString('base64').replace(/(.{16})(?=.)/g, '$1\r\n');

  it('keeps the lines before and, where the groups still align, those behind', () => {
    const text = 'un deux trois quatre cinq six sept huit neuf';
    // Five bytes for five: the line they stand in is the only one that changes.
    expect(bodyAfter(head, lines(text), 'trois', 'seize')).toBe(lines(text.replace('trois', 'seize')));
    const shorter = bodyAfter(head, lines(text), 'quatre', 'six');
    expect(Buffer.from(shorter, 'base64').toString()).toBe(text.replace('quatre', 'six'));
    expect(shorter.split('\r\n')[0]).toBe(lines(text).split('\r\n')[0]);
    expect(shorter.split('\r\n').slice(-2)).toEqual(lines(text).split('\r\n').slice(-2));
  });

  it('refuses chunks that were encoded one by one', () => {
    expect(bodyAfter(head, 'Qm9uam91cg==\r\nIEplYW4=', 'Jean', 'Lea')).toBe('unmapped');
  });
});

describe('charsets', () => {
  it.each([
    ['text/plain; charset=iso-8859-15', '8bit', 'prix: 5 F', 'F', '€', 'prix: 5 \xa4'],
    ['text/plain; charset=windows-1252', '8bit', 'prix: 5 F', 'F', '€', 'prix: 5 \x80'],
    ['text/plain; charset=koi8-r', '8bit', 'a b', 'b', 'день', 'a \xc4\xc5\xce\xd8'],
    ['text/plain; charset=utf-8', '8bit', 'a b', 'b', '🙂', 'a \xf0\x9f\x99\x82'],
    ['text/plain; charset=iso-8859-1', '8bit', 'a b', 'b', 'Ł', 'charset'],
    ['text/html; charset=iso-8859-1', '8bit', 'a b', 'b', 'Ł<é', 'a &#321;&lt;\xe9'],
    // A label that says nothing, or seven bits: no character beyond ASCII is ever written.
    ['text/plain', '8bit', 'caf\xe9 b', 'b', 'é', 'charset'],
    ['text/plain', '8bit', 'caf\xe9 b', 'b', 'c', 'caf\xe9 c'],
    ['text/plain; charset=utf-8', '7bit', 'a b', 'b', 'é', 'charset'],
    ['text/html; charset=utf-8', '7bit', 'a b', 'b', 'é', 'a &#233;'],
  ])('%s in %s: %j, %s to %s', (type, encoding, body, from, to, after) => {
    expect(bodyAfter(`Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}`, body, from, to)).toBe(after);
  });
});

describe('HTML', () => {
  it.each([
    ['<p>un <b>gros</b> mot</p>', 'un <b>gros</b> mot', 'deux', '<p>deux<b></b></p>'],
    ['<p>pour ses gros<b>ses</b>se <i>x</i></p>', 'gros<b>ses</b>se', 'A & B', '<p>pour ses A &amp; B<b></b> <i>x</i></p>'],
    ['<p>un &eacute;t&eacute; fini</p>', '&eacute;t&eacute;', 'été', '<p>un \xe9t\xe9 fini</p>'],
    ['<p>a</p><!-- a b --><p>b</p>', '<p>a</p><!-- a b --><p>b</p>', '', '<p></p><!-- a b --><p></p>'],
    ['<p>a<style>a{}</style> b c</p>', 'a<style>a{}</style> b', '', '<p><style>a{}</style>  c</p>'],
    ['<p>un mot <b>de trop </b>ici</p>', 'mot <b>de trop </b>', '', '<p>un <b></b>ici</p>'],
    ['<p>a\r\nb</p>', 'a', 'c\nd', '<p>c<br>d\r\nb</p>'],
  ])('%j: %s becomes %j', (body, from, to, after) => {
    expect(bodyAfter(HTML, body, from, to)).toBe(after);
  });

  it.each([
    ['<p class="mot">a</p>', 'mot'],
    ['<p>&eacute;</p>', 'eacute'],
    ['<p>a</p><script>mot</script>', 'mot'],
    ['<p>a</p><!-- mot -->', 'mot'],
  ])('refuses %j, where %s is not what is seen', (body, from) => {
    expect(bodyAfter(HTML, body, from, 'x')).toBe('not-found');
  });
});

describe('format=flowed', () => {
  it.each([
    ['un mot \r\nde trop\r\nfin', 'mot', 'm', 'un m \r\nde trop\r\nfin'],
    // What goes takes its line along, and the line before ends the paragraph.
    ['un mot \r\nde trop\r\nfin', 'de trop', '', 'un mot\r\nfin'],
    // Without its blank the line would not go on as it did.
    ['un mot \r\nde trop\r\nfin', 'mot ', 'ba', 'un bade trop\r\nfin'],
    ['> un mot \r\n> de trop\r\nfin', 'mot', 'm', '> un m \r\n> de trop\r\nfin'],
    ['un mot\r\n-- \r\nClaire', 'mot', 'm', 'un m\r\n-- \r\nClaire'],
    ['un mot\r\nfin', 'un', '> zwei', ' > zwei mot\r\nfin'],
    ['un mot\r\nfin', 'un', 'From', ' From mot\r\nfin'],
  ])('%j: %s becomes %j', (body, from, to, after) => {
    expect(bodyAfter(FLOWED, body, from, to)).toBe(after);
  });

  it('wraps a line that has become too long, quoted as it was', () => {
    const after = bodyAfter(FLOWED, '> un mot\r\nfin', 'mot', `${'abcd '.repeat(20)}e`);
    expect(after).toBe(`> un ${'abcd '.repeat(14)}\r\n> ${'abcd '.repeat(6)}e\r\nfin`);
  });

  it('writes the blank that DelSp deletes', () => {
    const after = bodyAfter(`${FLOWED}; delsp=yes`, 'un mot  \r\nfin', 'un', 'abcd '.repeat(20).trim());
    expect(after).toBe(`${'abcd '.repeat(15)} \r\n${'abcd '.repeat(5)}mot  \r\nfin`);
  });
});

describe('the subject', () => {
  it.each([
    ['Subject: un mot', 'mot', 'autre', 'Subject: un autre'],
    ['Subject: un mot', 'mot', 'été', 'Subject: un =?UTF-8?Q?=C3=A9t=C3=A9?='],
    ['Subject: un\r\n mot', 'mot', '', 'Subject: un'],
    ['Subject: =?utf-8?Q?=C3=A9t=C3=A9?= un mot', 'mot', 'autre', 'Subject: =?utf-8?Q?=C3=A9t=C3=A9?= un autre'],
    ['Subject: =?iso-8859-1?Q?=E9t=E9?=\r\n =?utf-8?B?w6nDqQ==?= x', 'été', 'âgé', 'Subject: =?iso-8859-1?Q?=E2g=E9?=\r\n =?utf-8?B?w6nDqQ==?= x'],
    ['Subject: =?iso-8859-1?Q?=E9t=E9?= x', 'été', 'Łódź', 'Subject: =?UTF-8?Q?=C5=81=C3=B3d=C5=BA?= x'],
    // A character cut in two by its writer: both words are written anew, as one.
    ['Subject: =?utf-8?Q?=C3?= =?utf-8?Q?=A9t=C3=A9?= x', 'té', 'ta', 'Subject: =?utf-8?Q?=C3=A9ta?= x'],
    ['Subject: caf\xc3\xa9 x', 'x', 'été', 'Subject: caf\xc3\xa9 \xc3\xa9t\xc3\xa9'],
    // Another field cannot be smuggled in.
    ['Subject: un mot', 'mot', 'x\r\nBcc: b@x.example', 'Subject: un x Bcc: b@x.example'],
  ])('%j: %s becomes %j', (header, from, to, after) => {
    expect(headerAfter(`To: a@x.example\r\n${header}`, (draft) => subjectWords(draft, from, to))).toBe(`To: a@x.example\r\n${after}`);
  });

  it('is folded where it has become too long', () => {
    expect(headerAfter(`Subject: ${'abcd '.repeat(12)}fin`, (draft) => subjectWords(draft, 'fin', 'une autre fin'))).toBe(`Subject: ${'abcd '.repeat(12)}une autre\r\n fin`);
  });
});

describe('fields and addresses', () => {
  const field = (name: string) => (draft: Parameters<Parameters<typeof headerAfter>[1]>[0]) => ({ kind: 'remove-field', spot: draft.fields.find((one) => one.name === name)!.spot }) as const;
  const remove = (...which: number[]) => (draft: Parameters<Parameters<typeof headerAfter>[1]>[0]) => which.map((index) => ({ kind: 'remove-address', spot: addressesOf(draft)[index]!.spot }) as const);

  it('takes a field with all its lines', () => {
    expect(headerAfter('To: a@x.example\r\nBcc: b@x.example,\r\n\tc@x.example\r\nSubject: x', field('bcc'))).toBe('To: a@x.example\r\nSubject: x');
  });

  it.each([
    ['To: a@x.example, b@x.example, c@x.example', [0], 'To: b@x.example, c@x.example'],
    ['To: a@x.example, b@x.example, c@x.example', [1], 'To: a@x.example, c@x.example'],
    ['To: a@x.example, b@x.example, c@x.example', [2], 'To: a@x.example, b@x.example'],
    ['To: a@x.example, b@x.example, c@x.example', [0, 1], 'To: c@x.example'],
    ['To: a@x.example, b@x.example, c@x.example', [0, 2], 'To: b@x.example'],
    ['To: a@x.example,\r\n B <b@x.example>,\r\n c@x.example', [1], 'To: a@x.example,\r\n c@x.example'],
    ['To: a@x.example; b@x.example; c@x.example', [1], 'To: a@x.example; c@x.example'],
    ['To: Team: a@x.example, b@x.example;, c@x.example', [1], 'To: Team: a@x.example;, c@x.example'],
    ['To: Team: a@x.example, b@x.example;, c@x.example', [0], 'To: Team: b@x.example;, c@x.example'],
    ['To: Team: a@x.example;, c@x.example', [1], 'To: Team: a@x.example;'],
    ['To: c@x.example, Team: a@x.example;', [0], 'To: Team: a@x.example;'],
    ['To: Team: a@x.example;, c@x.example', [0], 'To: Team: ;, c@x.example'],
    ['To: x@x.example\r\nCc: Team: a@x.example;', [1], 'To: x@x.example'],
    ['To: "Martel, Anne" <a@x.example>, b@x.example (B, or so)', [1], 'To: "Martel, Anne" <a@x.example>'],
  ])('%j without number %j', (header, which, after) => {
    expect(headerAfter(`${header}\r\nSubject: x`, remove(...which))).toBe(`${after}\r\nSubject: x`);
  });

  it('changes a domain, not the same word in the name', () => {
    const domain = (draft: Parameters<Parameters<typeof headerAfter>[1]>[0]) => ({ kind: 'domain', spot: addressesOf(draft)[0]!.spot, domain: 'gmail.example' }) as const;
    expect(headerAfter('To: "a@gmial.example" <a@gmial.example>', domain)).toBe('To: "a@gmial.example" <a@gmail.example>');
    expect(headerAfter('To: a@gmial.example (a@gmial.example)', domain)).toBe('To: a@gmail.example (a@gmial.example)');
    expect(headerAfter('To: a@gmial.example', (draft) => ({ ...domain(draft), domain: 'x.example>, <b@x.example' }))).toBe('not-found');
  });

  it('takes a name, and a group\'s', () => {
    const name = (draft: Parameters<Parameters<typeof headerAfter>[1]>[0]) => ({ kind: 'remove-name', spot: addressesOf(draft)[0]!.spot }) as const;
    const group = (draft: Parameters<Parameters<typeof headerAfter>[1]>[0]) => ({ kind: 'remove-name', spot: draft.addressFields[0]!.groups[0]!.spot }) as const;
    expect(headerAfter('To: =?utf-8?Q?Zo=C3=A9?=\r\n <z@x.example>, b@x.example', name)).toBe('To: z@x.example, b@x.example');
    expect(headerAfter('To: Sick people: a@x.example, B <b@x.example>;, c@x.example', group)).toBe('To: a@x.example, B <b@x.example>, c@x.example');
    expect(headerAfter('To: Sick people: a@x.example; c@x.example', group)).toBe('To: a@x.example, c@x.example');
  });
});

describe('recipients', () => {
  const toBcc = (draft: Parameters<Parameters<typeof headerAfter>[1]>[0]) => ({ kind: 'recipients', to: [], cc: [], bcc: addressesOf(draft).filter(({ key }) => key !== 'me@x.example') }) as const;

  it('moves mailboxes byte for byte and folds at 78', () => {
    expect(headerAfter('From: me@x.example\r\nTo: "Martel, Anne" <anne.martel@x.example>,  =?utf-8?Q?Zo=C3=A9?= <zoe@x.example>\r\ncc: b@x.example (B)\r\nSubject: x', toBcc))
      .toBe('From: me@x.example\r\nTo: undisclosed-recipients:;\r\nBcc: "Martel, Anne" <anne.martel@x.example>,\r\n =?utf-8?Q?Zo=C3=A9?= <zoe@x.example>, b@x.example (B)\r\nSubject: x');
  });

  it('makes one field of those that stand twice, and merges with Bcc', () => {
    expect(headerAfter('To: a@x.example\r\nBcc: b@x.example\r\nTo: c@x.example\r\nBCC: d@x.example\r\nFrom: me@x.example', toBcc))
      .toBe('To: undisclosed-recipients:;\r\nBcc: a@x.example, b@x.example, c@x.example, d@x.example\r\nFrom: me@x.example');
  });

  it('leaves alone what is so already', () => {
    const header = 'To: undisclosed-recipients:;\r\nBcc: a@x.example,b@x.example';
    expect(headerAfter(header, toBcc)).toBe(header);
  });

  it('makes a To where there is none', () => {
    expect(headerAfter('Cc: a@x.example\r\nFrom: me@x.example', toBcc)).toBe('To: undisclosed-recipients:;\r\nFrom: me@x.example\r\nBcc: a@x.example');
  });

  it('writes an address that stands nowhere', () => {
    const spot = { at: 'raw', start: 0, end: 0 } as const;
    const person = { name: 'Zoé, Été', address: 'zoe@x.example', local: 'zoe', domain: 'x.example', key: 'zoe@x.example', valid: true, spot };
    expect(headerAfter('To: a@x.example', () => ({ kind: 'recipients', to: [person], cc: [], bcc: [] }))).toBe('To: =?UTF-8?Q?Zo=C3=A9=2C_=C3=89t=C3=A9?= <zoe@x.example>');
    expect(headerAfter('To: a@x.example', () => ({ kind: 'recipients', to: [{ ...person, name: 'x\r\nBcc: b@x.example' }], cc: [], bcc: [] }))).toBe('unverified');
  });
});

describe('several changes', () => {
  const raw = 'To: a@x.example\nBcc: b@x.example\nSubject: un mot\n\nun deux trois\n';

  it('come about together, one edit a place', () => {
    expect(change(raw, words(raw, 'deux', '2'), words(raw, 'un', '1'), { kind: 'remove-field', spot: { at: 'raw', start: 16, end: 32 } }, { kind: 'subject', start: 3, end: 6, text: 'm' }))
      .toBe('To: a@x.example\nSubject: un m\n\n1 2 trois\n');
  });

  it('are refused where they overlap', () => {
    expect(change(raw, words(raw, 'deux trois', ''), words(raw, 'un deux', ''))).toBe('overlap');
    expect(change(raw, { kind: 'remove-field', spot: { at: 'raw', start: 16, end: 32 } }, { kind: 'remove-address', spot: { at: 'raw', start: 21, end: 32 } })).toBe('overlap');
  });
});
