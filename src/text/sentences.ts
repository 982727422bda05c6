import { isCapital } from './characters.ts';
import type { Stretch } from './sections.ts';
import type { Words } from './words.ts';

/** Words of a sentence; a longer one is cut. What is asked of a sentence compares its words with each other, and somebody may leave out all full stops on purpose. */
const LONGEST = 150;

/**
 * Sentences of a text, section by section, each with its closing marks and without white space around it. A stretch without words is
 * no sentence. A blank line, a list item and a heading end one; a single line end does not. Only what stands between two words is
 * looked at: one pass. `make` makes a sentence of what was found; its last argument is one past the index of its last word.
 * `chosen`: line ends were chosen by the writer (`<br>`), not by a program that wraps.
 */
export function cutSentences<P extends Stretch, S>(
  text: string,
  words: Words,
  sections: readonly P[],
  abbreviations: ReadonlySet<string>,
  chosen: boolean,
  make: (section: P, start: number, end: number, firstWord: number, lastWord: number) => S,
): S[] {
  const sentences: S[] = [];
  let word = 0;
  for (const section of sections) {
    let first = word;
    let from = section.start;
    while (word < words.length && words.start(word) < section.end) {
      const end = words.end(word);
      const last = word + 1 >= words.length || words.start(word + 1) >= section.end;
      const next = last ? section.end : words.start(word + 1);
      const stop = last ? trimEnd(text, end, section.end) : word - first + 1 >= LONGEST ? end : next - end === 1 && text.charCodeAt(end) === 32 ? -1 : border(text, words, word, end, next, abbreviations, chosen);
      word++;
      if (stop < 0) continue;
      const start = trimStart(text, from, words.start(first));
      sentences.push(make(section, start, stop, first, word));
      first = word;
      from = stop;
    }
  }
  return sentences;
}

/** Where the sentence ends if it ends in the gap [from, to) behind word `index`; else -1. */
function border(text: string, words: Words, index: number, from: number, to: number, abbreviations: ReadonlySet<string>, chosen: boolean): number {
  let breaks = 0;
  let lineEnd = to;
  let item = false;
  let marked = -1;
  let open = false;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      if (breaks++ === 0) lineEnd = at;
      item = false;
      continue;
    }
    if (code === 0x2e || code === 0x21 || code === 0x3f || code === 0x2026 || code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 0xff0e) {
      if (marked < 0 || !open) marked = at + 1;
    } else if (marked >= 0 && !open && (code === 0x29 || code === 0x22 || code === 0xbb || code === 0x201d || code === 0x5d || code === 0x2019 || code === 0x27)) {
      marked = at + 1;
    } else if (marked >= 0 && (code === 0xa0 || code === 0x202f) && text.charCodeAt(at + 1) === 0xbb) {
      marked = at + 2;
      at++;
    } else if (code > 32 && code !== 0xa0) {
      open = true;
      if (breaks > 0 && isBullet(code)) item = true;
    } else if (marked >= 0) {
      open = true;
    }
  }
  if (breaks > 1 || item) return trimEnd(text, from, lineEnd);
  if (breaks === 1 && (isNumbered(text, words, index + 1) || endsLine(text, words, index, chosen))) return trimEnd(text, from, lineEnd);
  if (marked < 0) return -1;
  if (marked === to) return -1;
  return closes(text, words, index, from, to, abbreviations) ? marked : -1;
}

/** Whether the mark behind word `index` ends a sentence: not behind an abbreviation, an initial or a number that goes on. */
function closes(text: string, words: Words, index: number, from: number, to: number, abbreviations: ReadonlySet<string>): boolean {
  const mark = text.charCodeAt(from);
  if (mark === 0x2e && text.charCodeAt(from + 1) !== 0x2e) {
    const fold = words.fold(index);
    const start = words.start(index);
    // '1. Accueil': the number of an item, no sentence of its own.
    if (isNumbered(text, words, index) && startsLine(text, start)) return false;
    if (abbreviations.has(fold) && text.indexOf('\n', from) !== from + 1) return false;
    // 'A. Martin', 'p. ex.', 'e.g.': one letter and a point.
    if (fold.length === 1 && fold > '9' && !(isSmall(text, start) && isCapital(text, to) && text.charCodeAt(start - 1) !== 0x2e && fold !== 'p')) return false;
  }
  const next = text.charCodeAt(to);
  // 'etc. et', '… mais': a small letter goes on, unless a question or exclamation mark stood before it at the end of a line.
  if (isSmall(text, to)) return false;
  return !(next >= 48 && next <= 57 && mark === 0x2e && /[nN][o°º]?$/.test(text.slice(Math.max(0, from - 2), from)));
}

function isBullet(code: number): boolean {
  return code === 0x2d || code === 0x2a || code === 0x2022 || code === 0x2013 || code === 0x2014 || code === 0x25e6 || code === 0x25aa || code === 0xb7 || code === 0x2b || code === 0x25cf || code === 0x2043;
}

/** '2. …', '3) …' at the start of a line. */
function isNumbered(text: string, words: Words, index: number): boolean {
  const end = words.end(index);
  const mark = text.charCodeAt(end);
  if (mark !== 0x29 && mark !== 0x2e) return false;
  const fold = words.fold(index);
  if (fold.length > 2) return false;
  const code = fold.charCodeAt(0);
  const digit = code >= 48 && code <= 57;
  return ((mark === 0x29 && (digit || fold.length === 1)) || (mark === 0x2e && digit)) && text.charCodeAt(end + 1) === 32;
}

/** Units of a line that no program wraps: shorter, it ends where the writer ended it. */
const NARROWEST = 40;
/** The same for markup, where few lines are wrapped by programs: what would have fit into so many was not wrapped. */
const NARROWEST_CHOSEN = 66;
/** Units of a line that no program has wrapped: longer, its end was the writer's. */
const WIDEST = 100;

/** A line that does not go on in the next, which begins big: a heading, the line of an address, an item. Hard-wrapped prose fills its lines. */
function endsLine(text: string, words: Words, index: number, chosen: boolean): boolean {
  const start = words.start(index + 1);
  if (!isCapital(text, start)) return false;
  const length = words.end(index) - (text.lastIndexOf('\n', words.start(index)) + 1);
  return length > WIDEST || (chosen ? length + 1 + words.end(index + 1) - start < NARROWEST_CHOSEN : length < NARROWEST);
}

/** Whether only white space is before `at` in its line. */
function startsLine(text: string, at: number): boolean {
  while (at > 0 && text.charCodeAt(at - 1) === 32) at--;
  return at === 0 || text.charCodeAt(at - 1) === 10;
}

function isSmall(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x80) return code >= 97 && code <= 122;
  const letter = text.charAt(at);
  return letter !== letter.toUpperCase();
}

function trimEnd(text: string, from: number, to: number): number {
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return to;
}

function trimStart(text: string, from: number, to: number): number {
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  return from;
}

function isSpace(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0x202f;
}
