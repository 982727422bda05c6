import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRulebook, type OpenRulebook } from '../../src/hosts/milter/rulebooks.ts';
import { JudgeError, type Submission } from '../../src/hosts/milter/types.ts';

/** A thread that ends with the first mail that it is given. */
const FRAIL = new URL(`data:text/javascript,${encodeURIComponent("import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(1)); parentPort.postMessage({ ready: true });")}`);

let folder: string;
let rulebook: OpenRulebook;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'undisclosed-rulebook-'));
  const configPath = join(folder, 'config.yaml');
  writeFileSync(configPath, 'internalDomains: [example.com]\npolicy: { mode: enforce, rules: { recipients/bcc-header: { rewrite: [remove-field] } } }\n');
  rulebook = await openRulebook({ configPath, enforce: false, threads: 1, script: FRAIL, onLoss: () => undefined });
});
afterEach(async () => {
  await rulebook.close();
  rmSync(folder, { recursive: true, force: true });
});

const mail = (fields: string, body = ''): Submission => ({
  bytes: new TextEncoder().encode(`From: ana@example.com\r\nTo: ben@client.example\r\n${fields}Subject: Hours\r\n\r\nHello Ben,\r\n${body}`),
  sender: 'ana@example.com', recipients: ['ben@client.example', 'carl@archive.example'], user: null,
});

it('judges a small mail without a thread', async () => {
  expect((await rulebook.judge(mail(''))).verdict.action).toBe('pass');
});

it('knows of a mail that kills the thread which mends it that it needs mending', async () => {
  const judged = await rulebook.judge(mail('Bcc: carl@archive.example\r\n'));
  expect(judged).toMatchObject({ verdict: { action: 'rewrite', reply: { code: 550 } } });
  expect(judged.rewriting).toBeUndefined();
});

it('knows nothing of a large mail that kills its thread', async () => {
  await expect(rulebook.judge(mail('', 'x\r\n'.repeat(30_000)))).rejects.toThrow(JudgeError);
});
