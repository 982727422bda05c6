import { describe, expect, it } from 'vitest';
import { unicodeDomain } from '../../src/edit/punycode.ts';
import { raw, splitJson, splitRaw } from './help.ts';

/** Where another recipient may stand and no reader of plain lines would see it. */

const FROM = 'From: Claire Morel <claire.morel@firm.example>';
const LEA = ['Lea Roux <lea.roux@two.example>', '=?utf-8?Q?L=C3=A9a_Roux?= <lea.roux@two.example>'] as const;
const to = (lea: string): string => `To: Anne Martel <anne.martel@one.example>, ${lea}`;
const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string => Buffer.from(text, encoding).toString('base64');
/** Body lines above an attachment. */
const mixed = (...attachment: readonly string[]): string[] => ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'Bonjour,', '--b', ...attachment, '--b--'];
const file = (encoding: string, ...lines: readonly string[]): string[] => mixed('Content-Type: application/octet-stream', `Content-Transfer-Encoding: ${encoding}`, '', ...lines);
const html = (markup: string): string[] => ['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', `<p>Bonjour,</p>${markup}`];

/** The header and body lines are refused for names or addresses, and pass where the other recipient is somebody else. */
function expectRefused(lines: readonly string[], what: 'names' | 'addresses', place: string): void {
  for (const lea of LEA) expect(splitRaw(raw(FROM, to(lea), ...lines)).refused, lea).toMatchObject({ reason: 'others', leaks: [{ place, [what]: 1 }] });
  expect(splitRaw(raw(FROM, to('Paul Kim <paul@two.example>'), ...lines)).refused).toBeNull();
}

describe('a line cut in two', () => {
  const person = (address: string): string => `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${address}`;
  /** As RFC 5545 §3.1 cuts it: 75 octets, then a blank and what is left. */
  const cut = (line: string, at = 75): string[] => {
    const bytes = Buffer.from(line);
    return bytes.length <= at ? [line] : [bytes.subarray(0, at).toString('latin1'), ` ${bytes.subarray(at).toString('latin1')}`];
  };
  const calendar = (...lines: readonly string[]): string[] => ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'];
  const folded = cut(person('lea.roux@two.example'));

  it('hides the address from who reads it line by line', () => {
    expect(folded).toHaveLength(2);
    expect(folded.every((line) => !line.includes('lea.roux@two.example'))).toBe(true);
  });

  it.each<[string, readonly string[], string]>([
    ['in an invitation', ['Content-Type: text/calendar; charset=utf-8', '', ...calendar(...folded)], 'body'],
    ['in an invitation in base64', ['Content-Type: text/calendar; charset=utf-8', 'Content-Transfer-Encoding: base64', '', base64(calendar(...folded).join('\r\n'))], 'body'],
    ['in an attached calendar', mixed('Content-Type: application/ics; name=a.ics', 'Content-Transfer-Encoding: base64', '', base64(calendar(...folded).join('\n'))), 'attachment'],
    ['in a calendar without its type', file('base64', base64(calendar(...folded).join('\r\n'))), 'attachment'],
    ['in an address card, behind a tab', mixed('Content-Type: text/vcard', '', 'BEGIN:VCARD', 'EMAIL:lea.ro', '\tux@two.example', 'END:VCARD'), 'attachment'],
  ])('is joined %s', (_name, lines, place) => {
    expectRefused(lines, 'addresses', place);
  });

  it('is joined in a JSON draft', () => {
    const content = calendar(...folded).join('\r\n');
    const of = (keys: Record<string, unknown>): unknown => splitJson({ from: 'c@firm.example', to: ['anne.martel@one.example', 'lea.roux@two.example'], subject: 'x', text: 'y', ...keys }).refused;
    expect(of({ icalEvent: { method: 'REQUEST', content } })).toMatchObject({ leaks: [{ place: 'body', addresses: 1 }] });
    expect(of({ icalEvent: { content: base64(content), encoding: 'base64' } })).toMatchObject({ leaks: [{ place: 'body', addresses: 1 }] });
    expect(of({ attachments: [{ filename: 'a.ics', content }] })).toMatchObject({ leaks: [{ place: 'attachment', addresses: 1 }] });
  });

  it('is joined where the cut goes through a letter', () => {
    const lines = cut('ATTENDEE;CN=Léa Roux:mailto:x@elsewhere.example', 'ATTENDEE;CN=L'.length + 1);
    const bytes = (...fields: readonly string[]): string => [FROM, to(LEA[1]), ...fields, '', ...calendar(...lines), ''].join('\r\n');
    expect(splitRaw(bytes('Content-Type: text/calendar; charset=utf-8', 'Content-Transfer-Encoding: 8bit')).refused).toMatchObject({ leaks: [{ place: 'body', names: 1 }] });
    expect(splitRaw(bytes('Content-Type: application/octet-stream', 'Content-Transfer-Encoding: 8bit')).refused).toMatchObject({ leaks: [{ place: 'attachment', names: 1 }] });
  });
});

describe('a full name', () => {
  it.each([
    'filename="CV Lea Roux.pdf"', 'filename="CV_Lea_Roux.pdf"', 'filename=cv-lea-roux.pdf', 'filename=Lea.Roux.pdf', 'filename="ROUX Lea.pdf"', 'filename="CV.Roux_L=C3=A9a.pdf"'.replace('=C3=A9', '\u00e9'),
    "filename*=utf-8''CV%20L%C3%A9a%20Roux.pdf", "filename*0*=utf-8''CV%20L%C3%A9a; filename*1=\" Roux.pdf\"", 'filename="=?UTF-8?Q?CV_L=C3=A9a_Roux.pdf?="',
  ])('is found in %s', (filename) => {
    expectRefused(mixed('Content-Type: application/pdf', `Content-Disposition: attachment; ${filename}`, 'Content-Transfer-Encoding: base64', '', 'JVBERi0='), 'names', 'attachment');
  });

  it.each<[string, readonly string[], string]>([
    ['of a body part', mixed('Content-Type: text/plain; name="Lea Roux.txt"', '', 'x'), 'body'],
    ['of a whole message', ['Content-Type: application/pdf; name="Lea Roux.pdf"', 'Content-Transfer-Encoding: base64', '', 'JVBERi0='], 'attachment'],
    ['in the description of a part', mixed('Content-Type: application/pdf', 'Content-Description: =?utf-8?Q?L=C3=A9a?= Roux', '', 'x'), 'attachment'],
    ['in an attached message', mixed('Content-Type: message/rfc822', '', 'Subject: x', 'Content-Type: multipart/mixed; boundary=c', '', '--c', "Content-Disposition: attachment; filename*=utf-8''L%C3%A9a%20Roux.pdf", '', 'x', '--c--'), 'attachment'],
  ])('is found in a file name %s', (_name, lines, place) => {
    const { refused } = splitRaw(raw(FROM, to(LEA[1]), ...lines));
    expect(refused).toMatchObject({ reason: 'others', leaks: expect.arrayContaining([expect.objectContaining({ place, names: 1 })]) as unknown });
  });

  it.each(['<img alt="Lea Roux">', '<img alt="Léa Roux">', '<img alt="L&eacute;a&#32;Roux">', '<title>Léa Roux</title>', '<a href="https://firm.example/?who=L%C3%A9a%20Roux">x</a>', '<!-- Lea Roux -->', '<p>Léa <b>Roux</b></p>'])('is found in the markup %s', (markup) => {
    expectRefused(html(markup), 'names', 'body');
  });

  it.each<[string, readonly string[]]>([
    ['UTF-8', file('base64', base64('Nom;Poste\nRoux Léa;x\n'))], ['Latin-1', file('base64', base64('L\xe9a Roux;x', 'latin1'))], ['UTF-16', file('base64', base64('\ufeffLéa Roux;x', 'utf16le'))],
    ['UTF-16 without a mark', file('base64', base64('x;Léa Roux', 'utf16le'))], ['eight bits as they are', file('8bit', 'Léa Roux;x')], ['a page', mixed('Content-Type: text/html', 'Content-Disposition: attachment', '', '<p>Lea <b>Roux</b></p>')],
  ])('is found in an attachment that is text by its content, in %s', (_name, lines) => {
    expectRefused(lines, 'names', 'attachment');
  });

  it.each<[string, unknown]>([
    ['base64', { filename: 'a.csv', contentType: 'text/csv', encoding: 'base64', content: base64('Léa Roux;x') }], ['base64 of no known type', { filename: 'a', encoding: 'base64', content: base64('Léa Roux;x') }],
    ['a Buffer', { filename: 'a.csv', content: { type: 'Buffer', data: [...Buffer.from('Léa Roux;x')] } }], ['hexadecimal', { filename: 'a.csv', encoding: 'hex', content: Buffer.from('Léa Roux;x').toString('hex') }],
    ['a page', { filename: 'a.html', encoding: 'base64', content: base64('<p>Léa <b>Roux</b></p>') }], ['a file name', { filename: 'CV_Lea-Roux.pdf', encoding: 'base64', content: 'JVBERi0=' }],
  ])('is found in an attachment of a JSON draft: %s', (_name, attachment) => {
    const { refused } = splitJson({ from: 'c@firm.example', to: ['anne.martel@one.example', 'Léa Roux <lea.roux@two.example>'], subject: 'x', text: 'y', attachments: [attachment] });
    expect(refused).toMatchObject({ reason: 'others', leaks: [{ place: 'attachment', names: 1 }] });
  });

  it('may stand anywhere where it is the sender\'s, and everywhere where names may', () => {
    expect(splitRaw(raw(FROM, to(LEA[0]), ...mixed('Content-Type: application/pdf; name="Claire Morel.pdf"', '', 'x'))).refused).toBeNull();
    expect(splitRaw(raw(FROM, to(LEA[0]), ...mixed('Content-Type: application/pdf; name="Lea Roux.pdf"', '', 'x')), { allowNames: true }).refused).toBeNull();
    expect(splitRaw(raw(FROM, to(LEA[0]), ...file('base64', base64('\x00\x01PK\x03Lea\x02Roux', 'latin1')))).refused).toBeNull();
  });
});

describe('an international address', () => {
  const café = 'info@café.example';
  const list = 'To: anne.martel@one.example, ';
  const body = (line: string): string[] => ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', line];

  it.each([
    ['info@xn--caf-dma.example', café], ['info@xn--caf-dma.example', 'INFO@CAFÉ.EXAMPLE'], ['info@xn--caf-dma.example', 'info@cafe\u0301.example'], ['info@xn--caf-dma.example', 'mailto:info%40caf%C3%A9.example'],
    [café, 'info@xn--caf-dma.example'], [café, café],
  ])('is found, to %s, as %s', (address, text) => {
    expect(splitRaw(raw(FROM, list + address, ...body(`voir ${text}.`))).refused).toMatchObject({ leaks: [{ place: 'body', addresses: 1 }] });
  });

  it('is not that of a neighbour', () => {
    expect(splitRaw(raw(FROM, `${list}info@xn--caf-dma.example`, ...body('voir info@cafe.example'))).refused).toBeNull();
  });

  it('has its domain in letters (RFC 3492 §7.1)', () => {
    expect(unicodeDomain('xn--caf-dma.example')).toBe('café.example');
    expect(unicodeDomain('xn--ihqwcrb4cv8a8dqg056pqjye.example')).toBe('他们为什么不说中文.example');
    expect(unicodeDomain('xn--b1abfaaepdrnnbgefbadotcwatmq2g4l.example')).toBe('почемужеонинеговорятпорусски.example');
    // No A-labels: cut off, out of range, with characters that are no digits.
    for (const label of ['xn--', 'xn--caf-dm!', 'xn--caf-z', 'xn--99999999', 'xn--caf-ééé']) expect(unicodeDomain(`${label}.example`)).toBe(`${label}.example`);
  });
});
