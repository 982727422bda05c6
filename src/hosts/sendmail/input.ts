import { LIMITS } from '../../draft/limits.ts';
import { outgoingMessage } from '../../edit/verdict-fields.ts';
import type { Verdict } from '../../engine/verdict.ts';
import { headerOf } from './recipients.ts';

/** A message as it comes in. */
export interface Input {
  /** All of it, or more than may be checked. */
  readonly head: Buffer;
  /** What comes behind `head`, not read yet; null: nothing. */
  readonly rest: AsyncIterator<Buffer> | null;
}

/** Reads as far as a message may go, and no further: whatever comes in, more is never held. */
export async function readInput(input: AsyncIterable<Buffer>): Promise<Input> {
  const pieces: Buffer[] = [];
  const rest = input[Symbol.asyncIterator]();
  for (let size = 0; size <= LIMITS.message;) {
    const next = await rest.next();
    if (next.done) return { head: Buffer.concat(pieces), rest: null };
    pieces.push(next.value);
    size += next.value.length;
  }
  return { head: Buffer.concat(pieces), rest };
}

/** A message too large to be checked, as it leaves: with the fields of the verdict and without those that came with it, and not a byte else changed. */
export async function* unchecked(head: Buffer, rest: AsyncIterator<Buffer>, { headers }: Verdict): AsyncGenerator<Buffer> {
  const header = headerOf(head);
  yield Buffer.from(outgoingMessage(header.toString('latin1'), headers), 'latin1');
  yield head.subarray(header.length);
  try {
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
