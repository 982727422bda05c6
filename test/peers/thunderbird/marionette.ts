import { connect, type Socket } from 'node:net';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}
interface Failure {
  readonly error: string;
  readonly message: string;
}

/**
 * A client of Marionette, protocol 3: frames are `<bytes>:<JSON>`, a request is [0, id, command, parameters] and its answer [1, id, error, result].
 * Source: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #bytes = Buffer.alloc(0);
  #last = 0;
  #closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk)).on('error', () => undefined).on('close', () => {
      this.#closed = true;
      for (const { reject } of this.#waiting.values()) reject(new Error('Thunderbird closed the connection'));
      this.#waiting.clear();
    });
  }

  /** A session in the parent process, where all windows can be reached. Errors: nobody listens on the port. */
  static async open(port: number): Promise<Marionette> {
    const socket = await new Promise<Socket>((resolve, reject) => {
      const opened = connect(port, '127.0.0.1', () => resolve(opened)).once('error', reject);
    });
    const client = new Marionette(socket);
    await client.command('WebDriver:NewSession', {});
    await client.command('Marionette:SetContext', { value: 'chrome' });
    await client.command('WebDriver:SetTimeouts', { script: 120_000 });
    return client;
  }

  #read(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const colon = this.#bytes.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#bytes.toString('latin1', 0, colon));
      if (this.#bytes.length < end) return;
      const frame = JSON.parse(this.#bytes.toString('utf8', colon + 1, end)) as unknown;
      this.#bytes = this.#bytes.subarray(end);
      // The greeting is an object; it says nothing that is needed.
      if (Array.isArray(frame)) this.#answer(frame as [number, number, Failure | null, unknown]);
    }
  }

  #answer([, id, error, result]: [number, number, Failure | null, unknown]): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`${error.error}: ${error.message}`));
    else waiting?.resolve(result);
  }

  command(name: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error('Thunderbird closed the connection'));
    const id = ++this.#last;
    const json = JSON.stringify([0, id, name, parameters]);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(`${Buffer.byteLength(json)}:${json}`);
    });
  }

  /** Runs the body of a function with the rights of Thunderbird itself; it may return a promise of anything that JSON can hold. */
  async run(script: string, args: readonly unknown[]): Promise<unknown> {
    const { value } = await this.command('WebDriver:ExecuteScript', { script, args, newSandbox: true, sandbox: 'system' }) as { value: unknown };
    return value;
  }

  close(): void {
    this.#socket.destroy();
  }
}
