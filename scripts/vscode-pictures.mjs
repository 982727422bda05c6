/** Draws the pictures of the extension: VS Code's web build in Chromium (CHROMIUM names it), with the Toulouse mail open. Needs `npm run build:vscode` and `npm ci --prefix test/peers`. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromSource, root } from './from-source.mjs';

const { installCodeOss, openWorkbench } = await fromSource('test/peers/vscode-web.ts');
const STATUS = '[id="undisclosed.undisclosed.recipients"]';
installCodeOss();
const folder = mkdtempSync(join(tmpdir(), 'undisclosed-pictures-'));
cpSync(join(root, 'fixtures/incidents/toulouse-rejection/rejection.eml'), join(folder, 'rejection.eml'));
try {
  for (const [name, french] of [['vscode.png', false], ['vscode-fr.png', true]]) {
    const { vscode, page, close } = await openWorkbench(folder, { french, project: root });
    try {
      await page.setViewportSize({ width: 1120, height: 720 });
      for (const [key, value] of [['undisclosed.preset', 'hr'], ['editor.minimap.enabled', false], ['workbench.startupEditor', 'none'], ['editor.hover.above', false]]) await vscode.set(key, value);
      await vscode.command('workbench.action.closeSidebar');
      await vscode.open('rejection.eml');
      await page.locator(STATUS, { hasText: '340' }).waitFor();
      await vscode.reveal(3);
      await page.locator('.squiggly-error').first().waitFor();
      await page.locator('.view-line', { hasText: 'To:' }).first().hover({ position: { x: 60, y: 8 } });
      await page.locator('.monaco-hover-content', { hasText: '340' }).first().waitFor();
      // Hovers fade in.
      await page.waitForTimeout(1000);
      await page.screenshot({ path: join(root, 'docs/images', name) });
    } finally {
      await close();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
