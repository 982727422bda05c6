import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { served, type Served } from './http-serving.ts';

const crowd = Array.from({ length: 14 }, (_, n) => `person${n}@company${n}.example`);
const DRAFT = { from: 'ana@studio.example', to: crowd, subject: 'Price list', text: 'Hello,' };
const MAIL = `From: ana@studio.example\nTo: ${crowd.join(', ')}\nSubject: Price list\n\nHello,\n`;
const RAW = 'message/rfc822';
/** What comes of a mail by its envelope: what one sender sends, and what reaches one domain. */
const POLICY = { overrides: [{ senders: ['lists@studio.example'], rules: { 'recipients/*': 'tag' } }, { recipientDomains: ['partner.example'], rules: { 'recipients/*': 'reject' } }] } as const;

let serving: Served;
let checking: Served;
beforeAll(async () => {
  serving = await served({ policy: POLICY });
  checking = await served({ policy: { automatic: 'check' } });
});
afterAll(() => Promise.all([serving.close(), checking.close()]));

async function action(body: string, type: string, headers: Readonly<Record<string, string>> = {}, by = serving): Promise<string> {
  return (await by.post(body, type, headers)).json().verdict.action;
}

describe('the reverse path', () => {
  it.each(['lists@studio.example', '<lists@studio.example>', 'Lists@Studio.example'])('is known without forward paths: %s', async (from) => {
    expect(await action(MAIL, RAW, { 'x-envelope-from': from })).toBe('tag');
    expect(await action(JSON.stringify(DRAFT), 'application/json', { 'x-envelope-from': from })).toBe('tag');
  });

  it('leaves the forward paths to the mail, where none are told', async () => {
    const headers = { 'x-envelope-from': 'ana@studio.example' };
    expect(await action(MAIL.replace('To: ', 'To: guest@partner.example, '), RAW, headers)).toBe('reject');
    const envelope = { to: [...crowd, 'guest@partner.example'] };
    expect(await action(JSON.stringify({ ...DRAFT, envelope }), 'application/json', headers)).toBe('reject');
  });

  it('of another sender, or none, is no reason for anything', async () => {
    expect(await action(MAIL, RAW, { 'x-envelope-from': 'ben@studio.example' })).toBe('hold');
    expect(await action(MAIL.replace('ana@', 'lists@'), RAW, { 'x-envelope-from': '' })).toBe('tag');
  });

  it('of a JSON draft holds where only the forward paths are told beside it', async () => {
    const draft = JSON.stringify({ ...DRAFT, envelope: { from: 'lists@studio.example', to: crowd } });
    expect(await action(draft, 'application/json', { 'x-envelope-to': crowd.join(',') })).toBe('tag');
  });

  it('is known of a mail that could not be read', async () => {
    const dry = await served({ policy: { overrides: [{ senders: ['lists@studio.example'], mode: 'dry-run' }] } });
    try {
      expect(await action('{"to": ', 'application/json', {}, dry)).toBe('tempfail');
      expect(await action('{"to": ', 'application/json', { 'x-envelope-from': 'lists@studio.example' }, dry)).toBe('pass');
    } finally {
      await dry.close();
    }
  });
});

describe('a bounce', () => {
  it.each([
    ['told beside the mail', MAIL, RAW, { 'x-envelope-from': '<>' }],
    ['with its recipient', MAIL, RAW, { 'x-envelope-from': '<>', 'x-envelope-to': 'ana@studio.example' }],
    ['whose JSON says it', JSON.stringify({ ...DRAFT, envelope: { from: '<>', to: ['ana@studio.example'] } }), 'application/json', {}],
  ])('is not looked at: %s', async (_what, body, type, headers) => {
    const answer = (await serving.post(body, type, headers)).json();
    expect(answer).toMatchObject({ messages: [], fatalErrorCount: 0, verdict: { action: 'pass', reply: null } });
  });

  it('is not what a caller means who left the field empty', async () => {
    expect(await action(MAIL, RAW, { 'x-envelope-from': '' })).toBe('hold');
  });

  it('that cannot be read is not clean', async () => {
    expect(await serving.post('{"to": ', 'application/json', { 'x-envelope-from': '<>' })).toMatchObject({ status: 422 });
  });

  it('is each mail of a batch that came with the null sender', async () => {
    const { text } = await serving.post(`${JSON.stringify(DRAFT)}\n${JSON.stringify(DRAFT)}\n`, 'application/x-ndjson', { 'x-envelope-from': '<>' });
    expect(text.trimEnd().split('\n').map((line) => (JSON.parse(line) as { verdict: { action: string } }).verdict.action)).toEqual(['pass', 'pass']);
  });
});

describe('a mail that a program sent of itself', () => {
  const automatic = (value: string): [string, string][] => [
    [`Auto-Submitted: ${value}\n${MAIL}`, RAW], [JSON.stringify({ ...DRAFT, headers: { 'Auto-Submitted': value } }), 'application/json'],
  ];

  it.each(['auto-generated', 'auto-replied', 'Auto-Notified; owner-email="ana@studio.example"'])('is not looked at: %s', async (value) => {
    for (const [body, type] of automatic(value)) expect((await serving.post(body, type)).json()).toMatchObject({ messages: [], verdict: { action: 'pass' } });
  });

  it.each(['no', 'no (a person)', ''])('is not one that says: %j', async (value) => {
    for (const [body, type] of automatic(value)) expect(await action(body, type)).toBe('hold');
  });

  it('is looked at where the policy wants it', async () => {
    for (const [body, type] of automatic('auto-generated')) expect(await action(body, type, {}, checking)).toBe('hold');
  });
});
