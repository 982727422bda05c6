import type { Answers, Question } from './questions.ts';

export interface ToWorker {
  readonly id: number;
  readonly question: Question;
}

export type FromWorker = { readonly id: number; readonly answer: Answers[Question['kind']] } | { readonly id: number; readonly failed: true };

/** Why there is no answer: a rule went wrong, or did not end in time. */
export class NotChecked extends Error {
  readonly reason: 'failed' | 'timeout';

  constructor(reason: 'failed' | 'timeout') {
    super(reason);
    this.reason = reason;
  }
}

/** As much of a Worker as is used. */
export interface LinterWorker {
  onmessage: ((event: { readonly data: FromWorker }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

type Timer = ReturnType<typeof setTimeout>;

interface Waiting {
  readonly message: ToWorker;
  readonly resolve: (answer: Answers[Question['kind']]) => void;
  readonly reject: (error: NotChecked) => void;
  readonly timeout: number;
  timer: Timer | null;
}

/** Milliseconds in which a slow computer has made the phrases ready. */
const WARM_UP_TIMEOUT = 60_000;
const WARM_UP = -1;

/**
 * Asks the linter in its Worker. A new Worker first makes its phrases ready, which takes its time and is nobody's fault; then each question has
 * its own. The Worker that does not keep it is ended, and what others had asked it is asked of a new one.
 */
export class LinterClient {
  readonly #start: () => LinterWorker;
  readonly #waiting = new Map<number, Waiting>();
  #worker: LinterWorker | null = null;
  /** Of a Worker that is not ready; null if it is. */
  #warming: Timer | null = null;
  #next = 0;

  constructor(start: () => LinterWorker) {
    this.#start = start;
  }

  /** Starts the Worker before anybody asks. */
  warmUp(): void {
    try {
      this.#running();
    } catch {
      // Whoever asks will be told.
    }
  }

  /** @throws NotChecked, at the latest `timeout` milliseconds after the Worker was ready */
  ask<Kind extends Exclude<Question['kind'], 'warm-up'>>(question: Extract<Question, { readonly kind: Kind }>, timeout: number): Promise<Answers[Kind]> {
    return new Promise<Answers[Question['kind']]>((resolve, reject) => {
      const waiting: Waiting = { message: { id: this.#next++, question }, resolve, reject, timeout, timer: null };
      this.#waiting.set(waiting.message.id, waiting);
      this.#post(waiting);
    }) as Promise<Answers[Kind]>;
  }

  #post(waiting: Waiting): void {
    try {
      this.#running().postMessage(waiting.message);
      if (this.#warming === null) this.#time(waiting);
    } catch {
      this.#settle(waiting.message.id)?.reject(new NotChecked('failed'));
    }
  }

  #time(waiting: Waiting): void {
    waiting.timer ??= setTimeout(() => { this.#late(waiting.message.id); }, waiting.timeout);
  }

  #running(): LinterWorker {
    if (this.#worker !== null) return this.#worker;
    const worker = this.#start();
    worker.onmessage = ({ data }) => {
      if (data.id === WARM_UP) this.#ready();
      const waiting = this.#settle(data.id);
      if ('failed' in data) waiting?.reject(new NotChecked('failed'));
      else waiting?.resolve(data.answer);
    };
    // Its code could not be read or run: nobody will be answered.
    worker.onerror = () => { this.#giveUp('failed'); };
    this.#worker = worker;
    this.#warming = setTimeout(() => { this.#giveUp('timeout'); }, WARM_UP_TIMEOUT);
    worker.postMessage({ id: WARM_UP, question: { kind: 'warm-up' } });
    return worker;
  }

  #ready(): void {
    if (this.#warming !== null) clearTimeout(this.#warming);
    this.#warming = null;
    for (const waiting of this.#waiting.values()) this.#time(waiting);
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return undefined;
    if (waiting.timer !== null) clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    return waiting;
  }

  #late(id: number): void {
    this.#settle(id)?.reject(new NotChecked('timeout'));
    // A Worker that is not ready yet has not been given this question: it is not at fault.
    if (this.#warming !== null) return;
    this.#end();
    for (const waiting of this.#waiting.values()) this.#post(waiting);
  }

  #giveUp(reason: NotChecked['reason']): void {
    this.#end();
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(new NotChecked(reason));
  }

  #end(): void {
    if (this.#warming !== null) clearTimeout(this.#warming);
    this.#warming = null;
    this.#worker?.terminate();
    this.#worker = null;
  }
}
