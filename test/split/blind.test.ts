import { simpleParser } from 'mailparser';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readJsonText } from '../../src/draft/json.ts';
import { readMessage } from '../../src/draft/message.ts';
import { blindChange } from '../../src/edit/blind.ts';
import { applyEdits, sourceEdits } from '../../src/edit/source-edits.ts';
import { addressesOf, raw } from './help.ts';

function blind(kind: 'message' | 'json', text: string): string | null {
  const draft = kind === 'json' ? readJsonText(text) : readMessage(text);
  const found = blindChange(draft);
  if (found === null) return text;
  const result = sourceEdits({ kind, text }, draft, found.changes);
  return 'refused' in result ? null : applyEdits(text, result.edits);
}

describe('everybody in Bcc', () => {
  it('340 candidates, and nothing else is changed', async () => {
    const text = readFileSync(new URL('../../fixtures/incidents/toulouse-rejection/rejection.eml', import.meta.url), 'latin1');
    const after = blind('message', text)!;
    const [before, mail] = await Promise.all([text, after].map((one) => simpleParser(Buffer.from(one, 'latin1'))));
    expect(addressesOf(mail!.bcc)).toEqual(addressesOf(before!.to));
    expect(addressesOf(mail!.to).concat(addressesOf(mail!.cc)).filter((address) => address !== '')).toEqual([]);
    expect(after).toMatch(/^To: undisclosed-recipients:;\r?$/m);
    expect([mail!.subject, mail!.text, mail!.messageId, mail!.date]).toEqual([before!.subject, before!.text, before!.messageId, before!.date]);
    expect(blind('message', after)).toBe(after);
  });

  it('joins those who are there already, each once', () => {
    expect(blind('message', raw('From: c@firm.example', 'To: Anne <anne@one.example>, b@two.example', 'Cc: Z@four.example', 'Bcc: zoe@three.example, z@four.example', '', 'x'))!.replace(/\r\n (?=\S)/g, ' ').split('\r\n').slice(1, -3))
      .toEqual(['To: undisclosed-recipients:;', 'Bcc: zoe@three.example, z@four.example, Anne <anne@one.example>, b@two.example']);
  });

  it('of a JSON draft, too', () => {
    const after = JSON.parse(blind('json', '{"from": "c@firm.example", "to": ["anne@one.example"], "cc": "b@two.example", "bcc": ["z@three.example"], "text": "x"}')!) as Record<string, unknown>;
    expect([after['to'], after['cc'], after['text']]).toEqual(['undisclosed-recipients:;', undefined, 'x']);
    expect([after['bcc']].flat()).toEqual(['z@three.example', 'anne@one.example', 'b@two.example']);
  });

  it('nobody is moved where nobody can be read', () => {
    expect(blindChange(readMessage(raw('To: undisclosed-recipients:;', 'Bcc: a@one.example', 'X-Mailer: Plume', '', 'x')))).toBeNull();
  });

  const naming = ['Mail-Followup-To: anne@one.example, b@two.example', 'Mail-Reply-To: Anne <anne@one.example>', 'X-Original-To: elsewhere@six.example', 'Delivered-To: z@three.example', 'X-Seen: by ANNE=one.example@firm.example',
    'X-Folder: Martel Anne', 'Received: from a.example by b.example for <b@two.example>; Mon, 1 Jun 2026 10:00:00 +0200'];
  const kept = ['From: Claire <c@firm.example>', 'Received: from a.example by b.example; Mon, 1 Jun 2026 10:00:00 +0200', 'Subject: Anne Martel', 'Reply-To: c@firm.example', 'Return-Path: <c@firm.example>', 'X-Undisclosed-Purpose: rejection', 'X-Mailer: Plume'];
  const people = ['To: Anne Martel <anne@one.example>, c@firm.example', 'Cc: b@two.example', 'Bcc: z@three.example'];

  it('other fields that name them go as well, and no others', () => {
    const found = blindChange(readMessage(raw(...kept, ...people, ...naming, '', 'x')))!;
    expect([found.moved, found.fields]).toEqual([3, naming.length]);
    const after = blind('message', raw(...kept, ...people, ...naming, '', 'x'))!;
    expect(after).toBe(raw(...kept, 'To: undisclosed-recipients:;', 'Bcc: z@three.example, Anne Martel <anne@one.example>, c@firm.example,', ' b@two.example', '', 'x'));
    expect(blind('message', after)).toBe(after);
  });

  it('they go where all are in Bcc already', () => {
    expect(blind('message', raw('From: c@firm.example', 'To: undisclosed-recipients:;', 'Bcc: anne@one.example', 'Mail-Followup-To: anne@one.example', '', 'x'))).toBe(raw('From: c@firm.example', 'To: undisclosed-recipients:;', 'Bcc: anne@one.example', '', 'x'));
  });

  it('they go out of the headers of a JSON draft', () => {
    const of = (headers: unknown): unknown => (JSON.parse(blind('json', JSON.stringify({ from: 'c@firm.example', to: ['anne@one.example', 'b@two.example'], headers, text: 'x' }))!) as Record<string, unknown>)['headers'];
    expect(of({ 'Mail-Followup-To': 'anne@one.example', 'X-Mailer': 'Plume' })).toEqual({ 'X-Mailer': 'Plume' });
    expect(of([{ key: 'X-Mailer', value: 'Plume' }, { key: 'X-Seen', value: 'b@two.example' }])).toEqual([{ key: 'X-Mailer', value: 'Plume' }]);
  });

  it('the header above what is signed is nobody\'s signature, what is signed as a whole stays', () => {
    const below = ['Content-Type: multipart/signed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'x', '--b', 'Content-Type: application/pgp-signature', '', 'y', '--b--'];
    expect(blind('message', raw('To: a@one.example', ...below))).toBe(raw('To: undisclosed-recipients:;', 'Bcc: a@one.example', ...below));
    expect(blind('message', raw('To: a@one.example', 'Content-Type: application/pkcs7-mime; smime-type=signed-data', 'Content-Transfer-Encoding: base64', '', 'AAAA'))).toBeNull();
  });
});
