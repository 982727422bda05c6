import { once } from './once.ts';
import { SMALL_WORDS, before, besideTags, found, glued, inCode, lastWord, mentioned, named, run } from './placeholder-place.ts';
import type { Shape } from './placeholder-place.ts';
import { block, directive, script, velocity } from './placeholder-tags.ts';

/** Fields of mailing and recruiting products, in the brackets of each. */

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
    if (code || mentioned(place, end) || inCode(place, end)) return null;
    // Between tags it may be a line of a program that writes pages: only the name of a field tells a letter.
    return besideTags(place, end) && !named(place, content.replace(/[|:].*$/s, ''), end, false) ? null : found('merge-field', at, end);
  }
  const tag = block(place);
  if (tag !== null) return tag;
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
  if (match === null) return velocity(place);
  const end = place.at + match[0].length;
  return named(place, match[1]!, end, false) ? found('merge-field', place.at, end) : null;
};

export const percent: Shape = (place) => {
  const double = run(PERCENTS, place);
  const match = double ?? run(PERCENT, place);
  if (match === null) return script(place);
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
  if (match === null) return directive(place);
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
