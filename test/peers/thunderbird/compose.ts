import { until } from '../postfix.ts';
import { ADD_ON, type Workplace } from './workplace.ts';

/** What a new mail starts with. Recipients as in a header field; the body is HTML, or text if `plain`. */
export interface Fields {
  readonly to?: string;
  readonly cc?: string;
  readonly bcc?: string;
  readonly subject?: string;
  readonly body?: string;
  readonly plain?: boolean;
  /** An answer to a mail. */
  readonly reply?: boolean;
}

/** What a person sees of a compose window. */
export interface ComposeState {
  /** Sending locks the window; it has to be unlocked afterwards, or nobody can use it. */
  readonly locked: boolean;
  readonly maySend: boolean;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The document in the editor. */
  readonly html: string;
  /** The add-on's button: its badge, label and tooltip. */
  readonly badge: string;
  readonly label: string;
  readonly title: string;
}

/** Milliseconds from pressing Send. */
export interface Stopped {
  /** Until the window could be used again. */
  readonly stopped: number;
  /** Until the popup stood on the screen. */
  readonly shown: number;
}

export type How = 'now' | 'later';
export const POPUP = 'popup.html';

export class ComposeWindow {
  readonly #place: Workplace;
  readonly #id: number;

  constructor(place: Workplace, id: number) {
    this.#place = place;
    this.#id = id;
  }

  #call<T = void>(name: string, ...args: readonly unknown[]): Promise<T> {
    return this.#place.call<T>(name, this.#id, ...args);
  }

  /** Null when the window is closed: the mail has left. */
  async state(): Promise<ComposeState | null> {
    const state = await this.#call<ComposeState & { readonly open: boolean }>('composeState', ADD_ON);
    return state.open ? state : null;
  }

  /** Waits for what the window has to show. */
  async shows(what: string, holds: (state: ComposeState) => boolean): Promise<ComposeState> {
    let last: ComposeState | null = null;
    try {
      return await until(what, async () => {
        last = await this.state();
        return last && holds(last) ? last : null;
      }, 30_000);
    } catch (error) {
      throw new Error(`${String(error)}; the window shows ${JSON.stringify(last)}`);
    }
  }

  /** Presses Send or Send Later, and goes on. */
  press(how: How = 'now'): Promise<void> {
    return this.#call('press', how);
  }

  /** Presses Send or Send Later, which must be stopped with the popup open. */
  stopped(how: How = 'now'): Promise<Stopped> {
    return this.#call('pressAndMeasure', how, POPUP);
  }

  /** Waits until Thunderbird has closed the window, as it does when the mail has left. */
  async gone(): Promise<void> {
    try {
      await until('the compose window to close', async () => await this.state() === null);
    } catch (error) {
      throw new Error(`${String(error)}; it shows ${JSON.stringify(await this.state())}, and Thunderbird says ${JSON.stringify(await this.#place.call('messages'))}`);
    }
  }

  /** By its key in the preferences. */
  chooseIdentity(key: string): Promise<void> {
    return this.#call('chooseIdentity', key);
  }

  openPopup(): Promise<void> {
    return this.#call('openPopup', ADD_ON);
  }

  typeRecipient(text: string): Promise<void> {
    return this.#call('typeRecipient', text);
  }

  typeText(text: string, at: 'start' | 'end' = 'end'): Promise<void> {
    return this.#call('typeText', text, at);
  }

  setSubject(text: string): Promise<void> {
    return this.#call('setSubject', text);
  }

  undo(): Promise<void> {
    return this.#call('undo');
  }

  /** Waits until the words that are marked in this way are these; the mark is named by its level. */
  async marks(level: 'error' | 'warning' | 'info', words: readonly string[]): Promise<void> {
    let last: readonly string[] = [];
    try {
      await until('the marks', async () => {
        const marks = await this.#call<{ name: string; texts: string[] }[]>('marks');
        last = marks.find(({ name }) => name === `undisclosed-${level}`)?.texts ?? [];
        return JSON.stringify(last) === JSON.stringify(words);
      }, 30_000);
    } catch (error) {
      throw new Error(`${String(error)}; marked is ${JSON.stringify(last)}`);
    }
  }

  close(): Promise<void> {
    return this.#call('closeCompose');
  }
}
