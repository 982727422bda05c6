import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/draft/limits.ts';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft } from '../../src/draft/types.ts';

const message = (type: string, body: string): string => `To: a@x.example\nContent-Type: ${type}\n\n${body}`.replaceAll('\n', '\r\n');
const read = (type: string, body: string): Draft => readMessage(message(type, body));
const problems = (draft: Draft): string[] => draft.problems.map(({ kind, reason, detail }) => [kind, reason, detail].filter(Boolean).join(' '));
const texts = (draft: Draft): string[] => draft.parts.map(({ content }) => content);
const names = (draft: Draft): string[] => draft.attachments.map(({ filename, type }) => `${filename}:${type}`);

describe('a multipart', () => {
  it('has parts, without preamble, epilogue and the line ends of its boundaries', () => {
    const draft = read('multipart/mixed; boundary="=_x"', 'avant\n--=_x\n\nun\n\n--=_x  \nContent-Type: text/html\n\n<p>deux</p>\n--=_x--\naprès\n--=_x\n\nperdu\n');
    expect(texts(draft)).toEqual(['un\r\n', '<p>deux</p>']);
    expect(problems(draft)).toEqual([]);
  });

  it('numbers alternatives, through what is related to them', () => {
    const draft = read('multipart/mixed; boundary=m', '--m\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nun\n--a\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<p>un</p>\n--r\nContent-Type: image/png\n\nx\n--r--\n--a--\n--m\n\ndeux\n--m\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\ntrois\n--b--\n--m--\n');
    expect(draft.parts.map(({ content, alternative }) => [content, alternative])).toEqual([['un', 0], ['<p>un</p>', 0], ['deux', undefined], ['trois', 1]]);
    expect(names(draft)).toEqual([':image/png']);
  });

  it('ends where an outer one goes on, and that is no fault', () => {
    const draft = read('multipart/mixed; boundary=o', '--o\nContent-Type: multipart/alternative; boundary=i\n\n--i\n\nun\n--o\n\ndeux\n--o--\n');
    expect(draft.parts.map(({ content, alternative }) => [content, alternative])).toEqual([['un', 0], ['deux', undefined]]);
    expect(problems(draft)).toEqual([]);
  });

  it('is not cut by a longer boundary, or one with text behind it', () => {
    expect(texts(read('multipart/mixed; boundary=x', '--x\n\nun\n--xy\n--x y\n --x\n-- x\n--x--y\n--x--\n'))).toEqual(['un\r\n--xy\r\n--x y\r\n --x\r\n-- x\r\n--x--y']);
  });

  it('may have the boundary of the one around it', () => {
    const draft = read('multipart/mixed; boundary=x', '--x\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nun\n--x--\n--x\n\ndeux\n--x--\n');
    expect(texts(draft)).toEqual(['un', 'deux']);
    expect(problems(draft)).toEqual([]);
  });

  it.each([
    ['multipart/mixed', 'texte', 'unreadable boundary'],
    ['multipart/mixed; boundary=x', 'texte\n--y\n', 'unreadable boundary'],
    ['multipart/mixed; boundary=x', '--x\n\nun\n', 'unreadable truncated'],
    ['multipart/mixed; boundary=x', '--x\n', 'unreadable truncated'],
    ['multipart/mixed; boundary=x', '', 'unreadable boundary'],
  ])('that cannot be read whole says so: %s %j', (type, body, expected) => {
    expect(problems(read(type, body))).toEqual([expected]);
  });

  it('reads parts whose header lacks its end', () => {
    const draft = read('multipart/mixed; boundary=x', '--x\nContent-Type: text/plain\n--x\n\ndeux\n--x--\n');
    expect(texts(draft)).toEqual(['', 'deux']);
  });

  it('stops at the limits, and says so', () => {
    const parts = read('multipart/mixed; boundary=x', `${'--x\n\n'.repeat(LIMITS.parts + 50)}--x--\n`);
    expect(problems(parts)).toEqual(['unreadable too-many-parts']);
    let body = 'fond\n';
    for (let depth = 300; depth > 0; depth--) body = `--b${depth}\nContent-Type: multipart/mixed; boundary=b${depth + 1}\n\n${body}`;
    const deep = read('multipart/mixed; boundary=b1', body);
    expect(problems(deep)).toContain('unreadable too-deep');
  });
});

describe('a body', () => {
  it.each([
    ['text/plain; charset=utf-8; format=flowed; delsp=yes', { type: 'text/plain', charset: 'utf-8', format: 'flowed', delSp: true, encoding: '7bit' }],
    ['text/html; charset="ISO-8859-1"', { type: 'text/html', charset: 'iso-8859-1', encoding: '7bit' }],
    ['text', { type: 'text/plain', encoding: '7bit' }],
    ['text/plain charset=us-ascii', { type: 'text/plain', encoding: '7bit' }],
    ['text/calendar', { type: 'text/calendar', encoding: '7bit' }],
  ])('of %s', (type, expected) => {
    const { content, spot, ...rest } = read(type, 'Bonjour').parts[0]!;
    expect(content).toBe('Bonjour');
    expect(spot.at).toBe('raw');
    expect(rest).toEqual(expected);
  });

  it.each([
    ['quoted-printable', 'l=C3=A9gal', 'légal'], ['Quoted-Printable;', 'l=C3=A9gal', 'légal'], ['base64', 'bMOpZ2Fs', 'légal'], ['8bit', 'l\xc3\xa9gal', 'légal'], ['8 bit', 'l\xc3\xa9gal', 'légal'], ['binary', 'l\xc3\xa9gal', 'légal'],
  ])('in %s', (encoding, body, expected) => {
    const draft = read(`text/plain; charset=utf-8\nContent-Transfer-Encoding: ${encoding}`, body);
    expect(texts(draft)).toEqual([expected]);
    expect(problems(draft)).toEqual([]);
  });

  it.each([
    ['text/plain; charset=x-maison', '\xe9', 'unreadable charset x-maison'],
    ['text/plain; charset=utf-7', '+AOk-', 'unreadable charset utf-7'],
    ['text/plain\nContent-Transfer-Encoding: rot13', 'Obawbhe', 'unreadable encoding rot13'],
    ['text/plain\nContent-Transfer-Encoding: x-uuencode', 'begin 644 a\n', 'unreadable uuencode text/plain'],
  ])('that cannot be read is empty, and says so: %s', (type, body, expected) => {
    const draft = read(type, body);
    expect(texts(draft)).toEqual(['']);
    expect(problems(draft)).toEqual([expected]);
  });

  it.each([
    ['text/plain\nContent-Transfer-Encoding: base64', '****', 'unreadable base64 text/plain'],
    ['text/plain\nContent-Transfer-Encoding: quoted-printable', '='.repeat(20), 'unreadable quoted-printable text/plain'],
    ['text/plain', 'Bonjour\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n', 'encrypted openpgp'],
    ['text/plain', `Voici\nbegin 644 cv.doc\nM${'A'.repeat(60)}\n\`\nend\n`, 'unreadable uuencode'],
    ['application/pkcs7-mime; smime-type=enveloped-data', 'MIAG', 'encrypted s-mime application/pkcs7-mime'],
    ['application/pkcs7-mime; smime-type=signed-data', 'MIAG', 'unreadable s-mime application/pkcs7-mime'],
    ['application/ms-tnef; name=winmail.dat', 'x', 'unreadable tnef application/ms-tnef'],
    ['application/octet-stream; name=Winmail.DAT', 'x', 'unreadable tnef application/octet-stream'],
    ['message/partial; id=a; number=1; total=2', 'x', 'unreadable partial message/partial'],
    ['message/external-body; access-type=URL', 'x', 'unreadable external-body message/external-body'],
    ['application/x-microsoft-rpmsg-message; name=message.rpmsg', 'x', 'encrypted rights-managed application/x-microsoft-rpmsg-message'],
  ])('that is not what it seems: %s', (type, body, expected) => {
    expect(problems(read(type, body))).toEqual([expected]);
  });

  it.each(['Content-Type: text/html', 'Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64', 'Content-Disposition: inline\nContent-Disposition: attachment'])('with two answers to one question can be read in two ways: %s', (fields) => {
    expect(problems(read(`text/plain\n${fields}`, 'Bonjour'))).toEqual([`malformed-header repeated ${fields.split(':')[0]!.toLowerCase()}`]);
  });

  it('that merely speaks of such things is fine', () => {
    expect(problems(read('text/plain', 'We begin 2026 with -----BEGIN PGP MESSAGE----- in a sentence.\nbegin 123 abc\nfin\n'))).toEqual([]);
  });

  it('in an encrypted multipart is announced once', () => {
    const draft = read('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x', '--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--x\nContent-Type: application/octet-stream\n\nhQEM\n--x--\n');
    expect(problems(draft)).toEqual(['encrypted openpgp']);
  });
});

describe('an attachment', () => {
  it('has a name, a type and a size, and is no fault if it is binary', () => {
    const draft = read('multipart/mixed; boundary=x', '--x\nContent-Type: application/pdf; name=autre.pdf\nContent-Disposition: attachment; filename="cv.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--x\nContent-Type: image/png\nContent-Disposition: inline; filename=photo.png\n\n12345\n--x--\n');
    expect(draft.attachments.map(({ filename, type, inline, size, text }) => [filename, type, inline, size, text])).toEqual([
      ['cv.pdf', 'application/pdf', false, 9, undefined], ['photo.png', 'image/png', true, 5, undefined],
    ]);
    expect(problems(draft)).toEqual([]);
  });

  it.each([
    ['text/csv\nContent-Disposition: attachment', true], ['text/vcard', true], ['text/calendar; name=invitation.ics', true],
    ['application/octet-stream; name=liste.csv', true], ['application/octet-stream; name=contact.VCF', true], ['text/plain\nContent-Disposition: attachment; filename=note.txt', true],
    ['message/delivery-status', true], ['text/rfc822-headers', true], ['application/octet-stream; name=cv.doc', false], ['application/zip', false],
  ])('has text if it is text: %s', (type, text) => {
    const attachment = read(type, 'nom;mail').attachments[0];
    expect(attachment?.text).toBe(text ? 'nom;mail' : undefined);
  });

  it('may be a spreadsheet export in UTF-16', () => {
    const body = Buffer.from('\ufeffnom;été', 'utf16le').toString('base64');
    expect(read('text/csv\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64', body).attachments[0]?.text).toBe('nom;été');
  });

  it('may be a message: a draft with places of the whole', () => {
    const raw = message('multipart/mixed; boundary=x', '--x\n\nVoir ci-joint\n--x\nContent-Type: message/rfc822\n\nTo: c@z.example\nContent-Type: multipart/alternative; boundary=y\n\n--y\n\nancien\n--y--\n--x\n\nfin\n--x--\n');
    const draft = readMessage(raw);
    expect(texts(draft)).toEqual(['Voir ci-joint', 'fin']);
    const inner = draft.attachments[0]!.draft!;
    expect(texts(inner)).toEqual(['ancien']);
    const { spot } = inner.addressFields[0]!.addresses[0]!;
    expect(spot.at === 'raw' && raw.slice(spot.start, spot.end)).toBe('c@z.example');
    // What the outer draft says of itself does not hold the inner's recipients.
    expect(draft.addressFields.flatMap(({ addresses }) => addresses.map(({ key }) => key))).toEqual(['a@x.example']);
  });

  it('may be an encoded message, whose places are the first line of what encodes it', () => {
    const inner = Buffer.from('To: c@z.example\r\n\r\nancien\r\n').toString('base64').replace(/(.{16})/g, '$1\n').trimEnd();
    const draft = read('multipart/mixed; boundary=x', `--x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${inner}\n--x--\n`);
    const attachment = draft.attachments[0]!;
    expect(attachment.draft?.addressFields[0]?.addresses[0]?.key).toBe('c@z.example');
    if (attachment.spot.at !== 'raw') throw new Error('a message has raw places');
    const start = attachment.spot.end - inner.replaceAll('\n', '\r\n').length;
    const firstLine = { at: 'raw', start, end: start + 16 };
    expect(attachment.draft?.addressFields[0]?.addresses[0]?.spot).toEqual(firstLine);
    expect(attachment.draft?.parts[0]?.spot).toEqual(firstLine);
  });

  it('in a digest is a message by default', () => {
    const draft = read('multipart/digest; boundary=x', '--x\n\nTo: c@z.example\n\nun\n--x--\n');
    expect(draft.attachments[0]?.draft?.addressFields[0]?.addresses[0]?.key).toBe('c@z.example');
  });
});
