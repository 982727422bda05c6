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
    ['encoded', 'Subject: =?utf-8?Q?trop_=C3=A2g=C3=A9?= pour nous', 'trop âgé', 'Subject: =?utf-8?Q?trop_=C3=A2g=C3=A9?= pour nous'],
    ['raw UTF-8', 'Subject: trop âgé pour nous', 'pour nous', 'Subject: trop \u00c3\u00a2g\u00c3\u00a9 pour nous'],
    ['folded', 'Subject: You are\r\n too old', 'too old', 'Subject: You are\r\n too old'],
  ])('%s', (_what, field, words, expected) => {
    const raw = message(field);
    const spot = spotOf(readMessage(raw), words);
    expect(spot.at).toBe('raw');
    expect(spot.at === 'raw' && raw.slice(spot.start, spot.end)).toBe(expected);
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

  it('is the whole where control characters were taken out', () => {
    expect(spotOf(readJsonDraft({ subject: 'Vous\r\nêtes trop âgé' }), 'trop')).toEqual({ at: 'json', path: ['subject'] });
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
