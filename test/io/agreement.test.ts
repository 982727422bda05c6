import { describe, expect, it } from 'vitest';
import { agrees } from '../../src/io/agreement.ts';
import { readEml } from '../../src/io/eml.ts';
import { locator } from '../../src/report/locate.ts';
import { crafted, fixtures, spamAssassin } from '../differential/corpus.ts';

const bytes = (text: string): Buffer => Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');
const judged = async (message: Buffer): Promise<boolean> => agrees(message, await readEml(message));
const multipart = (body: string): Buffer => bytes(`From: claire@maison.example\nTo: jean@client.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n${body}`);

describe('two readers see the same parts', () => {
  it.each([
    ['a text', bytes('To: a@client.example\n\nBonjour\n')],
    ['no body', bytes('To: a@client.example\n')],
    ['quoted-printable', bytes('To: a@client.example\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nd=C3=A9sol=C3=A9=\ne\n')],
    ['flowed', bytes('To: a@client.example\nContent-Type: text/plain; format=flowed\n\nBonjour \nJean \n\n> cit\xe9\n'.replace('\xe9', 'e'))],
    ['texts and an image', multipart('--x\n\nUn\n--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--x\nContent-Type: text/html\n\n<p>Deux</p>\n--x--\n')],
    ['a message within, inline', multipart('--x\n\nUn\n--x\nContent-Type: message/rfc822\nContent-Disposition: inline\n\nSubject: b\n\nDedans\n--x--\n')],
    ['a message attached', multipart('--x\n\nUn\n--x\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\nSubject: b\n\nDedans\n--x--\n')],
    ['no closing line', multipart('--x\n\nUn\n--x\nContent-Type: text/html\n\n<p>Deux</p>\n')],
  ])('%s', async (_what, message) => {
    expect(await judged(message)).toBe(true);
  });

  it.each([
    ['eight bits without a charset: windows-1252 for us, broken UTF-8 for mailparser', bytes('To: a@client.example\n\nD\xe9sol\xe9\n')],
    ['a charset nobody knows', bytes('To: a@client.example\nContent-Type: text/plain; charset=x-none\n\nD\xe9sol\xe9\n')],
    ['an inner closing line that is missing', multipart('--x\nContent-Type: multipart/alternative; boundary=y\n\n--y\n\nUn\n--x\n\nDeux\n--x--\n')],
    ['a type without a semicolon', bytes('To: a@client.example\nContent-Type: text/plain charset=us-ascii\n\nBonjour\n')],
    ['more parts than mailparser takes', multipart(`${'--x\n\nUn\n'.repeat(1000)}--x--\n`)],
  ])('or not: %s', async (_what, message) => {
    expect(await judged(message)).toBe(false);
  });

  it('or not: a draft of another message', async () => {
    const one = await readEml(bytes('To: a@client.example\n\nBonjour\n'));
    expect(await agrees(bytes('To: a@client.example\n\nBonsoir\n'), one)).toBe(false);
    expect(await agrees(bytes('To: a@client.example\nContent-Type: text/html\n\nBonjour\n'), one)).toBe(false);
    expect(await agrees(multipart('--x\n\nBonjour\n--x\n\nBonjour\n--x--\n'), one)).toBe(false);
  });

  it('in real mail, but for text without a true charset', async () => {
    const real = spamAssassin().filter((_, index) => index % 12 === 0);
    let alike = 0;
    for (const sample of real) if (await judged(sample.bytes)) alike++;
    // 5,853 of all 6,046; 181 of the other 193 have bytes above 0x7F without a charset, or with a false one.
    expect(alike / real.length).toBeGreaterThan(0.95);
  });

  it('in the fixtures and in one message a feature, but for what is named', async () => {
    const apart: string[] = [];
    for (const { name, bytes: message } of [...fixtures(), ...crafted()]) if (!(await judged(message))) apart.push(name);
    expect(apart.sort()).toEqual([
      'crafted: an unknown charset', 'crafted: inner closing line missing', 'crafted: two texts around an image',
      'reading/unknown-charset.eml', 'reading/utf-16.eml', 'reading/uuencoded.eml',
    ]);
  });
});

describe('places with mailparser as the reader', () => {
  const place = async (raw: Buffer, word: string): Promise<string> => {
    const draft = await readEml(raw, { reader: 'mailparser' });
    const start = draft.parts[0]!.content.indexOf(word);
    expect(start).toBeGreaterThanOrEqual(0);
    const { line, column, endLine, endColumn } = locator({ kind: 'message', text: raw.toString('latin1') })(draft, { at: 'text', part: 0, start, end: start + word.length });
    return `${line}:${column}-${endLine}:${endColumn}`;
  };

  it('are exact where both see the same', async () => {
    expect(await place(bytes('To: a@client.example\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nun\nd=C3=A9sol=C3=A9e Jean\n'), 'Jean')).toBe('6:19-6:23');
  });

  it('are the part’s first line where they do not', async () => {
    expect(await place(bytes('To: a@client.example\nContent-Type: text/plain\n\nun\nD\xe9sol\xe9 Jean\n'), 'Jean')).toBe('4:1-4:3');
  });

  it('are the whole subject where it reads another', async () => {
    const raw = bytes('Subject: =?utf-8?Q?Votre?= nom\nSubject: Bonsoir\nTo: a@client.example\n\nun\n');
    const draft = await readEml(raw, { reader: 'mailparser' });
    expect(draft.subject!.value).toBe('Bonsoir');
    const spot = { ...draft.subject!.spot, value: { start: 0, end: 7 } };
    expect(locator({ kind: 'message', text: raw.toString('latin1') })(draft, spot)).toEqual({ line: 1, column: 1, endLine: 1, endColumn: 31 });
  });
});
