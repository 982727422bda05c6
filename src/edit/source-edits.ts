import type { ReadCharset } from '../draft/charset.ts';
import type { Source } from '../draft/source.ts';
import type { Draft } from '../draft/types.ts';
import { jsonEdits } from './json.ts';
import { messageEdits } from './message.ts';
import { Refused } from './refused.ts';
import type { Change, Edit, Refusal } from './types.ts';

export { applyEdits } from './apply.ts';

/** Either all changes as edits, in order and apart, or the first reason why one of them is not made. */
export type SourceEdits = { readonly edits: Edit[] } | { readonly refused: Refusal; readonly change: Change };

export interface EditOptions {
  /** The reader of unknown charsets that `draft` was read with, if there was one. */
  readonly fallback?: ReadCharset;
}

/**
 * How the text of `source` has to change so that all `changes` come about in the draft read from it, and nothing else does: one edit
 * for all changes of one part or field, every other byte as it stands. The result has been read again and compared. Pure; never throws
 * on what stands in a mail, in time and memory proportional to it.
 */
export function sourceEdits(source: Source, draft: Draft, changes: readonly Change[], options: EditOptions = {}): SourceEdits {
  const [first] = changes;
  if (first === undefined) return { edits: [] };
  try {
    return { edits: source.kind === 'json' ? jsonEdits(source, draft, changes) : messageEdits(source, draft, changes, options.fallback) };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal, change: error.change ?? first };
    throw error;
  }
}
