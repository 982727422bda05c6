import { escapeControls } from '../../report/escape.ts';
import type { Segment } from './protocol.ts';

/** A range of a text, half open, and the finding (number of its card) that it belongs to. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly card: number;
}

/** UTF-16 units of a text shown in full; of a longer one, what stands around the marks. */
const ROOM = 60_000;
const AROUND = { first: 4_000, beside: 300, marked: 2_000 };
/** Segments of one text. */
const MOST = 2_000;

/**
 * Cuts a text at the edges of its marks, so that each piece has one set of findings. Marks may overlap, nest, be empty or lie outside
 * the text. The pieces joined are the text, with what a screen would obey made visible, but for gaps in a very long one.
 */
export function segmentsOf(text: string, marks: readonly Mark[]): Segment[] {
  const long = text.length > ROOM;
  const segments: Segment[] = [];
  let shown = 0;
  const pieces = cut(text.length, marks);
  for (const { start, end, cards } of pieces) {
    if (segments.length >= MOST) break;
    const most = cards.length > 0 ? AROUND.marked : start === 0 ? AROUND.first : AROUND.beside;
    if (!long || end - start <= 2 * most) segments.push({ text: visible(text.slice(start, end)), cards });
    else {
      const head = whole(text, start + most);
      const tail = Math.max(head, whole(text, end - (cards.length > 0 || end === text.length ? 0 : AROUND.beside)));
      segments.push({ text: visible(text.slice(start, head)), cards }, { gap: tail - head });
      if (tail < end) segments.push({ text: visible(text.slice(tail, end)), cards });
    }
    shown = end;
  }
  if (shown < text.length) segments.push({ gap: text.length - shown });
  return segments;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly cards: readonly number[];
}

/** In one sweep over the edges of all marks. */
function cut(length: number, marks: readonly Mark[]): Piece[] {
  const inside = marks.map(({ start, end, card }) => ({ start: Math.max(0, start), end: Math.min(length, end), card })).filter(({ start, end }) => start < end);
  const edges = [...inside.map(({ start, card }) => ({ at: start, card, begins: true })), ...inside.map(({ end, card }) => ({ at: end, card, begins: false }))].sort((a, b) => a.at - b.at);
  const open = new Map<number, number>();
  const pieces: Piece[] = [];
  let from = 0;
  for (const { at, card, begins } of edges) {
    if (at > from) pieces.push({ start: from, end: at, cards: [...open.keys()].sort((a, b) => a - b) });
    from = Math.max(from, at);
    const count = (open.get(card) ?? 0) + (begins ? 1 : -1);
    if (count === 0) open.delete(card);
    else open.set(card, count);
  }
  if (from < length) pieces.push({ start: from, end: length, cards: [] });
  return pieces;
}

/** Not within a surrogate pair. */
function whole(text: string, at: number): number {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1)) ? at - 1 : at;
}

/** Line ends and tabs stay: the page shows them as such. */
export function visible(text: string): string {
  return text.replace(/\r\n?/g, '\n').split(/([\n\t])/).map((piece) => (piece === '\n' || piece === '\t' ? piece : escapeControls(piece))).join('');
}
