import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './from-source.mjs';

/** Draws the page that looks at mails, as built: with the mail of Toulouse, and with its own example. */
export async function pagePictures(browser, images) {
  const page = pathToFileURL(join(root, 'dist/undisclosed.html')).href;
  const shoot = async (name, { width, height, scheme = 'light', locale = 'en-GB', example = false }) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale });
    const tab = await context.newPage();
    await tab.goto(page);
    await tab.check('input[value=hr]');
    if (example) await tab.locator('.draft .quiet').first().click();
    else await tab.setInputFiles('#draft-file', join(root, 'fixtures/incidents/toulouse-rejection/rejection.eml'));
    await tab.waitForSelector('.card');
    if (width < 500) await tab.locator('.result').evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
    await tab.screenshot({ path: join(images, name) });
    await context.close();
  };
  await shoot('page.png', { width: 1360, height: 1060 });
  await shoot('page-dark.png', { width: 1360, height: 1060, scheme: 'dark', locale: 'fr-FR' });
  await shoot('page-fr.png', { width: 1360, height: 1060, locale: 'fr-FR', example: true });
  await shoot('page-phone.png', { width: 360, height: 780 });
}
