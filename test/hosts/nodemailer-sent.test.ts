import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { undisclosed } from '../../src/hosts/nodemailer/plugin.ts';
import { verifyDkim } from './dkim.ts';
import { clean, crowd, dkim, fieldsOf, hr, judging, publicKey, sentBy, streamTransport } from './nodemailer-mails.ts';
import { smtpSink, type SmtpSink } from './smtp-sink.ts';

let folder: string;
let sink: SmtpSink;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'undisclosed-nodemailer-'));
  writeFileSync(join(folder, 'plan.txt'), 'A plan\n');
  sink = await smtpSink();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await sink.close();
});

describe('a mail is sent as without the plugin', () => {
  const raw = 'From: ana@studio.example\nTo: ben@client.example\nSubject: Your visit\n\nHello Ben,\r\nsee you on Monday.';
  const kinds: readonly (readonly [string, () => SendMailOptions, object?])[] = [
    ['of one part', () => clean],
    ['of no text', () => ({ ...clean, text: undefined })],
    ['of many parts', () => ({ ...clean, html: '<p>Hello <img src="cid:face@studio.example"></p>', amp: '<!doctype html><html ⚡4email></html>', watchHtml: '<b>Hello</b>', icalEvent: { content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' }, attachments: [{ cid: 'face@studio.example', filename: 'é.png', content: Buffer.from([0, 255, 10, 13]) }] })],
    ['with streams and files', () => ({ ...clean, text: Readable.from(['Hello Ben']), attachments: [{ filename: 'a.txt', content: Readable.from(['A plan']) }, { path: join(folder, 'plan.txt') }, { raw: 'Content-Type: text/plain\r\n\r\nraw' }] })],
    ['with a file in a data URL', () => ({ ...clean, attachments: [{ path: 'data:text/plain;base64,QSBwbGFu' }] })],
    ['with lists, priority and its own headers', () => ({ ...clean, list: { unsubscribe: { url: 'https://studio.example/leave', comment: 'Leave' } }, priority: 'high' as const, xMailer: 'Studio', headers: { 'X-Key': ['one', 'two'] }, references: ['a@b.example', 'c@d.example'] })],
    ['with names of headers as the application writes them', () => ({ ...clean, normalizeHeaderKey: (key: string) => key.toUpperCase() })],
    ['in another encoding', () => ({ ...clean, subject: 'Réponse à votre visite', text: 'Été à Liège\n'.repeat(9), textEncoding: 'base64' as const, encoding: 'base64' })],
    ['with Unix line ends', () => ({ ...clean, html: '<p>Hello</p>', newline: 'unix' })],
    ['with Windows line ends', () => ({ ...clean, html: '<p>Hello</p>', newline: 'windows' })],
    ['with the line ends of the transport', () => ({ ...clean, html: '<p>Hello</p>' }), { newline: 'unix' }],
    ['raw, as a text', () => ({ raw })],
    ['raw, as bytes', () => ({ raw: Buffer.from(raw) })],
    ['raw, as a stream', () => ({ raw: Readable.from([raw]) })],
    ['raw, from a file', () => ({ raw: { path: join(folder, 'plan.txt') } })],
    ['raw, with recipients beside it', () => ({ raw, to: 'carl@client.example', bcc: 'dana@client.example' })],
    ['raw, with line ends made alike', () => ({ raw, newline: 'windows' })],
    ['in an envelope of its own', () => ({ ...clean, envelope: { from: 'bounces@studio.example', to: 'ben@client.example, carl@client.example' } })],
  ];

  it.each(kinds.map(([name, mail, options = {}]) => [name, mail, options] as const))('%s', async (_, mail, options) => {
    const plain = await streamTransport(options).sendMail(mail());
    const judged = await judging({ config: { policy: { mode: 'dry-run' } } }, options).sendMail(mail());
    expect((judged.message as Buffer).toString('latin1')).toBe((plain.message as Buffer).toString('latin1'));
    expect(judged.envelope).toEqual(plain.envelope);
  });

  it('with a file that it may not read: not at all', async () => {
    await expect(judging(hr, { disableFileAccess: true }).sendMail({ ...clean, attachments: [{ path: join(folder, 'plan.txt') }] })).rejects.toMatchObject({ code: 'EFILEACCESS' });
  });
});

describe('blind recipients', () => {
  const mail = { ...clean, bcc: crowd };

  it('stand in what a transport writes for another program, which finds them nowhere else', async () => {
    const [field] = fieldsOf(await sentBy(streamTransport(), mail), 'bcc');
    const message = await sentBy(judging(hr, { dkim }), mail);
    expect(fieldsOf(message, 'bcc')).toEqual([field]);
    expect(verifyDkim(message, publicKey)).toMatchObject({ body: true, header: true });
    expect(fieldsOf(await sentBy(judging(), { ...mail, newline: 'unix' }), 'bcc')).toEqual([field]);
  });

  it('stand in no mail that is handed to a server', async () => {
    await nodemailer.createTransport({ host: '127.0.0.1', port: sink.port, secure: false, ignoreTLS: true }).use('stream', undisclosed(hr)).sendMail(mail);
    expect(sink.received.at(-1)!.message).not.toMatch(/bcc|person\d/i);
    expect(sink.received.at(-1)!.to).toEqual(['ben@client.example', ...crowd]);
  });
});

describe('a mail is judged', () => {
  it('by its own header where it is raw and came without an envelope', async () => {
    const raw = `From: ana@studio.example\r\nTo: ${crowd.join(',\r\n ')}\r\nSubject: Your visit\r\n\r\nHello.\r\n`;
    await expect(judging().sendMail({ raw })).rejects.toMatchObject({ code: 'EUNDISCLOSED' });
    await expect(judging().sendMail({ raw, envelope: { from: 'ana@studio.example', to: crowd } })).rejects.toMatchObject({ code: 'EUNDISCLOSED' });
  });

  it('where nobody wrote who sends it, which makes no bounce', async () => {
    await expect(judging().sendMail({ ...clean, from: undefined, to: crowd })).rejects.toMatchObject({ code: 'EUNDISCLOSED' });
    expect((await judging().sendMail({ ...clean, to: crowd, envelope: { from: '', to: crowd } })).envelope.from).toBe(false);
  });

  it('and refused where its transport sends something else than the bytes that a fix has changed', async () => {
    const transporter = nodemailer.createTransport({ jsonTransport: true });
    transporter.use('stream', undisclosed({ config: { policy: { rules: { 'recipients/bcc-header': { rewrite: ['remove-field'] } } } } }));
    await expect(transporter.sendMail({ ...clean, headers: { 'X-Bcc': 'carl@archive.example' } })).rejects.toMatchObject({ code: 'EUNDISCLOSED', verdict: { action: 'rewrite' } });
    expect(JSON.parse((await transporter.sendMail({ ...clean, bcc: crowd })).message)).toMatchObject({ subject: 'Your visit', bcc: crowd.map((address) => ({ address })) });
  });
});
