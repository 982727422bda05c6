import { TAG } from './lexicons.ts';
import type { Page } from './sections.ts';
import { BODY, NOTICE, SIGNATURE } from './sections.ts';

/** Lines of a name, a post, a telephone number, an address. */
const TAIL_LINES = 12;
/** Units of such a line; a longer one is prose. */
const TAIL_WIDTH = 110;
/** Words of a line that closes; 'Bien cordialement et à très vite, Claire'. */
const CLOSING_WORDS = 10;
const NOTICE_TERMS = 3;

/** Marks what stands under '-- ' or a closing formula. The last closing formula of the text counts: 'Merci,' may also open. */
export function markSignature(page: Page, after: number): void {
  const { lines, kinds, text } = page;
  for (let line = 0; line < lines.count; line++) {
    if (kinds[line] !== BODY || lines.blank[line] || lines.start[line]! < after) continue;
    const start = lines.start[line]!;
    const end = lines.end[line]!;
    if (text.charCodeAt(start) === 0x2d && text.charCodeAt(start + 1) === 0x2d && (end === start + 2 || (end === start + 3 && text.charCodeAt(start + 2) <= 0xa0))) {
      for (let next = line; next < lines.count && (kinds[next] === BODY || lines.blank[next]); next++) kinds[next] = SIGNATURE;
      continue;
    }
    const from = closesAt(page, line);
    if (from < 0 || !isTail(page, from)) continue;
    line = markTail(page, from) - 1;
  }
}

/** First line of the signature that `line` begins or announces; -1 if it does neither. */
function closesAt(page: Page, line: number): number {
  const { lines } = page;
  const from = lines.word[line]!;
  const to = lines.word[line + 1]!;
  if (from === to) return -1;
  const end = page.marked.at(TAG.closings, from, to);
  if (end >= 0 && (to - from <= CLOSING_WORDS || page.marked.find(TAG.formulas, from, to) >= 0)) return line;
  return to - from >= 4 && to - from < 40 && page.marked.find(TAG.formulas, Math.max(from, to - 8), to) >= 0 ? line + 1 : -1;
}

/** Whether few and short lines follow up to the end of what the sender wrote; prose behind it makes a formula an ordinary line. */
function isTail(page: Page, from: number): boolean {
  const { lines, kinds } = page;
  let count = 0;
  for (let line = from; line < lines.count && count <= TAIL_LINES; line++) {
    if (lines.blank[line]) continue;
    if (kinds[line] !== BODY || isPostscript(page, line)) return true;
    count++;
    if (count > 1 && (lines.end[line]! - lines.start[line]! > TAIL_WIDTH || isProse(page, line))) return count > 5;
  }
  return count <= TAIL_LINES;
}

function markTail(page: Page, from: number): number {
  const { lines, kinds } = page;
  let line = from;
  let count = 0;
  for (; line < lines.count && count < TAIL_LINES; line++) {
    if (lines.blank[line]) continue;
    if (kinds[line] !== BODY || isPostscript(page, line)) break;
    if (count > 0 && lines.end[line]! - lines.start[line]! > TAIL_WIDTH) break;
    kinds[line] = SIGNATURE;
    count++;
  }
  return Math.max(line, from + 1);
}

/** A long line that ends as a sentence does. */
function isProse(page: Page, line: number): boolean {
  const { text, lines } = page;
  const end = lines.end[line]!;
  const last = text.charCodeAt(end - 1);
  return lines.word[line + 1]! - lines.word[line]! > 9 && (last === 0x2e || last === 0x21 || last === 0x3f || last === 0x3a);
}

function isPostscript(page: Page, line: number): boolean {
  const from = page.lines.word[line]!;
  const to = page.lines.word[line + 1]!;
  return from < to && page.marked.at(TAG.postscripts, from, to) >= 0;
}

/** Marks disclaimers, legal lines, ways to unsubscribe and 'sent from my phone', paragraph by paragraph. */
export function markNotices(page: Page, after: number): void {
  const { lines, kinds } = page;
  for (let line = 0; line < lines.count; ) {
    if (lines.blank[line]) {
      line++;
      continue;
    }
    const kind = kinds[line]!;
    let end = line + 1;
    while (end < lines.count && !lines.blank[end] && kinds[end] === kind) end++;
    if (kind === BODY && lines.start[line]! >= after) {
      if (isNoticeParagraph(page, line, end)) kinds.fill(NOTICE, line, end);
      else for (let each = line; each < end; each++) if (isNotice(page, each)) kinds[each] = NOTICE;
    }
    line = end;
  }
}

function isNoticeParagraph(page: Page, line: number, end: number): boolean {
  const { words, lines } = page;
  const from = lines.word[line]!;
  const to = lines.word[end]!;
  if (from === to) return false;
  const wanted = page.marked.at(TAG['notice-starts'], from, to) >= 0 ? NOTICE_TERMS - 1 : NOTICE_TERMS;
  let terms = 0;
  let seen = '';
  for (let index = from; index < to; index++) {
    if (page.marked.at(TAG['notice-terms'], index, to) < 0 || words[index]!.fold === seen) continue;
    seen = words[index]!.fold;
    if (++terms >= wanted) return true;
  }
  return to - from <= 60 && page.marked.find(TAG.unsubscribe, from, to) >= 0;
}

/** One line that is a notice whatever stands around it. */
function isNotice(page: Page, line: number): boolean {
  const { lines } = page;
  const from = lines.word[line]!;
  const to = lines.word[line + 1]!;
  if (from === to || to - from > 12) return false;
  return page.marked.at(TAG.devices, from, to) >= 0;
}
