import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM } from '../../scripts/chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What a page does with the core: a module of its own, so that nothing is evaluated. */
const SCRIPT = `
import { compile, lint, pack, readMessage } from './index.js';
const bytes = new Uint8Array(await (await fetch('/draft.eml')).arrayBuffer());
const found = lint(readMessage(bytes), compile(pack, { extends: ['hr'] }), { locale: 'fr' });
document.title = JSON.stringify(found.map(({ ruleId, level, data, suggestions }) => ({ ruleId, level, data, first: suggestions[0]?.id })));
`;
const PAGE = '<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src \'self\'; connect-src \'self\'"><title>core</title><script type="module" src="/run.js"></script>';

let server: ReturnType<typeof createServer>;
let base = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname;
    const files: Record<string, [string, string]> = {
      '/index.js': ['dist/index.js', 'text/javascript'],
      '/draft.eml': ['fixtures/incidents/toulouse-rejection/rejection.eml', 'message/rfc822'],
    };
    if (path === '/run.js') return void response.setHeader('content-type', 'text/javascript').end(SCRIPT);
    const file = files[path];
    if (!file) return void response.setHeader('content-type', 'text/html').end(path === '/' ? PAGE : '');
    void readFile(root + file[0]).then((bytes) => response.setHeader('content-type', file[1]).end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

it('lints the Toulouse mail in a browser that forbids eval and the network', async () => {
  const browser = await chromium.launch(CHROMIUM);
  try {
    const page = await browser.newPage();
    const asked: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(base);
    // Asked from outside: a predicate in the page would be eval, which the page forbids.
    await expect.poll(() => page.title(), { timeout: 60_000 }).not.toBe('core');
    const findings = JSON.parse(await page.title()) as { ruleId: string; level: string; data: Record<string, number>; first: string }[];
    expect(errors).toEqual([]);
    expect(asked.filter((path) => path !== '/favicon.ico')).toEqual(['/', '/run.js', '/index.js', '/draft.eml']);
    const visible = findings.find(({ ruleId }) => ruleId === 'recipients/visible-recipients');
    expect(visible).toMatchObject({ level: 'error', data: { visible: 340, external: 340, persons: 340 }, first: 'one-mail-a-person' });
  } finally {
    await browser.close();
  }
});
