import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from '../cli/program.ts';
import { freePort, hasPostfix, Postfix, RunningMilter, startMilter, until, type Delivered } from './postfix.ts';
import { send, SmtpClient } from './smtp.ts';

const fixture = (path: string): string => readFileSync(fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url)), 'latin1').replace(/\r?\n/g, '\r\n');
const TOULOUSE = fixture('incidents/toulouse-rejection/rejection.eml');
const candidates = Array.from({ length: 340 }, (_, n) => `candidate${n}@webmail${n % 9}.example`);
const SENDER = 'recrutement@agence-belvezet.example';
const CONFIG = (policy: string): string => `extends: [hr]\ninternalDomains: [agence-belvezet.example]\n${policy}`;
const CLEAN = 'From: Claire Morel <claire@agence-belvezet.example>\r\nTo: anne.martel@gmail.example\r\nSubject: Lundi\r\nDate: Mon, 3 Nov 2025 09:00:00 +0100\r\nMessage-ID: <1@agence-belvezet.example>\r\n\tX-folded: not a field\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nBonjour Anne,\r\n\r\n\u00c3\u0080 lundi. 100 %\r\n.\r\n..\r\n  trailing  \r\n\r\nClaire\r\n';

/** Without what Postfix itself put above: its Received and Return-Path. */
const withoutTrace = (message: string): string => message.replace(/^(?:Received: .*\r\n(?:[ \t].*\r\n)*)+/, '');

it('has a Postfix to speak with', () => expect(hasPostfix).toBe(true));

describe.runIf(hasPostfix)('Postfix with the milter', () => {
  let postfix: Postfix;
  let milter: RunningMilter | null = null;

  beforeAll(async () => {
    postfix = await Postfix.start();
    await postfix.set({ smtpd_milters: `unix:${postfix.socket}`, non_smtpd_milters: `unix:${postfix.socket}`, milter_default_action: 'tempfail' });
  });
  afterEach(async () => {
    await milter?.stop();
    milter = null;
    await postfix.clear();
  });
  afterAll(() => postfix.stop());

  const start = async (policy: string, args: readonly string[] = []): Promise<RunningMilter> => (milter = await startMilter(postfix, CONFIG(policy), args));
  const one = (): Promise<Delivered> => until('a mail at the other end', () => postfix.delivered[0]);

  it('holds a rejection that shows 340 candidates to each other; none of them gets it', async () => {
    await start('policy: { mode: enforce }\n');
    const reply = await send(postfix.port, SENDER, candidates, TOULOUSE);
    expect(reply.code).toBe(250);
    const held = await until('a held mail', async () => (await postfix.held())[0]);
    expect(held).toMatchObject({ queue_name: 'hold', sender: SENDER });
    await postfix.settled();
    expect(postfix.delivered).toEqual([]);
    const judged = await milter!.event('mail');
    expect(judged).toMatchObject({ id: held.queue_id, action: 'hold', intended: 'hold', recipients: 340 });
    expect(Object.keys(judged['rules'] as object)).toContain('recipients/visible-recipients');
    expect(JSON.stringify(milter!.lines)).not.toMatch(/@|candid|belvezet\.example/i);
    const record = join(postfix.folder, 'state/verdicts.jsonl');
    expect(statSync(record).mode & 0o777).toBe(0o600);
    const entry = JSON.parse(readFileSync(record, 'utf8')) as Record<string, unknown>;
    expect(entry).toMatchObject({ id: held.queue_id, sender: SENDER, action: 'hold', recipients: 340 });
    expect(entry['digest']).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(entry)).not.toMatch(/webmail|candidate\d/);
  });

  it('lets a clean mail through, byte for byte', async () => {
    await start('policy: { mode: enforce }\n');
    expect((await send(postfix.port, 'claire@agence-belvezet.example', ['anne.martel@gmail.example'], CLEAN)).code).toBe(250);
    expect(withoutTrace((await one()).message)).toBe(CLEAN);
    expect(await milter!.event('mail')).toMatchObject({ action: 'pass', intended: 'pass', rules: {} });
  });

  it('gives the linter the very bytes, and the blind recipients that the header does not name', async () => {
    await start('policy: { mode: enforce, groupMailing: { from: 31, action: reject } }\n');
    const blind = candidates.slice(0, 30);
    const { code, lines } = await send(postfix.port, SENDER, ['anne.martel@gmail.example', ...blind], CLEAN);
    expect([code, lines.at(-1)]).toEqual([550, expect.stringContaining('[policy/group-mailing]')]);
  });

  it('leaves unread what comes in from outside, what stays inside, and what nobody sent', async () => {
    await start('policy: { mode: enforce, levels: { info: hold, warning: hold, error: reject }, rules: { recipients/*: reject } }\n');
    const forty = Array.from({ length: 40 }, (_, n) => `colleague${n}@agence-belvezet.example`);
    const group = CLEAN.replace('anne.martel@gmail.example', forty.join(',\r\n '));
    const outside = { ADDR: '192.0.2.7', NAME: 'mail.world.example' };
    const cases: [string, string[], string, Record<string, string>][] = [
      ['somebody@world.example', forty.slice(0, 2), group.replace('claire@agence-belvezet.example', 'somebody@world.example'), outside],
      ['claire@agence-belvezet.example', forty, group, {}],
      ['', ['anne.martel@gmail.example'], group, {}],
      [SENDER, candidates.slice(0, 40), group.replace('Subject:', 'Auto-Submitted: auto-replied (vacation)\r\nSubject:'), {}],
    ];
    for (const [from, to, message, pretend] of cases) {
      expect((await send(postfix.port, from, to, message, pretend)).code).toBe(250);
      expect(withoutTrace((await one()).message)).toBe(message);
      await postfix.settled();
      postfix.delivered.length = 0;
    }
    expect(milter!.lines.some(({ event }) => event === 'mail')).toBe(false);
  });

  it('judges those who logged in wherever they are, by their name', async () => {
    await start('policy: { mode: enforce, overrides: [{ users: [newsletter], rules: { recipients/*: pass } }] }\n');
    const outside = { ADDR: '192.0.2.7' };
    const login = async (user: string): Promise<number> => (await send(postfix.port, SENDER, candidates.slice(0, 50), TOULOUSE, { ...outside, LOGIN: user })).code;
    expect(await login('anne')).toBe(250);
    expect((await postfix.held()).length).toBe(1);
    expect(await login('newsletter')).toBe(250);
    await one();
    expect((await postfix.held()).length).toBe(1);
  });

  it('rejects with rule, reason and remedy, in the language of the mail, on the last line too', async () => {
    await start('policy: { mode: enforce, rules: { recipients/*: reject } }\n');
    const { code, lines } = await send(postfix.port, SENDER, candidates, TOULOUSE);
    expect(code).toBe(550);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.at(-1)).toMatch(/^5\.7\.1 Non envoye : .*340.* A faire : .*\[recipients\/[a-z-]+\]/);
    expect(lines.every((line) => /^[\x20-\x7e]{1,506}$/.test(line))).toBe(true);
    expect(lines.join()).not.toContain('%%');
    await postfix.settled();
    expect(postfix.delivered).toEqual([]);
  });

  it('tags, takes away forged verdicts and what was said to it alone', async () => {
    await start('policy: { mode: tag }\n');
    const forged = TOULOUSE.replace('Subject:', 'X-Undisclosed: pass\r\nx-undisclosed: none; folded\r\n\tover=2\r\nX-Undisclosed-Purpose: newsletter\r\nX-Undisclosed-First-Name: Anne\r\nX-Undisclosedness: kept\r\nSubject:');
    expect((await send(postfix.port, SENDER, candidates.slice(0, 40), forged)).code).toBe(250);
    const { message } = await one();
    const fields = message.slice(0, message.indexOf('\r\n\r\n')).split(/\r\n(?![ \t])/).filter((field) => /^x-undisclosed/i.test(field));
    expect(fields).toHaveLength(2);
    expect(fields[0]).toMatch(/^X-Undisclosed: hold; .*recipients\/visible-recipients=1/);
    expect(fields[1]).toBe('X-Undisclosedness: kept');
    expect(withoutTrace(message.replace(/^X-Undisclosed: .*\r\n/, ''))).toBe(TOULOUSE.replace('Subject:', 'X-Undisclosedness: kept\r\nSubject:'));
  });

  it('changes nothing in a dry run, and reports what would have been', async () => {
    await start('');
    const said = TOULOUSE.replace('Subject:', 'X-Undisclosed: pass\r\nX-Undisclosed-Purpose: newsletter\r\nSubject:');
    for (let n = 0; n < 3; n++) expect((await send(postfix.port, SENDER, candidates.slice(0, 40), said)).code).toBe(250);
    await until('three mails', () => postfix.delivered.length === 3);
    for (const { message } of postfix.delivered) expect(withoutTrace(message)).toBe(said);
    const state = ['--state', join(postfix.folder, 'state'), '--since', new Date(Date.now() - 600_000).toISOString().slice(0, 16)];
    const report = await runIn(postfix.folder, ['milter', 'report', ...state, '--show-content']);
    expect(report).toMatchObject({ code: 0, err: '' });
    expect(report.out).toContain(SENDER);
    expect(report.out).toContain(`- senders: ["${SENDER}"]`);
    expect(report.out).toContain('recipients/visible-recipients: pass');
    const masked = await runIn(postfix.folder, ['milter', 'report', ...state]);
    expect(masked.out).not.toContain('recrutement@');
    expect(JSON.parse((await runIn(postfix.folder, ['milter', 'report', ...state, '-f', 'json', '--show-content'])).out)).toMatchObject({ senders: expect.arrayContaining([expect.objectContaining({ sender: SENDER })]) as unknown });
  });

  it('judges what a local program submits through sendmail', async () => {
    await start('policy: { mode: enforce }\n');
    await postfix.sendmail(['-i', '-f', SENDER, '--', ...candidates.slice(0, 60)], TOULOUSE.replaceAll('\r\n', '\n'));
    await until('a held mail', async () => (await postfix.held()).length === 1);
    await postfix.settled();
    expect(postfix.delivered).toEqual([]);
  });

  it('judges each of several mails of one connection by itself', async () => {
    await start('policy: { mode: enforce, rules: { recipients/*: reject } }\n');
    const client = await SmtpClient.open(postfix.port);
    const clean = (): Promise<{ code: number }> => client.mail('claire@agence-belvezet.example', ['anne.martel@gmail.example'], CLEAN);
    expect((await clean()).code).toBe(250);
    expect((await client.mail(SENDER, candidates.slice(0, 40), TOULOUSE)).code).toBe(550);
    expect((await clean()).code).toBe(250);
    await client.command(`MAIL FROM:<${SENDER}>`);
    await client.command('RCPT TO:<a@world.example>');
    await client.command('RSET');
    expect((await clean()).code).toBe(250);
    client.close();
    await until('three mails', () => postfix.delivered.length === 3);
    for (const { message } of postfix.delivered) expect(withoutTrace(message)).toBe(CLEAN);
  });

  it('speaks over TCP as well', async () => {
    const port = await freePort();
    const running = await start('policy: { mode: enforce, rules: { recipients/*: reject } }\n');
    await running.stop();
    writeFileSync(join(postfix.folder, 'inet.yaml'), CONFIG('policy: { mode: enforce, rules: { recipients/*: reject } }\n'));
    milter = new RunningMilter(['--listen', `inet:${port}@127.0.0.1`, '--config', join(postfix.folder, 'inet.yaml'), '--state', join(postfix.folder, 'state')]);
    await milter.event('listening');
    await postfix.set({ smtpd_milters: `inet:127.0.0.1:${port}` });
    try {
      expect((await send(postfix.port, SENDER, candidates.slice(0, 40), TOULOUSE)).code).toBe(550);
      expect((await send(postfix.port, SENDER, ['anne.martel@gmail.example'], CLEAN)).code).toBe(250);
      expect(withoutTrace((await one()).message)).toBe(CLEAN);
    } finally {
      await postfix.set({ smtpd_milters: `unix:${postfix.socket}` });
    }
  });

  it('loads another configuration under load without losing a mail; one that is wrong leaves the old in effect', async () => {
    const running = await start('policy: { mode: enforce, rules: { recipients/*: reject } }\n');
    const file = join(postfix.folder, 'undisclosed.config.yaml');
    let codes: number[] = [];
    const sending = Promise.all(Array.from({ length: 4 }, async () => {
      const client = await SmtpClient.open(postfix.port);
      for (let n = 0; n < 40; n++) codes.push((await client.mail('claire@agence-belvezet.example', ['anne.martel@gmail.example'], CLEAN)).code);
      client.close();
    }));
    await until('the first mails', () => codes.length > 5);
    writeFileSync(file, CONFIG('policy: { mode: enforce, rules: { recipients/*: tag } }\n'));
    running.child.kill('SIGHUP');
    await running.event('reloaded');
    writeFileSync(file, CONFIG('policy: { mode: enforce, rules: { recipient/*: hold } }\n'));
    running.child.kill('SIGHUP');
    expect((await running.event('reload'))['error']).toContain('undisclosed.config.yaml:3:35: There is no rule recipient/*.');
    await sending;
    expect(codes).toEqual(Array(160).fill(250));
    await until('all mails', () => postfix.delivered.length === 160);
    codes = [(await send(postfix.port, SENDER, candidates.slice(0, 40), TOULOUSE)).code];
    expect(codes).toEqual([250]);
    await until('the tagged mail', () => postfix.delivered.some(({ message }) => /^X-Undisclosed: tag; /m.test(message)));
  });

  it('takes over the socket that a killed milter left, and no other', async () => {
    const first = await start('policy: { mode: enforce }\n');
    await first.stop('SIGKILL');
    expect(statSync(postfix.socket).isSocket()).toBe(true);
    await start('policy: { mode: enforce }\n');
    const second = new RunningMilter(['--listen', `unix:${postfix.socket}`, '--config', join(postfix.folder, 'undisclosed.config.yaml'), '--state', join(postfix.folder, 'state')]);
    expect([await second.ended, second.errors]).toEqual([2, expect.stringContaining('another process answers there')]);
    const link = join(postfix.folder, 'run/link.sock');
    symlinkSync(postfix.socket, link);
    const third = new RunningMilter(['--listen', `unix:${link}`, '--config', join(postfix.folder, 'undisclosed.config.yaml'), '--state', join(postfix.folder, 'state')]);
    expect([await third.ended, third.errors]).toEqual([2, expect.stringContaining('is not a socket')]);
    expect((await send(postfix.port, 'claire@agence-belvezet.example', ['anne.martel@gmail.example'], CLEAN)).code).toBe(250);
    expect(await milter!.stop()).toBe(0);
    expect(statSync(postfix.socket, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('serves health and metrics to this host', async () => {
    const port = await freePort();
    await start('policy: { mode: enforce }\n', ['--metrics', String(port)]);
    await send(postfix.port, SENDER, candidates.slice(0, 40), TOULOUSE);
    const get = async (path: string): Promise<[number, string]> => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return [response.status, await response.text()];
    };
    expect(await get('/healthz')).toEqual([200, 'ok\n']);
    const [status, text] = await get('/metrics');
    expect(status).toBe(200);
    expect(text).toMatch(/^undisclosed_mails_total\{action="hold",intended="hold",mode="enforce"\} 1$/m);
    expect(text).toMatch(/^undisclosed_rule_mails_total\{rule="recipients\/visible-recipients"\} 1$/m);
    expect(text).not.toContain('@');
    expect((await get('/'))[0]).toBe(404);
  });
});
