import { createServer, type AddressInfo, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail that left Thunderbird. */
export interface Sent {
  readonly from: string;
  /** The addresses of the envelope. */
  readonly to: readonly string[];
  /** As it came over the wire, dots unstuffed (latin1). */
  readonly raw: string;
}

/** The outgoing mail server of the account. It keeps every mail, and can be slow or refuse somebody. */
export class MailSink {
  readonly mails: Sent[] = [];
  /** Addresses it does not take. */
  readonly refused = new Set<string>();
  /** How long it thinks before it takes a mail, in milliseconds: time to press Stop. */
  delay = 0;
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], disableReverseLookup: true, logger: false, size: 50_000_000,
      onRcptTo: ({ address }, _session, done) => {
        done(this.refused.has(address) ? Object.assign(new Error('no such person'), { responseCode: 550 }) : null);
      },
      onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
          this.mails.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString('latin1') });
          setTimeout(done, this.delay);
        });
      },
    });
    // A client that is killed midway is no fault of the server.
    this.#server.on('error', () => undefined);
  }

  static async open(): Promise<MailSink> {
    const sink = new MailSink();
    await new Promise<void>((resolve) => sink.#server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The proxy through which everything would leave that is not meant for this machine. It lets nothing through, and writes down who knocked. */
export class ClosedProxy {
  /** The first line of each request, or that there was none. */
  readonly knocks: string[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => {
    this.#sockets.add(socket);
    const at = this.knocks.push('a connection without a word') - 1;
    socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket)).once('data', (bytes) => {
      this.knocks[at] = bytes.toString('latin1').split('\r\n')[0]!;
      socket.destroy();
    });
  });

  static async open(): Promise<ClosedProxy> {
    const proxy = new ClosedProxy();
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
