import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readEml } from '../../src/io/eml.ts';
import type { Draft } from '../../src/draft/types.ts';

const crlf = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1');
const problems = (draft: Draft): string[] => draft.problems.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(' '));

describe('a message in Node', () => {
  it.each(['cp850', 'macintosh', 'cp437', 'utf-7'])('is read in %s as well, also in names and attached messages', async (charset) => {
    const latin = (text: string): string => iconv.encode(text, charset).toString('latin1');
    const word = `=?${charset}?B?${iconv.encode('été', charset).toString('base64')}?=`;
    const inner = `To: c@z.example\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: 8bit\n\n${latin('dedans: été')}`;
    const draft = await readEml(crlf(`To: ${word} <a@x.example>\nSubject: ${word}\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=${charset}\n\n${latin('légal')}\n--x\nContent-Type: message/rfc822\n\n${inner}\n--x--\n`));
    expect(draft.parts[0]?.content).toBe('légal');
    expect(draft.subject?.value).toBe('été');
    expect(draft.addressFields[0]?.addresses[0]?.name).toBe('été');
    expect(draft.attachments[0]?.draft?.parts[0]?.content).toBe('dedans: été');
    expect(problems(draft)).toEqual([]);
  });

  it('in a charset that nobody knows stays unread', async () => {
    const draft = await readEml(crlf('To: a@x.example\nContent-Type: text/plain; charset=x-maison\n\n\xe9\n'));
    expect(draft.parts[0]?.content).toBe('');
    expect(problems(draft)).toEqual(['charset x-maison']);
  });

  it('takes a view into a larger buffer for what it is', async () => {
    const whole = Buffer.from('xxxxTo: a@x.example\r\n\r\nBonjour');
    expect((await readEml(new Uint8Array(whole.buffer, whole.byteOffset + 4, whole.length - 4))).parts[0]?.content).toBe('Bonjour');
  });
});

describe('with mailparser as reader', () => {
  const mailparser = (text: string): Promise<Draft> => readEml(crlf(text), { reader: 'mailparser' });

  it('content, subject and addresses are its own, places ours', async () => {
    const draft = await mailparser('From: Claire <claire.morel@maison.example>\nTo: Candidats: jean@client.example, "B, A" <b@y.example>;\nCc: undisclosed-recipients:;\nResent-To: d@z.example\nSubject: =?utf-8?Q?=C3=A9t=C3=A9?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/plain; charset=utf-8; format=flowed\n\nUne phrase \nlongue.\n--y\nContent-Type: text/html\n\n<p>Une phrase longue.</p>\n--y--\n--x\nContent-Type: text/csv; name=liste.csv\nContent-Disposition: attachment; filename=liste.csv\n\nnom;mail\n--x--\n');
    expect(draft.addressFields.map(({ name, addresses }) => [name, addresses.map(({ name: display, key, group }) => [display, key, group])])).toEqual([
      ['resent-to', [['', 'd@z.example', undefined]]],
      ['from', [['Claire', 'claire.morel@maison.example', undefined]]],
      ['to', [['', 'jean@client.example', 'Candidats'], ['B, A', 'b@y.example', 'Candidats']]],
      ['cc', []],
    ]);
    const own = await readEml(crlf('From: Claire <claire.morel@maison.example>\n\n'));
    expect(draft.addressFields[1]?.addresses[0]?.spot).toEqual(own.addressFields[0]?.addresses[0]?.spot);
    expect(draft.subject?.value).toBe('été');
    // It joins flowed lines; the same text is ours, whose places are known.
    expect(draft.parts.map(({ type, content, alternative }) => [type, content.trim(), alternative])).toEqual([
      ['text/plain', 'Une phrase \r\nlongue.', 0], ['text/html', '<p>Une phrase longue.</p>', 0],
    ]);
    expect(draft.attachments.map(({ filename, type, text }) => [filename, type, text])).toEqual([['liste.csv', 'text/csv', 'nom;mail']]);
    expect(draft.problems).toEqual([]);
  });

  it('a text that it reads otherwise is its own', async () => {
    // Windows-1252 for us; mailparser knows UTF-8 alone without a label.
    expect((await readEml(Buffer.from('To: a@x.example\n\nD\xe9sol\xe9\n', 'latin1'), { reader: 'mailparser' })).parts[0]?.content.trim()).toBe('D\ufffdsol\ufffd');
  });

  it('attached messages are still drafts', async () => {
    const draft = await mailparser('To: a@x.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nBonjour\n--x\nContent-Type: message/rfc822\n\nTo: c@z.example\n\nancien\n--x--\n');
    expect(draft.attachments[0]?.draft?.addressFields[0]?.addresses[0]?.key).toBe('c@z.example');
  });

  it.each([
    ['a header of more than a megabyte', `To: ${'a@x.example, '.repeat(90_000)}\n\nBonjour\n`, 'too-large mailparser'],
    ['more parts than it takes', `To: a@x.example\nContent-Type: multipart/mixed; boundary=x\n\n${'--x\n\nun\n'.repeat(1500)}--x--\n`, 'too-many-parts mailparser'],
    ['no message at all', 'Bonjour', 'not-a-message mailparser'],
  ])('it is not asked about %s; the draft is ours and says so', async (_, text, expected) => {
    const draft = await mailparser(text);
    expect(problems(draft)).toContain(expected);
    expect(draft.addressFields).toEqual((await readEml(crlf(text))).addressFields);
  });
});
