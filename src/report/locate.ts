import { jsonPlaces } from '../draft/json-places.ts';
import { rawOffsets } from '../draft/positions.ts';
import type { Source } from '../draft/source.ts';
import type { Draft, Spot, TextPart } from '../draft/types.ts';
import { lineCounter } from './lines.ts';

/** 1-based; columns in UTF-16 units, as an editor counts that reads the file as UTF-8. The end is exclusive. */
export interface Location {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Half-open offsets into `Source.text`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

function firstLine(text: string): Range {
  const end = text.search(/[\r\n]/);
  return { start: 0, end: end < 0 ? text.length : end };
}

/** The end of a part's content is behind the line end that its encoding needs; a finding does not reach into the next line. */
function withoutLineEnd(text: string, start: number, end: number, last: string | undefined): number {
  if (last === '\n' || last === '\r') return end;
  let before = end;
  while (before > start && (text[before - 1] === '\n' || text[before - 1] === '\r')) before--;
  return before;
}

/**
 * Finds lines and columns for the spots of one source. All work is done when first asked for, and kept.
 * @returns a function of a draft (the one read from the source, or one attached to it) and a spot in it; never throws.
 */
export function locator(source: Source): (draft: Draft, spot: Spot) => Location {
  const { kind, text } = source;
  const count = lineCounter(text, kind === 'message');
  const places = jsonPlaces(text);
  const maps = new Map<TextPart, ReturnType<typeof rawOffsets>>();
  const before = (source.firstLine ?? 1) - 1;

  /** A place in decoded content is brought back to the source as exactly as the part allows; else it is the part. */
  function inPart(part: TextPart, start: number, end: number): Range {
    const { spot } = part;
    if (spot.at === 'json') return rangeOf(part.encoding ? spot : { ...spot, start, end }, null);
    if (spot.at === 'text') return firstLine(text);
    let map = maps.get(part);
    if (map === undefined) maps.set(part, (map = rawOffsets(text, part)));
    if (map) return { start: map(start), end: withoutLineEnd(text, map(start), map(end), part.content[end - 1]) };
    return { start: spot.start, end: spot.start + firstLine(text.slice(spot.start, Math.min(spot.end, spot.start + 1000))).end };
  }

  function rangeOf(spot: Spot, draft: Draft | null): Range {
    if (spot.at === 'raw') return spot;
    if (spot.at === 'json') return kind === 'json' ? places(spot.path, spot.start, spot.end) : firstLine(text);
    const part = draft?.parts[spot.part];
    return part ? inPart(part, spot.start, spot.end) : firstLine(text);
  }

  return (draft, spot) => {
    // A message within a JSON draft has offsets of its own, which are none of the file.
    const { start, end } = kind === 'json' && draft.source === 'message' ? firstLine(text) : rangeOf(spot, draft);
    const from = count(start);
    const to = count(Math.max(start, end));
    return { line: from.line + before, column: from.column, endLine: to.line + before, endColumn: to.column };
  };
}
