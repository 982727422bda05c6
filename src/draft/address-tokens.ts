import { closingQuote } from './address.ts';
import { encodedWordAt } from './encoded-words.ts';

/** Tokens of one entry of an address list: what stands between two separators. */

export const ATOM = 0;
export const QUOTED = 1;
export const COMMENT = 2;
export const AT = 3;
/** What stands in angle brackets; start and end are without them. */
export const ANGLE = 4;

/** Units that end an atom: white space and controls, `" ( ) , : ; < > @`. */
const ENDS_ATOM = new Uint8Array(128);
for (let i = 0; i <= 32; i++) ENDS_ATOM[i] = 1;
for (const special of '"(),:;<>@') ENDS_ATOM[special.charCodeAt(0)] = 1;

/**
 * Cuts a text into tokens, one call a token; the caller empties the lists at each separator. Flat lists of numbers instead of objects:
 * a To of 100,000 people makes no garbage.
 */
export class AddressTokens {
  readonly kinds: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Index of the first ANGLE; -1 if there is none. */
  bracket = -1;
  /** There is an AT. */
  hasAt = false;
  /** A quote or comment that never closes was met, and read as an ordinary character. */
  broken = false;
  private openQuotes = false;
  private openComments = false;
  private readonly text: string;
  private readonly end: number;

  constructor(text: string, end: number) {
    this.text = text;
    this.end = end;
  }

  clear(): void {
    this.kinds.length = this.starts.length = this.ends.length = 0;
    this.bracket = -1;
    this.hasAt = false;
  }

  push(kind: number, start: number, end: number): void {
    if (kind === AT) this.hasAt = true;
    else if (kind === ANGLE && this.bracket < 0) this.bracket = this.kinds.length;
    this.kinds.push(kind);
    this.starts.push(start);
    this.ends.push(end);
  }

  /** Takes the token at `at`, which is no separator; returns where the next begins. */
  take(at: number, code: number): number {
    switch (code) {
      case 34: return this.quoted(at);
      case 40: return this.comment(at);
      case 41: case 62: return at + 1; // stray ')' or '>'
      case 60: return this.angle(at + 1, 62);
      case 64:
        this.push(AT, at, at + 1);
        return at + 1;
      case 91: return this.squareBracket(at);
      default: return code <= 32 ? at + 1 : this.atom(at);
    }
  }

  private atom(at: number): number {
    const { text, end } = this;
    if (text.charCodeAt(at) === 61 && text.charCodeAt(at + 1) === 63) {
      // A comma inside an encoded word separates nothing.
      const word = encodedWordAt(text, at, end, true);
      if (word !== null) {
        this.push(ATOM, at, word.end);
        return word.end;
      }
    }
    let i = at + 1;
    for (; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code < 128 && ENDS_ATOM[code] === 1 && !(code === 34 && this.openQuotes) && !(code === 40 && this.openComments)) break;
    }
    this.push(ATOM, at, i);
    return i;
  }

  private quoted(at: number): number {
    const close = this.openQuotes ? -1 : closingQuote(this.text, at, this.end);
    if (close < 0) {
      // Once there is no closing quote behind one, there is none behind a later one.
      this.openQuotes = this.broken = true;
      return this.atom(at);
    }
    this.push(QUOTED, at, close + 1);
    return close + 1;
  }

  private comment(at: number): number {
    const close = this.commentEnd(at);
    if (close < 0) return this.atom(at);
    this.push(COMMENT, at, close);
    return close;
  }

  /** Behind the parenthesis that closes the one at `at` (they nest); -1 if none does. */
  private commentEnd(at: number): number {
    if (this.openComments) return -1;
    let depth = 0;
    for (let i = at; i < this.end; i++) {
      const code = this.text.charCodeAt(i);
      if (code === 92) i++;
      else if (code === 40) depth++;
      else if (code === 41 && --depth === 0) return i + 1;
    }
    this.openComments = this.broken = true;
    return -1;
  }

  /**
   * From behind '<' to its `close`; a missing one is made up at the next separator. A route (`<@a,@b:jd@c>`, RFC 5322
   * §4.4) may hold commas.
   */
  private angle(from: number, close: number): number {
    const { text, end } = this;
    let start = from;
    while (start < end && (text.charCodeAt(start) === 60 || text.charCodeAt(start) <= 32)) start++;
    const route = text.charCodeAt(start) === 64;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code === close) {
        this.push(ANGLE, start, i);
        return i + 1;
      }
      if (code === 34 && !this.openQuotes) {
        const quote = closingQuote(text, i, end);
        if (quote < 0) this.openQuotes = this.broken = true;
        else i = quote;
      } else if (code === 40) {
        const behind = this.commentEnd(i);
        if (behind > 0) i = behind - 1;
      } else if ((code === 44 && !route) || code === 59 || code === 60) {
        this.push(ANGLE, start, i);
        return i;
      }
    }
    this.push(ANGLE, start, end);
    return end;
  }

  /** `[mailto:jd@example.org]` and `[SMTP:…]` of Outlook are angle brackets; a domain literal belongs to its '@'. */
  private squareBracket(at: number): number {
    const scheme = this.text.slice(at + 1, at + 8).toLowerCase();
    if (scheme === 'mailto:' || scheme.startsWith('smtp:')) return this.angle(at + 1, 93);
    if (this.kinds.at(-1) !== AT) return this.atom(at);
    let i = at + 1;
    while (i < this.end && this.text.charCodeAt(i) !== 93 && this.text.charCodeAt(i) !== 44) i++;
    this.push(ATOM, at, Math.min(i + 1, this.end));
    return Math.min(i + 1, this.end);
  }
}
