import { structuredPatch } from 'diff';
import type { Draft } from '../../draft/types.ts';
import { differingFields, textLines } from '../../engine/draft-lines.ts';
import type { Hunk, Line } from './protocol.ts';
import { visible } from './segments.ts';

/** Lines looked at and shown: nobody reads a comparison that is longer. */
const MOST = { edits: 2_000, lines: 60, length: 400 };

/** What changes between two readings of a draft, for the eyes of whoever decides on it. */
export function comparison(before: Draft, after: Draft): { readonly hunks: readonly Hunk[]; readonly more: number } {
  const hunks: Hunk[] = [];
  let room = MOST.lines;
  let more = 0;
  const add = (where: Hunk['where'], one: string, other: string): void => {
    if (one === other) return;
    const patch = structuredPatch('', '', one, other, undefined, undefined, { context: 1, maxEditLength: MOST.edits });
    if (patch === undefined) {
      more += one.split('\n').length;
      return;
    }
    for (const { lines } of patch.hunks) {
      const own = lines.filter((line) => !line.startsWith('\\')).map(lineOf);
      const shown = own.slice(0, Math.max(0, room));
      room -= shown.length;
      more += own.slice(shown.length).filter(({ kind }) => kind !== 'same').length;
      if (shown.length > 0) hunks.push({ where, lines: shown });
    }
  };
  add('header', differingFields(before, after), differingFields(after, before));
  before.parts.forEach((part, index) => add('text', textLines(part), textLines({ type: part.type, content: after.parts[index]?.content ?? '' })));
  return { hunks, more };
}

function lineOf(line: string): Line {
  const text = visible(line.slice(1));
  return { kind: line.startsWith('+') ? 'new' : line.startsWith('-') ? 'gone' : 'same', text: text.length > MOST.length ? `${text.slice(0, MOST.length)} …` : text };
}
