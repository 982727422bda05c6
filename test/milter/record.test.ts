import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageDigest } from '../../src/tasks/held/digest.ts';
import { entryOf, RECORD_FILE, VerdictRecord, type RecordEntry } from '../../src/hosts/milter/record.ts';
import { readRecord, reportJson, reportText } from '../../src/hosts/milter/report.ts';
import type { Outcome } from '../../src/hosts/milter/types.ts';
import { HOLD, PASS } from './host.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'undisclosed-record-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW = new Date('2026-03-04T05:06:07Z');
const outcome = (more: Partial<Outcome> = {}): Outcome => ({ id: 'Q1', unread: null, verdict: { ...HOLD, rules: [{ rule: 'recipients/x', count: 2, level: 'error', action: 'hold' }] }, failure: null, sender: 'a@example.com', user: null, recipients: 9, size: 1, milliseconds: 1, digest: 'd', ...more });
const entry = (more: Partial<RecordEntry> = {}): RecordEntry => ({ ...entryOf(outcome(), NOW)!, ...more });
const file = (): string => join(folder, RECORD_FILE);

describe('the record', () => {
  it('holds what did not simply pass: sender, rules, counts', () => {
    expect(entryOf(outcome(), NOW)).toEqual({ time: '2026-03-04T05:06:07.000Z', id: 'Q1', mode: 'enforce', action: 'hold', intended: 'hold', sender: 'a@example.com', user: null, recipients: 9, rules: { 'recipients/x': 2 }, actions: { 'recipients/x': 'hold' }, failure: null, digest: 'd' });
    expect(entryOf(outcome({ verdict: PASS }), NOW)).toBeNull();
    expect(entryOf(outcome({ verdict: null, unread: 'inbound' }), NOW)).toBeNull();
  });
  it('is its owner\'s alone, appended to, and begun anew where it was moved away', () => {
    const record = new VerdictRecord(folder);
    record.append(entry());
    renameSync(file(), `${file()}.1`);
    record.append(entry());
    record.reopen();
    record.append(entry({ id: 'Q3' }));
    record.close();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readFileSync(`${file()}.1`, 'utf8').trim().split('\n')).toHaveLength(2);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ id: 'Q3' });
  });
  it('is not written through a symbolic link', () => {
    writeFileSync(join(folder, 'elsewhere'), 'x');
    symlinkSync(join(folder, 'elsewhere'), file());
    expect(() => new VerdictRecord(folder)).toThrow();
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('x');
  });
});

describe('the report', () => {
  const write = (...entries: readonly RecordEntry[]): void => writeFileSync(file(), entries.map((each) => `${JSON.stringify(each)}\n`).join(''));
  it('counts by sender and rule, whoever has most first', async () => {
    write(entry({ sender: 'b@example.com', time: '2026-03-01T00:00:00.000Z' }), entry({ sender: 'B@example.com', intended: 'reject', rules: { 'recipients/x': 1, 'tone/y': 4 } }), entry({ intended: 'tempfail', failure: 'timeout', rules: {} }), entry({ sender: '' }));
    appendFileSync(file(), 'broken\n{"time":1}\n\n');
    expect(await readRecord(file())).toEqual({
      from: '2026-03-01T00:00:00.000Z', to: '2026-03-04T05:06:07.000Z', mails: 4, more: 0, broken: 2,
      senders: [
        { sender: 'b@example.com', mails: { hold: 1, reject: 1 }, rules: { 'recipients/x': 2, 'tone/y': 1 } },
        { sender: '', mails: { hold: 1 }, rules: { 'recipients/x': 1 } },
        { sender: 'a@example.com', mails: { unjudged: 1 }, rules: {} },
      ],
    });
    expect((await readRecord(file(), '2026-03-02')).mails).toBe(3);
  });
  it('proposes lines for those who send such again and again', async () => {
    write(...Array.from({ length: 3 }, () => entry({ sender: 'news@example.com', rules: { 'recipients/x': 1, 'policy/group-mailing': 90 } })), entry());
    const text = reportText(await readRecord(file()), 'en', false);
    expect(text).toContain('  overrides:\n    - senders: ["news@example.com"]\n      rules:\n        recipients/x: pass\n      groupMailing: { from: 2, action: pass }\n');
    expect(text).not.toContain('["a@example.com"]');
    expect(text).toContain('4 mails');
  });
  it('proposes none for a sender whose address, as a pattern, would let others pass as well', async () => {
    for (const sender of ['*@example.com', 'a?@example.com', '@example.com']) {
      write(...Array.from({ length: 3 }, () => entry({ sender, rules: { 'recipients/x': 1 } })));
      const text = reportText(await readRecord(file()), 'en', false);
      expect(text).toContain(`  ${sender}`);
      expect(text).not.toContain('overrides:');
    }
  });
  it('masks, and prints nothing that a terminal obeys', async () => {
    write(...Array.from({ length: 3 }, () => entry({ sender: 'evil\u001b[31m@example.com', rules: { '\u001b[2J': 1 } })));
    const report = await readRecord(file());
    for (const text of [reportText(report, 'fr', false), reportText(report, 'en', true), reportJson(report, false), reportJson(report, true)]) expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    expect(reportText(report, 'en', true)).not.toContain('evil');
    expect(reportJson(report, true)).not.toContain('evil');
    expect(reportText({ ...report, mails: 0 }, 'fr', false)).toBe("Aucun message n'aurait été arrêté ni marqué.\n");
  });
});

describe('what a mail is', () => {
  const digest = (text: string): string => messageDigest(Buffer.from(text, 'latin1'));
  const mail = 'Subject: a\r\n\tb\r\nTo: c@one.example\r\n\r\nHello\r\n';
  it('is the same in the queue: trace fields, our own, and line ends aside', () => {
    expect(digest(mail)).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(`Received: by mx\n\tid 1\nX-Undisclosed: hold\nDKIM-Signature: v=1;\n b=x\n${mail.replaceAll('\r\n', '\n')}`)).toBe(digest(mail));
    expect(digest(mail.replace('To:', 'x-undisclosed-purpose: hr\r\nTo:'))).toBe(digest(mail));
  });
  it('is another where field or body are', () => {
    const others = [mail.replace('a\r\n\tb', 'a b'), mail.replace('c@', 'd@'), mail.replace('Hello', 'hello'), mail.replace('Subject', 'X-Received'), `\r\n${mail}`];
    expect(new Set([mail, ...others].map(digest)).size).toBe(6);
  });
});
