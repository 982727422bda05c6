import type { Ground, GroundKind, Mark } from './frame-words.ts';

/** What is grammar only weighs alike. */
const SAME: ReadonlySet<GroundKind> = new Set(['attribute', 'event', 'adjective']);

/** What a ground is named as, grammar aside. */
export function groupOf(kind: GroundKind): string {
  return SAME.has(kind) ? 'trait' : kind;
}

/** So many pieces further on, what stands in a sentence is still read together. */
const WITHIN = 6;

/**
 * What the frames know of a sentence, and in which order, in words that can be weighed: each piece ('m:adverse', 'k:class', 'names:discrimination/age'), two of them
 * in that order ('problem&g:trait'), and three in a row ('^>adverse>cause'). The same refusal is said in many words, and these are few.
 */
export function sequenceCues(marks: readonly Mark[], grounds: readonly Ground[]): ReadonlySet<string> {
  const cues = new Set<string>();
  for (const { value } of marks) cues.add(`m:${value}`);
  for (const { rule, kind } of grounds) cues.add(`k:${kind}`).add(`names:${rule}`);
  const pieces = [...marks.map(({ first, last, value }) => ({ first, last, name: value })), ...grounds.map(({ first, last, kind }) => ({ first, last, name: `g:${groupOf(kind)}` }))]
    .sort((a, b) => a.first - b.first || b.last - a.last);
  const row = ['^', ...pieces.map(({ name }) => name), '$'];
  for (let at = 0; at < row.length; at++) {
    for (let next = at + 1; next <= at + WITHIN && next < row.length; next++) cues.add(`${row[at]}&${row[next]}`);
    if (at + 2 < row.length) cues.add(`${row[at]}>${row[at + 1]}>${row[at + 2]}`);
  }
  return cues;
}

/** Whether a cue tells which ground it is, and not only that there is one. */
export function tellsGround(cue: string): boolean {
  return !/[&>]|^[mk]:./.test(cue);
}
