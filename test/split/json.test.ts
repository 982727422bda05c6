import { describe, expect, it } from 'vitest';
import { readJsonText } from '../../src/draft/json.ts';
import { raw, splitJson, splitRaw, texts } from './help.ts';

const parse = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

describe('a JSON draft', () => {
  const draft = {
    from: { name: 'Claire Morel', address: 'claire@firm.example' }, Subject: 'Lettre', to: ['Léa Roux <lea@one.example>', { name: 'MARTEL Anne', address: 'anne@two.example' }], cc: 'kim@three.example', bcc: 'zoe@four.example',
    text: 'Bonjour,\n\nMerci.', html: '<p>Bonjour,</p><p>Merci.</p>', messageId: '<old@firm.example>', inReplyTo: '<q@x.example>',
    envelope: { from: 'bounce@firm.example', to: ['lea@one.example', 'jo@five.example'] },
    headers: { 'X-Original-To': 'lea@one.example', 'X-Seen': 'anne@two.example', 'X-Mailer': 'Plume', Cc: 'uma@six.example' },
    attachments: [{ filename: 'a.bin', encoding: 'base64', content: 'AAECAw==' }],
    context: { purpose: 'rejection', recipient: { firstName: 'Jo' } },
  };
  const mails = texts(splitJson(draft)).map(parse);

  it('becomes one for each recipient, of its envelope and headers as well', () => {
    expect(mails.map(({ to }) => to)).toEqual([{ name: 'Léa Roux', address: 'lea@one.example' }, { name: 'MARTEL Anne', address: 'anne@two.example' }, 'kim@three.example', 'zoe@four.example', 'uma@six.example', 'jo@five.example']);
    for (const mail of mails) expect(Object.keys(mail)).not.toEqual(expect.arrayContaining(['cc']));
  });

  it('with what is each one\'s own, and the rest as it was', () => {
    const [lea, , kim] = mails;
    expect(lea).toEqual({
      from: draft.from, Subject: 'Lettre', to: { name: 'Léa Roux', address: 'lea@one.example' }, text: 'Bonjour Léa,\n\nMerci.', html: '<p>Bonjour Léa,</p><p>Merci.</p>', messageId: lea!['messageId'], inReplyTo: '<q@x.example>',
      envelope: { from: 'bounce@firm.example', to: ['lea@one.example'] }, headers: { 'X-Mailer': 'Plume' }, attachments: draft.attachments, context: { purpose: 'rejection', recipient: { firstName: 'Léa', lastName: 'Roux' } },
    });
    expect(lea!['messageId']).toMatch(/^<[0-9a-f]{32}@firm\.example>$/);
    expect([kim!['text'], kim!['html'], kim!['context']]).toEqual([draft.text, draft.html, { purpose: 'rejection' }]);
  });

  it('is read without a problem, split again as it stands, and laid out on a line if asked', () => {
    for (const text of texts(splitJson(draft))) {
      expect(readJsonText(text).problems).toEqual([]);
      expect(texts(splitJson(text))).toEqual([text]);
    }
    const lines = texts(splitJson(draft, { layout: 'line' }));
    expect(lines.map(parse)).toEqual(mails);
    expect(lines.join('')).not.toContain('\n');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['the text', { text: 'Avec anne@two.example' }, 'body'], ['the markup', { html: '<a href="mailto:anne%40two.example">x</a>' }, 'body'], ['the subject', { subject: 'Anne Martel' }, 'subject'],
    ['Reply-To', { replyTo: 'anne@two.example' }, 'header'], ['the context', { context: { job: { title: 'anne@two.example' } } }, 'header'],
    ['an attachment in base64', { attachments: [{ filename: 'x', encoding: 'base64', content: btoa('a;anne@two.example;b') }] }, 'attachment'],
    ['an attachment as text', { attachments: [{ filename: 'x.csv', content: 'Martel Anne' }] }, 'attachment'],
    ['an attached message', { attachments: [{ contentType: 'message/rfc822', content: 'Subject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n' + btoa('anne@two.example') }] }, 'attachment'],
  ])('is refused where %s names another', (_name, keys, place) => {
    const refused = splitJson({ from: 'c@firm.example', to: draft.to, subject: 'x', text: 'y', ...keys }).refused;
    expect(refused).toMatchObject({ reason: 'others', leaks: expect.arrayContaining([expect.objectContaining({ place })]) as unknown });
  });

  it('is refused where it is none, or its recipients cannot be read', () => {
    expect(splitJson('{"to": ').refused).toEqual({ reason: 'unreadable' });
    expect(splitJson({ from: 'c@firm.example', to: 7 }).refused).toEqual({ reason: 'unreadable' });
    expect(splitJson({ from: 'c@firm.example', text: 'x' }).refused).toEqual({ reason: 'no-recipients' });
  });
});

describe('a raw message as JSON drafts', () => {
  const text = raw('From: Claire Morel <claire@firm.example>', 'To: =?utf-8?Q?L=C3=A9a?= Roux <lea@one.example>, k@two.example', 'Subject: =?utf-8?Q?R=C3=A9ponse?=', 'Date: Mon, 1 Jun 2026 10:00:00 +0200', 'References: <a@x> <b@x>',
    'X-Mailer: Plume', 'X-Undisclosed-Purpose: rejection', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', 'Bonjour,', '',
    'Été.', '--b', 'Content-Type: image/png', 'Content-ID: <logo@x>', 'Content-Disposition: inline; filename=logo.png', 'Content-Transfer-Encoding: base64', '', 'AAEC', 'AwQF', '--b',
    'Content-Type: text/csv; charset=utf-8', 'Content-Disposition: attachment; filename="a.csv"', 'Content-Transfer-Encoding: quoted-printable', '', '=C3=A9;1', '--b--');

  it('holds its texts decoded and the bytes of its attachments', () => {
    const [lea] = texts(splitRaw(text, { as: 'json' })).map(parse);
    expect(lea).toEqual({
      from: [{ name: 'Claire Morel', address: 'claire@firm.example' }], to: { name: 'Léa Roux', address: 'lea@one.example' }, subject: 'Réponse', date: 'Mon, 1 Jun 2026 10:00:00 +0200', references: '<a@x> <b@x>',
      text: 'Bonjour Léa,\r\n\r\nÉté.', headers: [{ key: 'x-mailer', value: 'Plume' }],
      attachments: [
        { filename: 'logo.png', contentType: 'image/png', contentDisposition: 'inline', cid: 'logo@x', encoding: 'base64', content: 'AAECAwQF' },
        { filename: 'a.csv', contentType: 'text/csv; charset=utf-8', encoding: 'base64', content: Buffer.from('é;1').toString('base64') },
      ],
      context: { purpose: 'rejection', recipient: { firstName: 'Léa', lastName: 'Roux' } }, messageId: lea!['messageId'],
    });
  });

  it('is refused as the message would be', () => {
    expect(splitRaw(raw('DKIM-Signature: v=1', 'From: c@firm.example', 'To: a@one.example, b@two.example', '', 'x'), { as: 'json' }).refused).toEqual({ reason: 'dkim' });
  });
});
