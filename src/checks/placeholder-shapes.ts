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


/** Folded text before the place, within its line: ' au poste de'. */
export function before({ text, at }: Place): string {
  const slice = text.slice(Math.max(0, at - REACH), at);
  const line = slice.slice(slice.lastIndexOf('\n') + 1);
  return ' ' + fold(line).trim().replace(/\s+/g, ' ');
}

export function lastWord(text: string): string {
  return /([\p{L}\p{N}]+)\.?$/u.exec(text)?.[1] ?? '';
}

export function after({ text }: Place, end: number): string {
  const slice = text.slice(end, end + REACH);
  const stop = slice.indexOf('\n');
  return fold(stop < 0 ? slice : slice.slice(0, stop));
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
export function inCode({ text, at }: Place, end: number): boolean {
  const lead = text.slice(Math.max(0, at - REACH), at);
  const rest = text.slice(end, end + REACH);
  const stop = rest.indexOf('\n');
  return CODE.test(lead.slice(lead.lastIndexOf('\n') + 1) + ' \u0000 ' + (stop < 0 ? rest : rest.slice(0, stop)));
}

const GLUED = once(() => /[\p{L}\p{N}/\\=&?@$#_:-]/u);

export function glued({ text, at }: Place): boolean {
  return at > 0 && GLUED().test(text[at - 1]!);
}

export const SMALL_WORDS = new Set(['le', 'la', 'de', 'd', 'du', 'au', 'a', 'chez', 'par', 'avec', 'pour', 'on', 'at', 'of', 'for', 'with', 'by', 'from', 'the', 'to', 'in', 'est', 'is', 'votre', 'your', 'son']);

/** A single bracket needs a field's name in it; an ordinary word needs a place where a field must stand. */
function named(place: Place, content: string, end: number, strict: boolean): boolean {
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

const DOUBLE = once(() => /\{\{\{?([^{}]{1,80})\}\}\}?/y);
const MERGEFIELD = once(() => /\{\s{0,2}MERGEFIELD\s[^{}]{1,80}\}/iy);
const BANG = once(() => /\{!\$?[\w.]{1,60}\}/y);
const SINGLE = once(() => /\{\$?(\p{L}[\p{L}\p{M}\p{N}_.\- ]{0,40})\}/uy);

export const brace: Shape = (place) => {
  const { text, at } = place;
  if (text[at + 1] === '{') {
    const match = run(DOUBLE, place);
    if (match === null) return null;
    const end = at + match[0].length;
    const content = match[1]!.trim();
    const code = !/^[#/^&~!>]?\s?[\p{L}_$]/u.test(content) || /[\\\p{L}\p{N}]$|= ?$/u.test(text.slice(Math.max(0, at - 2), at));
    return code || mentioned(place, end) || inCode(place, end) ? null : found('merge-field', at, end);
  }
  const certain = run(MERGEFIELD, place) ?? run(BANG, place);
  if (certain !== null) {
    const end = at + certain[0].length;
    return glued(place) || mentioned(place, end) ? null : found('merge-field', at, end);
  }
  const match = text[at - 1] === '{' ? null : run(SINGLE, place);
  if (match === null) return null;
  const end = at + match[0].length;
  return named(place, match[1]!, end, false) ? found('merge-field', at, end) : null;
};

const DOLLAR_BRACE = once(() => /\$(!?)\{([\p{L}_][\p{L}\p{M}\p{N}_.\- ]{0,60}|\.\.\.)\}/uy);
const DOLLAR = once(() => /\$!?([A-Za-z]{2,20}(?:[_.][A-Za-z]{2,20}){0,2})(?![\w(=[])/y);

export const dollar: Shape = (place) => {
  const braced = run(DOLLAR_BRACE, place);
  const match = braced ?? run(DOLLAR, place);
  if (match === null) return null;
  const end = place.at + match[0].length;
  const content = match[2] ?? match[1]!;
  if (content === '...') return place.names.callsForName(lastWord(before(place))) || place.names.callsForPost(before(place)) ? found('merge-field', place.at, end) : null;
  if (match[1] === '!' && !mentioned(place, end) && !inCode(place, end)) return found('merge-field', place.at, end);
  return named(place, content, end, true) ? found('merge-field', place.at, end) : null;
};

const DOUBLE_SQUARE = once(() => /\[\[ ?([\p{L}\p{M}\p{N}_.\- ]{2,50}?) ?\]\]/uy);
const SQUARE = once(() => /\[ ?([\p{L}\p{M}\p{N}_.\-'’ /]{2,60}?) ?\]/uy);
const ORDER = /^(?:insert|inserer|insérer|insérez|inserez|indiquer|indiquez|preciser|précisez|préciser|precisez|completer|compléter|complétez|renseigner|renseignez|ajouter|fill in|enter|your|votre)\s+(.{2,})$/iu;
const REMARK = once(() => /^(?:from|in|for|with|if|to|at|and|or|of|the|his|her|their|our|my|an?|un|une|le|la|les|des?|du|aux?|son|sa|nos|notre)\s|^\p{Ll}+s$/u);
const OBJECT = once(() => /\[object [A-Z][A-Za-z]{2,20}\]/y);

export const square: Shape = (place) => {
  const { text, at, names } = place;
  const object = run(OBJECT, place);
  if (object !== null) {
    const end = at + object[0].length;
    return mentioned(place, end) || inCode(place, end) ? null : found('unresolved', at, end);
  }
  if (text[at + 1] === '[') {
    const match = run(DOUBLE_SQUARE, place);
    if (match === null) return null;
    const end = at + match[0].length;
    return names.judge(match[1]!) === null || glued(place) || mentioned(place, end) || inCode(place, end) ? null : found('merge-field', at, end);
  }
  const match = run(SQUARE, place);
  if (match === null) return null;
  const end = at + match[0].length;
  const next = text[end] ?? '';
  // [text](link), [text][1], [key]: value
  if (next === '(' || next === '[' || next === ':' || (at > 0 && text[at - 1] === ']')) return null;
  const content = match[1]!.replace(/’/g, "'");
  const order = ORDER.exec(content);
  // '[from customers]', '[the company]': a word that an editor put into a quotation.
  if (order === null && REMARK().test(content)) return null;
  const judged = names.judge(order?.[1] ?? content);
  if (judged === null || glued(place) || mentioned(place, end) || inCode(place, end)) return null;
  // A list or a ticket system puts its tag at the head of a subject.
  if (place.subject && !/[_.]/.test(content) && before(place).trim().replace(/^(?:re|tr|fwd?|aw|wg)\s?:/g, '').trim() === '') return null;
  if (judged === 'sure' || order !== null) return found('merge-field', at, end);
  const lead = before(place);
  const word = lastWord(lead);
  return names.callsForName(word) || names.callsForPost(lead) || (/^\p{Lu}|date|heure|time/u.test(content) && SMALL_WORDS.has(word)) ? found('merge-field', at, end) : null;
};

const HASHES = once(() => /##(\p{L}[\p{L}\p{M}\p{N}_.-]{1,40})##/uy);
const PERCENTS = once(() => /%%(\p{L}[\p{L}\p{M}\p{N}_. ]{1,40})%%/uy);
const PERCENT = once(() => /%(\p{L}[\p{L}\p{M}\p{N}_.-]{1,40})%(?![\p{L}\p{N}])/uy);

export const hash: Shape = (place) => {
  const match = run(HASHES, place);
  if (match === null) return null;
  const end = place.at + match[0].length;
  return named(place, match[1]!, end, false) ? found('merge-field', place.at, end) : null;
};

export const percent: Shape = (place) => {
  const double = run(PERCENTS, place);
  const match = double ?? run(PERCENT, place);
  if (match === null) return null;
  const end = place.at + match[0].length;
  return named(place, match[1]!, end, double === null) ? found('merge-field', place.at, end) : null;
};

const STAR_PIPE = once(() => /\*\|([A-Za-z_][^\n|*]{0,60}(?:\|[^\n|*]{0,60})?)\|\*/y);

export const star: Shape = (place) => {
  const match = run(STAR_PIPE, place);
  if (match === null) return null;
  const end = place.at + match[0].length;
  return mentioned(place, end) || inCode(place, end) ? null : found('merge-field', place.at, end);
};

const ANGLES = once(() => /<<\s?(\p{L}[\p{L}\p{M}\p{N}_ .\-']{0,40})\s?>>/uy);
const SERVER_TAG = once(() => /<%[=-]?\s{0,3}[^<>%]{1,80}%>/y);
const GUILLEMETS = once(() => /«(\p{L}[\p{L}\p{M}\p{N}_ .']{0,40})»/uy);

export const angle: Shape = (place) => {
  const tag = run(SERVER_TAG, place);
  if (tag !== null) {
    const end = place.at + tag[0].length;
    return mentioned(place, end) ? null : found('merge-field', place.at, end);
  }
  const match = run(ANGLES, place);
  if (match === null) return null;
  const end = place.at + match[0].length;
  return named(place, match[1]!, end, false) ? found('merge-field', place.at, end) : null;
};

/** Word shows a field as «Prénom», without the spaces that a French quotation has; and people quote without them as well. */
export const guillemet: Shape = (place) => {
  const match = run(GUILLEMETS, place);
  if (match === null || /\s$/u.test(match[1]!)) return null;
  const end = place.at + match[0].length;
  return /^\p{Lu}/u.test(match[1]!) && named(place, match[1]!, end, true) ? found('merge-field', place.at, end) : null;
};
