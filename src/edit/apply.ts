import { Refused } from './refused.ts';
import type { Edit } from './types.ts';

/**
 * The text with all edits made. Their order does not matter.
 * @throws RangeError if two overlap or one lies outside the text: such edits come from no call of `sourceEdits`
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) throw new RangeError('edits overlap or lie outside the text');
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** By place; of those at one place an insertion comes first, and equals stay in the order given. */
export function inOrder<T extends Edit>(edits: readonly T[]): T[] {
  return [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
}

/** Edits in order, none over another. @throws Refused overlap */
export function apart<T extends Edit>(edits: readonly T[]): T[] {
  const sorted = inOrder(edits);
  sorted.forEach((edit, index) => {
    if (index > 0 && edit.start < sorted[index - 1]!.end) throw new Refused('overlap');
  });
  return sorted;
}

/** The one edit that does what `edits` (at least one, apart) do, as short as it can be. */
export function merged(text: string, edits: readonly Edit[]): Edit {
  const sorted = inOrder(edits);
  const start = sorted[0]!.start;
  const end = sorted.at(-1)!.end;
  const inside = sorted.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }));
  return shortened(text, { start, end, text: applyEdits(text.slice(start, end), inside) });
}

/** Without what stands there already, at both ends. */
function shortened(text: string, edit: Edit): Edit {
  let { start, end } = edit;
  let from = 0;
  let to = edit.text.length;
  while (start < end && from < to && text.charCodeAt(start) === edit.text.charCodeAt(from)) {
    start++;
    from++;
  }
  while (end > start && to > from && text.charCodeAt(end - 1) === edit.text.charCodeAt(to - 1)) {
    end--;
    to--;
  }
  return { start, end, text: edit.text.slice(from, to) };
}

/** Whether a range lies within a text and cuts neither a surrogate pair nor a CRLF. */
export function isRange(text: string, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return start >= 0 && start <= end && end <= text.length && !cutsOne(text, start) && !cutsOne(text, end);
}

function cutsOne(text: string, at: number): boolean {
  return /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(Math.max(0, at - 1), at + 1));
}
