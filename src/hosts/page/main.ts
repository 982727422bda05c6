import { App } from './app.ts';
import { Engine, engineUrl } from './engine.ts';
import { loadSettings } from './settings.ts';
import { h } from './dom.ts';
import { PAGE_WORDS } from './words.ts';

/** The page begins: its engine is unpacked and started, then the page is made. */
async function begin(): Promise<void> {
  const settings = loadSettings();
  const words = PAGE_WORDS[settings.locale];
  document.documentElement.lang = settings.locale;
  const packed = document.getElementById('engine')!.textContent;
  try {
    new App(new Engine(await engineUrl(packed)), settings);
  } catch {
    document.body.replaceChildren(h('main', {}, h('h1', {}, words.title), h('p', { role: 'alert' }, words.noEngine)));
  }
}

void begin();
