import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../scripts/chromium.mjs';
import { compile } from '../../src/engine/compile.ts';
import { pack } from '../../src/generated/pack.js';
import { findingsOf, judge, overviewOf } from '../../src/hosts/cli/judge.ts';
import { readSettings } from '../../src/hosts/cli/settings.ts';
import { readInputs } from '../../src/io/read.ts';
import type { Result } from '../../src/report/types.ts';
import type { Locale } from '../../src/rule/types.ts';
import { finding, result } from '../cli/findings.ts';
import { html, overview, unread } from '../report/results.ts';
import { yearOfMail } from '../report/year.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'undisclosed-report-'));
let browser: Browser;

/** A year of mail, something unread, and a rule whose every word would like to be more than a word. */
async function report(locale: Locale): Promise<string> {
  const mailbox = join(folder, 'sent-2025.mbox');
  writeFileSync(mailbox, yearOfMail(240));
  const settings = readSettings({ command: 'check', operands: [], options: { locale } });
  const rules = compile(pack, { extends: 'hr' });
  const results: Result[] = [unread('gone.eml'), unread('<b>bold</b>.eml')];
  for await (const input of readInputs([mailbox])) results.push(judge(input, findingsOf(input, rules, settings, locale), 'none', {}, overviewOf(input, rules, settings)));
  const words = '</style><script>document.title = "taken"</script><img src="https://elsewhere.example/x.png" onerror="document.title = 1"><style>body { display: none }</style>';
  results.push(result([finding({ ruleId: 'own/rule', title: words, message: words, why: words, suggestions: [{ id: 'x', desc: words, safety: 'ask' }] })], { filePath: `${words}.eml`, overview: overview({ sender: words }) }));
  const file = join(folder, `report-${locale}.html`);
  writeFileSync(file, html(results, { locale }));
  return pathToFileURL(file).href;
}

async function open(url: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(url);
    await use(page);
  } finally {
    await context.close();
  }
}

const sizes = (page: Page): Promise<{ wide: number; seen: number }> => page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));

beforeAll(async () => {
  browser = await chromium.launch(CHROMIUM);
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['en', 'fr'] as const)('the report in Chromium (%s)', (locale) => {
  let url = '';
  beforeAll(async () => {
    url = await report(locale);
  });

  it('asks for nothing but itself, and its own policy stops nothing of it', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => console.error(`${event.violatedDirective} ${event.blockedURI}`)));
    await page.goto(url);
    expect(asked).toEqual([url]);
    expect(said).toEqual([]);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.lead')!).fontWeight)).toBe('650');
    expect(await page.title()).toMatch(/ · Undisclosed$/);
    await context.close();
  });

  it('stops a style that is not its own', async () => {
    await open(url, {}, async (page) => {
      await page.evaluate(() => document.body.setAttribute('style', 'display: none'));
      expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe('block');
    });
  });

  it.each([['light', 1120], ['dark', 1120], ['light', 360], ['dark', 360]] as const)('has nothing for axe to say (%s, %i px)', async (colorScheme, width) => {
    await open(url, { colorScheme, viewport: { width, height: 900 } }, async (page) => {
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run());
      expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html)])).toEqual([]);
    });
  });

  it('needs no sideways scrolling on a phone, nor at 400 % on a screen of 1,280', async () => {
    for (const width of [1280, 920, 880, 640, 360, 320]) {
      await open(url, { viewport: { width, height: 900 } }, async (page) => {
        const { wide, seen } = await sizes(page);
        expect(wide, `${width} px`).toBeLessThanOrEqual(seen);
      });
    }
  });

  it('is walked through by keyboard, each place seen', async () => {
    await open(url, {}, async (page) => {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => ({ link: document.activeElement!.getAttribute('href'), outline: getComputedStyle(document.activeElement!).outlineStyle }));
      expect(focused).toEqual({ link: '#seen', outline: 'solid' });
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.querySelector('#seen')!.getBoundingClientRect().top < innerHeight)).toBe(true);
    });
  });

  it('is printed on A4 without a row cut, with the head of each table on each page, dark or not', async () => {
    // The width between the margins: 210 mm less 15 mm on either side.
    await open(url, { colorScheme: 'dark', viewport: { width: 680, height: 980 } }, async (page) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const { wide, seen } = await sizes(page);
      expect(wide).toBeLessThanOrEqual(seen);
      const found = await page.evaluate(() => ({
        ink: getComputedStyle(document.body).color,
        rows: [...new Set([...document.querySelectorAll('tr')].map((row) => getComputedStyle(row).breakInside))],
        heads: [...new Set([...document.querySelectorAll('thead')].map((head) => getComputedStyle(head).display))],
        cut: [...document.querySelectorAll('table')].filter((table) => table.getBoundingClientRect().right > innerWidth || table.scrollWidth > table.clientWidth + 1).length,
        tall: Math.max(...[...document.querySelectorAll('tr')].map((row) => row.getBoundingClientRect().height)),
      }));
      expect(found).toMatchObject({ ink: 'rgb(28, 33, 38)', rows: ['avoid'], heads: ['table-header-group'], cut: 0 });
      expect(found.tall).toBeLessThan(400);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/MediaBox \[0 0 594\.\d+ 841\.\d+\]/g)!.length).toBeGreaterThan(2);
    });
  });
});
