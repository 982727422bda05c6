import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { LIMITS } from '../draft/limits.ts';
import { faultOf, type Fault } from './faults.ts';

const CHUNK = 1 << 20;

/** A file, or why it cannot be one. */
export type Kind = { readonly kind: 'file'; readonly size: number } | { readonly kind: 'folder'; readonly id: string } | { readonly kind: 'fault'; readonly fault: Fault };

/** What stands at a path, symbolic links followed. Nothing is opened: opening a pipe would wait for its writer. */
export function kindOf(path: string): Kind {
  try {
    // Most often asked of a configuration that is not there: an error made for each costs a cold start more than the question.
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return { kind: 'fault', fault: 'not-found' };
    if (stat.isFile()) return { kind: 'file', size: stat.size };
    if (stat.isDirectory()) return { kind: 'folder', id: `${stat.dev}:${stat.ino}` };
    return { kind: 'fault', fault: 'not-a-file' };
  } catch (error) {
    return { kind: 'fault', fault: faultOf(error) };
  }
}

/**
 * The bytes of a file in chunks of at most 1 MiB, each a buffer of its own. What stood at the path may have been exchanged
 * since somebody looked, so it is opened without waiting and looked at again.
 * @throws FileFault
 */
export function* chunksOf(path: string): Generator<Uint8Array> {
  const found = kindOf(path);
  if (found.kind !== 'file') throw new FileFault(found.kind === 'fault' ? found.fault : 'folder');
  let file: number | null = null;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new FileFault('not-a-file');
    let size = Math.min(CHUNK, stat.size + 1);
    for (;;) {
      const chunk = new Uint8Array(Math.max(1, size));
      const read = readSync(file, chunk, 0, chunk.length, null);
      if (read === 0) return;
      yield chunk.subarray(0, read);
      size = read < chunk.length ? 4096 : CHUNK;
    }
  } catch (error) {
    throw error instanceof FileFault ? error : new FileFault(faultOf(error));
  } finally {
    if (file !== null) closeSync(file);
  }
}

export class FileFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault);
    this.name = 'FileFault';
    this.fault = fault;
  }
}

export type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** One buffer of all pieces; a single piece is not copied. */
export function join(pieces: readonly Uint8Array[]): Buffer {
  return pieces.length === 1 ? Buffer.from(pieces[0]!.buffer, pieces[0]!.byteOffset, pieces[0]!.byteLength) : Buffer.concat(pieces);
}

/** @throws FileFault too-large */
export function readWhole(path: string): Buffer {
  const found = kindOf(path);
  if (found.kind === 'file' && found.size > LIMITS.message) throw new FileFault('too-large');
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (const piece of chunksOf(path)) {
    size += piece.length;
    if (size > LIMITS.message) throw new FileFault('too-large');
    pieces.push(piece);
  }
  return join(pieces);
}

/** Like readWhole, for a stream. @throws FileFault too-large */
export async function drain(chunks: Chunks): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of chunks) {
    size += piece.length;
    if (size > LIMITS.message) throw new FileFault('too-large');
    pieces.push(piece);
  }
  return join(pieces);
}
