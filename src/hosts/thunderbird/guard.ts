import { CHECK_TIMEOUT, type Workshop } from './checker.ts';
import { decide, decideUnchecked } from './decision.ts';
import { NotChecked } from './linter-client.ts';
import type { ComposeDetails } from './messenger.ts';
import type { Failure } from './store.ts';

/** The last look before a mail leaves. */

export type Answer = { readonly cancel: true } | undefined;

/** Everything else of the look takes no more than this: reading the window and the settings. */
const MARGIN = 2_000;

export interface Guard {
  readonly workshop: Workshop;
  /** Shows the writer why the mail did not leave. */
  readonly show: (tabId: number) => void;
}

/**
 * Whether the mail may leave. Always settles, and never throws: a listener that does not would lock the compose window for good. Does not
 * wait for a decision of the writer, since the background page may end at any time: it stops the send at once, and `show`s why.
 */
export async function guardSend({ workshop, show }: Guard, tabId: number, details: ComposeDetails): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => { reject(new NotChecked('timeout')); }, CHECK_TIMEOUT + MARGIN);
  });
  try {
    const answer = await Promise.race([judge(workshop, tabId, details), late]);
    if (answer !== undefined) show(tabId);
    else await Promise.race([workshop.departures.begin(tabId), late]);
    return answer;
  } catch {
    // Not even the settings could be read.
    workshop.departures.end(tabId);
    show(tabId);
    return { cancel: true };
  } finally {
    clearTimeout(timer);
  }
}

async function judge({ store, reader, linter, locale }: Workshop, tabId: number, details: ComposeDetails): Promise<Answer> {
  const reading = Promise.all([reader.read(tabId, details), store.acknowledged(tabId)]);
  // Awaited below, unless nothing is ever stopped.
  reading.catch(() => undefined);
  const { settings, config } = await store.config(locale);
  if (settings.policy === 'never') return undefined;
  const [window, acknowledged] = await reading;
  if (acknowledged === window.digest) return undefined;
  try {
    const { findings } = await linter.ask({ kind: 'report', config, text: window.draft }, CHECK_TIMEOUT);
    return decide(findings, settings.policy).stop ? { cancel: true } : undefined;
  } catch (error) {
    await store.saveFailure(tabId, window.digest, failureOf(error));
    return decideUnchecked(settings.policy).stop ? { cancel: true } : undefined;
  }
}

function failureOf(error: unknown): Failure {
  return error instanceof NotChecked ? error.reason : 'failed';
}
