import type { TextPart } from '../draft/types.ts';
import { htmlToView } from '../text/html.ts';
import type { Derived } from '../text/offsets.ts';
import { readFlowed } from '../text/plain.ts';
import { applyEdits, apart, isRange } from './apply.ts';
import type { Write } from './characters.ts';
import { flowedEdits } from './flowed.ts';
import { lineEndNear, withLineEnds } from './line-ends.ts';
import { markupEdits } from './markup.ts';
import { Refused } from './refused.ts';
import type { Change, Edit } from './types.ts';

export type TextChange = Extract<Change, { kind: 'text' }>;

/** What becomes of the decoded content of one part. */
export interface ContentEdits {
  /** Of the content, apart, in order. */
  readonly edits: readonly Edit[];
  /** The content afterwards. */
  readonly content: string;
}

const MARKUP = new Set(['text/html', 'text/x-amp-html', 'text/watch-html']);
const PLAIN = new Set(['text/plain', 'text/markdown', 'text/x-markdown']);
const SIGNED = /^-----BEGIN PGP SIGNED MESSAGE-----/m;

/**
 * Carries out `changes` on the content of their part: in markup, in flowed lines, or as they stand.
 * @param write how the part's bytes are written: what markup cannot write so it writes as a reference
 * @param lineEnd of the file, for a part that has none
 * @throws Refused signed, overlap, not-found, unmapped (a type that is neither text nor markup), unverified
 */
export function contentEdits(part: TextPart, changes: readonly TextChange[], write: Write, lineEnd: string): ContentEdits {
  const { content, type } = part;
  if (SIGNED.test(content)) throw new Refused('signed');
  for (const change of changes) if (!isRange(content, change)) throw new Refused('not-found', change);
  const wanted = apart(changes.map(({ start, end, text }) => ({ start, end, text })));
  const edits = apart(editsOf(part, wanted, write, lineEnd));
  const after = applyEdits(content, edits);
  if (MARKUP.has(type)) prove(htmlToView(content), htmlToView(after).text, wanted, (text) => text.replace(/[\0- ]+/g, ''));
  else if (part.format === 'flowed') prove(readFlowed(content, part.delSp === true), readFlowed(after, part.delSp === true).text, wanted, (text) => text.replace(/(?<! ) +(?=\n|$)/g, ''));
  return { edits, content: after };
}

function editsOf(part: TextPart, wanted: readonly Edit[], write: Write, lineEnd: string): readonly Edit[] {
  if (MARKUP.has(part.type)) return markupEdits(part.content, wanted, write);
  if (!PLAIN.has(part.type)) throw new Refused('unmapped');
  if (part.format === 'flowed') return flowedEdits(part.content, part.delSp === true, wanted);
  return wanted.map((edit) => ({ ...edit, text: withLineEnds(edit.text, lineEndNear(part.content, edit.start, lineEnd)) }));
}

/** What is read afterwards is what was read before, with the changes made. @param alike leaves out what may differ */
function prove(before: Derived, after: string, wanted: readonly Edit[], alike: (text: string) => string): void {
  const { text, map } = before;
  if (map === null) return;
  const edits = wanted.map((edit) => {
    const start = firstAt((at) => map.start(at), text.length, edit.start);
    const end = Math.max(start, firstAt((at) => map.start(at), text.length, edit.end));
    return { start, end, text: withLineEnds(edit.text, '\n') };
  });
  if (alike(applyEdits(text, edits)) !== alike(after)) throw new Refused('unverified');
}

/** The first of [0, length) whose place is at or behind `place`. */
function firstAt(placeOf: (at: number) => number, length: number, place: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placeOf(middle) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
