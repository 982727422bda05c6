import { ampscript, doubleBrace, keyword, percentBrace, serverTag, starPipe } from './statements.ts';
import { expression } from './expressions.ts';
import type { VariableNames } from './names.ts';
import type { Shape, Statement, Tag } from './types.ts';

/** Brackets of all dialects: what may begin at a character. Each look is bounded, so that a text of brackets alone costs no more than its length. */

/** A tag, or 'open': one that begins here and never ends. */
export type Found = Tag | 'open' | null;

export interface Place {
  readonly text: string;
  readonly at: number;
  readonly names: VariableNames;
  /** Within a style sheet or a script: only brackets that mean nothing there are looked at. */
  readonly quiet: boolean;
  /** Where `close` next stands at or behind `from`; -1: nowhere. */
  readonly next: (close: string, from: number) => number;
  /** Bare words such as `#else` close only what their own dialect has opened. */
  readonly open: (shape: Shape) => boolean;
}

type Look = (place: Place) => Found;

/** A tag is no longer than this; what is longer is text. */
const LONGEST = 320;
const COMMENT = 20_000;
const LEAD = 60;

/** The place of `close` behind `at`; -1: not near. */
function closing({ at, next }: Place, from: number, close: string, longest = LONGEST): number {
  const found = next(close, at + from);
  return found < 0 || found > at + longest ? -1 : found;
}

function tag(shape: Shape, place: Place, end: number, said: Pick<Tag, 'statement' | 'opens'>): Tag {
  return { shape, start: place.at, end, ...said };
}

function match(pattern: RegExp, { text, at }: Place): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The text before, in its line. */
function lead({ text, at }: Place): string {
  const slice = text.slice(Math.max(0, at - LEAD), at);
  return slice.slice(Math.max(slice.lastIndexOf('\n'), slice.lastIndexOf('>')) + 1);
}

/** Brackets that ordinary texts have as well: they hold a variable only if its name says so. */
function named(shape: Shape, place: Place, content: string, end: number): Tag | null {
  if (place.quiet || !place.names.fills(shape)) return null;
  const name = content.trim();
  if (!place.names.stands(name, shape, lead(place))) return null;
  return tag(shape, place, end, { statement: { is: 'variable', name, fallback: null } });
}

const MERGEFIELD = /\{\s{0,3}MERGEFIELD\s+"?([\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,60}?)"?(?:\s*\\[^{}]{0,80})?\s{0,3}\}/iuy;
const BANG = /\{!\s?([$\w.]{1,80}|[^{}\n]{1,320})\}/y;
const SMARTY = /\{(\/(?:if|foreach|section)|(?:if|elseif|foreach|section)\s[^{}\n]{1,200}|else|elseif|foreachelse|\$[\p{L}_][^{}\n]{0,320})\}/uy;
const SINGLE = /\{([\p{L}_][\p{L}\p{M}\p{N}_.\-' ]{0,60})\}/uy;

const brace: Look = (place) => {
  const { text, at, names } = place;
  const next = text.charAt(at + 1);
  if (next === '{') return names.fills('double-brace') ? doubled(place) : null;
  if (next === '%') {
    if (!names.fills('brace-percent')) return null;
    const end = closing(place, 2, '%}');
    return end < 0 ? (/^\{%[-+]?\s*[a-z]/.test(text.slice(at, at + 12)) ? 'open' : null) : tag('brace-percent', place, end + 2, percentBrace(text.slice(at + 2, end)));
  }
  if (next === '#') {
    const end = closing(place, 2, '#}', COMMENT);
    return end < 0 || !names.fills('brace-percent') ? null : tag('brace-percent', place, end + 2, { statement: { is: 'nothing' } });
  }
  const merge = names.fills('merge-field') ? match(MERGEFIELD, place) : null;
  if (merge !== null) return tag('merge-field', place, at + merge[0].length, { statement: { is: 'variable', name: merge[1]!, fallback: null } });
  const bang = names.fills('bang') ? match(BANG, place) : null;
  if (bang !== null) return tag('bang', place, at + bang[0].length, { statement: expression(bang[1]!) });
  if (place.quiet || !names.fills('single-brace')) return null;
  const smarty = match(SMARTY, place);
  if (smarty !== null) return smartyTag(place, smarty[1]!, at + smarty[0].length);
  const single = match(SINGLE, place);
  if (single === null) return null;
  const end = at + single[0].length;
  // Of '{{first_name}}', where only single ones are filled.
  if (text.charAt(at - 1) === '{' && text.charAt(end) === '}') return null;
  const found = singleBrace(place, single[1]!, end);
  // '{first_name}}': one brace of the two is missing.
  return found !== null && text.charAt(end) === '}' && names.fills('double-brace') ? 'open' : found;
};

function doubled(place: Place): Found {
  const { text, at } = place;
  if (text.startsWith('{{!--', at)) {
    const end = closing(place, 5, '--}}', COMMENT);
    if (end >= 0) return tag('double-brace', place, end + 4, { statement: { is: 'nothing' } });
  }
  const triple = text.charAt(at + 2) === '{';
  const end = closing(place, triple ? 3 : 2, '}}');
  const content = end < 0 ? '' : text.slice(at + (triple ? 3 : 2), end);
  // What opens again before it closes was never closed.
  if (end < 0 || content.includes('{{')) return /^\{\{\{?\s?[#/^]?\s?[\p{L}_$]/u.test(text.slice(at, at + 8)) ? 'open' : null;
  const stop = triple && text.charAt(end + 2) === '}' ? end + 3 : end + 2;
  if (content.trim() === '' || /^\s*[\d\\*+,;]/.test(content)) return null;
  return tag('double-brace', place, stop, doubleBrace(content));
}

function smartyTag(place: Place, content: string, end: number): Tag | null {
  if (content.startsWith('/')) return place.open('single-brace') ? tag('single-brace', place, end, { statement: { is: 'end', of: content.slice(1) } }) : null;
  if (content.startsWith('$')) return tag('single-brace', place, end, { statement: expression(content) });
  if (content.startsWith('else') || content === 'foreachelse') {
    const said = place.open('single-brace') ? keyword(content) : null;
    return said && tag('single-brace', place, end, said);
  }
  const said = content.includes('$') ? keyword(content) : null;
  return said && tag('single-brace', place, end, said);
}

/** `{first-name there}`: the first word is the variable, what is behind it stands where that is empty. */
function singleBrace(place: Place, content: string, end: number): Tag | null {
  const space = content.indexOf(' ');
  const whole = space > 0 && /[-_]/.test(content.slice(0, space)) ? null : named('single-brace', place, content, end);
  if (whole !== null || space < 0) return whole;
  const first = named('single-brace', place, content.slice(0, space), end);
  return first && { ...first, statement: { ...first.statement, fallback: content.slice(space + 1).trim() || null } as Statement };
}

const DOLLAR_BRACE = /\$(!?)\{([^{}\n]{1,320})\}/y;
const DOLLAR = /\$!?([A-Za-z][\w]{1,40}(?:\.[A-Za-z]\w{1,40}){0,3})(?![\w([])/y;

const dollar: Look = (place) => {
  if (place.quiet || !place.names.fills('dollar')) return null;
  const braced = match(DOLLAR_BRACE, place);
  if (braced !== null) return tag('dollar', place, place.at + braced[0].length, { statement: /^\.+$/.test(braced[2]!) ? { is: 'variable', name: '...', kind: 'text', fallback: null } : expression(braced[2]!) });
  const bare = match(DOLLAR, place);
  return bare === null ? null : named('dollar', place, bare[1]!, place.at + bare[0].length);
};

const VELOCITY = /#(?:\{(else|end)\}|(if|elseif|else|end|foreach|set)(?![\w-]))(?:\s{0,2}\(([^\n]{0,200}?)\)(?=\s|$|[^)\s]))?/y;
const HASHES = /##([\p{L}_][\p{L}\p{M}\p{N}_.\- ]{1,60}?)##/uy;

const hash: Look = (place) => {
  const doubled = match(HASHES, place);
  if (doubled !== null) return named('hash', place, doubled[1]!, place.at + doubled[0].length);
  if (place.quiet || !place.names.fills('dollar')) return null;
  const directive = match(VELOCITY, place);
  if (directive === null) return null;
  const [whole, braced, plain, test] = directive;
  const word = braced ?? plain;
  const end = place.at + whole.length;
  if (test === undefined) return (word === 'else' || word === 'end') && place.open('dollar') ? tag('dollar', place, end, keyword(word)!) : null;
  const said = test.includes('$') ? keyword(`${word} ${test}`) : null;
  return said && tag('dollar', place, end, said);
};

const INLINED = /\[([[(])\s?\$\{([^{}\n]{1,320})\}\s?[\])]\]/y;
const DOUBLE_SQUARE = /\[\[\s?([\p{L}_][\p{L}\p{M}\p{N}_.\-'’ ]{1,60}?)\s?\]\]/uy;
const SQUARE = /\[\s?([\p{L}_][\p{L}\p{M}\p{N}_.\-'’() /]{1,60}?)\s?\]/uy;

const square: Look = (place) => {
  const { text, at, names } = place;
  const inlined = names.fills('double-square') ? match(INLINED, place) : null;
  if (inlined !== null) return tag('double-square', place, at + inlined[0].length, { statement: expression(inlined[2]!) });
  const double = match(DOUBLE_SQUARE, place);
  if (double !== null) return named('double-square', place, double[1]!, at + double[0].length);
  const single = match(SQUARE, place);
  if (single === null || text.startsWith('[object ', at)) return null;
  const end = at + single[0].length;
  // [text](link), [text][1], [key]: value, a[index]
  if (/[([:]/.test(text.charAt(end)) || /[\p{L}\p{N}_\])]/u.test(text.charAt(at - 1))) return null;
  return named('square', place, single[1]!.replace(/[()/]/g, ' '), end);
};

const SCRIPT_BLOCK = /%%\[([^\]]{0,480})\]%%/y;
const SCRIPT_VALUE = /%%=([^%\n]{1,320})=%%/y;
const PERCENTS = /%%([\p{L}_][\p{L}\p{M}\p{N}_. -]{1,60})%%/uy;
const PERCENT = /%([\p{L}_][\p{L}\p{M}\p{N}_.-]{1,60})%(?![\p{L}\p{N}])/uy;

const percent: Look = (place) => {
  if (!place.names.fills('percent')) return null;
  const block = match(SCRIPT_BLOCK, place);
  if (block !== null) return tag('percent', place, place.at + block[0].length, ampscript(block[1]!));
  const value = match(SCRIPT_VALUE, place);
  if (value !== null) return tag('percent', place, place.at + value[0].length, { statement: expression(value[1]!) });
  const found = match(PERCENTS, place) ?? match(PERCENT, place);
  return found === null ? null : named('percent', place, found[1]!, place.at + found[0].length);
};

const STAR = /\*\|([A-Za-z_][^\n*]{0,320}?)\|\*/y;

const star: Look = (place) => {
  if (!place.names.fills('star')) return null;
  const found = match(STAR, place);
  if (found !== null) return tag('star', place, place.at + found[0].length, starPipe(found[1]!));
  return /^\*\|[A-Z_]{2,}[:|]/.test(place.text.slice(place.at, place.at + 32)) ? 'open' : null;
};

const SERVER = /<%(?!%)([^%]{0,300}|(?:[^%]|%(?!>)){0,300})%>/y;
const DIRECTIVE = /<(\/?)#(if|elseif|else|list|sep|items|assign|include|import|global|local|compress|setting|--)((?:[^<>]|(?<=\s)[<>](?=\s)){0,200}?)\/?>/y;
const ANGLES = /(?:<<|&lt;&lt;)\s?(\p{L}[\p{L}\p{M}\p{N}_ .\-']{0,60}?)\s?(?:>>|&gt;&gt;)/uy;

const angle: Look = (place) => {
  if (place.names.fills('server')) {
    const server = match(SERVER, place);
    if (server !== null) return tag('server', place, place.at + server[0].length, serverTag(server[1]!));
    const directive = match(DIRECTIVE, place);
    if (directive !== null) {
      const [whole, close, word = '', rest = ''] = directive;
      if (close !== '') return tag('server', place, place.at + whole.length, ['if', 'list'].includes(word) ? { statement: { is: 'end', of: word } } : { statement: { is: 'nothing' } });
      const said = ['if', 'elseif', 'else', 'list', 'assign'].includes(word) ? keyword(`${word} ${rest.trim()}`.trim()) : null;
      return tag('server', place, place.at + whole.length, said ?? { statement: { is: 'nothing' } });
    }
  }
  const found = match(ANGLES, place);
  return found === null ? null : named('angle', place, found[1]!, place.at + found[0].length);
};

const GUILLEMETS = /(?:«|&laquo;)(\p{L}[\p{L}\p{M}\p{N}_ .']{0,60})(?:»|&raquo;)/uy;

const guillemet: Look = (place) => {
  const found = match(GUILLEMETS, place);
  if (found === null || /\s$/.test(found[1]!)) return null;
  return named('guillemet', place, found[1]!, place.at + found[0].length);
};

const entity: Look = (place) => (place.text.startsWith('&lt;&lt;', place.at) ? angle(place) : place.text.startsWith('&laquo;', place.at) ? guillemet(place) : null);

/** What may begin with a character. */
export const LOOKS: Readonly<Record<string, Look>> = { '{': brace, $: dollar, '#': hash, '[': square, '%': percent, '*': star, '<': angle, '«': guillemet, '&': entity };
