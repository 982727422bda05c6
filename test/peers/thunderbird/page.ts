import { until } from '../postfix.ts';
import type { Workplace } from './workplace.ts';

/** An element of a page, as far as a person perceives it. */
export interface Seen {
  /** White space collapsed. */
  readonly text: string;
  readonly shown: boolean;
  readonly value: string | number | null;
  readonly max: number | null;
  readonly checked: boolean | null;
  readonly disabled: boolean;
  readonly dataset: Readonly<Record<string, string>>;
}

/** A page of the add-on that is open: its popup, its options, a tab. Named by a part of its address. */
export class Page {
  readonly #place: Workplace;
  readonly #path: string;

  constructor(place: Workplace, path: string) {
    this.#place = place;
    this.#path = path;
  }

  #do<T>(action: string, selector: string, value?: unknown): Promise<T> {
    return this.#place.call<T>('onPage', this.#path, { action, selector, value });
  }

  read(selector: string): Promise<Seen[]> {
    return until(`an answer of ${this.#path}`, () => this.#do<Seen[] | null>('read', selector));
  }

  /** The text that is shown, of all elements together. */
  async text(selector: string): Promise<string> {
    return (await this.read(selector)).filter(({ shown }) => shown).map(({ text }) => text).join('\n');
  }

  /** Waits for a text that holds this. */
  async says(selector: string, part: string | RegExp, milliseconds = 30_000): Promise<string> {
    let last = '';
    try {
      return await until(`${String(part)} at ${selector}`, async () => {
        last = await this.text(selector);
        return (typeof part === 'string' ? last.includes(part) : part.test(last)) ? last : null;
      }, milliseconds);
    } catch (error) {
      throw new Error(`${String(error)}; it says ${JSON.stringify(last)}`);
    }
  }

  /** Until the page shows it and lets it be used. */
  async #usable(selector: string): Promise<void> {
    await until(`${selector} to be usable`, async () => (await this.read(selector)).some(({ shown, disabled }) => shown && !disabled), 30_000);
  }

  async click(selector: string): Promise<void> {
    await this.#usable(selector);
    await this.#do('click', selector);
  }

  async fill(selector: string, value: string): Promise<void> {
    await this.#usable(selector);
    await this.#do('fill', selector, value);
  }

  isOpen(): Promise<boolean> {
    return this.#place.call('hasPage', this.#path);
  }

  /** Everything in the add-on's storage. */
  storage(area: 'local' | 'session'): Promise<Record<string, unknown>> {
    return this.#do('storage', '', area);
  }
}
