/** Draws the extension's icon from its SVG, in Chromium (CHROMIUM names it). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { CHROMIUM } from './chromium.mjs';

const folder = fileURLToPath(new URL('../editors/vscode', import.meta.url));
const browser = await chromium.launch(CHROMIUM);
try {
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${readFileSync(join(folder, 'icon.svg'), 'utf8')}`);
  await page.screenshot({ path: join(folder, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
