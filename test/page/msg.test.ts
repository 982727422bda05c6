import { burn } from '@kenjiuno/msgreader/lib/Burner.js';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft } from '../../src/draft/types.ts';
import { EMPTY_LETTER, rawMessage } from '../../src/hosts/page/letter.ts';
import { isCompoundFile, readMsg, type MsgProblem } from '../../src/hosts/page/msg.ts';
import { msgFile, type MsgFile } from './msg-file.ts';

function read(file: MsgFile): { draft: Draft; problems: readonly MsgProblem[] } {
  const bytes = msgFile(file);
  expect(isCompoundFile(bytes)).toBe(true);
  const { letter, problems } = readMsg(bytes);
  return { draft: readMessage(rawMessage(letter)), problems };
}

const addresses = ({ addressFields }: Draft): [string, string, string][] => addressFields.flatMap(({ name: field, addresses: all }) => all.map(({ name, address }): [string, string, string] => [field, name, address]));
const MAIL: MsgFile = {
  subject: 'Votre candidature – réponse',
  from: { name: 'Anne Martel', address: 'anne@a.example' },
  recipients: [{ name: 'Zoé Faure', address: 'zoe@b.example', type: 'to' }, { name: 'paul@c.example', address: 'paul@c.example', type: 'cc' }, { name: "'Léa Roux'", address: 'lea@d.example', type: 'bcc' }],
  body: 'Bonjour,\r\n\r\nÉté – 😀.\r\n',
};

describe('an Outlook item', () => {
  it('has its sender, its recipients where they stand, its subject and its text', () => {
    const { draft, problems } = read(MAIL);
    expect(addresses(draft)).toEqual([['from', 'Anne Martel', 'anne@a.example'], ['to', 'Zoé Faure', 'zoe@b.example'], ['cc', '', 'paul@c.example'], ['bcc', 'Léa Roux', 'lea@d.example']]);
    expect(draft.subject?.value).toBe('Votre candidature – réponse');
    expect(draft.parts.map(({ type, content }) => [type, content])).toEqual([['text/plain', 'Bonjour,\r\n\r\nÉté – 😀.\r\n']]);
    expect([problems, draft.problems]).toEqual([[], []]);
  });

  it('has its HTML beside its text', () => {
    expect(read({ ...MAIL, html: '<p>Été</p>' }).draft.parts.map(({ type }) => type)).toEqual(['text/plain', 'text/html']);
    expect(read({ ...MAIL, body: ' ', html: '<p>Été</p>' }).draft.parts.map(({ type, content }) => [type, content])).toEqual([['text/html', '<p>Été</p>']]);
  });

  it('whose text is rich text alone is read as far as that goes, and what is left out is told', () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252 Bonjour L\'e9a,\par Non.}`;
    const all = read({ ...MAIL, body: '', rtf });
    expect(all.draft.parts[0]!.content).toBe('Bonjour Léa,\r\nNon.');
    expect(all.problems).toEqual([]);
    const some = read({ ...MAIL, body: '', rtf: rtf.replace('Non.', String.raw`{\pict 00}Non.`) });
    expect(some.draft.parts[0]!.content).toBe('Bonjour Léa,\r\nNon.');
    expect(some.problems).toEqual([{ kind: 'unreadable', reason: 'encoding', detail: 'application/rtf' }]);
    expect(read({ ...MAIL, body: '', rtf: 'no rich text' }).problems).toHaveLength(1);
  });

  it('keeps somebody of the directory whose address is not in it', () => {
    const { draft } = read({ ...MAIL, recipients: [{ name: 'Jo Barlow', type: 'to' }] });
    expect(draft.addressFields.find(({ name }) => name === 'to')!.addresses.map(({ address, valid }) => [address, valid])).toEqual([['Jo Barlow', false]]);
  });

  it('keeps what tells of threads, from its headers', () => {
    const { draft } = read({ ...MAIL, headers: 'Received: from x by y\r\nMessage-ID: <1@a.example>\r\nIn-Reply-To: <0@b.example>\r\nDate: Mon, 4 May 2026 10:00:00 +0200\r\nBcc: hidden@z.example\r\n\r\n' });
    expect([draft.messageId, draft.inReplyTo, draft.date]).toEqual(['<1@a.example>', '<0@b.example>', Date.UTC(2026, 4, 4, 8)]);
    expect(addresses(draft).map(([, , address]) => address)).not.toContain('hidden@z.example');
  });

  it('keeps its attachments, byte for byte', () => {
    const { draft } = read({ ...MAIL, attachments: [{ name: 'liste d’été.csv', type: 'text/csv', content: new TextEncoder().encode('jo@a.example;é') }] });
    expect(draft.attachments.map(({ filename, type, text }) => [filename, type, text])).toEqual([['liste d’été.csv', 'text/csv', 'jo@a.example;é']]);
  });

  it('is read in its own code page', () => {
    const cyrillic = { number: 1251, encode: (text: string): Uint8Array => Uint8Array.from(text, (unit) => (unit >= 'А' && unit <= 'я' ? unit.charCodeAt(0) - 0x350 : unit.charCodeAt(0))) };
    expect(read({ ...MAIL, subject: 'Привет', body: 'Привет', recipients: [], codePage: cyrillic }).draft.subject?.value).toBe('Привет');
  });

  it('is none where the compound file holds something else, or nothing', () => {
    const content = new Uint8Array(6000).fill(65);
    const letter = burn([{ name: 'Root Entry', type: 5, length: 0, children: [1] }, { name: 'WordDocument', type: 2, length: content.length, binaryProvider: () => content }]);
    expect(readMsg(letter)).toEqual({ letter: EMPTY_LETTER, problems: [{ kind: 'unreadable', reason: 'not-a-message' }] });
    const nothing = new Uint8Array(2056);
    nothing.set(msgFile(MAIL).subarray(0, 8));
    expect(readMsg(nothing).problems.map(({ kind }) => kind)).toEqual(['unreadable']);
  });

  it('of which a stretch was lost says so, wherever that was', () => {
    const recipients = Array.from({ length: 60 }, (_, n) => ({ name: `Person ${n}`, address: `p${n}@firm${n}.example`, type: 'to' as const }));
    const bytes = msgFile({ ...MAIL, recipients, body: 'Bonjour à tous. '.repeat(400) });
    const whole = readMsg(bytes);
    expect([whole.letter.to.length, whole.problems]).toEqual([60, []]);
    for (let from = 512; from < bytes.length; from += 1024) {
      const lost = bytes.slice();
      lost.fill(0, from, from + 2048);
      const { letter, problems } = readMsg(lost);
      if (problems.length === 0) expect([letter.to, letter.text], `from ${from}`).toEqual([whole.letter.to, whole.letter.text]);
    }
    const middle = bytes.slice();
    middle.fill(0, Math.floor(bytes.length * 0.4), Math.floor(bytes.length * 0.7));
    expect(readMsg(middle).problems).toEqual([{ kind: 'unreadable', reason: 'truncated', detail: 'application/vnd.ms-outlook' }]);
  });

  it('whose chains of sectors never end is not opened', () => {
    const bytes = msgFile({ ...MAIL, body: 'Bonjour à tous. '.repeat(400) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const fat = (view.getUint32(76, true) + 1) * 512;
    for (let sector = 0; fat + sector * 4 < bytes.length && sector < 128; sector++) {
      const round = bytes.slice();
      new DataView(round.buffer).setUint32(fat + sector * 4, sector, true);
      const { letter, problems } = readMsg(round);
      if (problems.length === 0) expect(letter, `sector ${sector}`).toEqual(readMsg(bytes).letter);
    }
  });

  it('that is broken says so, whatever is cut off or changed', () => {
    const bytes = msgFile(MAIL);
    const whole = readMsg(bytes);
    for (let size = 0; size < bytes.length; size += 61) {
      const cut = readMsg(bytes.slice(0, size));
      if (cut.problems.length === 0) expect(cut, `${size} bytes`).toEqual(whole);
    }
    for (const problems of [readMsg(bytes.slice(0, 600)).problems, readMsg(new Uint8Array(0)).problems]) expect(problems.map(({ kind }) => kind)).toEqual(['unreadable']);
  });
});
