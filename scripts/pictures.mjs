/**
 * Draws the pictures of the documentation: reports made of the fixtures and of a year of invented mail, the page, in Chromium, and what the
 * terminal shows. Needs a build, Chromium (CHROMIUM names it) and, for the printed page, pdftoppm. The pictures depend on the fonts there are.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { CHROMIUM } from './chromium.mjs';
import { fromSource, root } from './from-source.mjs';
import { pagePictures } from './page-pictures.mjs';
import { terminalPicture } from './terminal-picture.mjs';

const images = join(root, 'docs/images');
const work = mkdtempSync(join(tmpdir(), 'undisclosed-pictures-'));

/** Runs the program as built. Findings make it end with 1, which is what pictures are made of. */
function program(args, { cwd = root, env = {} } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/undisclosed.js'), ...args], { cwd, encoding: 'utf8', env: { ...process.env, LANG: 'en_GB.UTF-8', ...env } });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout;
}

function reports() {
  const file = (name) => join(work, name);
  program(['check', 'fixtures/incidents', '--phase', 'sent', '-f', 'html', '-o', file('incidents.html')]);
  program(['check', 'fixtures/incidents', '--phase', 'sent', '--locale', 'fr', '-f', 'html', '-o', file('incidents-fr.html')]);
  for (const locale of ['en', 'fr']) program(['check', 'sent-2025.mbox', '--preset', 'hr', '--phase', 'sent', '--locale', locale, '-f', 'html', '-o', file(`year-${locale}.html`)], { cwd: work });
  return file;
}

try {
  mkdirSync(images, { recursive: true });
  const { yearOfMail } = await fromSource('test/report/year.ts');
  writeFileSync(join(work, 'sent-2025.mbox'), yearOfMail(400));
  const file = reports();
  const browser = await chromium.launch(CHROMIUM);
  try {
    const shoot = async (name, report, { width, height, scheme = 'light', section }) => {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
      await page.goto(pathToFileURL(file(report)).href);
      if (section) await page.locator(section).evaluate((element) => element.scrollIntoView());
      await page.screenshot({ path: join(images, name) });
      await page.close();
    };
    await shoot('report.png', 'incidents.html', { width: 1120, height: 1180 });
    await shoot('report-fr.png', 'incidents-fr.html', { width: 1120, height: 1180 });
    await shoot('report-dark.png', 'incidents.html', { width: 1120, height: 1180, scheme: 'dark' });
    await shoot('report-figures.png', 'year-en.html', { width: 1120, height: 1180, section: '#figures' });
    await shoot('report-figures-fr.png', 'year-fr.html', { width: 1120, height: 1180, section: '#figures' });
    await shoot('report-findings.png', 'year-en.html', { width: 1120, height: 900, section: '#findings' });
    await shoot('report-findings-fr.png', 'year-fr.html', { width: 1120, height: 900, section: '#findings' });
    await shoot('report-phone.png', 'incidents.html', { width: 360, height: 780 });
    await pagePictures(browser, images);
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file('incidents.html')).href);
    await page.pdf({ path: file('report.pdf'), preferCSSPageSize: true });
    execFileSync('pdftoppm', ['-png', '-r', '70', '-f', '1', '-l', '1', '-singlefile', file('report.pdf'), join(images, 'report-print')]);
  } finally {
    await browser.close();
  }
  for (const [name, locale] of [['terminal.svg', 'en'], ['terminal-fr.svg', 'fr']]) {
    const args = ['check', 'fixtures/incidents/toulouse-rejection', '--locale', locale];
    writeFileSync(join(images, name), terminalPicture(`undisclosed ${args.join(' ')}`, program(args, { env: { FORCE_COLOR: '1' } })));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
