import { TAG } from './lexicons.ts';
import type { Page } from './sections.ts';
import { BODY, QUOTED } from './sections.ts';

const GREATER = 0x3e;
const COLON = 0x3a;
/** Lines over which an attribution ('Le … a écrit :') may be wrapped, and a header block may be spread. */
const ATTRIBUTION_LINES = 3;
const HEADER_LINES = 10;

/** Marks earlier mail: '>' lines, what markup quotes, and all below a header block or a separator. */
export function markQuotes(page: Page, quotes: readonly { start: number; end: number }[]): void {
  const { lines, kinds } = page;
  let range = 0;
  let last = -1;
  for (let line = 0; line < lines.count; line++) {
    if (lines.blank[line]) continue;
    const start = lines.start[line]!;
    while (range < quotes.length && quotes[range]!.end <= start) range++;
    const inMarkup = range < quotes.length && quotes[range]!.start <= start;
    if (inMarkup || isMarked(page.text, start, lines.end[line]!)) {
      kinds[line] = QUOTED;
      last = line;
    }
  }
  for (let line = 0; line < lines.count; line++) {
    if (lines.blank[line] || kinds[line] !== BODY) continue;
    if (isSeparator(page, line) || isHeaderBlock(page, line)) {
      return fill(kinds, ruleAbove(page, line), lines.count);
    }
    const end = attributionEnd(page, line);
    if (end < 0) continue;
    fill(kinds, line, end);
    // With no marked quotation below, all that follows is the quotation.
    if (last < end) return fill(kinds, line, lines.count);
    line = end - 1;
  }
}

function fill(kinds: Uint8Array, from: number, to: number): void {
  kinds.fill(QUOTED, from, to);
}

/** '>' at its start, behind at most three spaces. 'From' lines that an mbox escaped are not quotations. */
function isMarked(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && at < start + 3 && text.charCodeAt(at) === 32) at++;
  return text.charCodeAt(at) === GREATER && at < end && !text.startsWith('>From ', at);
}

/** '-----Original Message-----', 'Début du message transféré :'. */
function isSeparator(page: Page, line: number): boolean {
  const { text, words, lines } = page;
  const from = lines.word[line]!;
  const to = lines.word[line + 1]!;
  if (from === to || to - from > 8) return false;
  const end = page.marked.at(TAG.separators, from, to);
  if (end < 0) return false;
  const dashed = /[-_*—–]/.test(text.charAt(lines.start[line]!)) || text.charCodeAt(lines.start[line]!) === GREATER;
  const colon = text.slice(words.end(to - 1), lines.end[line]).trim().startsWith(':');
  return dashed || (colon && end === to);
}

/** 'De : … / Envoyé : … / À : … / Objet : …': three names of header fields, each at the start of a line and before a colon. */
function isHeaderBlock(page: Page, line: number): boolean {
  const { lines } = page;
  if (!isHeaderLine(page, line)) return false;
  let found = 1;
  let seen = 0;
  for (let next = line + 1; next < lines.count && seen < HEADER_LINES; next++) {
    if (lines.blank[next]) continue;
    seen++;
    if (isHeaderLine(page, next)) {
      if (++found === 3) return true;
    } else if (seen - found > 3) {
      return false;
    }
  }
  return false;
}

function isHeaderLine(page: Page, line: number): boolean {
  const { text, words, lines, lexicon } = page;
  const first = lines.word[line]!;
  if (first === lines.word[line + 1]! || words.start(first) - lines.start[line]! > 3) return false;
  let at = words.end(first);
  const limit = Math.min(lines.end[line]!, at + 4);
  while (at < limit && (text.charCodeAt(at) <= 32 || text.charCodeAt(at) === 0xa0 || text.charCodeAt(at) === 0x202f || text.charCodeAt(at) === 0x2a)) at++;
  // The colon is asked for first: few lines have one there.
  return text.charCodeAt(at) === COLON && lexicon.headers.has(words.fold(first));
}

/** Outlook draws a line of underscores above a header block: it goes with it. */
function ruleAbove(page: Page, line: number): number {
  for (let above = line - 1; above >= Math.max(0, line - 3); above--) {
    if (isRule(page, above)) return above;
    if (!page.lines.blank[above]) break;
  }
  return line;
}

function isRule(page: Page, line: number): boolean {
  const { text, lines } = page;
  const start = lines.start[line]!;
  return lines.word[line] === lines.word[line + 1] && lines.end[line]! - start >= 5 && /[-_=*]/.test(text.charAt(start));
}

/** Line behind an attribution that begins at `line`: a date word first, a verb of writing at the end, and a colon; -1 if there is none. */
function attributionEnd(page: Page, line: number): number {
  const { text, words, lines, lexicon } = page;
  const first = lines.word[line]!;
  if (first === lines.word[line + 1]! || !lexicon.attributionStarts.has(words.fold(first))) return -1;
  for (let next = line; next < Math.min(lines.count, line + ATTRIBUTION_LINES); next++) {
    if (lines.blank[next]) return -1;
    const to = lines.word[next + 1]!;
    const tail = text.slice(Math.max(lines.start[next]!, lines.end[next]! - 3), lines.end[next]);
    if (!tail.includes(':')) continue;
    const from = Math.max(first, to - 6);
    if (to - first >= 3 && hasDigit(text, lines.start[line]!, lines.end[next]!) && verbEnds(page, from, to)) return next + 1;
    return -1;
  }
  return -1;
}

function verbEnds(page: Page, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (page.marked.at(TAG['attribution-ends'], index, to) >= 0) return true;
  return false;
}

function hasDigit(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
}
