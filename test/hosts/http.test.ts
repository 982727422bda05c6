import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { served, TOKEN, type Answer, type Served } from './http-serving.ts';

const PAGE = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-abc='"><title>page</title>`;
let serving: Served;

beforeAll(async () => {
  serving = await served({}, { page: PAGE });
});
afterAll(() => serving.close());

const crowd = Array.from({ length: 14 }, (_, n) => `person${n}@company${n}.example`);
const CANARY = 'Zanzibarine';
const LEAK = { from: 'ana@studio.example', to: crowd, subject: `List ${CANARY}`, text: `Hello ${CANARY},` };

const post: Served['post'] = (...request) => serving.post(...request);

describe('the page', () => {
  const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${serving.port}${path}`, { headers: { connection: 'close' } });

  it('is there for anybody who opens the address, under its own policy and in no frame', async () => {
    const response = await get('/');
    expect(await response.text()).toBe(PAGE);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; script-src 'sha256-abc='; frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
    });
    expect(serving.entries.at(-1)).toMatchObject({ method: 'GET', path: '/', status: 200 });
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

  it.each(['identity', 'Identity', ''])('in no coding is read as it stands: %j', async (coding) => {
    expect((await post(JSON.stringify(LEAK), 'application/json', { 'content-encoding': coding })).json().verdict.action).toBe('hold');
  });

  it('in chunks is read to its end', async () => {
    const body = JSON.stringify(LEAK);
    const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
    const answer = await serving.raw(`POST /v1/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunk(body.slice(0, 40))}${chunk(body.slice(40))}0\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*"action":"hold"/);
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
    expect(text + JSON.stringify(serving.entries)).not.toMatch(new RegExp(`${CANARY}|person\\d`));
    expect(serving.entries.at(-1)).toMatchObject({ method: 'POST', path: '/v1/check', status: 200, mails: 1, held: 1 });
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

  it.each([['', ''], ['said so', 'Content-Length: 0\r\n'], ['in chunks', 'Transfer-Encoding: chunked\r\n']])('with nothing in it %s', async (_what, header) => {
    const head = `POST /v1/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: message/rfc822\r\nConnection: close\r\n${header}\r\n`;
    expect(await serving.raw(header.startsWith('T') ? `${head}0\r\n\r\n` : head)).toMatch(/^HTTP\/1\.1 400 [^]*\{[^}]*There is nothing in the request/);
  });

  it.each(['gzip', 'br', 'zstd', 'identity, gzip', 'GZIP', 'x-of-my-own'])('in a coding that is not undone: %s', async (coding) => {
    const answer = await post(JSON.stringify(LEAK), 'application/json', { 'content-encoding': coding });
    expect(answer).toMatchObject({ status: 415, type: 'application/problem+json' });
    expect(answer.headers.get('accept-encoding')).toBe('identity');
  });

  it('of another kind is not told of codings', async () => {
    expect((await post('x', 'text/html')).headers.get('accept-encoding')).toBeNull();
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
    const answer = await serving.raw(bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d|^$/);
    expect((await post(JSON.stringify(LEAK))).status).toBe(200);
  });

  it.each(['POST /v1/ch', `POST /v1/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: message/rfc822\r\nContent-Length: 500\r\n\r\nFrom: a@`])('that never ends is not waited for: %j', async (beginning) => {
    const impatient = await served({}, { requestTimeout: 200 });
    try {
      const answer = await impatient.raw(beginning);
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
    const described = await (await fetch(`http://127.0.0.1:${serving.port}/openapi.json`, { headers: { authorization: `Bearer ${TOKEN}` } })).json() as { openapi: string; paths: Record<string, Record<string, { responses: object }>> };
    expect(described.openapi).toBe('3.1.0');
    expect(Object.keys(described.paths)).toEqual(['/v1/check', '/healthz']);
    const statuses = (path: string, method: string): string[] => Object.keys(described.paths[path]![method]!.responses);
    expect(statuses('/v1/check', 'post')).toEqual(['200', '400', '401', '403', '405', '413', '415', '422', '500']);
    expect(statuses('/healthz', 'get')).toEqual(['200', '403']);
  });

  it('answers nothing else', async () => {
    const get = async (path: string): Promise<number> => (await fetch(`http://127.0.0.1:${serving.port}${path}`, { headers: { authorization: `Bearer ${TOKEN}` } })).status;
    expect(await get('/v1/check')).toBe(405);
    expect((await fetch(`http://127.0.0.1:${serving.port}/v1/check`, { method: 'DELETE', headers: { authorization: `Bearer ${TOKEN}` } })).headers.get('allow')).toBe('POST');
    expect(await get('/etc/passwd')).toBe(404);
    expect(serving.entries.at(-1)!.path).toBe('');
  });
});
