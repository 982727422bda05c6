import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { SplitMail } from '../edit/split-types.ts';
import { AtomicFile, ChunkWriter } from './atomic-file.ts';
import { OutputExists, type Encoding, type SplitOutput } from './split-output.ts';

/** How one mail is written among others. */
export type Frame = (pieces: readonly string[]) => Iterable<string>;

/** All mails in one file, one behind the other. */
export class FileOutput implements SplitOutput {
  readonly #file: AtomicFile;
  readonly #frame: Frame;
  readonly #force: boolean;
  #count = 0;
  same = 0;

  constructor(path: string, encoding: Encoding, frame: Frame, force: boolean) {
    this.#file = new AtomicFile(path, encoding);
    this.#frame = frame;
    this.#force = force;
  }

  write({ text }: SplitMail): void {
    for (const piece of this.#frame(text)) this.#file.write(piece);
    this.#count++;
  }

  commit(): void {
    const { path, temporary } = this.#file;
    this.#file.close();
    if (existsSync(path)) {
      if (sameBytes(path, temporary)) {
        this.same = this.#count;
        this.#file.discard();
        return;
      }
      if (!this.#force) throw new OutputExists(path, 'file');
    }
    this.#file.commit();
  }

  discard(): void {
    this.#file.discard();
  }
}

/** Standard output: what has left cannot be taken back. */
export class PipeOutput implements SplitOutput {
  readonly #writer: ChunkWriter;
  readonly #frame: Frame;
  readonly same = 0;

  constructor(encoding: Encoding, frame: Frame, file = 1) {
    this.#writer = new ChunkWriter(file, encoding);
    this.#frame = frame;
  }

  write({ text }: SplitMail): void {
    for (const piece of this.#frame(text)) this.#writer.write(piece);
  }

  commit(): void {
    this.#writer.flush();
  }

  discard(): void {
    // What is not yet written stays unwritten.
  }
}

const CHUNK = 1 << 20;

function sameBytes(one: string, other: string): boolean {
  if (statSync(one).size !== statSync(other).size) return false;
  const files = [openSync(one, 'r'), openSync(other, 'r')] as const;
  try {
    const buffers = files.map(() => Buffer.allocUnsafe(CHUNK)) as [Buffer, Buffer];
    for (;;) {
      const [size, size2] = files.map((file, index) => readSync(file, buffers[index]!, 0, CHUNK, null)) as [number, number];
      if (size !== size2 || !buffers[0].subarray(0, size).equals(buffers[1].subarray(0, size))) return false;
      if (size === 0) return true;
    }
  } finally {
    for (const file of files) closeSync(file);
  }
}
