import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../scripts/chromium.mjs';

/** The pages of the add-in in a real browser, with an Outlook of our own making: what stands in the window lies in `outlook`. */
const OFFICE = `
const answer = (value) => ({ status: 'succeeded', value, error: {} });
const field = (name) => ({
  getAsync: (done) => setTimeout(() => done(answer(outlook[name]))),
  setAsync: (all, done) => setTimeout(() => { outlook[name] = all; done(answer()); }),
  addAsync: (all, done) => setTimeout(() => { outlook[name] = outlook[name].concat(all); done(answer()); }),
});
const person = (n) => ({ displayName: 'Anne Martel ' + n, emailAddress: 'p' + n + '@company' + n + '.example', recipientType: 'externalUser' });
window.outlook = { to: Array.from({ length: 40 }, (_, n) => person(n)), cc: [], bcc: [], body: '<p>Bonjour à tous,</p>', session: {}, kept: null };
window.Office = {
  context: {
    displayLanguage: new URLSearchParams(location.search).get('_language') || 'en-US',
    requirements: { isSetSupported: () => true },
    roamingSettings: { get: () => outlook.kept, set: (_key, value) => { outlook.kept = value; }, saveAsync: (done) => setTimeout(() => done(answer())) },
    mailbox: {
      userProfile: { emailAddress: 'claire@firma.example' },
      item: {
        to: field('to'), cc: field('cc'), bcc: field('bcc'),
        subject: { getAsync: (done) => setTimeout(() => done(answer('Réunion'))) },
        body: { getTypeAsync: (done) => setTimeout(() => done(answer('html'))), getAsync: (_type, done) => setTimeout(() => done(answer(outlook.body))) },
        sessionData: {
          getAsync: (key, done) => setTimeout(() => done(key in outlook.session ? answer(outlook.session[key]) : { status: 'failed', error: { code: 9020 } })),
          setAsync: (key, value, done) => setTimeout(() => { outlook.session[key] = value; done(answer()); }),
        },
      },
    },
  },
  actions: { associate: () => {} },
  onReady: (ready) => Promise.resolve().then(ready),
};
window.press = () => new Promise((resolve) => window.onMessageSendHandler({ completed: resolve }));
`;
const ADDRESS = 'https://mail.example.com/undisclosed';
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const script = '../../scripts/build-outlook.mjs';
const { buildOutlook } = await import(script) as { buildOutlook: (options: { url: string; outdir: string }) => Promise<string> };

let folder: string;
let browser: Browser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'undisclosed-outlook-'));
  await buildOutlook({ url: ADDRESS, outdir: folder });
  browser = await chromium.launch(CHROMIUM);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Whatever is asked for is answered from the folder; what is not there is an error. */
async function open(name: string, language = 'en-US'): Promise<{ readonly page: Page; readonly errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 320, height: 900 } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.host === 'appsforoffice.microsoft.com') return route.fulfill({ contentType: 'text/javascript', body: OFFICE });
    if (url.pathname === '/favicon.ico') return route.fulfill({ status: 404 });
    if (!url.href.startsWith(`${ADDRESS}/`)) errors.push(`asked for ${url.href}`);
    const path = join(folder, url.pathname.split('/').at(-1)!);
    return route.fulfill({ contentType: TYPES[extname(path)] ?? 'image/png', body: readFileSync(path) });
  });
  await page.goto(`${ADDRESS}/${name}?_language=${language}`);
  return { page, errors };
}

const state = <T>(page: Page, what: string): Promise<T> => page.evaluate<T>(what);

describe('the pane', () => {
  it('says what is wrong, and one click puts it right', async () => {
    const { page, errors } = await open('pane.html', 'fr-FR');
    await page.waitForSelector('li.error');
    expect(await page.textContent('li.error')).toContain('40 personnes');
    expect(await page.getAttribute('html', 'lang')).toBe('fr');
    await page.click('#to-bcc');
    await page.waitForFunction('document.querySelector("[role=status]").textContent.includes("Cci")');
    expect(await state(page, '[outlook.to.length, outlook.cc.length, outlook.bcc.length]')).toEqual([0, 0, 40]);
    expect(await page.$('li.error')).toBeNull();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('lets one mail go as it is, and keeps what its user chooses', async () => {
    const { page, errors } = await open('pane.html');
    await page.click('#send-anyway');
    await page.waitForFunction('Object.keys(outlook.session).length === 1');
    await page.selectOption('#profile', 'hr');
    await page.fill('#domains', 'firma.example; other.example');
    await page.click('button[type=submit]');
    await page.waitForFunction('outlook.kept !== null');
    expect(await state(page, 'outlook.kept')).toEqual({ preset: 'hr', internalDomains: ['firma.example', 'other.example'] });
    expect(errors).toEqual([]);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('can be read and used by everybody (%s)', async (colorScheme) => {
    const { page } = await open('pane.html', 'fr-FR');
    await page.emulateMedia({ colorScheme });
    await page.waitForSelector('li.error');
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const serious = await page.evaluate<string[]>('axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id))');
    expect(serious).toEqual([]);
    expect(await state(page, 'document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.close();
  });
});

describe('the page that is asked as Send is pressed', () => {
  it('stops the mail, and lets it go once everybody is in Bcc', async () => {
    const { page, errors } = await open('launchevent.html');
    await page.waitForFunction('typeof onMessageSendHandler === "function"');
    expect(await state(page, 'press()')).toMatchObject({ allowEvent: false, commandId: 'undisclosedPane', errorMessage: expect.stringMatching(/^40 people/) as string });
    await page.evaluate('outlook.bcc = outlook.to; outlook.to = [];');
    expect(await state(page, 'press()')).toEqual({ allowEvent: true });
    expect(errors).toEqual([]);
    await page.close();
  });
});
