import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openapi } from '../../src/hosts/http/openapi.ts';
import type { Config } from '../../src/rule/types.ts';
import { served, type Served } from './http-serving.ts';

/** A schema that refuses what it does not name. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  return 'properties' in inner ? { ...inner, additionalProperties: false } : inner;
}

const { components } = openapi('0.0.0') as { components: { schemas: Record<'Result' | 'Problem', object> } };
const ajv = new Ajv2020({ allErrors: true, strict: false });
const isResult = ajv.compile(strict(components.schemas.Result) as object);
const isProblem = ajv.compile(strict(components.schemas.Problem) as object);

const config: Config = {
  extends: ['all'],
  policy: {
    rules: { 'recipients/bcc-header': { rewrite: ['remove-field'] }, 'tone/*': 'tag' }, groupMailing: { from: 30, action: 'reject' },
    overrides: [{ senders: ['dry@studio.example'], mode: 'dry-run' }],
  },
};
let serving: Served;
beforeAll(async () => {
  serving = await served(config);
});
afterAll(() => serving.close());

const people = (count: number): string[] => Array.from({ length: count }, (_, n) => `person${n}@company${n}.example`);
const MAIL = { from: 'ana@studio.example', to: 'Ben <ben@client.example>', subject: 'Your visit', text: 'Hello Ben,\n\nSee you on Monday.\n' };
const REFUSAL = { ...MAIL, subject: 'Your application', text: 'Hello {{name}},\n\nYou are too old for this job. Unfortunately we regret to inform you that you do not meet our requirements.\n', context: { purpose: 'rejection' } };

describe('what is answered', () => {
  it.each([
    ['a mail that may go', MAIL, 'pass', 'enforce'],
    ['a mail that shows its recipients', { ...MAIL, to: people(14) }, 'hold', 'enforce'],
    ['a mail to too many', { ...MAIL, to: people(31) }, 'reject', 'enforce'],
    ['a mail to mend', 'From: ana@studio.example\r\nTo: ben@client.example\r\nBcc: carla@client.example\r\nSubject: Your visit\r\n\r\nHello Ben,\r\n', 'rewrite', 'enforce'],
    ['a refusal', REFUSAL, 'tag', 'enforce'],
    ['a mail of a sender who only tries', { ...MAIL, from: 'dry@studio.example', to: people(14) }, 'pass', 'dry-run'],
    ['a bounce', { ...MAIL, headers: { 'Auto-Submitted': 'auto-replied' } }, 'pass', 'enforce'],
  ])('of %s is as the description says, and nothing else', async (_what, mail, action, mode) => {
    const { status, text } = await (typeof mail === 'string' ? serving.post(mail, 'message/rfc822') : serving.post(JSON.stringify(mail)));
    const answer = JSON.parse(text) as { verdict: object };
    expect(isResult(answer), JSON.stringify(isResult.errors)).toBe(true);
    expect([status, answer.verdict]).toMatchObject([200, { action, mode }]);
  });

  it('of a slip of the finger has what would mend it', async () => {
    const { text, json } = await serving.post(JSON.stringify({ ...MAIL, to: 'Ben <ben@gmial.com>' }));
    expect(isResult(json()), JSON.stringify(isResult.errors)).toBe(true);
    expect(text).toContain('"fix":{"text":"gmail.com"}');
  });

  it('of what cannot be read is so as well', async () => {
    const { status, text } = await serving.post('{"to": ');
    expect(status).toBe(422);
    expect(isResult(JSON.parse(text)), JSON.stringify(isResult.errors)).toBe(true);
  });

  it('of a batch is so line by line', async () => {
    const { text } = await serving.post([MAIL, REFUSAL, 5].map((each) => JSON.stringify(each)).join('\n'), 'application/x-ndjson');
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(isResult(JSON.parse(line)), JSON.stringify(isResult.errors)).toBe(true);
  });

  it('of a broken request is so as well', async () => {
    const { text } = await serving.post('x', 'text/html');
    expect(isProblem(JSON.parse(text)), JSON.stringify(isProblem.errors)).toBe(true);
  });
});
