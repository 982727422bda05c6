import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until, type Delivered, type RunningMilter } from './postfix.ts';
import { hasSendmail, Sendmail } from './sendmail.ts';
import { send } from './smtp.ts';

const TOULOUSE = readFileSync(fileURLToPath(new URL('../../fixtures/incidents/toulouse-rejection/rejection.eml', import.meta.url)), 'latin1').replace(/\r?\n/g, '\r\n');
const candidates = Array.from({ length: 340 }, (_, n) => `candidate${n}@webmail${n % 9}.example`);
const SENDER = 'recrutement@agence-belvezet.example';
const CONFIG = (policy: string): string => `extends: [hr]\ninternalDomains: [agence-belvezet.example]\n${policy}`;
const crlf = (...lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');
const HEADER = ['From: Claire Morel <claire@agence-belvezet.example>', 'To: anne.martel@gmail.example', 'Subject: Lundi', '\tmatin', 'Date: Mon, 3 Nov 2025 09:00:00 +0100', 'Message-ID: <1@agence-belvezet.example>', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'];
/** Behind the colon stands no space, one, two: all of it is to come back. */
const SPACED = ['X-None:a', 'X-Two:  b'];
const BODY = ['', 'Bonjour Anne,', '', '\u00c3\u0080 lundi. 100 %', '.', '..', '  trailing  ', '', 'Claire'];
const CLEAN = crlf(...HEADER, ...SPACED, ...BODY);

/** Without what Sendmail itself put above, and without the lines into which it breaks addresses anew. */
const withoutTrace = (message: string): string => message.replace(/^(?:Received: .*\r\n(?:[ \t].*\r\n)*)+/, '');
const withoutAddresses = (message: string): string => withoutTrace(message).replace(/^To: .*\r\n(?:[ \t].*\r\n)*/m, '');

it('has a Sendmail to speak with', () => expect(hasSendmail).toBe(true));

describe.runIf(hasSendmail)('Sendmail with the milter', () => {
  let sendmail: Sendmail;
  let milter: RunningMilter | null = null;

  beforeAll(async () => {
    sendmail = await Sendmail.start();
  });
  afterEach(async () => {
    await milter?.stop();
    milter = null;
    sendmail.clear();
  });
  afterAll(() => sendmail.stop());

  const start = async (policy: string): Promise<RunningMilter> => (milter = await sendmail.startMilter(CONFIG(policy)));
  const one = (): Promise<Delivered> => until('a mail at the other end', () => sendmail.delivered[0]);

  it('puts in quarantine a rejection that shows 340 candidates to each other, until somebody lets it go', async () => {
    await start('policy: { mode: enforce }\n');
    expect((await send(sendmail.port, SENDER, candidates, TOULOUSE)).code).toBe(250);
    const [id = ''] = await until('a mail in quarantine', () => (sendmail.quarantined.length > 0 ? sendmail.quarantined : null));
    expect(await milter!.event('mail')).toMatchObject({ id, action: 'hold', intended: 'hold', recipients: 340 });
    await sendmail.command('-q');
    await sendmail.settled();
    expect(sendmail.delivered).toEqual([]);
    expect(await sendmail.command('-bp', '-qQ')).toMatch(new RegExp(`^${id}[^]*QUARANTINE: undisclosed: recipients/visible-recipients=1`, 'm'));
    // As docs/sendmail.md says.
    await sendmail.command('-qQ', '-Q', `-qI${id}`);
    await sendmail.command('-q');
    await until('all candidates', () => sendmail.delivered.flatMap(({ to }) => to).length === candidates.length);
    expect(sendmail.delivered.flatMap(({ to }) => to).sort()).toEqual([...candidates].sort());
    expect(sendmail.quarantined).toEqual([]);
    for (const { message } of sendmail.delivered) expect(withoutAddresses(message)).toBe(withoutAddresses(TOULOUSE));
  });

  it('lets a clean mail through, byte for byte', async () => {
    await start('policy: { mode: enforce }\n');
    expect((await send(sendmail.port, 'claire@agence-belvezet.example', ['anne.martel@gmail.example'], CLEAN)).code).toBe(250);
    expect(withoutTrace((await one()).message)).toBe(CLEAN);
    expect(await milter!.event('mail')).toMatchObject({ action: 'pass', intended: 'pass', rules: {} });
  });

  it('leaves unread what stays inside, what nobody sent, and what a program sent of itself', async () => {
    await start('policy: { mode: enforce, levels: { info: reject, warning: reject, error: reject } }\n');
    const forty = Array.from({ length: 40 }, (_, n) => `colleague${n}@agence-belvezet.example`);
    const group = CLEAN.replace('anne.martel@gmail.example', forty.join(',\r\n '));
    const cases: [string, string[], string][] = [
      ['claire@agence-belvezet.example', forty.slice(0, 3), group],
      ['', ['anne.martel@gmail.example'], group],
      [SENDER, candidates.slice(0, 3), group.replace('Subject:', 'Auto-Submitted: auto-replied (vacation)\r\nSubject:')],
    ];
    for (const [from, to, message] of cases) {
      expect((await send(sendmail.port, from, to, message)).code).toBe(250);
      await sendmail.settled();
      expect(sendmail.delivered.flatMap((mail) => mail.to).sort()).toEqual(to.sort());
      sendmail.delivered.length = 0;
    }
    expect(milter!.lines.some(({ event }) => event === 'mail')).toBe(false);
  });

  it('rejects with rule, reason and remedy, in the language of the mail, on the last line too', async () => {
    await start('policy: { mode: enforce, rules: { recipients/*: reject } }\n');
    const { code, lines } = await send(sendmail.port, SENDER, candidates, TOULOUSE);
    expect(code).toBe(550);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.at(-1)).toMatch(/^5\.7\.1 Non envoye : .*340.* A faire : .*\[recipients\/[a-z-]+\]/);
    expect(lines.join()).not.toContain('%%');
    await sendmail.settled();
    expect([sendmail.delivered, sendmail.quarantined]).toEqual([[], []]);
  });

  it('tags, takes away forged verdicts and what was said to it alone', async () => {
    await start('policy: { mode: tag }\n');
    const forged = TOULOUSE.replace('Subject:', 'X-Undisclosed: pass\r\nx-undisclosed: none; folded\r\n\tover=2\r\nX-Undisclosed-Purpose: newsletter\r\nX-Undisclosedness: kept\r\nSubject:');
    expect((await send(sendmail.port, SENDER, candidates.slice(0, 40), forged)).code).toBe(250);
    const { message } = await one();
    const fields = message.slice(0, message.indexOf('\r\n\r\n')).split(/\r\n(?![ \t])/).filter((field) => /^x-undisclosed/i.test(field));
    expect(fields).toEqual([expect.stringMatching(/^X-Undisclosed: hold; .*recipients\/visible-recipients=1/), 'X-Undisclosedness: kept']);
    expect(withoutAddresses(message.replace(/^X-Undisclosed: .*\r\n(?:[ \t].*\r\n)*/m, ''))).toBe(withoutAddresses(TOULOUSE.replace('Subject:', 'X-Undisclosedness: kept\r\nSubject:')));
  });

  it('makes the fixes that the policy names, and changes no other byte', async () => {
    await start('policy: { mode: enforce, rules: { recipients/bcc-header: { rewrite: [remove-field] }, discrimination/forbidden-question: { rewrite: [remove-question] } } }\n');
    const letter = (blind: readonly string[], question: string): string => crlf(...HEADER, ...blind, ...SPACED, '', 'Bonjour Anne,', '', `Merci de votre candidature.${Buffer.from(question).toString('latin1')} Nous vous rappelons lundi. Cordialement.`, '', 'Claire');
    const asked = letter(['Bcc: ben@client.example,', '\tcarl@archive.example'], ' Êtes-vous enceinte ?');
    expect((await send(sendmail.port, 'claire@agence-belvezet.example', ['anne.martel@gmail.example', 'ben@client.example', 'carl@archive.example'], asked)).code).toBe(250);
    expect(await milter!.event('mail')).toMatchObject({ action: 'rewrite', intended: 'rewrite' });
    expect(withoutTrace((await one()).message)).toBe(letter([], ''));
  });

  it('puts mail off while there is no milter, and takes it again afterwards', async () => {
    expect((await send(sendmail.port, SENDER, ['anne.martel@gmail.example'], CLEAN)).code).toBe(451);
    const killed = await start('policy: { mode: enforce }\n');
    await killed.stop('SIGKILL');
    expect((await send(sendmail.port, SENDER, ['anne.martel@gmail.example'], CLEAN)).code).toBe(451);
    await start('policy: { mode: enforce }\n');
    expect((await send(sendmail.port, SENDER, ['anne.martel@gmail.example'], CLEAN)).code).toBe(250);
    expect((await one()).to).toEqual(['anne.martel@gmail.example']);
    expect(sendmail.delivered).toHaveLength(1);
  });
});
