import type { Locale } from '../../rule/types.ts';
import type { ComposeReader, ComposeWindow } from './compose-window.ts';
import type { Departures } from './departures.ts';
import type { LinterClient } from './linter-client.ts';
import type { ComposeDetails } from './messenger.ts';
import type { Report } from './questions.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

/** All that the parts of the add-on need to look at a mail. */
export interface Workshop {
  readonly store: Store;
  readonly reader: ComposeReader;
  readonly departures: Departures;
  readonly linter: LinterClient;
  readonly locale: Locale;
}

export interface Checked {
  readonly window: ComposeWindow;
  readonly settings: Settings;
  readonly report: Report;
}

/** Milliseconds for one look. Thunderbird's window is locked meanwhile. */
export const CHECK_TIMEOUT = 10_000;

/** Looks at what stands in a compose window. @throws NotChecked, and what Thunderbird throws of a window that is gone */
export async function checkWindow({ store, reader, linter, locale }: Workshop, tabId: number, details?: ComposeDetails): Promise<Checked> {
  const [window, { settings, config }] = await Promise.all([reader.read(tabId, details), store.config(locale)]);
  return { window, settings, report: await linter.ask({ kind: 'report', config, text: window.draft }, CHECK_TIMEOUT) };
}
