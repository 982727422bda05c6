import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { lookAt, type Look, type LookContext } from './look.ts';
import { quietly } from './send.ts';

/** Drafts that stay read for the requests that follow: hover, fixes. Any more, and a thousand open documents would all be kept twice. */
const KEPT = 16;

interface Watched {
  readonly document: TextDocument;
  /** That is or was last waited for. */
  version: number;
  timer: ReturnType<typeof setTimeout> | null;
  /** Those who wait for the typing to pause. */
  readonly waiting: (() => void)[];
  /** The look that is under way. */
  looking: Promise<Look> | null;
}

export interface LooksOptions {
  readonly context: LookContext;
  /** Milliseconds without a keystroke. */
  readonly debounce: () => number;
  /** Called before a document is looked at because it was opened or changed. */
  readonly due: () => void;
  /** Called with each look at a document that is still open and still as it was. */
  readonly told: (look: Look) => void;
}

/** Looks at open documents when the typing pauses; of each only the newest version, and each version once. */
export class Looks {
  readonly #options: LooksOptions;
  readonly #open = new Map<string, Watched>();
  readonly #kept = new Map<string, Look>();
  /** Milliseconds that the last look took: a large document is not looked at more often than it can be. */
  #last = 0;

  constructor(options: LooksOptions) {
    this.#options = options;
  }

  opened(document: TextDocument): void {
    this.#open.set(document.uri, { document, version: document.version, timer: null, waiting: [], looking: null });
    this.#schedule(document.uri, 0);
  }

  /** @param document changed in place; what is told twice is looked at once */
  changed({ uri, version }: TextDocument): void {
    const watched = this.#open.get(uri);
    if (!watched || watched.version === version) return;
    watched.version = version;
    this.#schedule(uri, Math.max(this.#options.debounce(), this.#last));
  }

  closed(uri: string): void {
    const watched = this.#open.get(uri);
    this.#open.delete(uri);
    this.#kept.delete(uri);
    if (!watched) return;
    if (watched.timer !== null) clearTimeout(watched.timer);
    for (const wake of watched.waiting.splice(0)) wake();
  }

  /** All are looked at anew, one after another. */
  again(): void {
    for (const uri of this.#open.keys()) this.#schedule(uri, 0);
  }

  /** What there is to say of a document as it is now, once the typing pauses; null: closed, or nobody waits any more. */
  async settled(uri: string, token?: CancellationToken): Promise<Look | null> {
    const watched = this.#open.get(uri);
    if (!watched) return null;
    if (watched.timer !== null) {
      await new Promise<void>((resolve) => {
        watched.waiting.push(resolve);
        token?.onCancellationRequested(() => resolve());
      });
    }
    return token?.isCancellationRequested ? null : this.now(uri);
  }

  /** The same without waiting for a pause: whoever asks for a fix sees the text that it is for. */
  async now(uri: string): Promise<Look | null> {
    for (;;) {
      const watched = this.#open.get(uri);
      if (!watched) return null;
      const kept = this.#kept.get(uri);
      if (kept && this.#isFresh(kept, watched)) return kept;
      const look = await this.#look(watched);
      if (this.#open.get(uri) === watched && this.#isFresh(look, watched)) return look;
    }
  }

  #isFresh({ version, generation }: Look, { document }: Watched): boolean {
    return version === document.version && generation === this.#options.context.configurations.generation;
  }

  #schedule(uri: string, delay: number): void {
    const watched = this.#open.get(uri)!;
    if (watched.timer !== null) clearTimeout(watched.timer);
    watched.timer = setTimeout(() => {
      watched.timer = null;
      this.#options.due();
      for (const wake of watched.waiting.splice(0)) wake();
      quietly(() => this.now(uri));
    }, delay);
  }

  /** Two who ask at once get one look. */
  #look(watched: Watched): Promise<Look> {
    watched.looking ??= this.#lookAt(watched).finally(() => {
      watched.looking = null;
    });
    return watched.looking;
  }

  async #lookAt(watched: Watched): Promise<Look> {
    const { uri } = watched.document;
    const begun = performance.now();
    const look = await lookAt(watched.document, this.#options.context);
    this.#last = performance.now() - begun;
    if (this.#open.get(uri) !== watched || !this.#isFresh(look, watched)) return look;
    this.#kept.delete(uri);
    this.#kept.set(uri, look);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    this.#options.told(look);
    return look;
  }
}
