import { createServer, type Server, type Socket } from 'node:net';
import { FrameReader, ProtocolError, type Frame } from './frames.ts';
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
    this.net = createServer((socket) => this.#serve(socket));
    this.net.maxConnections = options.maxConnections;
  }

  get connections(): number {
    return this.#open.size;
  }

  /** Bytes of messages in hand. */
  get bytes(): number {
    return this.#bytes;
  }

  #serve(socket: Socket): void {
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
    const reader = new FrameReader();
    this.#open.set(socket, session);
    socket.setTimeout(idle, () => socket.destroy());
    socket.setNoDelay(true);
    const fail = (error: unknown): void => {
      if (error instanceof ProtocolError) this.#options.onProtocolError(error.message);
      else this.#options.onDefect(error);
      socket.destroy();
    };
    // The peer may go away whenever it likes.
    socket.on('error', () => socket.destroy()).on('close', () => {
      session.close();
      this.#open.delete(socket);
    }).on('data', (chunk: Buffer) => {
      void this.#take(reader.push(chunk), socket, session).catch(fail);
    });
  }

  /** Does what the packets say, one after the other; while a mail is judged nothing more is read from its peer. */
  async #take(frames: Iterable<Frame>, socket: Socket, session: Session): Promise<void> {
    for (const frame of frames) {
      let answer = session.receive(frame);
      if (answer instanceof Promise) {
        socket.pause();
        answer = await answer;
        socket.resume();
      }
      if (answer === 'close') {
        socket.destroySoon();
        return;
      }
      // A peer that went away meanwhile hears nothing any more; one that does not read is not read from.
      if (answer && socket.writable && !socket.write(answer)) socket.pause().once('drain', () => socket.resume());
      if (this.#stopping && !session.busy) {
        socket.destroySoon();
        return;
      }
    }
  }

  /** Takes no new connections, finishes the mails in hand, and after `grace` milliseconds lets go of what is left. */
  async stop(grace: number): Promise<void> {
    this.#stopping = true;
    const closed = new Promise<void>((resolve) => this.net.close(() => resolve()));
    // A mail server keeps a connection until it needs it again: whoever waits for it to hang up waits for hours.
    for (const [socket, session] of this.#open) if (!session.busy) socket.destroySoon();
    const timer = setTimeout(() => {
      for (const socket of this.#open.keys()) socket.destroy();
    }, grace);
    await closed;
    clearTimeout(timer);
  }
}
