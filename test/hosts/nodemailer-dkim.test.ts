import { PassThrough, Readable, Transform } from 'node:stream';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { undisclosed, type UndisclosedOptions } from '../../src/hosts/nodemailer/plugin.ts';
import { verifyDkim } from './dkim.ts';
import { clean, crowd, dkim, fieldsOf, hr, judging, publicKey, sentBy, streamTransport, type Transporter } from './nodemailer-mails.ts';
import { smtpSink, type SmtpSink } from './smtp-sink.ts';

let sink: SmtpSink;
beforeAll(async () => void (sink = await smtpSink()));
afterAll(() => sink.close());

/** Adds a word to the sentence of the clean mail. */
function adding(word: string): Transform {
  return new Transform({ transform: (piece: Buffer, _encoding, done) => done(null, piece.toString('latin1').replace(/Monday[^.]*/, `$&, ${word}`)) });
}

type Message = Parameters<Parameters<Transporter['use']>[1]>[0]['message'];

const GOOD = { domain: 'studio.example', body: true, header: true };

describe('a DKIM signature', () => {
  it('is made where the transport asks for it', async () => {
    expect(verifyDkim(await sentBy(judging(hr, { dkim }), clean), publicKey)).toMatchObject(GOOD);
  });

  it('is made where the mail asks for it', async () => {
    expect(verifyDkim(await sentBy(judging(), { ...clean, dkim }), publicKey)).toMatchObject(GOOD);
  });

  it('is the one that would be there without the plugin', async () => {
    expect(await sentBy(judging(hr, { dkim }), clean)).toEqual(await sentBy(streamTransport({ dkim }), clean));
  });

  it('holds for what a mail server receives', async () => {
    const transporter = nodemailer.createTransport({ host: '127.0.0.1', port: sink.port, secure: false, ignoreTLS: true, dkim });
    await transporter.use('stream', undisclosed(hr)).sendMail({ ...clean, html: '<p>Hello Ben,</p>', attachments: [{ filename: 'plan.txt', content: Readable.from(['A plan']) }] });
    expect(verifyDkim(Buffer.from(sink.received.at(-1)!.message, 'latin1'), publicKey)).toMatchObject(GOOD);
  });

  it('is made by every key', async () => {
    const keys = [dkim, { ...dkim, domainName: 'mailer.example' }];
    const message = await sentBy(judging(hr, { dkim: { keys } }), clean);
    expect(fieldsOf(message, 'dkim-signature')).toHaveLength(2);
    expect(verifyDkim(message, publicKey)).toMatchObject(GOOD);
  });

  it('is made over a mail as the policy has rewritten it', async () => {
    const rewriting = { config: { policy: { rules: { 'recipients/bcc-header': { rewrite: ['remove-field'] } } } } } satisfies UndisclosedOptions;
    const mail = { ...clean, headers: { 'X-Bcc': 'carl@archive.example' }, dkim: { ...dkim, headerFieldNames: 'From:To:Subject:X-Bcc' } };
    expect(verifyDkim(await sentBy(streamTransport(), mail), publicKey)?.fields).toContain('x-bcc');
    const message = await sentBy(judging(rewriting), mail);
    expect(message.toString()).not.toMatch(/carl/);
    expect(verifyDkim(message, publicKey)).toEqual({ ...GOOD, fields: ['from', 'to', 'subject'] });
  });

  it('covers the tag that the policy sets', async () => {
    const tagging = { config: { policy: { rules: { 'recipients/*': 'tag' } } } } satisfies UndisclosedOptions;
    const message = await sentBy(judging(tagging), { ...clean, to: crowd, dkim: { ...dkim, headerFieldNames: 'From:X-Undisclosed' } });
    expect(verifyDkim(message, publicKey)).toEqual({ ...GOOD, fields: ['from', 'x-undisclosed'] });
  });

  it.each(['unix', 'windows'])('stands in lines that end as the mail wants them: %s', async (newline) => {
    const mail = { ...clean, newline };
    const message = await sentBy(judging(hr, { dkim }), mail);
    expect(message).toEqual(await sentBy(streamTransport({ dkim }), mail));
    expect(message.toString().replace(newline === 'unix' ? /\n/g : /\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(verifyDkim(message, publicKey)).toMatchObject(GOOD);
  });

  it('does not hold for a mail that was changed on the way', async () => {
    const message = (await sentBy(judging(hr, { dkim }), clean)).toString('latin1');
    const received = (text: string) => verifyDkim(Buffer.from(text, 'latin1'), publicKey);
    expect(received(message.replace('Monday', 'Friday'))).toMatchObject({ body: false, header: true });
    expect(received(message.replace('Your visit', 'Your bill'))).toMatchObject({ body: true, header: false });
    expect(received(message.replace('Hello Ben,', 'Hello Ben, \t'))).toMatchObject(GOOD);
  });

  it('leaves out the fields that Amazon writes anew', async () => {
    const sent: { Content: { Raw: { Data: Buffer } } }[] = [];
    const client = { send: (command: { input: (typeof sent)[0] }) => (sent.push(command.input), Promise.resolve({ MessageId: '1' })) };
    class SendEmailCommand { constructor(readonly input: unknown) {} }
    const transporter = nodemailer.createTransport({ SES: { sesClient: client, SendEmailCommand }, dkim });
    await transporter.use('stream', undisclosed(hr)).sendMail(clean);
    const signature = verifyDkim(sent[0]!.Content.Raw.Data, publicKey)!;
    expect(signature).toMatchObject(GOOD);
    expect(signature.fields.filter((name) => name === 'date' || name === 'message-id')).toEqual([]);
  });

  it('is made again where the transport tries again', async () => {
    const sent: Buffer[] = [];
    const transporter = nodemailer.createTransport({
      name: 'Twice',
      version: '1',
      send(mail, done) {
        void mail.message.build().then((first) => mail.message.build().then((second) => (sent.push(first, second), done(null, {} as never))));
      },
    });
    await transporter.use('stream', undisclosed(hr)).sendMail({ ...clean, attachments: [{ filename: 'a.txt', content: Readable.from(['A plan']) }], dkim });
    expect(sent[1]).toEqual(sent[0]);
    expect(verifyDkim(sent[1]!, publicKey)).toMatchObject(GOOD);
  });

  it('is made in a stream as well', async () => {
    const { message } = await nodemailer.createTransport({ streamTransport: true, dkim }).use('stream', undisclosed(hr)).sendMail(clean);
    const pieces: Buffer[] = [];
    for await (const piece of (message as Readable).pipe(new PassThrough())) pieces.push(piece as Buffer);
    expect(verifyDkim(Buffer.concat(pieces), publicKey)).toMatchObject(GOOD);
  });
});

describe('what other plugins do to a mail', () => {
  it('is done once: before the judgement what was added before, after it what was added later', async () => {
    const transporter = streamTransport({ dkim });
    transporter.use('stream', (mail, done) => (mail.message.transform(adding('first')), done()));
    transporter.use('stream', (mail, done) => (mail.message.processFunc((input) => input.pipe(adding('second'))), done()));
    transporter.use('stream', undisclosed(hr));
    transporter.use('stream', (mail, done) => (mail.message.transform(adding('third')), done()));
    transporter.use('stream', (mail, done) => (mail.message.processFunc((input) => input.pipe(adding('fourth'))), done()));
    const message = await sentBy(transporter, clean);
    expect(message.toString()).toContain('See you on Monday, first, second, third, fourth.');
    expect(verifyDkim(message, publicKey)).toMatchObject(GOOD);
  });

  it.each([
    ['a transform', (message: Message) => message.transform(adding('later'))],
    ['a process function', (message: Message) => message.processFunc((input) => input.pipe(adding('later')))],
  ])('later, by %s, is done to what was judged, and signed', async (_, add) => {
    const transporter = judging(hr, { dkim }).use('stream', (mail, done) => (add(mail.message), done()));
    const message = await sentBy(transporter, clean);
    expect(message.toString()).toContain('See you on Monday, later.');
    expect(verifyDkim(message, publicKey)).toMatchObject(GOOD);
  });

  it('before is judged', async () => {
    const transporter = streamTransport();
    transporter.use('stream', (mail, done) => (mail.message.transform(new Transform({ transform: (piece: Buffer, _encoding, next) => next(null, piece.toString().replace(/^Subject:/m, 'X-Bcc: carl@archive.example\r\n$&')) })), done()));
    await expect(transporter.use('stream', undisclosed()).sendMail(clean)).rejects.toMatchObject({ code: 'EUNDISCLOSED' });
  });

  it('may be a second judgement, by other rules', async () => {
    const seen: string[] = [];
    const onVerdict: UndisclosedOptions['onVerdict'] = ({ action }) => seen.push(action);
    const transporter = judging({ config: { policy: { rules: { 'recipients/*': 'tag' } } }, onVerdict }, { dkim });
    transporter.use('stream', undisclosed({ config: { policy: { mode: 'dry-run' } }, onVerdict }));
    const message = await sentBy(transporter, { ...clean, to: crowd });
    expect(seen).toEqual(['tag', 'pass']);
    expect(verifyDkim(message, publicKey)).toMatchObject(GOOD);
  });
});
