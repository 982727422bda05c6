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

interface Waiting {
  readonly message: ToWorker;
  readonly resolve: (answer: Answers[Question['kind']]) => void;
  readonly reject: (error: NotChecked) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Asks the linter in its Worker. Each question has its time, counted from when it was asked; the Worker that does not keep it is ended,
 * and what others had asked it is asked of a new one.
 */
export class LinterClient {
  readonly #start: () => LinterWorker;
  readonly #waiting = new Map<number, Waiting>();
  #worker: LinterWorker | null = null;
  #next = 0;

  constructor(start: () => LinterWorker) {
    this.#start = start;
  }

  /** @throws NotChecked, within `timeout` milliseconds */
  ask<Kind extends Question['kind']>(question: Extract<Question, { readonly kind: Kind }>, timeout: number): Promise<Answers[Kind]> {
    return new Promise<Answers[Question['kind']]>((resolve, reject) => {
      const id = this.#next++;
      const timer = setTimeout(() => { this.#late(id); }, timeout);
      const waiting: Waiting = { message: { id, question }, resolve, reject, timer };
      this.#waiting.set(id, waiting);
      this.#post(waiting.message);
    }) as Promise<Answers[Kind]>;
  }

  #post(message: ToWorker): void {
    try {
      this.#running().postMessage(message);
    } catch {
      this.#settle(message.id)?.reject(new NotChecked('failed'));
    }
  }

  #running(): LinterWorker {
    if (this.#worker !== null) return this.#worker;
    const worker = this.#start();
    worker.onmessage = ({ data }) => {
      const waiting = this.#settle(data.id);
      if ('failed' in data) waiting?.reject(new NotChecked('failed'));
      else waiting?.resolve(data.answer);
    };
    // Its code could not be read or run: nobody will be answered.
    worker.onerror = () => {
      this.#end();
      for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(new NotChecked('failed'));
    };
    this.#worker = worker;
    return worker;
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return undefined;
    clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    return waiting;
  }

  #late(id: number): void {
    this.#settle(id)?.reject(new NotChecked('timeout'));
    this.#end();
    for (const { message } of this.#waiting.values()) this.#post(message);
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
