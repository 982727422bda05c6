import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { undisclosed, UndisclosedError, type UndisclosedOptions } from '../../src/hosts/nodemailer/plugin.ts';
import { smtpSink, type Received, type SmtpSink } from './smtp-sink.ts';

let sink: SmtpSink;
let received: Received[];

beforeAll(async () => {
  sink = await smtpSink();
  ({ received } = sink);
});
afterAll(() => sink.close());
beforeEach(() => void received.splice(0));

function transport(options: UndisclosedOptions = {}): ReturnType<typeof nodemailer.createTransport> {
  const made = nodemailer.createTransport({ host: '127.0.0.1', port: sink.port, secure: false, ignoreTLS: true });
  made.use('stream', undisclosed(options));
  return made;
}

const crowd = Array.from({ length: 14 }, (_, n) => `person${n}@company${n}.example`);
const clean = { from: 'Ana <ana@studio.example>', to: 'Ben <ben@client.example>', subject: 'Your visit', text: 'Hello Ben,\n\nSee you on Monday.\n' };

async function refusal(sending: Promise<unknown>): Promise<UndisclosedError> {
  const error: unknown = await sending.then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(UndisclosedError);
  return error as UndisclosedError;
}

describe('a mail sent through Nodemailer', () => {
  it('arrives as it was built', async () => {
    const boundaries: string[] = [];
    await transport({ onVerdict: ({ action }) => boundaries.push(action) }).sendMail({ ...clean, html: '<p>Hello Ben,</p>', attachments: [{ filename: 'plan.txt', content: 'A plan' }] });
    expect(boundaries).toEqual(['pass']);
    expect(received).toHaveLength(1);
    expect(received[0]!.message).toContain('Hello Ben,');
    expect(received[0]!.message).not.toMatch(/x-undisclosed/i);
  });

  it('that the policy holds is rejected with a code, the findings and the verdict, and does not leave', async () => {
    const error = await refusal(transport().sendMail({ ...clean, to: crowd }));
    expect(error).toMatchObject({ code: 'EUNDISCLOSED', responseCode: 550, verdict: { action: 'hold' } });
    expect(error.findings.map(({ ruleId }) => ruleId)).toContain('recipients/visible-recipients');
    expect(error.message).toContain('14 people');
    expect(error.response).toMatch(/^550-5\.7\.1 [\s\S]*\r\n550 5\.7\.1 Not sent/);
    expect(received).toEqual([]);
  });

  it('counts blind recipients, which stand in the envelope alone', async () => {
    const error = await refusal(transport({ config: { policy: { groupMailing: { from: 10, action: 'reject' } } } }).sendMail({ ...clean, to: undefined, bcc: crowd }));
    expect(error.verdict.rules.map(({ rule }) => rule)).toEqual(['policy/group-mailing']);
    expect(received).toEqual([]);
  });

  it('carries a tag where the policy says so', async () => {
    await transport({ config: { policy: { rules: { 'recipients/*': 'tag' } } } }).sendMail({ ...clean, to: crowd });
    expect(received[0]!.message).toMatch(/^X-Undisclosed: tag; recipients\/visible-recipients=1/);
    expect(received[0]!.to).toEqual(crowd);
  });

  it('loses the context that the application gave for the rules', async () => {
    await transport().sendMail({ ...clean, headers: { 'X-Undisclosed-Purpose': 'notice' } });
    expect(received[0]!.message).not.toMatch(/undisclosed/i);
  });

  it('is judged by a configuration file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'undisclosed-nodemailer-'));
    try {
      writeFileSync(join(folder, 'c.yaml'), 'policy: { rules: { "recipients/*": reject } }\n');
      expect((await refusal(transport({ config: join(folder, 'c.yaml') }).sendMail({ ...clean, to: crowd }))).verdict.action).toBe('reject');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('does not leave where the configuration cannot be read', async () => {
    await expect(transport({ config: '/nowhere/undisclosed.yaml' }).sendMail(clean)).rejects.toThrow();
    expect(received).toEqual([]);
  });
});
