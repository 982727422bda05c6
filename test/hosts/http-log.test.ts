import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { pack } from '../../src/generated/pack.js';
import { createApp, type Entry } from '../../src/hosts/http/app.ts';
import { served, TOKEN, type Served } from './http-serving.ts';

const crowd = Array.from({ length: 14 }, (_, n) => `person${n}@company${n}.example`);
const LEAK = { from: 'ana@studio.example', to: crowd, subject: 'Price list', text: 'Hello,' };
const TYPED = '/v1/jeanne.dupont@candidate.example/Votre-candidature';

let serving: Served;
beforeAll(async () => {
  serving = await served();
});
afterAll(() => serving.close());

describe('the path of a request', () => {
  const get = (path: string, headers: Readonly<Record<string, string>>): Promise<number> => new Promise((resolve, reject) => {
    httpRequest({ port: serving.port, path, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode!));
    }).on('error', reject).end();
  });

  it.each([
    ['without a token', TYPED, {}, 401],
    ['by a strange name', TYPED, { host: 'other.example' }, 403],
    ['that is not there', TYPED, { authorization: `Bearer ${TOKEN}` }, 404],
    ['that begins like one of ours', `/v1/check${TYPED}`, {}, 401],
    ['that ends like one of ours', `${TYPED}/v1/check`, {}, 401],
  ])('is not logged: %s', async (_what, path, headers, status) => {
    expect(await get(path, headers)).toBe(status);
    expect(serving.entries.at(-1)).toMatchObject({ method: 'GET', path: '', status });
  });

  it('is logged where it is one of ours, without its query', async () => {
    expect(await get(`/v1/check?phase=${encodeURIComponent(TYPED)}`, {})).toBe(401);
    expect(serving.entries.at(-1)).toMatchObject({ path: '/v1/check', status: 401 });
    expect(await get('/healthz', { host: 'other.example' })).toBe(403);
    expect(serving.entries.at(-1)).toMatchObject({ path: '/healthz', status: 403 });
  });
});

describe('the mails of a batch', () => {
  it('are counted when the last of them is answered', async () => {
    const body = [LEAK, { ...LEAK, to: 'ben@client.example', text: 'Hello Ben,' }, 5].map((each) => JSON.stringify(each)).join('\n');
    await serving.post(body, 'application/x-ndjson');
    // The third cannot be read, and nobody lets it go.
    expect(serving.entries.at(-1)).toMatchObject({ path: '/v1/check', status: 200, mails: 3, held: 2 });
    expect(serving.entries.filter(({ mails }) => mails === 3)).toHaveLength(1);
    await serving.post(`From - Mon Oct  5 10:00:00 2026\nFrom: ana@studio.example\nTo: ben@client.example\n\nHello Ben,\n`, 'application/mbox');
    expect(serving.entries.at(-1)).toMatchObject({ mails: 1, held: 0 });
  });
});

describe('a batch whose answer nobody waits for', () => {
  it('is logged with what was judged of it', async () => {
    let logged: (entry: Entry) => void;
    const entry = new Promise<Entry>((resolve) => (logged = resolve));
    const left = await served({}, { log: (each) => logged(each) });
    const body = `${JSON.stringify(LEAK)}\n`.repeat(1000);
    const sending = httpRequest({ port: left.port, path: '/v1/check', method: 'POST', headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/x-ndjson' } }, (response) => {
      response.once('data', () => response.destroy());
    });
    sending.on('error', () => undefined).end(body);
    const { mails = 0, held } = await entry;
    await left.close();
    expect(mails).toBeGreaterThan(0);
    expect(mails).toBeLessThan(1000);
    expect(held).toBe(mails);
  });
});

describe('an error of ours', () => {
  const said: unknown[] = [];
  beforeEach(() => {
    for (const name of ['error', 'warn', 'info', 'log'] as const) vi.spyOn(console, name).mockImplementation((...what) => void said.push(what));
  });
  afterEach(() => vi.restoreAllMocks());

  it.each(['application/json', 'application/x-ndjson'])('is told nobody with what it quotes: %s', async (type) => {
    const entries: Entry[] = [];
    const rules = { ...compile(pack, {}), setFor: (): never => { throw new Error(`at person0 ${LEAK.subject}`); } } as unknown as ReturnType<typeof compile>;
    const app = createApp({ rules: () => rules, token: TOKEN, maxSize: 1 << 20, hosts: new Set(['localhost']), version: '0.0.0', log: (entry) => entries.push(entry) });
    const response = await app.request('/v1/check', { method: 'POST', headers: { host: 'localhost', authorization: `Bearer ${TOKEN}`, 'content-type': type }, body: JSON.stringify(LEAK) });
    expect(await response.text()).not.toMatch(/person0|Price/);
    expect(entries).toHaveLength(1);
    expect(said).toEqual([]);
  });
});
