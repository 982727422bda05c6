import { badgeOf, type Badge } from './decision.ts';
import type { Workshop } from './checker.ts';
import type { Messenger } from './messenger.ts';
import type { Report } from './questions.ts';
import type { Looked, Mark, Request } from './requests.ts';
import { headline, WORDS } from './words.ts';

/** Milliseconds for one look while somebody writes: less than before sending, which must not wait for it. */
const LIVE_TIMEOUT = 4_000;

interface Known {
  readonly content: string;
  readonly plain: boolean;
  /** What was looked at last: the configuration and the draft. */
  looked: string;
}

/**
 * Looks at a mail while it is written. Thunderbird tells nobody that a recipient was added, so the editor's script asks every other second, and
 * is mostly told that nothing has changed. What is known here is lost when the background page ends; the script is then asked for it again.
 */
export class Live {
  readonly #messenger: Messenger;
  readonly #workshop: Workshop;
  readonly #known = new Map<number, Known>();

  constructor(messenger: Messenger, workshop: Workshop) {
    this.#messenger = messenger;
    this.#workshop = workshop;
  }

  forget(tabId: number): void {
    this.#known.delete(tabId);
  }

  async look(tabId: number, { plain, content }: Extract<Request, { readonly kind: 'look' }>): Promise<Looked> {
    const { store, reader, departures, linter, locale } = this.#workshop;
    // What was written last is not looked at any more if the mail leaves; if it stays, the script is asked for it.
    if (departures.isLeaving(tabId)) {
      this.forget(tabId);
      return { same: true };
    }
    const [details, acknowledged] = await Promise.all([reader.details(tabId), store.acknowledged(tabId)]);
    // It is being sent; there is nothing more to say of it.
    if (acknowledged !== null && acknowledged === (await reader.read(tabId, details)).digest) return { same: true };
    const isPlain = details.isPlainText === true;
    if (isPlain !== plain) return { need: true, plain: isPlain };
    if (content !== undefined) this.#known.set(tabId, { content, plain, looked: '' });
    const known = this.#known.get(tabId);
    if (known === undefined || known.plain !== plain) return { need: true, plain };
    const [{ config }, draft] = await Promise.all([store.config(locale), reader.readLive(details, known.content)]);
    const looked = `${JSON.stringify(config)}\n${draft}`;
    if (known.looked === looked) return { same: true };
    const first = known.looked === '';
    known.looked = looked;
    if (first) await this.#badge(tabId, badgeOf('loading'), WORDS[locale].headline.checking);
    try {
      const report = await linter.ask({ kind: 'report', config, text: draft }, LIVE_TIMEOUT);
      await this.#badge(tabId, badgeOf(report), headline(report, WORDS[locale]));
      return { marks: marksOf(report) };
    } catch {
      await this.#badge(tabId, badgeOf('failed'), WORDS[locale].headline.unchecked);
      return { marks: [] };
    }
  }

  async #badge(tabId: number, { text, colour }: Badge, title: string): Promise<void> {
    const { composeAction } = this.#messenger;
    await Promise.all([composeAction.setBadgeText({ tabId, text }), composeAction.setBadgeBackgroundColor({ tabId, color: colour }), composeAction.setTitle({ tabId, title })]);
  }
}

function marksOf({ findings }: Report): Mark[] {
  return findings.flatMap(({ range, level }) => (range === null ? [] : [{ ...range, level }]));
}
