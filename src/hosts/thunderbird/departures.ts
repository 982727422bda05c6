/** Milliseconds after which a mail that was let go, and of which nothing was heard since, is taken for one that stays: a person may be asked about its spelling meanwhile. */
const LONGEST = 300_000;

interface Departure {
  readonly ended: Promise<void>;
  readonly end: () => void;
}

/**
 * Keeps everybody from reading a compose window while its mail is on its way out. Thunderbird writes the address fields into the mail anew whenever
 * an add-on reads them; in a mail that is just being sent, the name of a mailing list then stands where its members had been put, and the server
 * refuses it.
 */
export class Departures {
  readonly #leaving = new Map<number, Departure>();
  readonly #reading = new Map<number, Set<Promise<unknown>>>();

  isLeaving(tabId: number): boolean {
    return this.#leaving.has(tabId);
  }

  /** Reads the window now, or as soon as its mail has left or is known to stay. */
  async read<T>(tabId: number, task: () => Promise<T>): Promise<T> {
    const departure = this.#leaving.get(tabId);
    if (departure !== undefined) await departure.ended;
    const reading = task();
    const all = this.#reading.get(tabId) ?? new Set();
    this.#reading.set(tabId, all.add(reading));
    try {
      return await reading;
    } finally {
      all.delete(reading);
      if (all.size === 0) this.#reading.delete(tabId);
    }
  }

  /** From now on nobody reads it. Settles, and never rejects, when those have ended who were at it. */
  async begin(tabId: number): Promise<void> {
    this.end(tabId);
    let resolve = (): void => undefined;
    const ended = new Promise<void>((settle) => { resolve = settle; });
    const timer = setTimeout(() => { this.end(tabId); }, LONGEST);
    this.#leaving.set(tabId, {
      ended,
      end: () => {
        clearTimeout(timer);
        resolve();
      },
    });
    await Promise.allSettled([...(this.#reading.get(tabId) ?? [])]);
  }

  /** The mail has left, or stays after all. */
  end(tabId: number): void {
    this.#leaving.get(tabId)?.end();
    this.#leaving.delete(tabId);
  }
}
