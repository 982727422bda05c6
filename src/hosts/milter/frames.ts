/** Packets of the milter protocol out of a stream of bytes, and into one. */

export interface Frame {
  /** One letter; see COMMAND. */
  readonly command: string;
  /** May be part of the chunk that it came in. */
  readonly data: Buffer;
}

/** What a peer sent does not follow the milter protocol. Its message holds nothing of what was sent. */
export class ProtocolError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProtocolError';
  }
}

/** Body chunks have at most 65,535 bytes, header fields what the mail server lets through (Postfix: 102,400). */
const LONGEST = 1 << 20;
const FIRST_ROOM = 1 << 16;

/** Cuts a stream into packets. Holds at most one that is not complete, and twice the bytes of it that have come. */
export class FrameReader {
  /** Bytes of the length that have come. */
  #head = 0;
  #body: Buffer | null = null;
  #filled = 0;
  #length = 0;

  /** @throws ProtocolError for a length that no packet can have: there is no way back to where the next one begins. */
  * push(chunk: Buffer): Generator<Frame, void> {
    let at = 0;
    while (at < chunk.length) {
      if (this.#head < 4) {
        at += this.#takeHead(chunk, at);
        continue;
      }
      const missing = this.#length - this.#filled;
      if (this.#filled === 0 && chunk.length - at >= missing) {
        yield this.#frame(chunk, at, at + missing);
        at += missing;
        continue;
      }
      at += this.#keep(chunk, at, missing);
      if (this.#filled === this.#length) yield this.#frame(this.#body!, 0, this.#length);
    }
  }

  #takeHead(chunk: Buffer, at: number): number {
    let end = at;
    for (; this.#head < 4 && end < chunk.length; this.#head++) this.#length = this.#length * 256 + chunk[end++]!;
    if (this.#head === 4 && (this.#length === 0 || this.#length > LONGEST)) throw new ProtocolError('a packet of impossible length');
    return end - at;
  }

  /** Room grows with what comes, not with what is announced. */
  #keep(chunk: Buffer, at: number, missing: number): number {
    const taken = Math.min(missing, chunk.length - at);
    this.#body ??= Buffer.allocUnsafe(Math.min(this.#length, FIRST_ROOM));
    if (this.#filled + taken > this.#body.length) {
      const larger = Buffer.allocUnsafe(Math.min(this.#length, Math.max(2 * this.#body.length, this.#filled + taken)));
      this.#body.copy(larger, 0, 0, this.#filled);
      this.#body = larger;
    }
    chunk.copy(this.#body, this.#filled, at, at + taken);
    this.#filled += taken;
    return taken;
  }

  #frame(bytes: Buffer, start: number, end: number): Frame {
    this.#head = 0;
    this.#length = 0;
    this.#filled = 0;
    this.#body = null;
    return { command: String.fromCharCode(bytes[start]!), data: bytes.subarray(start + 1, end) };
  }
}

/** One packet. Strings are bytes (latin1); NULs are the caller's. */
export function packet(command: string, ...parts: readonly (string | Buffer)[]): Buffer {
  const data = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
  const bytes = Buffer.allocUnsafe(5 + data.length);
  bytes.writeUInt32BE(1 + data.length, 0);
  bytes.write(command, 4, 1, 'latin1');
  data.copy(bytes, 5);
  return bytes;
}

export function uint32(...values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}

/** NUL-terminated strings; what stands behind the last NUL is one as well. */
export function strings(data: Buffer, start = 0): string[] {
  const found = data.toString('latin1', start).split('\0');
  if (found.at(-1) === '') found.pop();
  return found;
}
