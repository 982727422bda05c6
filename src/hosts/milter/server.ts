import { createServer, type Server, type Socket } from 'node:net';
import { FrameReader, ProtocolError } from './frames.ts';
import { Session } from './session.ts';
import type { Outcome, Rulebook, SessionHost } from './types.ts';

export interface ServerOptions {
  readonly rulebook: () => Rulebook;
  readonly done: (outcome: Outcome) => void;
  /** A peer that does not keep to the protocol, in a few words without what it sent. */
  readonly onProtocolError: (what: string) => void;
  readonly onDefect: (error: unknown) => void;
  readonly maxConnections: number;
  /** Bytes of messages that all connections together may hold. */
  readonly maxBytes: number;
  /** Milliseconds without a word after which a peer counts as gone. */
  readonly idle: number;
}

/** Waits for mail servers, each connection a session of its own. */
export class MilterServer {
  readonly net: Server;
  readonly #options: ServerOptions;
  readonly #open = new Map<Socket, Session>();
  #bytes = 0;
  #stopping = false;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.net = createServer((socket) => void this.#serve(socket));
    this.net.maxConnections = options.maxConnections;
  }

  get connections(): number {
    return this.#open.size;
  }

  /** Bytes of messages in hand. */
  get bytes(): number {
    return this.#bytes;
  }

  async #serve(socket: Socket): Promise<void> {
    const { rulebook, done, idle } = this.#options;
    const host: SessionHost = {
      network: socket.remoteAddress !== undefined,
      rulebook,
      done,
      claim: (bytes) => {
        if (bytes > 0 && this.#bytes + bytes > this.#options.maxBytes) return false;
        this.#bytes += bytes;
        return true;
      },
    };
    const session = new Session(host);
    this.#open.set(socket, session);
    socket.setTimeout(idle, () => socket.destroy());
    socket.setNoDelay(true);
    try {
      const reader = new FrameReader();
      reading: for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        for (const frame of reader.push(chunk)) {
          const received = session.receive(frame);
          const answer = received instanceof Promise ? await received : received;
          if (answer === 'close') break reading;
          // A peer that went away while its mail was judged hears nothing any more.
          if (answer && socket.writable && !socket.write(answer)) await drained(socket);
          if (this.#stopping && !session.busy) break reading;
        }
      }
    } catch (error) {
      if (error instanceof ProtocolError) this.#options.onProtocolError(error.message);
      // The peer has gone, which it may; anything else is a defect of ours.
      else if (!(error instanceof Error && 'code' in error)) this.#options.onDefect(error);
      socket.destroy();
    } finally {
      socket.destroySoon();
      session.close();
      this.#open.delete(socket);
    }
  }

  /** Takes no new connections, finishes the mails in hand, and after `grace` milliseconds lets go of what is left. */
  async stop(grace: number): Promise<void> {
    this.#stopping = true;
    const closed = new Promise<void>((resolve) => this.net.close(() => resolve()));
    for (const [socket, session] of this.#open) if (!session.busy) socket.end();
    const timer = setTimeout(() => {
      for (const socket of this.#open.keys()) socket.destroy();
    }, grace);
    await closed;
    clearTimeout(timer);
  }
}

/** A peer that sends but does not read is not read from either. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) {
      resolve();
      return;
    }
    const done = (): void => {
      socket.removeListener('drain', done).removeListener('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}
