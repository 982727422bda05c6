import { closeSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Bytes gathered before they are written; large enough that ten thousand small mails are few calls. */
const BUFFER = 1 << 20;
/** UTF-8 needs at most three bytes for one UTF-16 unit. */
const SLICE = Math.floor(BUFFER / 3);

/** Text to a file descriptor in pieces of any size, through one buffer. */
export class ChunkWriter {
  readonly #file: number;
  readonly #encoding: 'latin1' | 'utf8';
  readonly #buffer = Buffer.allocUnsafe(BUFFER);
  #used = 0;

  constructor(file: number, encoding: 'latin1' | 'utf8') {
    this.#file = file;
    this.#encoding = encoding;
  }

  write(text: string): void {
    for (let at = 0; at < text.length;) {
      let end = Math.min(text.length, at + SLICE);
      // Half a surrogate pair has no UTF-8.
      if (end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end--;
      if (this.#used + 3 * (end - at) > BUFFER) this.flush();
      this.#used += this.#buffer.write(text.slice(at, end), this.#used, this.#encoding);
      at = end;
    }
  }

  flush(): void {
    for (let done = 0; done < this.#used;) {
      try {
        done += writeSync(this.#file, this.#buffer, done, this.#used - done);
      } catch (error) {
        // A pipe that somebody else set to non-blocking is full.
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      }
    }
    this.#used = 0;
  }
}

/** A file that is there wholly or not at all: written under another name beside it, then renamed. */
export class AtomicFile {
  readonly path: string;
  readonly temporary: string;
  readonly #file: number;
  readonly #writer: ChunkWriter;
  #open = true;

  /** @throws Error of the file system; so do `write` and `commit`, behind which `discard` leaves nothing. */
  constructor(path: string, encoding: 'latin1' | 'utf8') {
    this.path = path;
    this.temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    this.#file = openSync(this.temporary, 'wx');
    this.#writer = new ChunkWriter(this.#file, encoding);
  }

  write(text: string): void {
    this.#writer.write(text);
  }

  /** All that was written stands under the temporary name. */
  close(): void {
    this.#writer.flush();
    this.#open = false;
    closeSync(this.#file);
  }

  commit(): void {
    if (this.#open) this.close();
    renameSync(this.temporary, this.path);
  }

  discard(): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
    unlinkSync(this.temporary);
  }
}
