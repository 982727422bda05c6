import { lineEndNear, withLineEnds } from './line-ends.ts';
import type { Edit } from './types.ts';

/** Changes of format=flowed text (RFC 3676): whole physical lines are written anew, wrapped and stuffed; their neighbours stay. */

/** Longest line written, with its quote marks and line end (RFC 3676 §4.2). */
const LONGEST = 76;

interface Line {
  /** Quote marks included. */
  readonly start: number;
  /** Behind quote marks and stuffing. */
  readonly from: number;
  /** Before the line end, and before the blank that DelSp deletes. */
  readonly to: number;
  /** Before the line end. */
  readonly end: number;
  /** Behind the line end. */
  readonly next: number;
  readonly depth: number;
  /** Its paragraph goes on in the next line. */
  readonly flows: boolean;
  /** Its paragraph began in a line before. */
  readonly continues: boolean;
}

/** So many lines beside those that a change touches may have to be written with them. */
const NEAR = 2;

/** Changes as they are carried out: a range that begins or ends within quote marks or stuffing does so behind them, for they are no text. */
export interface FlowedEdits {
  readonly edits: Edit[];
  readonly changes: readonly Edit[];
}

/**
 * Edits of whole physical lines that carry out `changes` (plain text for ranges of `content`; apart, in order), which keep the quote depth.
 * A blank that ends a paragraph is lost: as the last of a line it would mean something else.
 */
export function flowedEdits(content: string, delSp: boolean, changes: readonly Edit[]): FlowedEdits {
  const text = new FlowedText(content, delSp);
  const snapped = changes.map((change) => text.snapped(change));
  return { edits: text.together(snapped).map((change) => text.edit(change)), changes: snapped };
}

class FlowedText {
  readonly #content: string;
  readonly #delSp: boolean;
  readonly #lines: Line[];

  constructor(content: string, delSp: boolean) {
    this.#content = content;
    this.#delSp = delSp;
    this.#lines = readLines(content, delSp);
  }

  snapped({ start, end, text }: Edit): Edit {
    const opening = this.#lines[this.#lineAt(start)]!;
    const closing = this.#lines[this.#lineAt(end)]!;
    // Lines that go as a whole go with their marks.
    const isWhole = start === opening.start && end === closing.start && end > start;
    const from = isWhole ? start : Math.max(start, opening.from);
    return { start: from, end: Math.max(from, end === closing.start && end > start ? end : Math.max(end, closing.from)), text };
  }

  /** Changes whose lines are the same or near become one, with what stands between them. */
  together(changes: readonly Edit[]): Edit[] {
    const out: Edit[] = [];
    for (const change of changes) {
      const before = out.at(-1);
      const between = before === undefined ? null : this.#between(before, change);
      if (before === undefined || between === null) out.push(change);
      else out[out.length - 1] = { start: before.start, end: change.end, text: before.text + between + change.text };
    }
    return out;
  }

  /** The text between two changes of one paragraph, as it reads; null if they are further apart. */
  #between(one: Edit, other: Edit): string | null {
    const first = this.#lineAt(one.end);
    const last = this.#lineAt(other.start);
    if (last > first + NEAR) return null;
    let text = '';
    for (let index = first; index <= last; index++) {
      const { from, to, flows } = this.#lines[index]!;
      if (index < last && !flows) return null;
      text += this.#content.slice(index === first ? clamp(one.end, from, to) : from, index === last ? clamp(other.start, from, to) : to);
    }
    return text;
  }

  edit({ start, end, text }: Edit): Edit {
    const content = this.#content;
    const lines = this.#lines;
    let first = this.#lineAt(start);
    let last = Math.max(first, this.#lineAt(end));
    const opening = lines[first]!;
    const closing = lines[last]!;
    const before = content.slice(opening.from, clamp(start, opening.from, opening.to));
    // What is left of a paragraph whose beginning went keeps its own quote marks.
    const beheaded = before === '' && text === '' && !opening.continues;
    if (beheaded && last > first && end <= closing.start) return { start: opening.start, end: closing.start, text: '' };
    const depth = beheaded ? closing.depth : opening.depth;
    const paragraphs = withLineEnds(text, '\n').split('\n');
    paragraphs[0] = before + paragraphs[0]!;
    let body = paragraphs.pop()! + content.slice(clamp(end, closing.from, closing.to), closing.to);
    // Without a blank at its end, a line that flows goes on in the next with nothing between; and it cannot flow into another depth.
    while (lines[last]!.flows && (depth !== closing.depth || (!this.#delSp && body !== '' && !body.endsWith(' ')))) {
      const next = lines[++last]!;
      body += content.slice(next.from, next.to);
    }
    const bottom = lines[last]!;
    if (!bottom.flows) body = fixed(body);
    if (body === '' && paragraphs.length === 0) {
      if (bottom.flows) return { start: lines[first]!.start, end: bottom.next, text: '' };
      // The line before ends the paragraph now, and must not flow into the next one.
      while (body === '' && lines[first]!.continues) {
        const previous = lines[--first]!;
        body = fixed(content.slice(previous.from, previous.to));
      }
    }
    const written = paragraphs.flatMap((paragraph) => this.#wrapped(fixed(paragraph), depth, false));
    written.push(...this.#wrapped(body, depth, bottom.flows));
    return { start: lines[first]!.start, end: bottom.end, text: written.join(lineEndNear(content, bottom.next, '\n')) };
  }

  /** Lines of one paragraph; `flows`: it goes on behind them. */
  #wrapped(body: string, depth: number, flows: boolean): string[] {
    const marks = depth === 0 ? '' : `${'>'.repeat(depth)} `;
    const soft = this.#delSp ? ' ' : '';
    const room = Math.max(20, LONGEST - marks.length - soft.length);
    const lines: string[] = [];
    let at = 0;
    while (body.length - at > room) {
      const cut = cutAt(body, at, room);
      if (cut < 0) break;
      lines.push(line(marks, body.slice(at, cut) + soft));
      at = cut;
    }
    lines.push(line(marks, body.slice(at) + (flows ? soft : '')));
    return lines;
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lines[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** As the last line of a paragraph is written: a blank at its end would make it flow. */
function fixed(body: string): string {
  return body === '-- ' ? body : body.replace(/(?<! ) +$/, '');
}

function line(marks: string, body: string): string {
  if (marks !== '') return marks + body;
  return /^(?: |>|From )/.test(body) ? ` ${body}` : body;
}

/** Where to cut `text` behind a blank: the last within `room` of `from`, else the first further on; -1 if only blanks follow, or nothing. */
function cutAt(text: string, from: number, room: number): number {
  let cut = text.lastIndexOf(' ', from + room - 1) + 1;
  // '-- ' alone on a line is the signature's mark.
  if (cut <= from || (cut === from + 3 && text.startsWith('-- ', from))) cut = text.indexOf(' ', from + room) + 1;
  return cut <= from || !/[^ ]/.test(text.slice(cut, cut + room)) ? -1 : cut;
}

function readLines(content: string, delSp: boolean): Line[] {
  const lines: Line[] = [];
  let at = 0;
  let continues = false;
  do {
    const newline = content.indexOf('\n', at);
    const next = newline < 0 ? content.length : newline + 1;
    let end = newline < 0 ? content.length : newline;
    if (newline > at && content.charCodeAt(newline - 1) === 13) end--;
    const depth = depthAt(content, at);
    let from = at + depth;
    if (from < end && content.charCodeAt(from) === 32) from++;
    const signature = end - from === 3 && content.startsWith('-- ', from);
    const flows = !signature && end > from && content.charCodeAt(end - 1) === 32 && next < content.length && depthAt(content, next) === depth;
    lines.push({ start: at, from, to: flows && delSp ? end - 1 : end, end, next, depth, flows, continues });
    continues = flows;
    at = next;
  } while (at < content.length);
  // Behind the last line end stands an empty line: what is added at the end begins it.
  if (content.endsWith('\n')) lines.push({ start: at, from: at, to: at, end: at, next: at, depth: 0, flows: false, continues: false });
  return lines;
}

function depthAt(content: string, at: number): number {
  let depth = 0;
  while (content.charCodeAt(at + depth) === 62) depth++;
  return depth;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
