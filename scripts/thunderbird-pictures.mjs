/**
 * Takes the pictures of the Thunderbird add-on, for its page of the documentation, in a real Thunderbird on a screen that nobody sees. Needs what the tests with
 * real peers need, and ImageMagick. Nothing leaves the machine: the mails go to a server of the tests.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { buildThunderbird } from './build-thunderbird.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs/images');
const work = mkdtempSync(join(tmpdir(), 'undisclosed-pictures-'));
// Beside the script that it has Thunderbird run.
const harness = join(root, 'test/peers/thunderbird/.pictures.mjs');

const FIRST = ['anne', 'yanis', 'chloe', 'marc', 'ines', 'paul', 'lea', 'karim', 'jeanne', 'hugo', 'oscar', 'nadia', 'tom', 'rosa', 'denis', 'mina', 'louis'];
const LAST = ['martel', 'benali', 'okafor', 'perrin', 'santos', 'vidal', 'lambert', 'haddad', 'novak', 'fontaine', 'ahmadi', 'briand', 'olsen', 'castel', 'yilmaz', 'garnier', 'thorne', 'delmas', 'ferrand', 'morel'];
/** 340 invented people, no two alike. */
const PEOPLE = Array.from({ length: 340 }, (_, index) => `${FIRST[index % FIRST.length]}.${LAST[Math.floor(index / FIRST.length)]}@${['mail', 'post', 'letters'][index % 3]}${index}.example`);
const MAILS = {
  en: { subject: 'Your application', body: '<p>Dear candidate,</p><p>Due to the high volume of applications we cannot answer each person. We are looking for somebody younger for this team.</p><p>Kind regards,<br>Claire Morel</p>' },
  fr: { subject: 'Votre candidature', body: '<p>Bonjour à tous,</p><p>Malgré la qualité de votre parcours, nous ne donnerons pas suite à votre candidature. Votre profil est trop âgé pour notre équipe.</p><p>Cordialement,<br>Claire Morel</p>' },
};

async function take(Workplace, addOn, locale) {
  const preferences = { 'ui.systemUsesDarkTheme': 0, 'mail.spellcheck.inline': false };
  const place = await Workplace.open({ addOn, locale: locale === 'fr' ? 'fr' : 'en-US', preferences });
  const picture = (name, area) => {
    const file = join(images, `thunderbird-${name}${locale === 'fr' ? '-fr' : ''}.png`);
    execFileSync('import', ['-display', place.display, '-window', 'root', '-crop', area, '+repage', '+dither', '-colors', '255', '-define', 'png:compression-level=9', file]);
  };
  try {
    const options = place.page('options.html');
    await options.says('h1', 'Undisclosed');
    await options.click('input[value="candidates"]');
    await options.click('#save');
    await options.says('#status', /./);
    await pause(500);
    picture('options', '1400x940+0+0');
    await place.call('closeTab', 'options.html');
    const window = await place.compose({ ...MAILS[locale], to: PEOPLE.join(', ') });
    await window.shows('the badge', ({ badge }) => badge === '340');
    await pause(1500);
    await window.stopped();
    const popup = place.page('popup.html');
    await popup.says('#headline', '340');
    await pause(700);
    picture('popup', '1190x830+0+0');
    await popup.click('#one-each');
    const tab = place.page('split.html');
    await tab.says('#status', /340/);
    if ((await tab.read('#reason')).some(({ shown }) => shown)) await tab.fill('#reason', '…');
    await window.close();
    await tab.click('#start');
    while (place.sink.mails.length < 3) await pause(50);
    await tab.click('#stop');
    await tab.says('#resume', /./);
    await pause(1000);
    picture('split', '1400x520+0+0');
  } finally {
    await place.close();
  }
}

try {
  mkdirSync(images, { recursive: true });
  const addOn = await buildThunderbird({ out: join(work, 'undisclosed.xpi') });
  await build({ entryPoints: [join(root, 'test/peers/thunderbird/workplace.ts')], outfile: harness, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning' });
  const { Workplace } = await import(pathToFileURL(harness).href);
  await take(Workplace, addOn, 'en');
  await take(Workplace, addOn, 'fr');
} finally {
  rmSync(harness, { force: true });
  rmSync(work, { recursive: true, force: true });
}
