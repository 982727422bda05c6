import { BLOCKS, RAW_TEXT } from '../text/elements.ts';
import { htmlToView } from '../text/html.ts';
import type { OffsetMap } from '../text/offsets.ts';
import type { Write } from './characters.ts';
import { Refused } from './refused.ts';
import type { Edit } from './types.ts';

/** Changes of the text of HTML: what is seen goes and comes, tags, comments, styles and whatever is not seen stay. */

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Edits of `markup` that put plain text in the place of what is seen in each range. Text that tags cut goes where the first piece stood.
 * @throws Refused not-found: a range holds nothing that is seen, begins or ends within an entity, or is empty and lies in a tag
 */
export function markupEdits(markup: string, changes: readonly Edit[], write: Write): Edit[] {
  const { text, map } = htmlToView(markup);
  if (map === null) throw new Refused('unmapped');
  return changes.flatMap((change) => {
    const pieces = seenIn(map, text.length, change);
    const written = change.text.split(/\r\n|\r|\n/).map((line) => escaped(line, write)).join('<br>');
    if (change.start === change.end) return [{ ...change, text: written }];
    const before = firstAt(map, text.length, change.start);
    const covered = [...pieces, ...blanksIn(markup, pieces, before === 0 ? 0 : map.end(before), change)].sort((one, other) => one.start - other.start);
    const first = pieces[0]!.start;
    return covered.map((range) => ({ ...range, text: range.start === first ? written : '' }));
  });
}

/** Stretches of the markup in `range` that are seen. */
function seenIn(map: OffsetMap, length: number, range: Range): Range[] {
  const from = firstAt(map, length, range.start);
  if (range.start === range.end) {
    const atEdge = (from < length && map.start(from) === range.start) || (from > 0 && map.end(from) === range.start);
    if (!atEdge) throw new Refused('not-found');
    return [];
  }
  if (from > 0 && map.end(from) > range.start) throw new Refused('not-found');
  const pieces: { start: number; end: number }[] = [];
  for (let at = from; at < length && map.start(at) < range.end; at++) {
    const start = map.start(at);
    const end = map.end(at + 1);
    if (end > range.end) throw new Refused('not-found');
    const last = pieces.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > start) pieces.push({ start, end });
  }
  if (pieces.length === 0) throw new Refused('not-found');
  return pieces;
}

/** Index of the first character seen at or behind an offset of the markup. */
function firstAt(map: OffsetMap, length: number, offset: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (map.start(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** White space before, between and behind the pieces that is text: not in a tag, nor between blocks. */
function blanksIn(markup: string, pieces: readonly Range[], seenBefore: number, range: Range): Range[] {
  const ahead = blanksOf(markup, { start: seenBefore, end: pieces[0]!.start }).filter(({ start }) => start >= range.start);
  return [...ahead, ...pieces.flatMap(({ end }, index) => blanksOf(markup, { start: end, end: pieces[index + 1]?.start ?? range.end }))];
}

/** White space of a gap between two pieces that are seen. */
function blanksOf(markup: string, { start, end }: Range): Range[] {
  const blanks: Range[] = [];
  for (let at = start; at < end;) {
    if (markup.charCodeAt(at) <= 32) {
      const from = at;
      while (at < end && markup.charCodeAt(at) <= 32) at++;
      blanks.push({ start: from, end: at });
      continue;
    }
    const tag = /^<\/?([A-Za-z][^\s/>]*)/.exec(markup.slice(at, Math.min(end, at + 32)));
    // Anything but a tag between two pieces (a comment, a style, hidden text) is left alone, and what follows it.
    if (tag === null) break;
    const name = tag[1]!.toLowerCase();
    if (BLOCKS.has(name) || name === 'br') return [];
    if (RAW_TEXT.has(name)) break;
    at = tagEnd(markup, at + tag[0].length, end);
  }
  return blanks;
}

/** Behind the '>' of a tag; a '>' in quotes behind '=' does not end it. */
function tagEnd(markup: string, from: number, end: number): number {
  let quote = 0;
  let value = false;
  for (let at = from; at < end; at++) {
    const code = markup.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x3e) return at + 1;
    else if (value && (code === 0x22 || code === 0x27)) {
      quote = code;
      value = false;
    } else if (code > 32) value = code === 0x3d;
  }
  return end;
}

/** Text as markup: characters that mean something there, or that the charset lacks, as references. */
function escaped(text: string, write: Write): string {
  return text.replace(/[&<>]|[^\0-\x7f]/gu, (character) => {
    if (character === '&') return '&amp;';
    if (character === '<') return '&lt;';
    if (character === '>') return '&gt;';
    return write(character) === null ? `&#${String(character.codePointAt(0))};` : character;
  });
}
