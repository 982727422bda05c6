import type Iconv from 'iconv-lite';
import type { ReadCharset } from '../draft/charset.ts';
import { readMessage } from '../draft/message.ts';
import type { Draft } from '../draft/types.ts';

/** A raw message to a draft, in Node: our own reader, and beside it what only Node has. */

export interface EmlOptions {
  /**
   * `own` (default): our reader, with iconv-lite (the decoder of mailparser) for charsets it does not know.
   * `mailparser`: content, subject and addresses as mailparser sees them; places are ours, exact where both see the same (see `agrees`).
   */
  readonly reader?: 'own' | 'mailparser';
}

/** Never throws on a message's content: what nobody can read is among the draft's problems. */
export async function readEml(bytes: Uint8Array, options: EmlOptions = {}): Promise<Draft> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const raw = buffer.toString('latin1');
  let draft = readMessage(raw, { bytes });
  if (lacksCharset(draft)) draft = readMessage(raw, { bytes, fallback: await iconvLite() });
  if (options.reader !== 'mailparser') return draft;
  const { withMailparser } = await import('./mailparser-reader.ts');
  return withMailparser(buffer, draft);
}

/** The reader of unknown charsets that `readEml` would ask about this message; null: none. */
export async function fallbackFor(raw: string): Promise<ReadCharset | null> {
  return lacksCharset(readMessage(raw)) ? iconvLite() : null;
}

/** Whether a charset stands in it that our reader does not know by itself. */
export function lacksCharset(draft: Draft): boolean {
  return draft.problems.some((problem) => problem.reason === 'charset')
    || draft.attachments.some((attachment) => attachment.draft !== undefined && lacksCharset(attachment.draft));
}

async function iconvLite(): Promise<ReadCharset> {
  return charsetsOf((await import('iconv-lite')).default);
}

/** What `readMessage` asks for charsets that are unknown to it. */
export function charsetsOf(iconv: typeof Iconv): ReadCharset {
  return (bytes, label) => (iconv.encodingExists(label) ? iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), label) : null);
}
