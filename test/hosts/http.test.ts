import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pack } from '../../src/generated/pack.js';
import type { Entry } from '../../src/hosts/http/app.ts';
import { serve, type Serving } from '../../src/hosts/http/serve.ts';
import { rulesInForce } from '../../src/tasks/outgoing.ts';

const TOKEN = 'a-token-for-the-tests';
const PAGE = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-abc='"><title>page</title>`;
const entries: Entry[] = [];
let serving: Serving;

beforeAll(async () => {
  serving = await serve({ host: '127.0.0.1', port: 0, token: TOKEN, maxSize: 1 << 20, version: '0.0.0', page: PAGE, load: () => Promise.resolve(rulesInForce({ pack, config: {} })), log: (entry) => entries.push(entry) });
});
afterAll(() => serving.close());

const crowd = Array.from({ length: 14 }, (_, n) => `person${n}@company${n}.example`);
const CANARY = 'Zanzibarine';
const LEAK = { from: 'ana@studio.example', to: crowd, subject: `List ${CANARY}`, text: `Hello ${CANARY},` };

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly json: () => { messages: { ruleId: string; line: number }[]; verdict: { action: string; reply: { lines: string[] } | null }; fatalErrorCount: number; draft?: number; title?: string };
}

async function post(body: BodyInit | undefined, type = 'application/json', more: Readonly<Record<string, string>> = {}, path = '/v1/check'): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${serving.port}${path}`, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}`, 'content-type': type, connection: 'close', ...more }, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type') ?? '', text, json: () => JSON.parse(text) as ReturnType<Answer['json']> };
}

describe('the page', () => {
  const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${serving.port}${path}`, { headers: { connection: 'close' } });

  it('is there for anybody who opens the address, under its own policy and in no frame', async () => {
    const response = await get('/');
    expect(await response.text()).toBe(PAGE);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; script-src 'sha256-abc='; frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
    });
    expect(entries.at(-1)).toMatchObject({ method: 'GET', path: '/', status: 200 });
  });

  it('opens nothing else', async () => {
    expect((await get('/openapi.json')).status).toBe(401);
    expect((await get('/index.html')).status).toBe(404);
  });
});

describe('a mail posted', () => {
  it('as a JSON draft has findings and a verdict', async () => {
    const { status, json } = await post(JSON.stringify(LEAK));
    expect(status).toBe(200);
    expect(json().messages.map(({ ruleId }) => ruleId)).toContain('recipients/visible-recipients');
    expect(json().verdict.action).toBe('hold');
    expect(json().verdict.reply!.lines.at(-1)).toContain('14 people');
  });

  it('as a raw message has places in it', async () => {
    const { json } = await post(`From: ana@studio.example\r\nTo: ${crowd.join(', ')}\r\n\r\nHello\r\n`, 'message/rfc822; charset=utf-8');
    expect(json().messages.find(({ ruleId }) => ruleId === 'recipients/visible-recipients')!.line).toBe(2);
  });

  it('that may go says so', async () => {
    const { json } = await post(JSON.stringify({ ...LEAK, to: 'Ben <ben@client.example>', text: 'Hello Ben,' }));
    expect(json()).toMatchObject({ messages: [], verdict: { action: 'pass', reply: null } });
  });

  it('is judged by its envelope', async () => {
    const mail = 'From: ana@studio.example\nTo: ben@client.example\nSubject: Correction: our last mail\n\nHello,\n\nPlease disregard our previous email, it was sent in error.\n';
    const { json } = await post(mail, 'message/rfc822', { 'x-envelope-from': 'ana@studio.example', 'x-envelope-to': ['ben@client.example', ...crowd].join(',') });
    expect(json().messages.map(({ ruleId }) => ruleId)).toContain('recipients/correction-to-group');
    expect((await post(mail, 'message/rfc822')).json().messages).toEqual([]);
  });

  it('in a batch has a line of its own', async () => {
    const { text, type } = await post([LEAK, { ...LEAK, to: 'ben@client.example', text: 'Hello Ben,' }, 5].map((each) => JSON.stringify(each)).join('\n'), 'application/x-ndjson');
    expect(type).toContain('application/x-ndjson');
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as ReturnType<Answer['json']>);
    expect(lines.map(({ draft, verdict, fatalErrorCount }) => [draft, verdict.action, fatalErrorCount])).toEqual([[1, 'hold', 0], [2, 'pass', 0], [3, 'tempfail', 1]]);
  });

  it('that cannot be read is not clean', async () => {
    const { status, json } = await post('{"to": ');
    expect(status).toBe(422);
    expect(json()).toMatchObject({ fatalErrorCount: 1, verdict: { action: 'tempfail' } });
  });

  it('is in no answer and no log line', async () => {
    const { text } = await post(JSON.stringify(LEAK));
    expect(text + JSON.stringify(entries)).not.toMatch(new RegExp(`${CANARY}|person\\d`));
    expect(entries.at(-1)).toMatchObject({ method: 'POST', path: '/v1/check', status: 200, mails: 1, held: 1 });
  });
});

describe('a request that is no good', () => {
  it.each([
    ['without a token', { authorization: '' }, 401],
    ['with a wrong token', { authorization: 'Bearer a-token-for-the-tester' }, 401],
    ['with a beginning of the token', { authorization: `Bearer ${TOKEN.slice(0, -1)}` }, 401],
    ['of another kind', { 'content-type': 'text/html' }, 415],
  ])('%s', async (_what, headers, status) => {
    const answer = await post(JSON.stringify(LEAK), 'application/json', headers);
    expect(answer.status).toBe(status);
    expect(answer.type).toBe('application/problem+json');
  });

  it('with nothing in it', async () => {
    expect((await post(undefined)).status).toBe(400);
  });

  it('of a phase that there is not', async () => {
    expect((await post(JSON.stringify(LEAK), 'application/json', {}, '/v1/check?phase=later')).status).toBe(400);
  });

  it('that is too large, said beforehand or found out', async () => {
    const large = 'x'.repeat((1 << 20) + 1);
    expect((await post(large, 'message/rfc822')).status).toBe(413);
    const chunked = await new Promise<number>((resolve, reject) => {
      const sending = httpRequest({ port: serving.port, path: '/v1/check', method: 'POST', headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'message/rfc822', 'transfer-encoding': 'chunked' } }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      });
      sending.on('error', reject);
      for (let at = 0; at < large.length; at += 65_536) sending.write(large.slice(at, at + 65_536));
      sending.end();
    });
    expect(chunked).toBe(413);
  });

  it('by a name that is none of the server’s', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      httpRequest({ port: serving.port, path: '/healthz', headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      }).on('error', reject).end();
    });
    expect(status).toBe(403);
  });

  it.each(['GARBAGE\r\n\r\n', 'POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n', 'POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello'])('broken: %j', async (bytes) => {
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(serving.port, '127.0.0.1', () => void socket.write(bytes));
      socket.setEncoding('latin1').on('data', (part: string) => (text += part)).on('close', () => resolve(text)).on('error', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d|^$/);
    expect((await post(JSON.stringify(LEAK))).status).toBe(200);
  });

  it.each(['POST /v1/ch', `POST /v1/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: message/rfc822\r\nContent-Length: 500\r\n\r\nFrom: a@`])('that never ends is not waited for: %j', async (beginning) => {
    const impatient = await serve({ host: '127.0.0.1', port: 0, token: TOKEN, maxSize: 1 << 20, version: '0.0.0', requestTimeout: 200, load: () => Promise.resolve(rulesInForce({ pack, config: {} })), log: () => undefined });
    try {
      const answer = await new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(impatient.port, '127.0.0.1', () => void socket.write(beginning));
        socket.setEncoding('latin1').on('data', (part: string) => (text += part)).on('close', () => resolve(text)).on('error', () => resolve(text));
      });
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/);
    } finally {
      await impatient.close();
    }
  });

  it('that ends early does no harm', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(serving.port, '127.0.0.1', () => {
        socket.write(`POST /v1/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: message/rfc822\r\nContent-Length: 500\r\n\r\nFrom: a@b.example\r\n`);
        socket.destroy();
      });
      socket.on('close', () => resolve());
    });
    expect((await post(JSON.stringify(LEAK))).status).toBe(200);
  });
});

describe('what stands beside', () => {
  it('tells that it lives, without a token', async () => {
    expect(await (await fetch(`http://127.0.0.1:${serving.port}/healthz`)).json()).toEqual({ status: 'ok' });
  });

  it('describes itself', async () => {
    expect((await fetch(`http://127.0.0.1:${serving.port}/openapi.json`)).status).toBe(401);
    const described = await (await fetch(`http://127.0.0.1:${serving.port}/openapi.json`, { headers: { authorization: `Bearer ${TOKEN}` } })).json() as { openapi: string; paths: object };
    expect(described.openapi).toBe('3.1.0');
    expect(Object.keys(described.paths)).toEqual(['/v1/check', '/healthz']);
  });

  it('answers nothing else', async () => {
    const get = async (path: string): Promise<number> => (await fetch(`http://127.0.0.1:${serving.port}${path}`, { headers: { authorization: `Bearer ${TOKEN}` } })).status;
    expect(await get('/v1/check')).toBe(405);
    expect(await get('/etc/passwd')).toBe(404);
    expect(entries.at(-1)!.path).toBe('');
  });
});
