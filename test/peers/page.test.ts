import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { simpleParser } from 'mailparser';
import { chromium, type Browser, type BrowserContextOptions, type Download, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LARGEST } from '../../scripts/build-page.mjs';
import { CHROMIUM } from '../../scripts/chromium.mjs';
import { pack } from '../../src/generated/pack.js';
import { serve } from '../../src/hosts/http/serve.ts';
import { rulesInForce } from '../../src/tasks/outgoing.ts';
import { msgFile } from '../page/msg-file.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FILE = join(root, 'dist/undisclosed.html');
const URL_OF_FILE = pathToFileURL(FILE).href;
const TOULOUSE = join(root, 'fixtures/incidents/toulouse-rejection/rejection.eml');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PEOPLE = Array.from({ length: 14 }, (_, n) => `Person ${String.fromCharCode(65 + n)} <p${n}@firm${n}.example>`);
const SUPPER = `From: ana@studio.example\nTo: ${PEOPLE.join('; ')}\nSubject: Supper\n\nHello all,\n\nSupper is at eight.`;
const folder = mkdtempSync(join(tmpdir(), 'undisclosed-page-'));
let browser: Browser;

/** A page, and all that it asked for or its policy stopped. */
interface Visit {
  readonly page: Page;
  readonly asked: string[];
  readonly said: string[];
}

async function visit(options: BrowserContextOptions, use: (visit: Visit) => Promise<void>, url = URL_OF_FILE): Promise<void> {
  const context = await browser.newContext({ acceptDownloads: true, locale: 'en-GB', ...options });
  try {
    const page = await context.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    // Those that its policy stops are among them, and so are its Worker's.
    context.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.addInitScript(() => { addEventListener('securitypolicyviolation', (event) => { console.error(`${event.violatedDirective} ${event.blockedURI}`); }); });
    await page.goto(url);
    await page.waitForSelector('#draft', { state: 'attached' });
    await use({ page, asked, said });
  } finally {
    await context.close();
  }
}

/** As if a file had been dragged onto the page. */
async function drop(page: Page, path: string, onto = 'body'): Promise<void> {
  const transfer = await page.evaluateHandle(([content, name]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(content!), (unit) => unit.charCodeAt(0))], name!));
    return data;
  }, [readFileSync(path).toString('base64'), path.split('/').at(-1)!]);
  for (const type of ['dragover', 'drop']) await page.dispatchEvent(onto, type, { dataTransfer: transfer });
}

async function typed(page: Page, text: string): Promise<void> {
  await page.fill('#draft', text);
  await page.waitForSelector('.result .lead');
}

async function downloaded(page: Page, click: () => Promise<void>): Promise<{ name: string; path: string }> {
  const waiting: Promise<Download> = page.waitForEvent('download');
  await click();
  const download = await waiting;
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return { name: download.suggestedFilename(), path };
}

/** Rules that the command line finds in a file. */
function check(path: string, preset: string): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/undisclosed.js'), 'check', path, '--preset', preset, '--format', 'json'], { encoding: 'utf8', cwd: folder });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return (JSON.parse(stdout) as { messages: { ruleId: string }[] }[]).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

const lead = (page: Page): Promise<string | null> => page.textContent('.result .lead');
const widths = (page: Page): Promise<{ wide: number; seen: number }> => page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));

beforeAll(async () => {
  browser = await chromium.launch(CHROMIUM);
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

it('is one file that anybody can keep', () => {
  expect(statSync(FILE).size).toBeLessThanOrEqual(LARGEST);
});

describe('the Toulouse mail', () => {
  it('dropped on the page shows its findings and is split into 340 mails, each for one person, without a request', async () => {
    await visit({}, async ({ page, asked, said }) => {
      await page.check('input[value=hr]');
      await drop(page, TOULOUSE);
      await page.waitForSelector('.card');
      expect(await lead(page)).toBe('340 people will see each other. 3 blocking, 1 to review.');
      expect(await page.locator('.card h3').allTextContents()).toEqual([expect.stringContaining('The recipients see each other'), expect.stringContaining('A phrase that would suit anybody')]);
      await page.click('.actions button.main');
      await page.waitForSelector('.split button.main', { timeout: 120_000 });
      expect(await page.textContent('.split')).toContain('340 mails, read again: each goes to one person and names no other recipient.');
      const { name, path } = await downloaded(page, () => page.click('.split button.main'));
      expect(name).toBe('rejection.zip');
      const files = Object.values(unzipSync(readFileSync(path)));
      expect(files).toHaveLength(340);
      const original = await simpleParser(readFileSync(TOULOUSE));
      const everybody = [original.to!].flat().flatMap(({ value }) => value.map(({ address }) => address!.toLowerCase()));
      const got: string[] = [];
      for (const bytes of files) {
        const mail = await simpleParser(Buffer.from(bytes));
        const to = [mail.to!].flat().flatMap(({ value }) => value.map(({ address }) => address!.toLowerCase()));
        expect([to.length, mail.cc, mail.bcc]).toEqual([1, undefined, undefined]);
        const raw = Buffer.from(bytes).toString('latin1').toLowerCase();
        // An address may be the end of another one.
        expect(everybody.filter((address) => address !== to[0] && !to[0]!.endsWith(address) && raw.includes(address))).toEqual([]);
        expect(mail.text).toContain('de ne pas donner suite');
        got.push(to[0]!);
      }
      expect(got.sort()).toEqual([...everybody].sort());
      expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([URL_OF_FILE]);
      expect(said).toEqual([]);
    });
  });

  it('with another sentence in place of the set phrase is saved, and the command line finds it mended', async () => {
    expect(check(TOULOUSE, 'hr')).toContain('tone/impersonal');
    await visit({}, async ({ page }) => {
      await page.check('input[value=hr]');
      await page.setInputFiles('#draft-file', TOULOUSE);
      const card = page.locator('.card').nth(1);
      await card.locator('.fixes button').first().click();
      await card.locator('.change textarea').fill('Vos croquis de la gare nous ont plu.');
      await page.waitForFunction(() => document.querySelector('.change ins')?.textContent?.includes('croquis') === true);
      expect(await card.locator('.change del').first().textContent()).toContain("Malgré l'intérêt de votre candidature");
      await card.locator('.change button.main').click();
      await page.waitForFunction(() => document.querySelectorAll('.card').length === 1);
      const { name, path } = await downloaded(page, () => page.click('text=Download the mended mail'));
      expect(name).toBe('rejection-mended.eml');
      expect(check(path, 'hr')).not.toContain('tone/impersonal');
      const mail = await simpleParser(readFileSync(path));
      expect(mail.text).toContain('Vos croquis de la gare nous ont plu.');
      expect([mail.to!].flat().flatMap(({ value }) => value)).toHaveLength(340);
      await page.click('text=Undo the last change');
      await page.waitForFunction(() => document.querySelectorAll('.card').length === 2);
    });
  });
});

describe('a mail that is pasted', () => {
  it('has everybody moved to Bcc at a click, shown first; the box then holds the mended mail, and so does the file', async () => {
    await visit({}, async ({ page }) => {
      await typed(page, SUPPER);
      expect(await lead(page)).toContain('14 people will see each other.');
      const button = page.locator('.fixes button', { hasText: /Bcc/ }).first();
      await button.click();
      expect(await page.inputValue('#draft')).toBe(SUPPER);
      await page.locator('.change button.main').click();
      await page.waitForFunction(() => (document.querySelector('#draft') as HTMLTextAreaElement).value.includes('Bcc: Person A'));
      const { path } = await downloaded(page, () => page.click('text=Download the mended mail'));
      expect(check(path, 'recommended')).not.toContain('recipients/visible-recipients');
      const mail = await simpleParser(readFileSync(path));
      expect([mail.bcc!].flat().flatMap(({ value }) => value)).toHaveLength(14);
      expect(mail.text).toBe('Hello all,\n\nSupper is at eight.');
    });
  });

  it('is read as people copy it: bare recipients, and labels in French', async () => {
    await visit({ locale: 'fr-FR' }, async ({ page }) => {
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
      await typed(page, PEOPLE.slice(0, 12).map((person) => person.replace(/^Person (\w)/, 'Dupont Jean-$1')).join('; '));
      expect(await page.textContent('#result-title')).toBe('Lu comme des destinataires et un texte');
      expect(await lead(page)).toMatch(/^12 personnes se verront les unes les autres\./);
      await typed(page, `Objet\u00A0: Réponse\nÀ\u00A0: ${PEOPLE.join('; ')}\n\nBonjour,`);
      await page.waitForFunction(() => document.querySelector('#result-title')?.textContent === 'Lu comme un message avec ses destinataires');
      expect(await lead(page)).toMatch(/^14 personnes/);
      await page.click('.language');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
      await page.waitForFunction(() => document.querySelector('.lead')?.textContent?.startsWith('14 people') === true);
      expect(await page.inputValue('#draft')).toContain('Réponse');
    });
  });

  it('can be typed on after a change, which is taken back all the same', async () => {
    await visit({}, async ({ page }) => {
      await typed(page, SUPPER);
      await page.locator('.fixes button', { hasText: /Bcc/ }).first().click();
      await page.locator('.change button.main').click();
      await page.waitForFunction(() => (document.querySelector('#draft') as HTMLTextAreaElement).value.includes('Bcc: Person A'));
      await page.locator('#draft').press('Control+End');
      await page.keyboard.type('x');
      await page.waitForFunction(() => document.querySelector('.text')?.textContent?.endsWith('eight.x') === true);
      await page.click('text=Undo the last change');
      await page.waitForFunction(() => document.querySelector('.text')?.textContent?.endsWith('eight.') === true);
      await page.click('text=Undo the last change');
      await page.waitForFunction((before) => (document.querySelector('#draft') as HTMLTextAreaElement).value === before, SUPPER);
      expect(await page.locator('text=Undo the last change').count()).toBe(0);
    });
  });

  it('is not called clean in words that nobody looked at', async () => {
    await visit({}, async ({ page }) => {
      await typed(page, 'Dear Kim,\n\nYou are too old for us.');
      expect(await lead(page)).toBe("Nothing to report. The wording was not looked at: for that, choose 'I write to candidates' or 'I answer a rejection'.");
      await page.check('input[value=hr]');
      await page.waitForSelector('.card');
      expect(await lead(page)).toMatch(/^1 blocking/);
    });
  });

  it('never becomes more than text', async () => {
    await visit({}, async ({ page, said }) => {
      const nasty = '<img src="https://elsewhere.example/x.png" onerror="document.title=1"><script>document.title = "taken"</script>\u202ereversed\u001b[2J';
      await typed(page, `From: "${nasty.replaceAll('"', '\\"')}" <a@b.example>\nTo: ${PEOPLE.join('; ')}\nSubject: ${nasty}\n\n${nasty}`);
      expect(await page.title()).toBe('Look at a mail before it leaves · Undisclosed');
      expect(await page.locator('.result img, .result script').count()).toBe(0);
      const shown = await page.textContent('.mail-view');
      expect(shown).toContain('<script>document.title = "taken"</script>\\u{202e}reversed\\x1b[2J');
      expect(shown).not.toMatch(/[\u202e\u001b]/);
      expect(said).toEqual([]);
    });
  });
});

it('reads an Outlook file, and says what of one it could not read', async () => {
  const whole = join(folder, 'whole.msg');
  writeFileSync(whole, msgFile({ subject: 'Souper', from: { name: 'Ana', address: 'ana@studio.example' }, recipients: PEOPLE.map((_, n) => ({ name: `Personne ${n}`, address: `p${n}@firm${n}.example`, type: 'to' as const })), body: 'Bonjour à tous' }));
  const part = join(folder, 'part.msg');
  writeFileSync(part, msgFile({ subject: 'Souper', recipients: [{ name: 'Jo', address: 'jo@a.example', type: 'to' }], rtf: String.raw`{\rtf1\ansi Bonjour L\'e9a {\pict 00}}` }));
  await visit({}, async ({ page }) => {
    await drop(page, whole);
    await page.waitForSelector('.card');
    expect(await page.textContent('#result-title')).toBe('Read as an Outlook file');
    expect(await lead(page)).toContain('14 people will see each other.');
    const { name, path } = await downloaded(page, () => page.click('text=Download as .eml'));
    expect(name).toBe('whole.eml');
    expect([(await simpleParser(readFileSync(path))).to!].flat().flatMap(({ value }) => value)).toHaveLength(14);
    await drop(page, part);
    await page.waitForFunction(() => document.querySelector('.text')?.textContent?.includes('Léa') === true);
    expect(await lead(page)).toContain('Something in this mail could not be read');
  });
});

describe('who cannot see, or uses no mouse', () => {
  it.each([
    ['light', 1360, 'en-GB'], ['dark', 1360, 'fr-FR'], ['light', 320, 'fr-FR'], ['dark', 320, 'en-GB'],
  ] as const)('has nothing to complain of, says axe (%s, %i px, %s)', async (colorScheme, width, locale) => {
    await visit({ colorScheme, locale, viewport: { width, height: 900 } }, async ({ page, said }) => {
      const judge = async (): Promise<void> => {
        const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run());
        expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html)])).toEqual([]);
      };
      await page.evaluate(AXE);
      await judge();
      await page.check('input[value=candidate]');
      await judge();
      await page.check('input[value=hr]');
      await page.setInputFiles('#draft-file', TOULOUSE);
      await page.locator('.card').nth(1).locator('.fixes button').first().click();
      await page.waitForSelector('.change ins');
      await judge();
      expect(said).toEqual([]);
    });
  });

  it('goes through it by keyboard alone: example, mark, finding, change, undo', async () => {
    await visit({}, async ({ page }) => {
      const at = (): Promise<{ text: string; id: string; outline: string }> => page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const shown = element.matches('input[type=file]') ? element.nextElementSibling! : element;
        return { text: element.textContent ?? '', id: element.id, outline: getComputedStyle(shown).outlineStyle };
      });
      const tabTo = async (wanted: (place: { text: string; id: string }) => boolean): Promise<void> => {
        for (let step = 0; step < 80; step++) {
          await page.keyboard.press('Tab');
          const place = await at();
          expect(place.outline, `${place.id} ${place.text.slice(0, 40)} is seen when it has the focus`).not.toBe('none');
          if (wanted(place)) return;
        }
        throw new Error('nowhere to be found');
      };
      await page.keyboard.press('Tab');
      expect((await at()).text).toBe('To the findings');
      await tabTo(({ id }) => id === 'draft');
      await page.keyboard.insertText(SUPPER);
      await page.waitForSelector('.card');
      expect(await page.textContent('[role=status]')).toContain('14 people will see each other.');
      await tabTo(({ text }) => /Bcc/.test(text));
      await page.keyboard.press('Enter');
      await page.waitForSelector('.change ins');
      await tabTo(({ text }) => text === 'Make this change');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.id === 'result-title');
      expect(await page.textContent('[role=status]')).toMatch(/^Changed\. /);
      await tabTo(({ text }) => text === 'Undo the last change');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent?.startsWith('Taken back. 14 people') === true);
      await tabTo(({ text }) => text.startsWith('14 addresses'));
      await page.keyboard.press('Enter');
      expect((await at()).id).toBe('finding-1');
      await tabTo(({ text }) => text === 'Show in the mail');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.querySelector('.mark:target')?.textContent)).toContain('14 addresses');
    });
  });

  it('needs no sideways scrolling on a phone, nor at 400 % on a screen of 1,280', async () => {
    for (const width of [1360, 1248, 1024, 640, 360, 320]) {
      await visit({ viewport: { width, height: 900 } }, async ({ page }) => {
        expect((await widths(page)).wide).toBeLessThanOrEqual((await widths(page)).seen);
        await page.check('input[value=hr]');
        await page.setInputFiles('#draft-file', TOULOUSE);
        await page.locator('.card').nth(1).locator('.fixes button').first().click();
        await page.waitForSelector('.change ins');
        const { wide, seen } = await widths(page);
        expect(wide, `${width} px`).toBeLessThanOrEqual(seen);
      });
    }
  });

  it('gives the sentence to write instead room to be read and written', async () => {
    for (const [width, least] of [[1920, 300], [1280, 300], [1024, 300], [320, 180]] as const) {
      await visit({ viewport: { width, height: 900 } }, async ({ page }) => {
        await page.check('input[value=hr]');
        await page.setInputFiles('#draft-file', TOULOUSE);
        await page.locator('.card').nth(1).locator('.fixes button').first().click();
        await page.waitForSelector('.change ins');
        const box = (await page.locator('.change textarea').boundingBox())!;
        expect(box.width, `${width} px`).toBeGreaterThanOrEqual(least);
        expect(box.height, `${width} px`).toBeLessThan(400);
      });
    }
  });

  it('prints the findings without the form, in ink', async () => {
    await visit({ colorScheme: 'dark' }, async ({ page }) => {
      await typed(page, SUPPER);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await page.isVisible('.form')).toBe(false);
      expect(await page.isVisible('.card')).toBe(true);
      expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(28, 33, 38)');
    });
  });

  it('is spared movement where it is not wanted', async () => {
    await visit({ reducedMotion: 'reduce' }, async ({ page }) => {
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto');
    });
  });
});

it('has no way out: not by script, picture, form, frame or worker', async () => {
  // Chromium may open a connection before the policy stops a form or a frame; what counts is that nothing is sent on it.
  let requests = 0;
  const elsewhere = createServer((_request, response) => {
    requests++;
    response.end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const away = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  await visit({}, async ({ page, said }) => {
    await typed(page, SUPPER);
    const tried = await page.evaluate(async (away) => {
      const refused = async (attempt: () => unknown): Promise<boolean> => {
        try {
          await attempt();
          return false;
        } catch {
          return true;
        }
      };
      document.body.append(Object.assign(new Image(), { src: `${away}x.png` }));
      const form = Object.assign(document.createElement('form'), { action: away, method: 'post' });
      document.body.append(form, Object.assign(document.createElement('iframe'), { src: away }), Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${away}x.css` }));
      form.submit();
      navigator.sendBeacon(away, 'x');
      return {
        fetch: await refused(() => fetch(away)),
        socket: await refused(() => new Promise((resolve, reject) => {
          const socket = new WebSocket(away.replace('http', 'ws'));
          socket.onopen = resolve;
          socket.onerror = reject;
        })),
        markup: await refused(() => { document.body.innerHTML = '<p>x'; }),
        code: await refused(() => { (globalThis as unknown as { eval: (code: string) => unknown }).eval('1'); }),
        worker: await refused(() => new Worker(`${away}x.js`)),
      };
    }, away);
    expect(tried).toEqual({ fetch: true, socket: true, markup: true, code: true, worker: true });
    for (const directive of ['img-src', 'form-action', 'frame-src', 'style-src-elem', 'connect-src', 'require-trusted-types-for']) await expect.poll(() => said.map((line) => line.split(' ', 1)[0])).toContain(directive);
    // The way is there: by the address bar one gets to where the page does not.
    expect(requests).toBe(0);
    await page.goto(away);
    expect(requests).toBeGreaterThan(0);
  });
  elsewhere.closeAllConnections();
  await new Promise((resolve) => elsewhere.close(resolve));
});

it('begins again when told to, and keeps the answered mail when the box is emptied', async () => {
  await visit({}, async ({ page }) => {
    await page.check('input[value=candidate]');
    await page.fill('#answered', 'From: hr@firm0.example\nSubject: No\n\nNo.');
    await typed(page, SUPPER);
    await page.fill('#draft', '');
    await page.waitForSelector('.result .lead', { state: 'detached' });
    expect(await page.inputValue('#answered')).toContain('hr@firm0.example');
    await typed(page, SUPPER);
    await page.click('text=Start again');
    expect([await page.inputValue('#draft'), await page.inputValue('#answered'), await page.locator('.result > *').count(), await page.isChecked('input[value=candidate]')]).toEqual(['', '', 0, true]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('draft');
  });
});

it('lets the mail that is answered be taken away, and says that it reads one file', async () => {
  await visit({}, async ({ page }) => {
    await page.check('input[value=candidate]');
    await page.setInputFiles('#answered-file', TOULOUSE);
    const shown = page.locator('.answered bdi');
    expect(await shown.textContent()).toContain('rejection.eml');
    await page.click('text=Take it away');
    expect(await shown.count()).toBe(0);
    await page.setInputFiles('#answered-file', TOULOUSE);
    await page.fill('#answered', 'x');
    expect(await shown.count()).toBe(0);
    const files = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      for (const name of ['one.eml', 'two.eml']) data.items.add(new File(['To: a@b.example\n\nHi'], name));
      return data;
    });
    await page.dispatchEvent('body', 'drop', { dataTransfer: files });
    await page.waitForSelector('.result .lead');
    expect(await page.textContent('.file')).toMatch(/^one\.eml \(\d+ bytes\) · Of these 2 files, only this one was read/);
  });
});

it('keeps the settings, and nothing of a mail', async () => {
  await visit({}, async ({ page }) => {
    await page.check('input[value=hr]');
    await page.fill('#domains', '@Studio.example, firm.example');
    await page.press('#domains', 'Tab');
    await typed(page, SUPPER);
    expect(await page.evaluate(async () => ({ local: { ...localStorage }, session: sessionStorage.length, databases: (await indexedDB.databases()).length, cookies: document.cookie }))).toEqual({
      local: { undisclosed: JSON.stringify({ role: 'hr', internalDomains: ['studio.example', 'firm.example'], locale: 'en' }) }, session: 0, databases: 0, cookies: '',
    });
    await page.reload();
    await page.waitForSelector('#draft');
    expect([await page.isChecked('input[value=hr]'), await page.inputValue('#domains'), await page.inputValue('#draft')]).toEqual([true, 'studio.example, firm.example', '']);
  });
});

it('stays usable with 50,000 recipients and 20 MB, and can be stopped', async () => {
  const large = join(folder, 'large.eml');
  const line = `${'A'.repeat(76)}\r\n`;
  writeFileSync(large, [
    'From: ana@studio.example', `To: ${Array.from({ length: 50_000 }, (_, n) => `p${n}@firm${n}.example`).join(',\r\n ')}`, 'Subject: x', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '',
    '--b', 'Content-Type: text/plain', '', 'Hello all', '--b', 'Content-Type: application/pdf', 'Content-Transfer-Encoding: base64', 'Content-Disposition: attachment; filename=x.pdf', '', `${line.repeat(256_000)}--b--`, '',
  ].join('\r\n'));
  expect(statSync(large).size).toBeGreaterThan(20_000_000);
  await visit({}, async ({ page, said }) => {
    await page.setInputFiles('#draft-file', large);
    await page.waitForSelector('.card', { timeout: 120_000 });
    expect(await lead(page)).toMatch(/^50,000 people will see each other\./);
    const size = (): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);
    expect(await size()).toBeLessThan(1_000);
    await page.click('text=Show 49,988 more');
    await page.waitForFunction(() => document.querySelectorAll('.mailboxes li').length >= 512);
    expect(await size()).toBeLessThan(5_000);
    await page.click('.actions button.main');
    await page.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) > 0, undefined, { timeout: 120_000 });
    await page.click('.split button');
    await page.waitForFunction(() => document.querySelector('.split')?.textContent === 'Stopped. Nothing was saved.');
    await page.click('.language');
    await page.waitForFunction(() => document.querySelector('.lead')?.textContent?.startsWith('50\u202F000 personnes') === true);
    expect(said).toEqual([]);
  });
});

it('is what `undisclosed serve` offers at its root, under the same policy', async () => {
  const serving = await serve({ host: '127.0.0.1', port: 0, token: 'a-token', maxSize: 1 << 20, version: '0.0.0', page: readFileSync(FILE, 'utf8'), load: () => Promise.resolve(rulesInForce({ pack, config: {} })), log: () => undefined });
  try {
    const url = `http://127.0.0.1:${serving.port}/`;
    await visit({}, async ({ page, asked, said }) => {
      await typed(page, SUPPER);
      expect(await lead(page)).toContain('14 people will see each other.');
      expect(asked.filter((one) => !one.startsWith('blob:'))).toEqual([url]);
      expect(said).toEqual([]);
    }, url);
  } finally {
    await serving.close();
  }
});

it('is in the package that npm would publish', () => {
  const listed = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as { files: { path: string }[] }[];
  expect(listed[0]!.files.map(({ path }) => path)).toContain('dist/undisclosed.html');
});
