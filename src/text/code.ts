import type { Page } from './sections.ts';
import { BODY, CODE } from './sections.ts';

/** Marks fenced code, diffs, stack traces and log lines: words in these are about machines. */
export function markCode(page: Page, codes: readonly { start: number; end: number }[]): void {
  markMarkup(page, codes);
  const { text, lines, kinds } = page;
  let fenced = false;
  let diff = false;
  for (let line = 0; line < lines.count; line++) {
    if (kinds[line] !== BODY) continue;
    const start = lines.start[line]!;
    if (text.startsWith('```', start)) {
      fenced = !fenced;
      kinds[line] = CODE;
      continue;
    }
    if (fenced) {
      kinds[line] = CODE;
      continue;
    }
    if (lines.blank[line]) {
      diff = false;
      continue;
    }
    const first = text.charCodeAt(start);
    if (first === 0x64 || first === 0x40 || first === 0x2b || first === 0x2d || first === 32 || first === 9) {
      if (text.startsWith('diff --git ', start) || text.startsWith('@@ -', start) || text.startsWith('+++ ', start) || isOldFile(page, line)) diff = true;
      if (diff || isTraced(page, line)) kinds[line] = CODE;
      continue;
    }
    diff = false;
    if (isLog(page, line)) kinds[line] = CODE;
  }
}

/** Lines that markup calls code from end to end; a word of code in a sentence leaves it a sentence. */
function markMarkup({ lines, kinds }: Page, codes: readonly { start: number; end: number }[]): void {
  let range = 0;
  for (let line = 0; line < lines.count && range < codes.length; line++) {
    if (lines.blank[line] || kinds[line] !== BODY) continue;
    while (range < codes.length && codes[range]!.end < lines.end[line]!) range++;
    if (range < codes.length && codes[range]!.start <= lines.start[line]!) kinds[line] = CODE;
  }
}

/** '--- a/file' with '+++ ' below it. */
function isOldFile(page: Page, line: number): boolean {
  const { text, lines } = page;
  return text.startsWith('--- ', lines.start[line]) && line + 1 < lines.count && text.startsWith('+++ ', lines.start[line + 1]);
}

/** A line of a stack trace ('    at read (file.js:3:7)', '  File "x.py", line 3'), or an indented line of code. */
function isTraced(page: Page, line: number): boolean {
  const { text, lines } = page;
  const start = lines.start[line]!;
  const end = lines.end[line]!;
  let at = start;
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  if (at === start) return false;
  const last = text.charCodeAt(end - 1);
  if (text.startsWith('at ', at)) return last === 0x29 || /[:.]\d+\)?$/.test(text.slice(Math.max(at, end - 12), end));
  if (text.startsWith('File "', at)) return true;
  if (at - start < 4 && text.charCodeAt(start) !== 9) return false;
  // ; { } at the end, or an assignment, in an indented line.
  return last === 0x3b || last === 0x7b || last === 0x7d;
}

/** '2026-11-21T10:00:00 …', '[error] …', 'WARN …', 'Traceback (most recent call last):'. */
function isLog(page: Page, line: number): boolean {
  const { text, words, lines, lexicon } = page;
  const start = lines.start[line]!;
  const first = text.charCodeAt(start);
  if (first >= 48 && first <= 57) return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/.test(text.slice(start, start + 20));
  if (first === 0x5b) {
    const from = lines.word[line]!;
    return from < lines.word[line + 1]! && (lexicon.logStarts.has(words.fold(from)) || /^\[\d{4}-\d\d-\d\d/.test(text.slice(start, start + 11)));
  }
  if (first === 0x54 && text.startsWith('Traceback (most', start)) return true;
  const from = lines.word[line]!;
  if (lines.word[line + 1]! - from < 2 || !isShouted(text, words.start(from), words.end(from)) || !lexicon.logStarts.has(words.fold(from))) return false;
  // 'WARN disabled', 'ERROR: …', but no heading in capitals.
  return text.charCodeAt(words.end(from)) === 0x3a || !isShouted(text, words.start(from + 1), words.end(from + 1));
}

function isShouted(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) >= 97) return false;
  return true;
}
