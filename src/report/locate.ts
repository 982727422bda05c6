import { withLineFeeds } from '../draft/bytes.ts';
import { fieldOffsets } from '../draft/field-positions.ts';
import { jsonPlaces } from '../draft/json-places.ts';
import { rawOffsets } from '../draft/positions.ts';
import type { RawOffsets } from '../draft/positions.ts';
import type { Source } from '../draft/source.ts';
import type { Draft, Field, Spot, Subject, TextPart } from '../draft/types.ts';
import { lineCounter } from './lines.ts';
import type { Position } from './lines.ts';

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

/**
 * Finds lines and columns for the spots of one source. All work is done when first asked for, and kept.
 * @returns a function of a draft (the one read from the source, or one attached to it) and a spot in it; never throws.
 */
export function locator(source: Source): (draft: Draft, spot: Spot) => Location {
  const { kind, text } = source;
  const count = lineCounter(text, kind === 'message');
  const places = jsonPlaces(text);
  const maps = new Map<TextPart | Field | Subject, RawOffsets | null>();
  const before = (source.firstLine ?? 1) - 1;

  /** A place in decoded content is brought back to the source as exactly as the part allows; else it is the part. */
  function inPart(part: TextPart, start: number, end: number): Range {
    const { spot } = part;
    if (spot.at === 'json') return rangeOf(part.encoding ? spot : { ...spot, start, end }, null);
    if (spot.at === 'text') return firstLine(text);
    return mapped(part, start, end, rawOffsets) ?? { start: spot.start, end: spot.start + firstLine(text.slice(spot.start, Math.min(spot.end, spot.start + 1000))).end };
  }

  /** The way back is made once for a part or field. */
  function mapped<From extends TextPart | Field | Subject>(from: From, start: number, end: number, offsets: (raw: string, from: From) => RawOffsets | null): Range | null {
    let map = maps.get(from);
    if (map === undefined) maps.set(from, (map = offsets(withLineFeeds(text), from)));
    return map && { start: map(start), end: end > start ? map.end(end) : map(start) };
  }

  function inField({ start, end, value }: Extract<Spot, { at: 'raw' }>, draft: Draft | null): Range {
    if (!value || !draft) return { start, end };
    // The subject may be another reader's: then it is not what stands in the field.
    const isHere = ({ spot }: Pick<Field, 'spot'>): boolean => spot.at === 'raw' && spot.start === start && spot.end === end;
    const field = draft.subject && isHere(draft.subject) ? draft.subject : draft.fields.find(isHere);
    return (field && mapped(field, value.start, value.end, fieldOffsets)) ?? { start, end };
  }

  function inJson({ path, start, end, key, until }: Extract<Spot, { at: 'json' }>): Range {
    if (kind !== 'json') return firstLine(text);
    return until ? { start: places(path, start, start).start, end: places(until.path, until.end, until.end).end } : places(path, start, end, key);
  }

  function rangeOf(spot: Spot, draft: Draft | null): Range {
    if (spot.at === 'raw') return inField(spot, draft);
    if (spot.at === 'json') return inJson(spot);
    const part = draft?.parts[spot.part];
    return part ? inPart(part, spot.start, spot.end) : firstLine(text);
  }

  function inFile(offset: number): Position {
    const position = count(offset);
    const quoted = source.unquoted?.findLast((line) => line <= offset);
    return quoted !== undefined && count(quoted).line === position.line ? { ...position, column: position.column + 1 } : position;
  }

  return (draft, spot) => {
    const { start, end } = rangeOf(spot, draft);
    const from = inFile(start);
    const to = inFile(Math.max(start, end));
    return { line: from.line + before, column: from.column, endLine: to.line + before, endColumn: to.column };
  };
}
