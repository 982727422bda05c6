import type { Source } from '../draft/source.ts';
import type { Draft, Spot } from '../draft/types.ts';
import { jsonPlaces } from './json-places.ts';
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

/** Offsets of a spot in what was read; a place in decoded content is brought back to the raw part as exactly as possible. */
function rangeOf(spot: Spot, draft: Draft, source: Source, places: ReturnType<typeof jsonPlaces>): Range {
  if (spot.at === 'raw') return spot;
  if (spot.at === 'json') return source.kind === 'json' ? places(spot.path, spot.start, spot.end) : firstLine(source.text);
  const part = draft.parts[spot.part];
  if (!part || part.spot.at === 'text') return firstLine(source.text);
  if (part.spot.at === 'raw') return part.spot;
  return rangeOf(part.encoding ? part.spot : { ...part.spot, start: spot.start, end: spot.end }, draft, source, places);
}

/**
 * Finds lines and columns for the spots of one source. All work is done when first asked for, and kept.
 * @returns a function of a draft (the one read from the source, or one attached to it) and a spot in it; never throws.
 */
export function locator(source: Source): (draft: Draft, spot: Spot) => Location {
  const count = lineCounter(source.text, source.kind === 'message');
  const places = jsonPlaces(source.text);
  const before = (source.firstLine ?? 1) - 1;
  return (draft, spot) => {
    const { start, end } = rangeOf(spot, draft, source, places);
    const from = count(start);
    const to = count(Math.max(start, end));
    return { line: from.line + before, column: from.column, endLine: to.line + before, endColumn: to.column };
  };
}
