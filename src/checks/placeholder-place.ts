import { once } from './once.ts';
import { fold } from '../text/fold.ts';
import type { FieldNames } from './field-names.ts';

/**
 * - merge-field: a field of a mailing or recruiting product that was not filled
 * - fill-in: left open by hand: XXX, JJ/MM/AAAA, (insert reason)
 * - unresolved: a value that a program did not have: null, undefined
 * - empty: nothing where a name, a post or a date belongs: 'Bonjour ,'
 */
export type PlaceholderKind = 'merge-field' | 'fill-in' | 'unresolved' | 'empty';

export interface Placeholder {
  readonly kind: PlaceholderKind;
  readonly start: number;
  readonly end: number;
}

/** A place in a text that may be a placeholder; looks at most REACH units around it. */
export interface Place {
  readonly text: string;
  readonly at: number;
  readonly names: FieldNames;
  readonly subject: boolean;
}

/** Every look around a place is bounded by this, so that a text of brackets alone costs no more than its length. */
const REACH = 60;

export type Shape = (place: Place) => Placeholder | null;

export function run(lazy: () => RegExp, { text, at }: Place): RegExpExecArray | null {
  const pattern = lazy();
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A tag that lays out text, as it stands in HTML that somebody pasted into plain text; one with attributes of a program is code. */
const MARKUP = '<\\/?(?:p|br|hr|b|i|u|s|em|strong|small|big|sub|sup|font|span|div|center|a|h[1-6]|table|tbody|thead|tr|td|th|ul|ol|li|blockquote|html|body)'
  + '(?:(?![^<>]*\\s(?:(?:v|ng|th|x)[-:]\\w|[@:*#[(][\\w.-]+[\\])]?=|className=))\\s[^<>{}]*)?\\/?';
const TAGS = once(() => new RegExp(`${MARKUP}>`, 'gi'));
/** The last one may reach beyond what is looked at. */
const TAGS_OR_BEGUN = once(() => new RegExp(`${MARKUP}(?:>|$)`, 'gi'));
/** How far back a tag that the look cuts may begin. */
const LONGEST_TAG = 400;

/** Text before the place, within its line, without the tags that lay it out. */
function lineBefore({ text, at }: Place): string {
  const slice = text.slice(Math.max(0, at - REACH), at);
  const newline = slice.lastIndexOf('\n');
  let line = slice.slice(newline + 1);
  const close = line.indexOf('>');
  if (close < 0) return line;
  const open = line.indexOf('<');
  if (newline < 0 && (open < 0 || close < open)) {
    const wide = text.slice(Math.max(0, at - LONGEST_TAG), at);
    const begin = wide.lastIndexOf('<', wide.length - REACH);
    if (begin > wide.lastIndexOf('\n')) line = wide.slice(begin);
  }
  return line.replace(TAGS(), ' ');
}

/** The same behind it. */
function lineAfter({ text }: Place, end: number): string {
  const slice = text.slice(end, end + REACH);
  const stop = slice.indexOf('\n');
  const line = stop < 0 ? slice : slice.slice(0, stop);
  return line.includes('<') ? line.replace(TAGS_OR_BEGUN(), ' ') : line;
}

/** Whether tags stand beside the place in its line. */
export function besideTags({ text, at }: Place, end: number): boolean {
  return /[a-z"'/]>[^\n]*$/i.test(text.slice(Math.max(0, at - REACH), at)) || /^[^\n]*?<\/?[a-z]/i.test(text.slice(end, end + REACH));
}

/** Folded text before the place, within its line: ' au poste de'. */
export function before(place: Place): string {
  return ' ' + fold(lineBefore(place)).trim().replace(/\s+/g, ' ');
}

export function lastWord(text: string): string {
  return /([\p{L}\p{N}]+)\.?$/u.exec(text)?.[1] ?? '';
}

export function after(place: Place, end: number): string {
  return fold(lineAfter(place, end));
}

const QUOTES = '\'"`‘’“”‹›„';

/** In quotation marks or back-ticks, or behind 'the field': spoken about, not left open. */
export function mentioned(place: Place, end: number): boolean {
  const { text, at, names } = place;
  const previous = text[at - 1] ?? '';
  if (previous !== '' && QUOTES.includes(previous) && QUOTES.includes(text[end] ?? ' ')) return true;
  const lead = before(place);
  if (lead.endsWith('«') && /^\s?»/.test(text.slice(end, end + 2))) return true;
  const words = lead.split(/[^\p{L}\p{N}]+/u);
  if (words.slice(-3).some((word) => names.mentions(word))) return true;
  return names.mentions(/^\s*([\p{L}\p{N}]+)/u.exec(after(place, end))?.[1] ?? '');
}

const CODE = /;\s*$|;\s*\/\/|[=!]=|:=|=>|->|\(\)|\w\(.{0,40}\)\s*[;{]|<\/?[a-z]{1,10}[ >/]|\\[a-z]+[{[]|^\s*(?:[$#%>]|\/\/|\/\*|export|echo|printf|sudo|cd|git|npm|var|let|const|def|\+{1,3}|-{2,3}|@@)\s|^\s*(?:if|for|while|switch|return)\s?\(|\w=["'{$[<(%]|":\s/;

/** A line of code, of a shell, of LaTeX or of a configuration. */
export function inCode(place: Place, end: number): boolean {
  return CODE.test(lineBefore(place) + ' \u0000 ' + lineAfter(place, end));
}

const GLUED = once(() => /[\p{L}\p{N}/\\=&?@$#_:-]/u);

export function glued({ text, at }: Place): boolean {
  return at > 0 && GLUED().test(text[at - 1]!);
}

export const SMALL_WORDS = new Set(['le', 'la', 'de', 'd', 'du', 'au', 'a', 'chez', 'par', 'avec', 'pour', 'on', 'at', 'of', 'for', 'with', 'by', 'from', 'the', 'to', 'in', 'est', 'is', 'votre', 'your', 'son']);

/** A single bracket needs a field's name in it; an ordinary word needs a place where a field must stand. */
export function named(place: Place, content: string, end: number, strict: boolean): boolean {
  const judged = place.names.judge(content);
  if (judged === null || glued(place) || mentioned(place, end) || inCode(place, end)) return false;
  if (judged === 'sure') return true;
  const lead = before(place);
  const word = lastWord(lead);
  return place.names.callsForName(word) || place.names.callsForPost(lead) || (!strict && SMALL_WORDS.has(word));
}

export function found(kind: PlaceholderKind, start: number, end: number): Placeholder {
  return { kind, start, end };
}
