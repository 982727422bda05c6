import { isCapital } from './characters.ts';
import { TAG } from './lexicons.ts';
import type { Page } from './sections.ts';
import { BODY } from './sections.ts';

/** Lines that may stand before a greeting: an address block, a subject line, a date, 'View in browser'. */
const LATEST_LINE = 8;
/** Words of one greeting. */
const LONGEST = 14;
/** Brackets of fields that a mailing fills in, and units of one at most. */
const SLOTS = [['{', '}'], ['[', ']'], ['<%', '%>'], ['<<', '>>'], ['*|', '|*'], ['##', '##'], ['%', '%'], ['«', '»']] as const;
const LONGEST_SLOT = 80;

/**
 * The greeting of a text: at most one, near its start. 'Bonjour', 'Hi' may be followed by anything and then end with the comma or the last
 * word that can belong to a greeting; 'Madame', 'Dear', or a bare name greet only if a comma or the line ends them.
 */
export function findGreeting(page: Page): { start: number; end: number } | null {
  const { lines, kinds } = page;
  let seen = 0;
  for (let line = 0; line < lines.count && seen < LATEST_LINE; line++) {
    if (lines.blank[line] || kinds[line] !== BODY) continue;
    const found = greetingAt(page, line, seen === 0);
    if (found) return found;
    seen++;
    // A sentence before it: what comes later is no opening.
    if (lines.word[line + 1]! - lines.word[line]! > 12) return null;
  }
  return null;
}

function greetingAt(page: Page, line: number, first: boolean): { start: number; end: number } | null {
  const { text, words, lines, lexicon } = page;
  const from = lines.word[line]!;
  const to = lines.word[line + 1]!;
  if (from === to) return null;
  const lineEnd = lines.end[line]!;
  const opening = page.marked.at(TAG.greetings, from, to);
  const title = opening < 0 ? page.marked.at(TAG.titles, from, to) : -1;
  let next = opening >= 0 ? opening : title;
  const bareName = next < 0;
  if (bareName) {
    if (!first || to - from > 3 || !isCapital(text, words.start(from))) return null;
    next = from;
  }
  const start = words.start(from);
  const limit = Math.min(to, from + LONGEST);
  for (;;) {
    let before = next > from ? words.end(next - 1) : start;
    let gapEnd = next < to ? words.start(next) : lineEnd;
    // The point in '{{candidate.first_name}}' ends no greeting.
    for (let slot = slotEnd(text, before, gapEnd, lineEnd); slot >= 0; slot = slotEnd(text, before, gapEnd, lineEnd)) {
      before = slot;
      while (next < to && words.start(next) < slot) next++;
      gapEnd = next < to ? words.start(next) : lineEnd;
    }
    const mark = bareName && next === from ? -1 : punctuation(text, before, gapEnd);
    if (mark >= 0) {
      const end = endOfMarks(text, mark, lineEnd);
      // 'Hi.' greets, 'Mr.' does not.
      if (text.charCodeAt(mark) === 0x2e && opening < 0) return null;
      if (text.charCodeAt(mark) === 0x2c || next >= to) {
        // 'Bonjour, Madame,': the greeting goes on in the same line.
        const more = next < to ? page.marked.at(TAG.titles, next, to) : -1;
        if (more >= 0 && !bareName && endsSoon(page, more, to)) {
          next = more;
          continue;
        }
        if (bareName && (next < to || text.charCodeAt(mark) !== 0x2c)) return null;
        return { start, end };
      }
      if (bareName) return null;
      return opening >= 0 || text.charCodeAt(mark) === 0x21 || text.charCodeAt(mark) === 0x3a ? { start, end } : null;
    }
    if (next >= to) return opening >= 0 || standsAlone(page, line, from, to, bareName) ? { start, end: trimmedEnd(text, lineEnd, before) } : null;
    if (next >= limit) return null;
    if (!isCapital(text, words.start(next)) && !lexicon.greeted.has(words.fold(next)) && !isSlot(text, before, gapEnd)) {
      // 'Bonjour je vous écris': only the word of greeting greets.
      return opening >= 0 && (first || next === opening) ? { start, end: before } : null;
    }
    next++;
  }
}

/** 'Dear Claire' without a comma: few words and an empty line below. 'Mr Smith', 'All' and a bare name may be anything. */
function standsAlone(page: Page, line: number, from: number, to: number, bareName: boolean): boolean {
  if (bareName || to - from > 6 || page.words.fold(from).length <= 3) return false;
  return line + 1 >= page.lines.count || page.lines.blank[line + 1]!;
}

/** Whether a comma or the line's end comes within a few words. */
function endsSoon(page: Page, from: number, to: number): boolean {
  const { text, words } = page;
  for (let index = from; index <= Math.min(to, from + 4); index++) {
    if (index === to) return true;
    if (text.slice(words.end(index - 1), words.start(index)).includes(',')) return true;
  }
  return false;
}

/** End of the placeholder that opens in [from, to) before any mark, and closes in its line; -1 if there is none. */
function slotEnd(text: string, from: number, to: number, lineEnd: number): number {
  // No further: a line may be made of brackets alone.
  const near = Math.min(to, from + LONGEST_SLOT);
  const mark = punctuation(text, from, near);
  const stop = mark < 0 ? near : mark;
  for (let at = from; at < stop; at++) {
    const slot = SLOTS.find(([open]) => text.startsWith(open, at));
    if (slot === undefined) continue;
    const [open, close] = slot;
    const found = text.slice(at, Math.min(lineEnd, at + LONGEST_SLOT)).indexOf(close, open.length);
    if (found < 0) continue;
    let end = at + found + close.length;
    while (end < lineEnd && text.startsWith(close, end)) end += close.length;
    return end;
  }
  return -1;
}

/** First mark in [from, to) that may end a greeting; -1 if there is none. A point behind 'M' or 'Dr' ends nothing. */
function punctuation(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2c || code === 0x21 || code === 0x3a || code === 0x3b || code === 0x2013 || code === 0x2014 || code === 0x3f || code === 0x201a || code === 0xff0c) return at;
    if (code === 0x2d && text.charCodeAt(at - 1) === 32) return at;
    if (code === 0x2e && at - from === 0 && !(text.charCodeAt(at - 2) <= 32 || isTitlePoint(text, at))) return at;
  }
  return -1;
}

/** 'Mr.', 'Dr.', 'M.', 'Mme.': a capital and at most three letters before the point, and a capital behind it. */
function isTitlePoint(text: string, point: number): boolean {
  let at = point - 1;
  while (at >= 0 && point - at < 5 && text.charCodeAt(at) > 64) at--;
  return point - at <= 4 && text.charCodeAt(point + 1) === 32 && isCapital(text, point + 2);
}

function endOfMarks(text: string, at: number, to: number): number {
  let end = at + 1;
  while (end < to && (text.charCodeAt(end) === 0x21 || text.charCodeAt(end) === 0x2e)) end++;
  return end;
}

function trimmedEnd(text: string, lineEnd: number, wordEnd: number): number {
  let end = lineEnd;
  while (end > wordEnd && (text.charCodeAt(end - 1) <= 32 || text.charCodeAt(end - 1) === 0xa0)) end--;
  return end;
}

/** Whether a placeholder opens here: 'Bonjour {{prenom}},' greets somebody still to be named. */
function isSlot(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b || code === 0x25 || code === 0x3c || code === 0x24 || code === 0xab || code === 0x23 || code === 0x7c || code === 0x2e || code === 0x5f || code === 0x2d) return true;
  }
  return false;
}
