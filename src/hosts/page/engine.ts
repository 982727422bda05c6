import type { Answer, CallName, Calls, Request } from './protocol.ts';

/** The page's side of the Worker that looks at mails. */

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((done: number, total: number) => void) | undefined;
}

/** The engine was ended while somebody waited for it. */
export class Stopped extends Error {}

/** The Worker's code, as it stands packed in the page. @throws where the browser lacks something */
export async function engineUrl(packed: string): Promise<string> {
  const units = atob(packed.trim());
  const bytes = Uint8Array.from(units, (unit) => unit.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const code = await new Response(stream).blob();
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

export class Engine {
  readonly #url: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker;
  #last = 0;

  constructor(url: string) {
    // Where a page may make no script of a string, the one address that it may load is vouched for once.
    const { trustedTypes } = globalThis as unknown as { trustedTypes?: TrustedTypes };
    this.#url = trustedTypes?.createPolicy('undisclosed', { createScriptURL: (given) => given }).createScriptURL(url) ?? url;
    this.#worker = this.#start();
  }

  #start(): Worker {
    const worker = new Worker(this.#url);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => { this.#hear(data); };
    worker.onerror = () => { this.#fail(new Error('the engine failed')); };
    return worker;
  }

  #hear(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    if ('progress' in answer) {
      waiting.progress?.(answer.progress, answer.total);
      return;
    }
    this.#waiting.delete(answer.id);
    if ('failed' in answer) waiting.reject(new Error('the engine failed'));
    else waiting.resolve(answer.answer as never);
  }

  #fail(error: Error): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of all) reject(error);
  }

  /** @throws Stopped where `restart` came first */
  call<Name extends CallName>(call: Name, argument: Calls[Name][0], progress?: (done: number, total: number) => void): Promise<Calls[Name][1]> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress });
      const request: Request<Name> = { id, call, argument };
      this.#worker.postMessage(request);
    });
  }

  get busy(): boolean {
    return this.#waiting.size > 0;
  }

  /** Ends whatever goes on. The engine then knows of no mail. */
  restart(): void {
    this.#worker.terminate();
    this.#fail(new Stopped());
    this.#worker = this.#start();
  }
}
