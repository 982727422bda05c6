import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import { sourceEdits } from '../../src/edit/source-edits.ts';
import { REFUSALS } from '../../src/edit/types.ts';
import { change, words } from './help.ts';

const eml = (...lines: string[]): string => lines.join('\r\n');
const PART = 'Content-Type: text/plain';

describe('what is signed or sealed', () => {
  it.each([
    ['multipart/signed', eml('Content-Type: multipart/signed; boundary=b; protocol="application/pgp-signature"', '', '--b', PART, '', 'un mot', '--b', 'Content-Type: application/pgp-signature', '', 'x', '--b--'), 'signed'],
    ['multipart/signed within a list\'s wrapping', eml('Content-Type: multipart/mixed; boundary=a', '', '--a', 'Content-Type: multipart/signed; boundary=b', '', '--b', PART, '', 'un mot', '--b', 'Content-Type: application/pkcs7-signature', '', 'x', '--b--', '--a--'), 'signed'],
    ['inline PGP', eml(PART, '', '-----BEGIN PGP SIGNED MESSAGE-----', 'Hash: SHA256', '', 'un mot', '-----BEGIN PGP SIGNATURE-----', 'x', '-----END PGP SIGNATURE-----'), 'signed'],
    ['inline PGP, encrypted', eml(PART, '', 'un mot', '-----BEGIN PGP MESSAGE-----', 'x', '-----END PGP MESSAGE-----'), 'encrypted'],
    ['multipart/encrypted', eml('Content-Type: multipart/encrypted; boundary=b; protocol="application/pgp-encrypted"', '', '--b', PART, '', 'un mot', '--b--'), 'encrypted'],
  ])('%s', (_, rest, reason) => {
    const raw = `Subject: x\r\n${rest}`;
    expect(change(raw, words(raw, 'mot', ''))).toBe(reason);
  });

  const beside = (...part: string[]): string => eml('To: a@x.example', 'Bcc: b@x.example', 'MIME-Version: 1.0', 'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary="b c"', '', 'preamble', '--b c', ...part, '--b c', 'Content-Type: application/pkcs7-signature', '', 'AAAA', '--b c--', '');
  const removed = (raw: string, name: string) => change(raw, { kind: 'remove-field', spot: readMessage(raw).fields.find((field) => field.name === name)!.spot });

  it('leaves the header above a signed part free (RFC 1847), but for what tells where the signature is', () => {
    const raw = beside(PART, '', 'un mot');
    expect(removed(raw, 'bcc')).toBe(raw.replace('Bcc: b@x.example\r\n', ''));
    expect(change(raw, words(raw, 'mot', ''))).toBe('signed');
    for (const name of ['content-type', 'mime-version']) expect(removed(raw, name), name).toBe('signed');
    const everybody = { kind: 'recipients', to: [], cc: [], bcc: readMessage(raw).addressFields.flatMap(({ addresses }) => addresses) } as const;
    expect(change(raw, everybody)).toBe(raw.replace('To: a@x.example', 'To: undisclosed-recipients:;').replace('Bcc: b@x.example', 'Bcc: a@x.example, b@x.example'));
    expect(change(raw, { kind: 'remove-address', spot: readMessage(raw).addressFields[0]!.addresses[0]!.spot })).toBe(raw.replace('To: a@x.example\r\n', ''));
  });

  it.each([
    ['its own header (RFC 9788)', ['Content-Type: text/plain; hp="clear"', 'Bcc: b@x.example', 'Subject: x', '', 'un mot']],
    ['the message that it is (RFC 8551)', ['Content-Type: message/rfc822; forwarded=no', '', 'Bcc: b@x.example', 'Subject: x', '', 'un mot']],
  ])('refuses a field that is signed in %s', (_, part) => {
    const raw = beside(...part);
    expect(removed(raw, 'bcc')).toBe('signed');
    const to = readMessage(raw).addressFields[0]!.addresses[0]!;
    expect(change(raw, { kind: 'remove-address', spot: to.spot })).toBe(raw.replace('To: a@x.example\r\n', ''));
  });

  it('refuses every field where the signed part is not found', () => {
    const raw = eml('Bcc: b@x.example', 'Content-Type: multipart/signed', '', 'un mot');
    expect(removed(raw, 'bcc')).toBe('signed');
  });

  it('refuses the header of a PKCS#7 message too', () => {
    const raw = eml('Bcc: b@x.example', 'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m', 'Content-Transfer-Encoding: base64', '', 'AAAA');
    expect(change(raw, { kind: 'remove-field', spot: readMessage(raw).fields[0]!.spot })).toBe('signed');
    const enveloped = raw.replace('signed-data', 'enveloped-data');
    expect(change(enveloped, { kind: 'remove-field', spot: readMessage(enveloped).fields[0]!.spot })).toBe('encrypted');
  });
});

describe('DKIM and ARC', () => {
  const signed = (tags: string, name = 'DKIM-Signature'): string => eml(`${name}: v=1; a=rsa-sha256; d=x.example; ${tags}`, 'To: a@x.example', 'Bcc: b@x.example', 'Subject: x', '', 'un deux trois', 'quatre', '');
  const removeBcc = (raw: string) => change(raw, { kind: 'remove-field', spot: readMessage(raw).fields.find(({ name }) => name === 'bcc')!.spot });
  const changeBody = (raw: string, word: string) => change(raw, words(raw, word, 'x'));

  it('covers a body, and the header fields of h=', () => {
    const raw = signed('h=From:To: Subject;\r\n bh=x; b=y');
    expect(changeBody(raw, 'deux')).toBe('dkim');
    expect(removeBcc(raw)).toBe(raw.replace('Bcc: b@x.example\r\n', ''));
    expect(removeBcc(signed('h=from:to:bcc; bh=x; b=y'))).toBe('dkim');
    expect(change(raw, { kind: 'subject', start: 0, end: 1, text: 'y' })).toBe('dkim');
    expect(changeBody(signed('h=to; bh=x; b=y', 'ARC-Message-Signature'), 'deux')).toBe('dkim');
  });

  it('covers no more of a body than l= says', () => {
    // 'un deux trois' and its line end are 15 octets.
    expect(changeBody(signed('h=to; l=15; bh=x; b=y'), 'quatre')).toContain('\r\nx\r\n');
    expect(changeBody(signed('h=to; l=16; bh=x; b=y'), 'quatre')).toBe('dkim');
    expect(changeBody(signed('h=to; l=15; bh=x; b=y'), 'trois')).toBe('dkim');
    expect(changeBody(signed('h=to; l=0; bh=x; b=y'), 'un')).toContain('\r\nx deux');
  });

  it('covers with an ARC-Seal the fields of its set alone', () => {
    const raw = eml('ARC-Seal: i=1; a=rsa-sha256; b=x', 'ARC-Authentication-Results: i=1; none', 'Bcc: b@x.example', 'Subject: x', '', 'un deux');
    expect(removeBcc(raw)).toBe(raw.replace('Bcc: b@x.example\r\n', ''));
    expect(change(raw, { kind: 'remove-field', spot: readMessage(raw).fields[1]!.spot })).toBe('dkim');
  });

  it('keeps from adding a field that h= names in advance', () => {
    const raw = eml('DKIM-Signature: v=1; h=from:bcc; bh=x; b=y', 'To: a@x.example', 'Subject: x', '', 'un');
    expect(change(raw, { kind: 'recipients', to: [], cc: [], bcc: readMessage(raw).addressFields[0]!.addresses })).toBe('dkim');
  });
});

describe('what is not the sender\'s, or not there', () => {
  const forwarded = eml('Subject: x', 'Content-Type: multipart/mixed; boundary=b', '', '--b', PART, '', 'un mot', '--b', 'Content-Type: message/rfc822', '', 'Subject: y', 'Bcc: b@x.example', '', 'deux mots', '--b--');

  it('is refused as attached', () => {
    const inner = readMessage(forwarded).attachments[0]!.draft!;
    expect(change(forwarded, { kind: 'remove-field', spot: inner.fields[1]!.spot })).toBe('attached');
    const result = sourceEdits({ kind: 'message', text: forwarded }, inner, [{ kind: 'text', part: 0, start: 0, end: 4, text: '' }]);
    expect(result).toMatchObject({ refused: 'attached' });
    expect(change(forwarded, words(forwarded, 'mot', 'm'))).toBe(forwarded.replace('un mot', 'un m'));
  });

  it('leaves a resent message its recipients', () => {
    const raw = eml('Resent-To: c@x.example', 'To: a@x.example', '', 'un');
    expect(change(raw, { kind: 'recipients', to: [], cc: [], bcc: readMessage(raw).addressFields[1]!.addresses })).toBe('attached');
  });

  it('is refused as not found', () => {
    const raw = eml('To: a@x.example', 'Subject: été', '', 'un\r\ndeux');
    expect(change(raw, { kind: 'text', part: 0, start: 0, end: 99, text: '' })).toBe('not-found');
    expect(change(raw, { kind: 'text', part: 1, start: 0, end: 1, text: '' })).toBe('not-found');
    expect(change(raw, { kind: 'text', part: 0, start: 3, end: 5, text: '' })).toBe('not-found');
    expect(change(raw, { kind: 'remove-address', spot: { at: 'raw', start: 0, end: 2 } })).toBe('not-found');
    expect(change(raw, { kind: 'remove-field', spot: { at: 'json', path: ['to'] } })).toBe('not-found');
  });

  it('is refused where another reader saw another text', () => {
    const raw = eml('To: a@x.example', '', 'un mot');
    const draft = readMessage(raw);
    const other = { ...draft, parts: [{ ...draft.parts[0]!, content: 'un autre mot' }] };
    expect(sourceEdits({ kind: 'message', text: raw }, other, [words(raw, 'mot', '')])).toMatchObject({ refused: 'disagreement' });
  });
});

describe('what cannot be written', () => {
  it.each([
    ['a calendar', eml('Content-Type: text/calendar', '', 'BEGIN:VCALENDAR', 'SUMMARY:mot', 'END:VCALENDAR')],
    ['enriched text', eml('Content-Type: text/enriched', '', '<bold>mot</bold>')],
  ])('%s', (_, rest) => {
    const raw = `Subject: x\r\n${rest}`;
    expect(change(raw, words(raw, 'mot', ''))).toBe('unmapped');
  });

  it('is no more than its bytes: what goes from UTF-16 leaves the byte order mark', () => {
    const raw = `Subject: x\r\n${eml('Content-Type: text/plain; charset=utf-16', 'Content-Transfer-Encoding: base64', '', '//5tAG8AdAA=')}`;
    expect(change(raw, words(raw, 'mot', ''))).toBe(raw.replace('//5tAG8AdAA=', '//4='));
  });

  it('is refused with old Macintosh line ends', () => {
    const raw = 'Subject: x\r\run mot\r';
    expect(change(raw, words(raw, 'mot', ''))).toBe('unmapped');
  });

  it('is refused where it would cut the message otherwise', () => {
    const raw = eml('Content-Type: multipart/mixed; boundary=b', '', '--b', PART, '', 'un', 'mot', '--b--');
    expect(change(raw, words(raw, 'mot', '--b\r\n\r\nx'))).toBe('unverified');
    const armour = eml('Subject: x', '', 'un', 'mot');
    expect(change(armour, words(armour, 'mot', '-----BEGIN PGP MESSAGE-----'))).toBe('unverified');
  });

  it('names the change that is refused', () => {
    const raw = eml('To: a@x.example', '', 'un mot');
    const good = words(raw, 'un', '1');
    const bad = { kind: 'remove-address', spot: { at: 'raw', start: 0, end: 2 } } as const;
    expect(sourceEdits({ kind: 'message', text: raw }, readMessage(raw), [good, bad])).toEqual({ refused: 'not-found', change: bad });
    expect(REFUSALS).toContain('not-found');
  });
});
