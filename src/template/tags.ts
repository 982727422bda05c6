import type { VariableNames } from './names.ts';
import { LOOKS } from './shapes.ts';
import type { Fault, Shape, Tag } from './types.ts';

/** All tags of a text, in order. */
export interface Tags {
  readonly tags: readonly Tag[];
  readonly faults: readonly Fault[];
}

const LOOK_AT = new Uint8Array(0x1_0000);
for (const character of Object.keys(LOOKS)) LOOK_AT[character.charCodeAt(0)] = 1;

/** How much of a tag that never ends is shown. */
const SHOWN = 24;
/** A comment is passed over as far as this. */
const COMMENT = 20_000;

/**
 * Reads the tags of a text in one pass, of all dialects that `names` allows. Never throws; in time proportional to the text.
 * @param html style sheets and scripts have braces of their own
 */
export function readTags(text: string, html: boolean, names: VariableNames): Tags {
  const tags: Tag[] = [];
  const faults: Fault[] = [];
  const open = new Map<Shape, number>();
  const isOpen = (shape: Shape): boolean => (open.get(shape) ?? 0) > 0;
  const next = searcher(text);
  let quietUntil = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (LOOK_AT[code] === 0) continue;
    if (html && code === 0x3c && at >= quietUntil) quietUntil = endOfQuiet(text, at, next);
    const found = LOOKS[text[at]!]!({ text, at, names, quiet: at < quietUntil, open: isOpen, next });
    if (found === null) continue;
    if (found === 'open') {
      faults.push({ reason: 'unclosed-tag', start: at, end: endOfOpen(text, at) });
      at = endOfOpen(text, at) - 1;
      continue;
    }
    const { statement, shape } = found;
    if (statement.is === 'verbatim' || statement.is === 'hidden') {
      const close = endOfBlock(text, found.end, statement.until, next);
      if (close === null) {
        faults.push({ reason: 'unclosed-condition', start: at, end: found.end });
        at = found.end - 1;
        continue;
      }
      if (statement.is === 'hidden') tags.push({ ...found, end: close.end, statement: { is: 'nothing' } });
      else tags.push({ ...found, statement: { is: 'nothing' } }, { shape, start: close.start, end: close.end, statement: { is: 'nothing' } });
      at = close.end - 1;
      continue;
    }
    if (found.opens !== undefined) open.set(shape, (open.get(shape) ?? 0) + 1);
    else if (statement.is === 'end') open.set(shape, Math.max(0, (open.get(shape) ?? 0) - 1));
    tags.push(at < quietUntil ? { ...found, quiet: true } : found);
    at = found.end - 1;
  }
  return { tags, faults };
}

/** Finds what closes a bracket, remembering for each where it next stands: a text that opens and never closes is gone through once. */
function searcher(text: string): (close: string, from: number) => number {
  const known = new Map<string, { readonly from: number; readonly at: number }>();
  return (close, from) => {
    const before = known.get(close);
    if (before !== undefined && from >= before.from && (before.at < 0 || from <= before.at)) return before.at;
    const at = text.indexOf(close, from);
    known.set(close, { from, at });
    return at;
  };
}

/** The end of the style sheet or script that begins at `at`; 0: none does. */
function endOfQuiet(text: string, at: number, next: (close: string, from: number) => number): number {
  const name = /^<(style|script)\b/i.exec(text.slice(at, at + 8))?.[1]?.toLowerCase();
  if (name === undefined) return 0;
  const ends = [`</${name}`, `</${name.toUpperCase()}`].map((close) => next(close, at)).filter((end) => end >= 0);
  return ends.length === 0 ? text.length : Math.min(...ends);
}

/** The place of `{% endraw %}`, with or without its spaces. */
function endOfBlock(text: string, from: number, until: string, next: (close: string, from: number) => number): { start: number; end: number } | null {
  const word = next(until, from);
  if (word < 0 || word > from + COMMENT) return null;
  const before = /\{%[-+]?\s{0,3}$/.exec(text.slice(word - 6, word));
  const after = /^\s{0,3}[-+]?%\}/.exec(text.slice(word + until.length, word + until.length + 6));
  return before === null || after === null ? null : { start: word - before[0].length, end: word + until.length + after[0].length };
}

/** The brackets and the word behind them: what was meant to be a tag. */
function endOfOpen(text: string, at: number): number {
  const found = /^[{*%|<]{1,3}[-+~#/^]?\s?[\p{L}\p{N}_.:-]*\}?/u.exec(text.slice(at, at + SHOWN));
  return at + Math.max(2, found?.[0].length ?? 0);
}
