import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/draft/limits.ts';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft, Spot } from '../../src/draft/types.ts';

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const read = (text: string): Draft => readMessage(Buffer.from(crlf(text), 'latin1'));
const problems = (draft: Draft): string[] => draft.problems.map(({ kind, reason, detail }) => [kind, reason, detail].filter(Boolean).join(' '));
const place = (raw: string, spot: Spot): string => (spot.at === 'raw' ? raw.slice(spot.start, spot.end) : 'no raw spot');

describe('a message', () => {
  it('is a draft', () => {
    const raw = crlf('From: Claire Morel <claire.morel@maison.example>\nTo: a@x.example\nCc : b@y.example\nTo: c@z.example\nResent-To: d@z.example\nSubject: =?utf-8?Q?Votre_candidature_n=C2=B0?= 3\nDate: Fri, 21 Nov 2025 09:00:00 +0100\nMessage-ID: <m@maison.example>\nIn-Reply-To: Votre mail <r@x.example>\nReferences: <q@x.example>\n <r@x.example>\n\nBonjour,\n');
    const draft = readMessage(raw);
    expect(draft.source).toBe('message');
    expect(draft.addressFields.map(({ name, addresses }) => [name, addresses.map(({ key }) => key)])).toEqual([
      ['from', ['claire.morel@maison.example']], ['to', ['a@x.example']], ['cc', ['b@y.example']], ['to', ['c@z.example']], ['resent-to', ['d@z.example']],
    ]);
    expect(draft.subject?.value).toBe('Votre candidature n° 3');
    expect(place(raw, draft.subject!.spot)).toBe('Subject: =?utf-8?Q?Votre_candidature_n=C2=B0?= 3');
    expect(draft.date).toBe(Date.UTC(2025, 10, 21, 8));
    expect(draft.messageId).toBe('<m@maison.example>');
    expect(draft.inReplyTo).toBe('<r@x.example>');
    expect(draft.references).toEqual(['<q@x.example>', '<r@x.example>']);
    expect(draft.parts.map(({ type, content }) => ({ type, content }))).toEqual([{ type: 'text/plain', content: 'Bonjour,\r\n' }]);
    expect(place(raw, draft.parts[0]!.spot)).toBe('Bonjour,\r\n');
    expect(place(raw, draft.addressFields[2]!.spot)).toBe(' b@y.example');
    expect(place(raw, draft.spot)).toBe('From: Claire Morel <claire.morel@maison.example>');
    // The one thing wrong with it: two To fields.
    expect(problems(draft)).toEqual(['malformed-header repeated to']);
  });

  it('is the same from bytes and from a binary string, with any line ends', () => {
    const raw = 'From: a@x.example\nTo: b@y.example\nSubject: \xc3\xa9t\xc3\xa9\nContent-Type: text/plain; charset=utf-8\n\nl\xe2\x80\x99\xc3\xa9t\xc3\xa9\n';
    expect(readMessage(Buffer.from(raw, 'latin1'))).toEqual(readMessage(raw));
    const seen = [raw, crlf(raw), raw.replaceAll('\n', '\r'), `\xef\xbb\xbf${raw}`].map((text) => {
      const draft = readMessage(text);
      return [draft.subject?.value, draft.addressFields.map(({ addresses }) => addresses[0]?.key), draft.parts[0]?.content.trim(), problems(draft)];
    });
    for (const one of seen) expect(one).toEqual(['été', ['a@x.example', 'b@y.example'], 'l’été', []]);
  });

  it('is plain data', () => {
    const draft = read('From: a@x.example\nTo: b@y.example\nSubject: un\n\nBonjour\n');
    expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
  });

  it('without a Subject has none, which is not an empty one', () => {
    expect(read('To: a@x.example\n\n').subject).toBeNull();
    expect(read('To: a@x.example\nSubject:\n\n').subject?.value).toBe('');
  });
});

describe('a header', () => {
  it.each(['From', 'Sender', 'Reply-To', 'To', 'Cc', 'Bcc', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'References'])('has one %s', (name) => {
    expect(problems(read(`${name}: <a@x.example>\n${name}: <b@x.example>\n\n`))).toContain(`malformed-header repeated ${name.toLowerCase()}`);
  });

  it('has as many Received, Resent- and Comments as it likes', () => {
    expect(problems(read('Received: a\nReceived: b\nResent-To: a@x.example\nResent-To: b@x.example\nComments: a\nComments: b\nTo: c@x.example\n\n'))).toEqual([]);
  });

  it('with NUL, a lone CR, or a line without a colon is malformed, at its place', () => {
    expect(problems(readMessage('To: a@x.example\0\r\nSubject: a\rb\r\nPerdu\r\n\r\n'))).toEqual([
      'malformed-header no-colon', 'malformed-header control-character to', 'malformed-header control-character subject',
    ]);
  });

  it('does not let an encoded word smuggle a line end', () => {
    const draft = read('To: a@x.example\nSubject: =?utf-8?Q?Bonjour=0D=0ABcc:_b@x.example?=\n\n');
    expect(problems(draft)).toEqual(['malformed-header control-character subject']);
    expect(draft.addressFields).toHaveLength(1);
  });

  it('names what it could not decode', () => {
    expect(problems(read('To: =?x-maison?Q?=E9?= <a@x.example>\nSubject: =?utf-8?Q?perdu\n\n'))).toEqual(['unreadable charset x-maison', 'unreadable encoded-word subject']);
    expect(problems(read('To: "Jean <a@x.example>\n\n'))).toEqual(['malformed-header address-syntax to']);
  });

  it('says no word of the mail in a problem', () => {
    const secret = 'Secret\u00e9';
    const draft = readMessage(`${secret} perdu\n${secret}: x\0\nTo: "${secret} <a@x.example>\nSubject: =?${secret}?Q?${secret}\n\n`);
    for (const problem of draft.problems) expect(problem.detail ?? '').toMatch(/^[\x20-\x7e]{0,64}$/);
  });
});

describe('the context', () => {
  const context = (header: string): Draft => read(`${header}\nTo: a@x.example\n\n`);

  it('comes from X-Undisclosed- fields', () => {
    const draft = context('X-Undisclosed-Purpose: Rejection\nX-Undisclosed-Stage: interview\nX-Undisclosed-Language: fr\nX-Undisclosed-First-Name: =?utf-8?Q?Ren=C3=A9e?=\nX-Undisclosed-Last-Name: Dupr\nX-Undisclosed-Job-Title: Comptable\nX-Undisclosed-Applied-At: 2025-11-01\nX-Undisclosed-Interviewed-At: 2025-11-10T14:00:00+01:00\nX-Undisclosed-Received-At: 2025-11-02T08:00Z');
    expect(draft.context).toEqual({
      purpose: 'rejection', stage: 'interview', language: 'fr', recipient: { firstName: 'Renée', lastName: 'Dupr' }, job: { title: 'Comptable' },
      appliedAt: '2025-11-01', interviewedAt: '2025-11-10T14:00:00+01:00', receivedAt: '2025-11-02T08:00Z',
    });
    expect(draft.problems).toEqual([]);
  });

  it('leaves out what it does not know, and says which field', () => {
    const draft = context('X-Undisclosed-Purpose: refus\nX-Undisclosed-Stage: \nX-Undisclosed-Applied-At: hier\nX-Undisclosed-Language: en francais\nX-Undisclosed-Job-Title: Comptable');
    expect(draft.context).toEqual({ job: { title: 'Comptable' } });
    expect(problems(draft).sort()).toEqual([
      'unknown-field wrong-type x-undisclosed-applied-at', 'unknown-field wrong-type x-undisclosed-language', 'unknown-field wrong-type x-undisclosed-purpose',
    ]);
  });

  it('is empty without them', () => {
    expect(context('X-Other: rejection').context).toEqual({});
  });
});

describe('what is no message', () => {
  it.each([
    ['', 'unreadable empty'],
    ['\r\n\r\n', 'unreadable empty'],
    ['Bonjour,\n\nmerci de votre retour.\n', 'malformed-header no-colon,unreadable not-a-message'],
    ['\xff\xfeT\0o\0:\0 \0a\0', 'unreadable utf-16'],
    ['\xfe\xff\0T\0o\0:', 'unreadable utf-16'],
    ['T\0o\0:\0 \0a\0@\0x\0', 'unreadable utf-16'],
    ['\0'.repeat(5000), 'unreadable utf-16'],
  ])('%j', (raw, expected) => {
    const draft = readMessage(raw);
    expect(problems(draft).join()).toBe(expected);
    expect(draft.parts.every(({ content }) => !content.includes('\0'))).toBe(true);
  });

  it('says so when the rest was too large to read', () => {
    const body = 'x'.repeat(1 << 20);
    const raw = `To: a@x.example\n\n${body.repeat(LIMITS.message / body.length)}`;
    const draft = readMessage(raw);
    expect(problems(draft)).toEqual(['unreadable too-large']);
    expect(draft.addressFields[0]?.addresses[0]?.key).toBe('a@x.example');
  });
});
