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
  const result = sourceEdits({ kind, text }, draft, [found.change]);
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

  it('nobody is moved where nobody can be read, and nothing is where it is signed', () => {
    expect(blindChange(readMessage(raw('To: undisclosed-recipients:;', 'Bcc: a@one.example', '', 'x')))).toBeNull();
    expect(blind('message', raw('To: a@one.example', 'Content-Type: multipart/signed; boundary=b', '', '--b', '', 'x', '--b--'))).toBeNull();
  });
});
