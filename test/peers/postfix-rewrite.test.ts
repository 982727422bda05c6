import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasPostfix, Postfix, startMilter, until, type RunningMilter } from './postfix.ts';
import { send } from './smtp.ts';

const CONFIG = 'extends: [hr]\ninternalDomains: [agence-belvezet.example]\npolicy:\n  mode: enforce\n  rules:\n    recipients/bcc-header: { rewrite: [remove-field] }\n    discrimination/forbidden-question: { rewrite: [remove-question] }\n';
const SENDER = 'claire@agence-belvezet.example';
const TO = ['anne.martel@gmail.example', 'ben@client.example', 'carl@archive.example', 'dora@archive.example'];
const crlf = (...lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');
const HEADER = ['From: Claire Morel <claire@agence-belvezet.example>', 'To: anne.martel@gmail.example', 'Subject: Votre', '\tcandidature', 'Date: Mon, 3 Nov 2025 09:00:00 +0100', 'Message-ID: <1@agence-belvezet.example>', 'MIME-Version: 1.0'];
/** Postfix takes Bcc away itself, unless told not to; other servers never do. */
const SETTINGS = { message_drop_headers: 'content-length, return-path' };
const withoutTrace = (message: string): string => message.replace(/^(?:Received: .*\r\n(?:[ \t].*\r\n)*)+/, '');

const PLAIN = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', ''];
const BODY = ['Bonjour Anne,', '', 'Merci de votre visite. 100 %', '.', '..', '  trailing  ', '', 'Claire'];
const QUESTION = ' Êtes-vous enceinte ?';
const asked = (question: string): string => `Bonjour Anne,\r\n\r\nMerci de votre candidature.${question} Nous vous rappelons lundi. ${'Cordialement à vous. '.repeat(3)}\r\n\r\nClaire\r\n`;
const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

it('has a Postfix to speak with', () => expect(hasPostfix).toBe(true));

describe.runIf(hasPostfix)('Postfix with a milter that may mend mails', () => {
  let postfix: Postfix;
  let milter: RunningMilter;

  beforeAll(async () => {
    postfix = await Postfix.start(SETTINGS);
    await postfix.set({ smtpd_milters: `unix:${postfix.socket}`, non_smtpd_milters: `unix:${postfix.socket}`, milter_default_action: 'tempfail' });
    milter = await startMilter(postfix, CONFIG);
  });
  afterEach(() => postfix.clear());
  afterAll(async () => {
    await milter.stop();
    await postfix.stop();
  });

  const arrives = async (message: string): Promise<string> => {
    const from = milter.lines.length;
    expect((await send(postfix.port, SENDER, TO, message)).code).toBe(250);
    expect(await milter.event('mail', from)).toMatchObject({ action: 'rewrite', intended: 'rewrite' });
    return withoutTrace((await until('a mail at the other end', () => postfix.delivered[0])).message);
  };
  const isHeld = async (message: string, intended = 'rewrite'): Promise<void> => {
    const from = milter.lines.length;
    expect((await send(postfix.port, SENDER, TO, message)).code).toBe(250);
    expect(await milter.event('mail', from)).toMatchObject({ action: 'hold', intended });
    expect(await until('a held mail', async () => (await postfix.held())[0])).toMatchObject({ sender: SENDER });
    await postfix.settled();
    expect(postfix.delivered).toEqual([]);
  };

  it('takes a Bcc field away; every other byte arrives', async () => {
    const blind = ['Bcc: Ben <ben@client.example>,', '\tcarl@archive.example'];
    const [from, to, ...rest] = HEADER;
    expect(await arrives(crlf(from!, to!, ...blind, ...rest, 'X-Undisclosed-Purpose: hr', ...PLAIN, ...BODY))).toBe(crlf(...HEADER, ...PLAIN, ...BODY));
    const entries = readFileSync(join(postfix.folder, 'state/verdicts.jsonl'), 'utf8').trim().split('\n');
    expect(JSON.parse(entries.at(-1)!)).toMatchObject({ action: 'rewrite', intended: 'rewrite', rules: { 'recipients/bcc-header': 1 } });
  });

  it('takes several away, whatever stands between', async () => {
    const [from, to, ...rest] = HEADER;
    expect(await arrives(crlf('Bcc: ben@client.example', from!, to!, 'BCC: carl@archive.example', ...rest, 'bcc: dora@archive.example', ...PLAIN, ...BODY))).toBe(crlf(...HEADER, ...PLAIN, ...BODY));
  });

  it('leaves a question out of a body as it is', async () => {
    const message = (question: string): string => crlf(...HEADER, ...PLAIN) + bytes(asked(question));
    expect(await arrives(message(QUESTION))).toBe(message(''));
  });

  it('leaves a question out of a quoted-printable body', async () => {
    const header = crlf(...HEADER, 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '');
    const message = (question: string): string => `${header}Bonjour Anne,\r\n\r\nMerci de votre candidature.${question} Nous=\r\n vous rappelons lundi =C3=A0 midi.=20\r\n\r\nClaire\r\n`;
    expect(await arrives(message(' =C3=8Ates-vous enceinte ?'))).toBe(message(''));
  });

  it('leaves a question out of a base64 body, and writes it in lines of 76', async () => {
    const header = crlf(...HEADER, 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '');
    const coded = (text: string): string => Buffer.from(text).toString('base64').replace(/.{1,76}/g, '$&\r\n');
    const arrived = await arrives(header + coded(asked(QUESTION)));
    expect(arrived.startsWith(header)).toBe(true);
    const lines = arrived.slice(header.length).split('\r\n');
    expect(lines.every((line) => /^[\w+/]{0,76}={0,2}$/.test(line))).toBe(true);
    expect(Buffer.from(lines.join(''), 'base64').toString()).toBe(asked(''));
  });

  it('replaces a body of many pieces', async () => {
    const history = Array.from({ length: 4000 }, (_, n) => `> ligne ${n} de ce qui fut écrit avant`).join('\r\n');
    const message = (question: string): string => crlf(...HEADER, ...PLAIN) + bytes(`${asked(question)}\r\nLe 2 novembre 2025, Anne a écrit :\r\n${history}\r\n`);
    expect(await arrives(message(QUESTION))).toBe(message(''));
  });

  it('makes fixes of header and body in one mail that a local program submits', async () => {
    const message = (blind: readonly string[], question: string): string => crlf(...HEADER, ...blind, ...PLAIN) + bytes(asked(question));
    await postfix.sendmail(['-i', '-f', SENDER, '--', ...TO], message(['Bcc: ben@client.example'], QUESTION).replaceAll('\r\n', '\n'));
    expect(withoutTrace((await until('a mail at the other end', () => postfix.delivered[0])).message)).toBe(message([], ''));
  });

  it('holds a signed mail as it is', async () => {
    const signed = crlf(...HEADER, 'Bcc: ben@client.example', 'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m', 'Content-Transfer-Encoding: base64', '', 'MIAGCSqGSIb3DQEHAqCAMIACAQExDzANBgkqhkiG9w0BAQEFADCABgkqhkiG9w0BBwEAAA==');
    await isHeld(signed);
    const digest = 'DKIM-Signature: v=1; a=rsa-sha256; d=agence-belvezet.example; s=a; h=from:to:bcc; bh=AAAA; b=AAAA';
    await postfix.clear();
    await isHeld(crlf(digest, ...HEADER, 'Bcc: ben@client.example', ...PLAIN, ...BODY));
  });

  it('holds a mail of whose findings one is to be held, and changes nothing in it', async () => {
    await isHeld(crlf(HEADER[0]!, `To: ${Array.from({ length: 40 }, (_, n) => `candidat${n}@webmail${n % 9}.example`).join(',\r\n\t')}`, 'Bcc: ben@client.example', ...HEADER.slice(2), ...PLAIN, ...BODY), 'hold');
    expect(postfix.log).not.toMatch(/milter.*(?:warning|unexpected)/i);
  });
});
