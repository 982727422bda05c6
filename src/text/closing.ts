import { isCapital } from './characters.ts';
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
/** Lines of a name and what goes with it where no formula announces them, and words of each. */
const CARD_LINES = 8;
const CARD_WORDS = 8;

/** Marks what stands under '-- ' or a closing formula. The last closing formula of the text counts: 'Merci,' may also open. */
export function markSignature(page: Page, after: number): void {
  const { lines, kinds } = page;
  for (let line = 0; line < lines.count; line++) {
    if (kinds[line] !== BODY || lines.blank[line] || lines.start[line]! < after) continue;
    if (isDelimiter(page, line)) {
      for (let next = line; next < lines.count && (kinds[next] === BODY || lines.blank[next]); next++) kinds[next] = SIGNATURE;
      continue;
    }
    const from = closesAt(page, line);
    if (from < 0 || !isTail(page, from)) continue;
    line = markTail(page, from) - 1;
  }
}

/** '-- ' (RFC 3676 §4.3), also where its space was lost. */
function isDelimiter({ lines, text }: Page, line: number): boolean {
  const start = lines.start[line]!;
  const end = lines.end[line]!;
  return text.charCodeAt(start) === 0x2d && text.charCodeAt(start + 1) === 0x2d && (end === start + 2 || (end === start + 3 && text.charCodeAt(start + 2) <= 0xa0));
}

/**
 * First line of the signature that `line` begins or announces; -1 if it does neither. A closing formula begins one; a sentence that only
 * starts like one ('Thank you for your application. We have …') is what the sender has to say, and the name may stand below it.
 */
function closesAt(page: Page, line: number): number {
  const { lines, marked } = page;
  const from = lines.word[line]!;
  const to = lines.word[line + 1]!;
  if (from === to) return -1;
  const end = marked.at(TAG.closings, from, to);
  if (end >= 0 && !hasProse(page, end, to)) {
    if (marked.find(TAG.formulas, from, to) >= 0) return line;
    if (to - from <= CLOSING_WORDS && !saysMore(page, line, end)) return line;
  }
  if (to - from >= 4 && to - from < 40 && marked.find(TAG.formulas, Math.max(from, to - 8), to) >= 0) return line + 1;
  return end >= 0 && to - from <= CLOSING_WORDS && isCard(page, line + 1) ? line + 1 : -1;
}

/** Whether words [from, …) behind the formula of a line make a sentence with it, which a name or 'and see you soon' does not. */
function saysMore({ lines, text, words }: Page, line: number, from: number): boolean {
  const to = lines.word[line + 1]!;
  if (to - from < 2 || !endsAsSentence(text, lines.end[line]!)) return false;
  for (let index = from; index < to; index++) if (!isCapital(text, words.start(index))) return true;
  return false;
}

/** Whether words [from, to) of one line hold a verb or pronoun as prose has them. Written small, but for the first: 'Grand Est' is a region. */
function hasProse({ text, words, lexicon }: Page, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const fold = words.fold(index);
    if (!lexicon.prose.has(fold)) continue;
    if (fold === 'i' ? text.charCodeAt(words.end(index)) !== 0x2e && index + 1 < to : index === from || !isCapital(text, words.start(index))) return true;
  }
  return false;
}

function endsAsSentence(text: string, end: number): boolean {
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end--;
  const last = text.charCodeAt(end - 1);
  return last === 0x2e || last === 0x21 || last === 0x3f || last === 0x2026;
}

/** Whether nothing but a name, a post, a telephone number follows from `line` on: few lines, short ones, without a sentence. */
function isCard(page: Page, line: number): boolean {
  const { lines, kinds, text, words } = page;
  let count = 0;
  for (; line < lines.count; line++) {
    if (lines.blank[line]) continue;
    if (kinds[line] !== BODY || isPostscript(page, line) || isDelimiter(page, line)) break;
    const from = lines.word[line]!;
    const to = lines.word[line + 1]!;
    if (++count > CARD_LINES || to - from > CARD_WORDS || hasProse(page, from, to)) return false;
    if (count === 1 && (from === to || !isCapital(text, words.start(from)))) return false;
    if (to - from > 3 && endsAsSentence(text, lines.end[line]!)) return false;
  }
  return count > 0;
}

/** Whether few and short lines follow up to the end of what the sender wrote; prose behind it makes a formula an ordinary line. */
function isTail(page: Page, from: number): boolean {
  const { lines, kinds } = page;
  let count = 0;
  for (let line = from; line < lines.count && count <= TAIL_LINES; line++) {
    if (lines.blank[line]) continue;
    if (kinds[line] !== BODY || isPostscript(page, line)) return true;
    count++;
    // Below the name there may be a motto; right below 'Thank you,' a sentence is the message.
    if (count === 2 && isSentence(page, line)) return false;
    if (count > 1 && (lines.end[line]! - lines.start[line]! > TAIL_WIDTH || isProse(page, line))) return count > 5;
  }
  return count <= TAIL_LINES;
}

/** A line with a finite sentence, or with the end of one that began above. */
function isSentence(page: Page, line: number): boolean {
  const { lines, text, words } = page;
  const from = lines.word[line]!;
  const to = lines.word[line + 1]!;
  if (from === to) return false;
  const ends = endsAsSentence(text, lines.end[line]!);
  if (hasProse(page, from, to)) return ends || to - from >= 4;
  return ends && to - from >= 5 && !isCapital(text, words.start(from));
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
  const { words, lines, marked } = page;
  const from = lines.word[line]!;
  const to = lines.word[end]!;
  if (from === to) return false;
  const wanted = marked.at(TAG['notice-starts'], from, to) >= 0 ? NOTICE_TERMS - 1 : NOTICE_TERMS;
  let terms = 0;
  let seen = '';
  for (let index = marked.find(TAG['notice-terms'], from, to); index >= 0; index = marked.find(TAG['notice-terms'], index + 1, to)) {
    const fold = words.fold(index);
    if (fold === seen) continue;
    seen = fold;
    if (++terms >= wanted) return true;
  }
  return to - from <= 60 && marked.find(TAG.unsubscribe, from, to) >= 0;
}

/** One line that is a notice whatever stands around it. */
function isNotice(page: Page, line: number): boolean {
  const { lines } = page;
  const from = lines.word[line]!;
  const to = lines.word[line + 1]!;
  if (from === to || to - from > 12) return false;
  return page.marked.at(TAG.devices, from, to) >= 0;
}
