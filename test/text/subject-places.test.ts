import { describe, expect, it } from 'vitest';
import { readJsonDraft, readJsonText } from '../../src/draft/json.ts';
import { readMessage, toBinaryString } from '../../src/draft/message.ts';
import type { Draft, Spot } from '../../src/draft/types.ts';
import { locator } from '../../src/report/locate.ts';
import { readMail } from '../../src/text/mail.ts';
import { SETTINGS } from './help.ts';

/** The spot of `words` in the subject. */
function spotOf(draft: Draft, words: string): Spot {
  const view = readMail(draft, SETTINGS).subject!;
  const start = view.text.indexOf(words);
  expect(start).toBeGreaterThanOrEqual(0);
  return view.spot(start, start + words.length);
}

const message = (field: string): string => toBinaryString(new TextEncoder().encode(`From: a@maison.example\r\n${field}\r\nTo: b@orange.fr\r\n\r\nBonjour\r\n`));

describe('a place in the subject of a message', () => {
  it.each([
    ['plain', 'Subject: You are too old for us', 'too old', 'too old'],
    ['at the start', 'Subject: Trop vieux', 'Trop', 'Trop'],
    ['after much white space', 'SUBJECT :  \t You are too old ', 'too old', 'too old'],
    ['the same words before it', 'Subject: old, so old', 'so old', 'so old'],
    ['a fold before the value', 'Subject:\r\n Votre candidature', 'candidature', 'candidature'],
    ['in one encoded word of three', 'Subject: =?utf-8?Q?Vous_=C3=AAtes?= =?utf-8?Q?_trop_=C3=A2g=C3=A9?= pour =?utf-8?Q?nous?=', 'trop âgé', 'trop_=C3=A2g=C3=A9'],
    ['in base64, at the symbols that hold its bits', `Subject: =?utf-8?B?${Buffer.from('Vous êtes trop âgé').toString('base64')}?=`, 'Vous', 'Vm91cy'],
    ['across words that cut a character', 'Subject: =?utf-8?Q?trop_=C3?= =?utf-8?Q?=A2g=C3=A9?= pour', 'trop âgé', 'trop_=C3?= =?utf-8?Q?=A2g=C3=A9'],
    ['behind an encoded word', 'Subject: =?iso-8859-1?Q?=E2g=E9?=, too old', 'too old', 'too old'],
    ['raw UTF-8', 'Subject: trop âgé pour nous', 'âgé pour', '\u00c3\u00a2g\u00c3\u00a9 pour'],
    ['behind a fold', 'Subject: You are\r\n too old', 'too old', 'too old'],
    ['across a fold', 'Subject: You are too\r\n \t old', 'too old', 'too\r\n \t old'],
    ['in a word of an unknown charset, which stays as it is', 'Subject: =?x-none?Q?a?= too old', 'too old', 'too old'],
  ])('%s', (_what, field, words, expected) => {
    const raw = message(field);
    const draft = readMessage(raw);
    const { line, column, endLine, endColumn } = locator({ kind: 'message', text: raw })(draft, spotOf(draft, words));
    const lines = new TextDecoder().decode(Buffer.from(raw, 'latin1')).split('\r\n');
    const offset = (atLine: number, atColumn: number): number => lines.slice(0, atLine - 1).join('\r\n').length + (atLine > 1 ? 2 : 0) + atColumn - 1;
    expect(lines.join('\r\n').slice(offset(line, column), offset(endLine, endColumn))).toBe(Buffer.from(expected, 'latin1').toString());
  });

  it('is that of the whole where the message lies in an encoded part', () => {
    const spot = { at: 'json', path: ['attachments', 0] } as const;
    expect(spotOf(readMessage(message('Subject: You are too old'), { spot }), 'too old')).toEqual(spot);
  });

  it('becomes a line and a column', () => {
    const text = message('Subject: You are too old for us');
    const draft = readMessage(text);
    expect(locator({ kind: 'message', text })(draft, spotOf(draft, 'too old'))).toEqual({ line: 2, column: 18, endLine: 2, endColumn: 25 });
  });
});

describe('a place in the subject of a JSON draft', () => {
  it.each([
    ['its own key', { subject: 'Vous êtes trop âgé' }, ['subject'], 10],
    ['another spelling', { Subject: 'Vous êtes trop âgé' }, ['Subject'], 10],
    ['in headers, with white space', { headers: { Subject: '  Vous êtes trop âgé ' } }, ['headers', 'Subject'], 12],
    ['a header of pairs', { headers: [{ key: 'Subject', value: 'Vous êtes trop âgé' }] }, ['headers', 0, 'value'], 10],
    ['a prepared header', { headers: { subject: { prepared: true, value: 'Vous êtes trop âgé' } } }, ['headers', 'subject', 'value'], 10],
  ])('%s', (_what, value, path, start) => {
    expect(spotOf(readJsonDraft(value), 'trop âgé')).toEqual({ at: 'json', path, start, end: start + 8 });
  });

  it('is exact where control characters became spaces', () => {
    expect(spotOf(readJsonDraft({ subject: 'Vous\r\nêtes trop âgé' }), 'trop')).toEqual({ at: 'json', path: ['subject'], start: 11, end: 15 });
  });

  it('is the whole where the value is no string', () => {
    expect(spotOf(readJsonDraft({ headers: { Subject: 2026 } }), '20')).toEqual({ at: 'json', path: ['headers', 'Subject'] });
  });

  it('becomes a line and a column, escapes counted', () => {
    const text = '{\n  "subject": "\\u00ab You \\u00bb are too old"\n}';
    const draft = readJsonText(text);
    const column = text.split('\n')[1]!.indexOf('too old') + 1;
    expect(locator({ kind: 'json', text })(draft, spotOf(draft, 'too old'))).toEqual({ line: 2, column, endLine: 2, endColumn: column + 7 });
  });
});
