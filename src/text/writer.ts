import { IGNORED, classOf } from './characters.ts';
import type { HiddenReason } from './styles.ts';
import { OffsetMap } from './offsets.ts';
import type { HiddenText } from './types.ts';

export type Break = 0 | 1 | 2 | 3;
const SPACE = 1;
export const LINE_BREAK = 2;
export const PARAGRAPH = 3;

const BREAKS = ['', ' ', '\n', '\n\n'] as const;

/** Hidden stretches kept apart; a mail with more has been made to hide something else. */
const MOST_HIDDEN = 10_000;
/** Visible characters of a preheader: what a list of mails shows behind the subject, and some more. */
const LONGEST_PREHEADER = 300;

/** Collects what is seen, what is hidden and where each came from. White space runs become one space, breaks the greatest of theirs. */
export class Writer {
  readonly #markup: string;
  readonly #map = new OffsetMap();
  readonly #pieces: string[] = [];
  #length = 0;
  /** A stretch of markup that is copied as it stands, single spaces included. */
  #runStart = 0;
  #runEnd = 0;
  #pending: Break = 0;
  #pre = false;

  readonly #hidden: HiddenText[] = [];
  #reason: HiddenReason | null = null;
  #hiddenStart = 0;
  #hiddenPieces: string[] = [];
  #full = false;

  readonly #quotes = new Stretches();
  readonly #codes = new Stretches();

  constructor(markup: string) {
    this.#markup = markup;
  }

  set pre(pre: boolean) {
    this.#pre = pre;
  }

  /** Markup that is text as it stands, without white space outside `pre`. */
  copy(start: number, end: number): void {
    if (this.#reason !== null) {
      this.#hiddenPieces.push(this.#markup.slice(start, end));
      return;
    }
    if (this.#pending === SPACE && start === this.#runEnd + 1 && this.#runEnd > this.#runStart && this.#markup.charCodeAt(this.#runEnd) === 32) {
      this.#pending = 0;
      this.#runEnd = end;
      return;
    }
    if (this.#pending !== 0) this.#flushBreak(start);
    if (start !== this.#runEnd || this.#runEnd === this.#runStart) {
      this.#flushRun();
      this.#runStart = start;
    }
    this.#runEnd = end;
  }

  /** A character that stands for `length` units of markup. */
  character(text: string, at: number, length: number): void {
    if (this.#reason !== null) {
      this.#hiddenPieces.push(text);
      return;
    }
    if (this.#pending !== 0) this.#flushBreak(at);
    this.#flushRun();
    this.#map.whole(this.#length, at, length);
    this.#pieces.push(text);
    this.#length += text.length;
  }

  /** White space at `at`; gives the offset behind the run of it. */
  space(at: number): number {
    const markup = this.#markup;
    if (this.#pre && this.#reason === null) {
      const code = markup.charCodeAt(at);
      if (code !== 10 && code !== 13) {
        this.copy(at, at + 1);
        return at + 1;
      }
      const size = code === 13 && markup.charCodeAt(at + 1) === 10 ? 2 : 1;
      this.character('\n', at, size);
      return at + size;
    }
    let end = at + 1;
    while (markup.charCodeAt(end) <= 32) end++;
    this.#break(SPACE);
    return end;
  }

  /** LINE_BREAK for `<br>`, PARAGRAPH at the edge of a block. */
  lineBreak(kind: 2 | 3): void {
    this.#break(kind === LINE_BREAK && this.#pending >= LINE_BREAK && this.#reason === null ? PARAGRAPH : kind);
  }

  #break(kind: Break): void {
    if (this.#reason !== null) {
      const last = this.#hiddenPieces.length - 1;
      if (last >= 0 && this.#hiddenPieces[last] !== ' ') this.#hiddenPieces.push(' ');
    } else if (kind > this.#pending) {
      this.#pending = kind;
    }
  }

  #flushRun(): void {
    if (this.#runEnd <= this.#runStart) return;
    this.#map.copied(this.#length, this.#runStart);
    this.#pieces.push(this.#markup.slice(this.#runStart, this.#runEnd));
    this.#length += this.#runEnd - this.#runStart;
    this.#runStart = this.#runEnd;
  }

  #flushBreak(source: number): void {
    this.#flushRun();
    // Breaks before the first word are not text.
    if (this.#length > 0) {
      const text = BREAKS[this.#pending];
      this.#map.whole(this.#length, source, 0);
      this.#pieces.push(text);
      this.#length += text.length;
    }
    this.#pending = 0;
  }

  /** From `at` on nothing is seen, because of `reason`; null: all is seen again. */
  setHidden(reason: HiddenReason | null, at: number): void {
    if (reason === this.#reason) return;
    if (this.#reason !== null) this.#endHidden(at);
    this.#reason = reason;
    this.#hiddenStart = at;
    this.#hiddenPieces = [];
  }

  #endHidden(at: number): void {
    const text = this.#hiddenPieces.join('').trim();
    if (text === '') return;
    const opening = this.#length === 0 && this.#runEnd === this.#runStart && visibleLength(text) <= LONGEST_PREHEADER;
    this.#keep({ reason: opening ? 'preheader' : this.#reason!, text, start: this.#hiddenStart, end: at });
  }

  comment(text: string, start: number, end: number, conditional: boolean): void {
    if (text.trim() !== '') this.#keep({ reason: conditional ? 'conditional-comment' : 'comment', text, start, end });
  }

  #keep(hidden: HiddenText): void {
    if (this.#hidden.length < MOST_HIDDEN) this.#hidden.push(hidden);
    else this.#full = true;
  }

  setQuoted(quoted: boolean): void {
    this.#set(this.#quotes, quoted);
  }

  setCode(code: boolean): void {
    this.#set(this.#codes, code);
  }

  #set(stretches: Stretches, on: boolean): void {
    if (on === stretches.open) return;
    // A break before a stretch is not in it.
    this.#flushRun();
    stretches.set(on, this.#length);
  }

  finish() {
    this.setHidden(null, this.#markup.length);
    this.#flushRun();
    this.setQuoted(false);
    this.setCode(false);
    return { text: this.#pieces.join(''), map: this.#map, hidden: this.#hidden, quotes: this.#quotes.list, codes: this.#codes.list, full: this.#full };
  }
}

/** Stretches of the text that markup says something of: rising, apart, none empty. */
class Stretches {
  readonly list: { start: number; end: number }[] = [];
  #start = -1;

  get open(): boolean {
    return this.#start >= 0;
  }

  set(on: boolean, at: number): void {
    if (!on && at > this.#start) this.list.push({ start: this.#start, end: at });
    this.#start = on ? at : -1;
  }
}

/** Without the zero-width and no-break padding that preheaders carry. */
function visibleLength(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length && count <= LONGEST_PREHEADER; at++) {
    const code = text.charCodeAt(at);
    if (code > 32 && code !== 0xa0 && classOf(code) !== IGNORED) count++;
  }
  return count;
}
