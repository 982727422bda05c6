import type { ProblemReason } from '../draft/types.ts';
import { readReference } from './entities.ts';
import { BLOCKS, Elements, LINE_BREAK, PARAGRAPH, RAW_TEXT, UNSEEN } from './elements.ts';
import { Writer } from './writer.ts';
import type { Derived } from './offsets.ts';
import type { HiddenText } from './types.ts';

/** HTML as its reader sees it. */
export interface HtmlView extends Derived {
  readonly hidden: readonly HiddenText[];
  /** Stretches of `text` that stand in a quotation (blockquote and mail clients' like), rising, apart. */
  readonly quotes: readonly { readonly start: number; readonly end: number }[];
  /** Stretches of `text` that markup calls code, rising, apart. */
  readonly codes: readonly { readonly start: number; readonly end: number }[];
  /** Empty, or `markup`: not read to its end, or deeper or with more hidden stretches than is followed. */
  readonly problems: readonly ProblemReason[];
}

const LESS = 0x3c;
const AMPERSAND = 0x26;

/**
 * Visible text of HTML with the way back to the markup. Tags within a word do not cut it; blocks stand apart by an empty line, `<br>`
 * is a line end. Style, script, title and comments are not text; what is there and not seen is in `hidden`.
 *
 * A tag or comment that never ends would swallow the rest of a mail in a browser. Here the rest is read as text, and `problems` says so.
 * One pass; no recursion; time and memory grow with the length of `markup`, whatever is in it.
 */
export function htmlToView(markup: string): HtmlView {
  return new Reader(markup).read();
}

class Reader {
  readonly #markup: string;
  readonly #writer: Writer;
  readonly #elements: Elements;
  #broken = false;
  /** Set once a comment without end was met: no later one has an end either. */
  #noCommentEnd = false;
  /** Set once a tag without end was met: from here on a tag ends at the next '>', quoted or not. */
  #lenient = false;
  /** Set once no '>' is left. */
  #noGreater = false;
  /** Names of raw text elements whose end tag is nowhere ahead. */
  readonly #missing = new Set<string>();

  constructor(markup: string) {
    this.#markup = markup;
    this.#writer = new Writer(markup);
    this.#elements = new Elements(markup, this.#writer);
  }

  read(): HtmlView {
    const markup = this.#markup;
    const length = markup.length;
    let at = 0;
    while (at < length) {
      const code = markup.charCodeAt(at);
      if (code === LESS) {
        const next = this.#tag(at);
        if (next > at) {
          at = next;
          continue;
        }
        this.#writer.copy(at, at + 1);
        at++;
      } else if (code === AMPERSAND) {
        const reference = readReference(markup, at);
        if (reference) this.#writer.character(reference.text, at, reference.length);
        else this.#writer.copy(at, at + 1);
        at += reference?.length ?? 1;
      } else if (code <= 32) {
        at = this.#writer.space(at);
      } else {
        const start = at++;
        for (; at < length; at++) {
          const unit = markup.charCodeAt(at);
          if (unit <= 32 || unit === LESS || unit === AMPERSAND) break;
        }
        this.#writer.copy(start, at);
      }
    }
    this.#elements.finish();
    const { text, map, hidden, quotes, codes, full } = this.#writer.finish();
    const problems: ProblemReason[] = this.#broken || full || this.#elements.tooDeep ? ['markup'] : [];
    return { text, map, hidden, quotes, codes, problems };
  }

  /** Reads what begins with '<' at `at`; gives the offset behind it, or `at` if it is only a less-than sign. */
  #tag(at: number): number {
    const markup = this.#markup;
    if (this.#noGreater) return at;
    const first = markup.charCodeAt(at + 1);
    if (first === 0x21) return this.#declaration(at);
    if (first === 0x3f) return this.#until('>', at);
    const closing = first === 0x2f;
    const nameStart = closing ? at + 2 : at + 1;
    if (!isLetter(markup.charCodeAt(nameStart))) return closing && nameStart < markup.length ? this.#until('>', at) : at;
    let nameEnd = nameStart + 1;
    while (nameEnd < markup.length && isName(markup.charCodeAt(nameEnd))) nameEnd++;
    const end = this.#tagEnd(nameEnd);
    if (end < 0) return at;
    const name = markup.slice(nameStart, Math.min(nameEnd, nameStart + 20)).toLowerCase();
    if (closing) {
      this.#elements.close(name, at);
      this.#break(name);
      return end;
    }
    this.#break(name);
    if (name === 'br') this.#writer.lineBreak(LINE_BREAK);
    const raw = RAW_TEXT.has(name);
    if (raw && UNSEEN.has(name)) return this.#rawEnd(name, end);
    this.#elements.open(name, nameEnd, end - 1, at);
    if (name === 'plaintext') {
      this.#writer.copy(end, markup.length);
      return markup.length;
    }
    return end;
  }

  #break(name: string): void {
    if (BLOCKS.has(name)) this.#writer.lineBreak(PARAGRAPH);
  }

  /** Offset behind the '>' that ends a tag whose attributes begin at `at`; -1 if there is none. */
  #tagEnd(at: number): number {
    const markup = this.#markup;
    if (this.#lenient) {
      const end = this.#noGreater ? -1 : markup.indexOf('>', at);
      if (end < 0) this.#fail();
      return end < 0 ? -1 : end + 1;
    }
    let quote = 0;
    let value = false;
    for (let index = at; index < markup.length; index++) {
      const code = markup.charCodeAt(index);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === 0x3e) {
        return index + 1;
      } else if (value && (code === 0x22 || code === 0x27)) {
        quote = code;
        value = false;
      } else if (code === 0x3d) {
        value = true;
      } else if (code > 32) {
        value = false;
      }
    }
    this.#lenient = true;
    this.#broken = true;
    return this.#tagEnd(at);
  }

  /** No '>' is left at all: without this each further '<' would look for it to the end. */
  #fail(): void {
    this.#broken = true;
    this.#noGreater = true;
  }
  #until(end: string, at: number): number {
    const found = this.#markup.indexOf(end, at);
    if (found >= 0) return found + end.length;
    this.#fail();
    return at;
  }

  /** Comments, conditional comments, doctype, CDATA. */
  #declaration(at: number): number {
    const markup = this.#markup;
    if (!markup.startsWith('<!--', at)) return this.#until('>', at);
    const body = at + 4;
    // <!--> and <!---> are whole comments.
    if (markup.charCodeAt(body) === 0x3e) return body + 1;
    if (markup.startsWith('->', body)) return body + 2;
    const close = this.#noCommentEnd ? -1 : this.#commentEnd(body);
    if (close < 0) {
      this.#noCommentEnd = true;
      this.#broken = true;
      return body;
    }
    const text = markup.slice(body, close);
    const conditional = /^\s*\[if\s/i.test(text.slice(0, 40));
    this.#writer.comment(text, body, close, conditional);
    return markup.charCodeAt(close + 2) === 0x21 ? close + 4 : close + 3;
  }

  /** Where the `-->` or `--!>` that ends a comment begins; -1 if there is none. */
  #commentEnd(from: number): number {
    const markup = this.#markup;
    for (let at = markup.indexOf('--', from); at >= 0; at = markup.indexOf('--', at + 1)) {
      const next = markup.charCodeAt(at + 2);
      if (next === 0x3e || (next === 0x21 && markup.charCodeAt(at + 3) === 0x3e)) return at;
    }
    return -1;
  }

  /** Behind the end tag of a script, style or title; its content is no text. Without one it would hide the rest: read as text. */
  #rawEnd(name: string, from: number): number {
    const markup = this.#markup;
    if (this.#missing.has(name)) return from;
    for (let at = markup.indexOf('</', from); at >= 0; at = markup.indexOf('</', at + 2)) {
      if (markup.slice(at + 2, at + 2 + name.length).toLowerCase() !== name) continue;
      const next = markup.charCodeAt(at + 2 + name.length);
      if (isName(next) && next === next) continue;
      this.#elements.raw(name, from, at);
      const end = this.#tagEnd(at + 2 + name.length);
      return end < 0 ? markup.length : end;
    }
    this.#missing.add(name);
    this.#broken = true;
    return from;
  }
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** Anything but white space, '/' and '>' goes on with a tag's name. */
function isName(code: number): boolean {
  return code > 32 && code !== 0x2f && code !== 0x3e;
}
