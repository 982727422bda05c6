import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
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
    await expect(transport({ config: '/nowhere/undisclosed.yaml' }).sendMail(clean)).rejects.toMatchObject({ name: 'ConfigError', code: 'EUNDISCLOSEDCONFIG', message: expect.stringContaining('/nowhere/undisclosed.yaml:1:1: ') as string });
    expect(received).toEqual([]);
  });
});

describe('a configuration given as an object', () => {
  const RECIPIENTS = 'recipients/visible-recipients';
  it.each([
    [{ policy: { mode: 'enforze' } }, 'config.policy.mode: enforze is not possible here; possible: dry-run, tag, enforce. Did you mean enforce?\n  Write instead:\n    "mode": "enforce"'],
    [{ policy: { mode: 'Enforce' } }, 'config.policy.mode: Enforce is not possible here'],
    [{ policy: { rules: { 'recipients/*': 'block' } } }, 'config.policy.rules["recipients/*"]: block is not possible here'],
    [{ policy: { levels: { error: 'HOLD' } } }, 'config.policy.levels.error: HOLD is not possible here'],
    [{ policy: { groupMailing: 5 } }, 'config.policy.groupMailing: Expected here'],
    [{ policy: { rules: { [RECIPIENTS]: { rewrite: 'remove-field' } } } }, `config.policy.rules["${RECIPIENTS}"].rewrite: Expected here: a list.`],
    [{ policy: { rules: { [RECIPIENTS]: { rewrite: ['remove-fields'] } } } }, `config.policy.rules["${RECIPIENTS}"].rewrite[0]: `],
    [{ policy: { overrides: [{ senders: ['@studio.example'], mode: 'of' }] } }, 'config.policy.overrides[0].mode: of is not possible here'],
    [{ extends: ['nosuch'] }, 'config.extends[0]: '],
    [{ extends: ['./nosuch.yaml'] }, 'config.extends[0]: There is no file ./nosuch.yaml'],
    [{ rules: { 'recipient/visible-recipients': 'error' } }, `config.rules["recipient/visible-recipients"]: There is no rule recipient/visible-recipients. Did you mean ${RECIPIENTS}?`],
    [{ rules: { 'recipient/*': 'hold' } }, 'config.rules["recipient/*"]: '],
    [{ polcy: {} }, 'config.polcy: Unknown key polcy. Did you mean policy?'],
    [5, 'config: Expected here: keys with values.'],
  ])('that cannot be is refused where the plugin is made: %j', (config, says) => {
    let thrown: unknown;
    try {
      undisclosed({ config } as UndisclosedOptions);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ name: 'ConfigError', code: 'EUNDISCLOSEDCONFIG', message: expect.stringContaining(says) as string });
  });

  it('under a name that is not looked at is refused', () => {
    expect(() => undisclosed({ policy: { mode: 'enforce' } } as UndisclosedOptions)).toThrow('Unknown option "policy"; there are: config, user, onVerdict.');
  });

  it('may extend a file, from the working directory', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'undisclosed-nodemailer-'));
    try {
      writeFileSync(join(folder, 'base.yaml'), 'policy: { rules: { "recipients/*": reject } }\n');
      const path = `./${relative(process.cwd(), join(folder, 'base.yaml'))}`;
      expect((await refusal(transport({ config: { extends: [path, 'recommended'] } }).sendMail({ ...clean, to: crowd }))).verdict.action).toBe('reject');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
