import type { Job, Message } from './worker.ts';
import { JudgeError, type Judged, type Submission } from './types.ts';

/** A thread that judges; that of node:worker_threads. */
export interface Thread {
  postMessage(job: Job, transfer: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: Message) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  terminate(): Promise<unknown>;
}

interface Waiting {
  readonly mail: Submission;
  readonly resolve: (judged: Judged) => void;
  readonly reject: (error: JudgeError) => void;
  timer: NodeJS.Timeout;
}

interface Place {
  readonly thread: Thread;
  ready: boolean;
  job: number;
  running: Waiting | null;
}

export interface PoolOptions {
  readonly size: number;
  readonly start: () => Thread;
  /** Milliseconds that a mail may wait for a thread, and then that it may take. */
  readonly timeout: number;
  /** A thread ended that should not have. */
  readonly onLoss?: (reason: 'timeout' | 'crash') => void;
}

const RESTART_DELAY = 1000;

/**
 * Threads that judge one mail at a time. One that takes too long is ended and replaced: whatever a mail does to the linter,
 * the next one is judged, and the connection to the mail server is never blocked.
 */
export class Pool {
  readonly #options: PoolOptions;
  readonly #places = new Set<Place>();
  readonly #queue: Waiting[] = [];
  readonly #whenReady: Promise<void>;
  #restart: NodeJS.Timeout | null = null;
  #closing: (() => void) | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
    let resolve!: () => void;
    let reject!: (error: Error) => void;
    this.#whenReady = new Promise<void>((ok, failed) => {
      resolve = ok;
      reject = failed;
    });
    for (let n = 0; n < options.size; n++) this.#start(() => this.ready && resolve(), reject);
  }

  /** @throws what a thread died of before it was ready */
  started(): Promise<void> {
    return this.#whenReady;
  }

  /** Whether all threads wait for mails or judge them. */
  get ready(): boolean {
    return this.#places.size === this.#options.size && [...this.#places].every((place) => place.ready);
  }

  get queued(): number {
    return this.#queue.length;
  }

  #start(started: () => void = () => undefined, failed: (error: Error) => void = () => undefined): void {
    const place: Place = { thread: this.#options.start(), ready: false, job: 0, running: null };
    this.#places.add(place);
    place.thread.on('message', (message) => {
      if ('ready' in message) {
        place.ready = true;
        started();
      } else if (message.job === place.job) this.#finish(place, message.judged);
      this.#next();
    });
    place.thread.on('error', failed);
    place.thread.on('exit', () => this.#lost(place));
  }

  #finish(place: Place, judged: Judged | null): void {
    const { running } = place;
    if (!running) return;
    clearTimeout(running.timer);
    place.running = null;
    if (judged) running.resolve(judged);
    else running.reject(new JudgeError('crash'));
  }

  #lost(place: Place): void {
    const { ready } = place;
    if (!this.#places.delete(place)) return;
    if (place.running) {
      this.#options.onLoss?.('crash');
      this.#finish(place, null);
    }
    this.#replace(ready);
  }

  /** One that never got ready would not get ready at once either. */
  #replace(wasReady: boolean): void {
    if (this.#closing) this.#endIfDone();
    else if (wasReady) this.#start();
    else {
      this.#restart ??= setTimeout(() => {
        this.#restart = null;
        while (this.#places.size < this.#options.size) this.#start();
      }, RESTART_DELAY).unref();
    }
  }

  /** @throws JudgeError */
  judge(mail: Submission): Promise<Judged> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        mail, resolve, reject,
        timer: setTimeout(() => {
          this.#queue.splice(this.#queue.indexOf(waiting), 1);
          reject(new JudgeError('busy'));
        }, this.#options.timeout),
      };
      this.#queue.push(waiting);
      this.#next();
    });
  }

  #next(): void {
    for (const place of this.#places) {
      if (!place.ready || place.running) continue;
      const waiting = this.#queue.shift();
      if (!waiting) break;
      clearTimeout(waiting.timer);
      place.running = waiting;
      place.job++;
      waiting.timer = setTimeout(() => this.#stop(place), this.#options.timeout);
      place.thread.postMessage({ job: place.job, ...waiting.mail }, [waiting.mail.bytes.buffer]);
    }
    if (this.#closing) this.#endIfDone();
  }

  #stop(place: Place): void {
    this.#places.delete(place);
    place.running?.reject(new JudgeError('timeout'));
    place.running = null;
    this.#options.onLoss?.('timeout');
    void place.thread.terminate();
    this.#replace(true);
  }

  /** Judges what waits, then ends the threads. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#closing = resolve;
      if (this.#restart) clearTimeout(this.#restart);
      this.#endIfDone();
    });
  }

  #endIfDone(): void {
    if (this.#queue.length > 0 && this.#places.size > 0) return;
    for (const waiting of this.#queue.splice(0)) {
      clearTimeout(waiting.timer);
      waiting.reject(new JudgeError('busy'));
    }
    for (const place of this.#places) {
      if (place.running) continue;
      this.#places.delete(place);
      void place.thread.terminate();
    }
    if (this.#places.size === 0) this.#closing!();
  }
}
