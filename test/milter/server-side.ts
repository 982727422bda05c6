import { connect, type Socket } from 'node:net';
import type { Session } from '../../src/hosts/milter/session.ts';

/** What a mail server sends and hears, byte by byte as the protocol's description has it; nothing of this comes from the milter's own code. */
export function frame(command: string, data: Buffer | string = ''): Buffer {
  const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data, 'latin1');
  const length = 1 + bytes.length;
  return Buffer.concat([Buffer.from([length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255]), Buffer.from(command, 'latin1'), bytes]);
}

/** What Postfix 3.7 offers: version 6, all actions (0x1ff), all steps (0x1fffff). */
export const OFFER = Buffer.from('00000006000001ff001fffff', 'hex');
export const OPTNEG = frame('O', OFFER);
/** A client on this host: family 4, port 0x1234. */
export const LOCAL = frame('C', 'localhost\x004\x12\x34127.0.0.1\0');
export const OUTSIDE = frame('C', 'mail.world.example\x004\x12\x34192.0.2.7\0');

export interface TestMail {
  readonly from?: string;
  readonly to?: readonly string[];
  /** Name and value, the value with its leading space. */
  readonly fields?: readonly (readonly [string, string])[];
  readonly body?: string;
  readonly id?: string;
  readonly user?: string;
}

/** All commands of one mail up to and with its end, macros included, as Postfix sends them. */
export function mailFrames({ from = 'office@example.com', to = ['anne@one.example'], fields = [['Subject', ' Minutes']], body = 'Hello,\r\n', id = '4bXyZ1234', user }: TestMail = {}): Buffer[] {
  return [
    frame('D', `M${user === undefined ? '' : `{auth_authen}\0${user}\0`}{mail_addr}\0${from}\0`),
    frame('M', `<${from}>\0SIZE=100\0`),
    ...to.flatMap((address) => [frame('D', `R{rcpt_addr}\0${address}\0`), frame('R', `<${address}>\0`)]),
    frame('D', `T`),
    ...fields.map(([name, value]) => frame('L', `${name}\0${value}\0`)),
    frame('N'),
    ...(body === '' ? [] : [frame('B', body)]),
    frame('D', `Ei\0${id}\0`),
    frame('E'),
  ];
}

/** One packet of an answer. */
export interface Answer {
  readonly command: string;
  readonly data: string;
}

export function answers(bytes: Buffer): Answer[] {
  const found: Answer[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at]! * 0x1000000 + (bytes[at + 1]! << 16) + (bytes[at + 2]! << 8) + bytes[at + 3]!;
    found.push({ command: String.fromCharCode(bytes[at + 4]!), data: bytes.toString('latin1', at + 5, at + 4 + length) });
    at += 4 + length;
  }
  return found;
}

/** Hands frames to a session without a socket between; all that it answers. */
export async function feed(session: Session, frames: readonly Buffer[]): Promise<Answer[]> {
  const heard: Buffer[] = [];
  for (const bytes of frames) {
    const answer = await session.receive({ command: String.fromCharCode(bytes[4]!), data: bytes.subarray(5) });
    if (Buffer.isBuffer(answer)) heard.push(answer);
  }
  return answers(Buffer.concat(heard));
}

/** A mail server's end of a connection. */
export class Peer {
  readonly socket: Socket;
  #bytes = Buffer.alloc(0);
  readonly closed: Promise<void>;

  constructor(path: string | number) {
    this.socket = typeof path === 'number' ? connect(path, '127.0.0.1') : connect(path);
    this.socket.on('data', (chunk: Buffer) => (this.#bytes = Buffer.concat([this.#bytes, chunk]))).on('error', () => undefined);
    this.closed = new Promise((resolve) => this.socket.on('close', () => resolve()));
  }

  send(...frames: readonly Buffer[]): void {
    this.socket.write(Buffer.concat(frames));
  }

  get heard(): Answer[] {
    return answers(this.#bytes);
  }

  /** Waits until so many packets have come. */
  async hears(count: number): Promise<Answer[]> {
    for (let turn = 0; turn < 1000; turn++) {
      if (this.heard.length >= count) return this.heard;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`heard ${this.heard.length} packets of ${count}`);
  }
}
