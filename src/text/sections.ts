import { markCode } from './code.ts';
import { findGreeting } from './greeting.ts';
import type { TextLexicon } from './lexicons.ts';
import type { Lines } from './lines.ts';
import { readLines } from './lines.ts';
import { markNotices, markSignature } from './closing.ts';
import { markQuotes } from './quotes.ts';
import type { MarkedWords } from './marks.ts';
import type { SectionKind } from './types.ts';
import type { Words } from './words.ts';

/** What each line is; lines not said otherwise are body. */
export const BODY = 0;
export const QUOTED = 1;
export const SIGNATURE = 2;
export const NOTICE = 3;
export const CODE = 4;
const KINDS: readonly SectionKind[] = ['body', 'quoted', 'signature', 'notice', 'code'];

export interface Stretch {
  readonly kind: SectionKind;
  readonly start: number;
  readonly end: number;
}

/** A text on its way into sections. */
export interface Page {
  readonly text: string;
  readonly words: Words;
  readonly marked: MarkedWords;
  readonly lines: Lines;
  /** One of BODY … CODE for each line. */
  readonly kinds: Uint8Array;
  readonly lexicon: TextLexicon;
}

/**
 * Cuts a text into sections: they follow each other, cover all of it, and begin and end at line borders (a greeting may end within its
 * line). `quotes` and `codes` are the stretches that markup calls quotations and code. One pass a kind of section, each linear.
 */
export function cutSections(text: string, marked: MarkedWords, quotes: readonly { start: number; end: number }[], codes: readonly { start: number; end: number }[], lexicon: TextLexicon): Stretch[] {
  if (text === '') return [];
  const { words } = marked;
  const lines = readLines(text, words);
  const page: Page = { text, words, marked, lines, kinds: new Uint8Array(lines.count), lexicon };
  markQuotes(page, quotes);
  markCode(page, codes);
  const greeting = findGreeting(page);
  // Notices first: a signature ends where one begins.
  markNotices(page, greeting?.end ?? 0);
  markSignature(page, greeting?.end ?? 0);
  return gather(page, greeting);
}

/** Lines of one kind that follow each other are one section; blank lines belong to what is before them. */
function gather(page: Page, greeting: { start: number; end: number } | null): Stretch[] {
  const { lines, kinds, text } = page;
  const sections: Stretch[] = [];
  let from = 0;
  let kind = -1;
  const push = (what: SectionKind, start: number, end: number): void => {
    if (end > start) sections.push({ kind: what, start, end });
  };
  const close = (to: number): void => {
    if (kind < 0) return;
    if (greeting && greeting.start >= from && greeting.start < to) {
      push('body', from, greeting.start);
      push('greeting', greeting.start, greeting.end);
      push('body', greeting.end, to);
    } else {
      push(KINDS[kind]!, from, to);
    }
  };
  for (let line = 0; line < lines.count; line++) {
    if (lines.blank[line]) continue;
    if (kinds[line] === kind) continue;
    // White space before the first line belongs to it.
    const start = kind < 0 ? 0 : lines.start[line]!;
    close(start);
    from = start;
    kind = kinds[line]!;
  }
  if (kind < 0) kind = BODY;
  close(text.length);
  return sections;
}
