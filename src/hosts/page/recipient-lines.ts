/**
 * Lines of recipients as mail programs copy them, told from prose by their addresses and separators: a name may hold any character.
 * Linear in the text: each expression is bounded, and an address is looked for only where one can begin.
 */

/** A line, read as if it were recipients. */
export interface RecipientLine {
  /** Whether it is recipients and nothing else: 'Write to me at x@y.example' is not. */
  readonly isList: boolean;
  /** Addresses in it, whatever it is. */
  readonly addresses: number;
  /** The line for a parser of RFC 5322 address lists: brackets as these have them, quotes around names that they have to stand around. */
  readonly text: string;
  /** What stands beside the addresses. */
  readonly rest: string;
}

const LOCAL = '[^<>@\\s;,:"()[\\]]';
const ADDRESS = `(?<!${LOCAL})${LOCAL}{1,128}@${LOCAL}{1,255}`;
const SCHEME = /\b(?:mailto|smtp):(?=\S)/gi;
/** As in `a@b.example<a@b.example>`, which is what a link becomes in plain text. */
const TWICE = new RegExp(`"?(${ADDRESS})"? ?[<[(]\\1[>\\])]`, 'gi');
/** As in `Jean (jean@b.example)`. */
const WRAPPED = new RegExp(`[[(] ?(${ADDRESS}) ?[\\])]`, 'g');
/** As in `[Jean](jean@b.example)`, which is what a link becomes in Markdown. */
const LINKED = new RegExp(`\\[([^[\\]<>]{1,256})\\]\\((${ADDRESS})\\)`, 'g');
/** Outlook's marks around a name or address of somebody outside, an apostrophe within them or not. */
const MARKED_ADDRESS = new RegExp(`(?<!${LOCAL})'(${LOCAL}{1,128}@[^<>@\\s;,:"()[\\]']{1,255})'`, 'g');
const MARKED_NAME = /(?<![^\s;,])'((?:[^"<>;\t']|'(?![\s,])){1,256})'(?=\s?<)/g;
/** What begins an entry of a list that is no name. */
const BULLET = /^\s*(?:[-*•·–]|\d{1,3}[.)])\s+/;
const TOKEN = new RegExp(`"(?:[^"\\\\]|\\\\.){0,256}"|<\\s?[^<>@\\s]{1,128}@[^<>@\\s]{1,255}\\s?>|${ADDRESS}`, 'g');
/** What stands for a quoted string, a bracketed address and another one. */
const [QUOTED, BRACKETED, ALONE] = ['\u0001', '\u0002', '\u0003'];

/** Addresses from which on a line is hardly somebody's sentence. */
const SOME = 3;
/** Of so many recipients one may be in no known form. */
const ONE_ODD = 8;
/** Characters of a name; words of one that is not looked at as a sentence. */
const LONGEST = { name: 256, alone: 60, words: 4 };
const SENTENCE = /[!?…] +\p{L}|[.:,] +\p{Ll}/u;
const BLANK = /^[\s\p{Cf}]*$/u;

export function readRecipientLine(line: string): RecipientLine {
  if (!line.includes('@')) return { isList: false, addresses: 0, text: line, rest: line };
  const plain = line.replace(/[\u0001-\u0003]/g, ' ').replace(BULLET, '').replace(SCHEME, '').replace(LINKED, '$1 <$2>').replace(MARKED_NAME, (_, name: string) => (name.includes('@') ? `"${name}"` : name)).replace(MARKED_ADDRESS, '$1').replace(TWICE, '$1').replace(WRAPPED, '<$1>');
  const tokens: string[] = [];
  const marked = plain.replace(TOKEN, (token) => {
    tokens.push(token);
    return token.startsWith('"') ? QUOTED : token.startsWith('<') ? BRACKETED : ALONE;
  });
  const entries = new Entries();
  for (const [, entry = '', separator = ''] of marked.matchAll(/([^;,\t]*)([;,\t]|$)/g)) entries.add(entry, separator);
  let next = 0;
  const text = entries.end().replace(/[\u0001-\u0003]/g, () => tokens[next++]!);
  return { isList: entries.isList, addresses: tokens.filter((token) => !token.startsWith('"')).length, text, rest: marked.replace(/[\u0001-\u0003]/g, '') };
}

/** What stands before an address, and that ('' behind the last one). */
interface Part {
  readonly text: string;
  readonly address: string;
}

/** The entries of a line, between separators. */
class Entries {
  /** Recipients with an address; entries without one; what of both looks like somebody's words. */
  #sure = 0;
  #names = 0;
  #words = 0;
  /** Entries that no mail program writes. */
  #odd = 0;
  /** 'Dupont,' of `Dupont, Jean <…>`, until the next entry tells. */
  #held = '';
  #out = '';

  add(entry: string, separator: string): void {
    if (!/[\u0002\u0003]/.test(entry)) {
      this.#name(entry, separator);
      return;
    }
    const parts = [...entry.matchAll(/([^\u0002\u0003]*)([\u0002\u0003]|$)/g)].map(([, text = '', address = '']): Part => ({ text, address }));
    if (isSure(parts)) this.#mailboxes(parts.filter(({ address }) => address !== ''), separator);
    else {
      this.#release();
      this.#odd++;
      this.#out += entry + separator;
    }
  }

  /** Half a name where a comma is behind it, until the next entry tells; else an entry without an address. */
  #name(entry: string, separator: string): void {
    if (separator === ',' && !BLANK.test(entry)) {
      this.#held += `${entry},`;
      return;
    }
    this.#release();
    this.#bare(entry);
    this.#out += entry + separator;
  }

  #bare(entry: string): void {
    if (BLANK.test(entry)) return;
    this.#names++;
    if (isWords(entry)) this.#words++;
  }

  #mailboxes(parts: readonly Part[], separator: string): void {
    for (const [index, { text, address }] of parts.entries()) {
      this.#sure++;
      if (index > 0) this.#out += ', ';
      if (address === BRACKETED) this.#out += this.#named(text);
      else this.#release();
      this.#out += address;
    }
    this.#out += separator;
  }

  #named(name: string): string {
    const whole = this.#held + name;
    this.#held = '';
    if (whole.length > LONGEST.name || (SENTENCE.test(whole) && wordsOf(whole) > LONGEST.words)) this.#words++;
    // A quoted or encoded word is not to be quoted again.
    return /["\\[\]:@()<>,]/.test(whole) && !whole.includes(QUOTED) && !whole.includes('=?') ? `"${whole.trim().replace(/["\\]/g, '\\$&')}" ` : whole;
  }

  #release(): void {
    if (this.#held === '') return;
    for (const entry of this.#held.split(',')) this.#bare(entry);
    this.#out += this.#held;
    this.#held = '';
  }

  /** The text with its tokens' marks. */
  end(): string {
    this.#release();
    return this.#out;
  }

  get isList(): boolean {
    if (this.#sure === 0) return false;
    const odd = this.#odd <= Math.floor(this.#sure / ONE_ODD);
    return this.#sure < SOME ? odd && this.#words === 0 && this.#names <= this.#sure : odd && this.#names <= 3 * this.#sure;
  }
}

/** Addresses that each end their recipient: in brackets behind a name, or alone. */
function isSure(parts: readonly Part[]): boolean {
  return parts.every(({ text, address }) => address === BRACKETED || (address === ALONE ? !/[\p{L}\u0001]/u.test(text) : BLANK.test(text)));
}

/** Whether it may be names beside `addresses` addresses, and no sentence about them. */
export function mayBeNames(rest: string, addresses: number): boolean {
  return !SENTENCE.test(rest) && !/\p{L}[.,!?…]\s*$|\s(?:and|or|et|ou)\s/mu.test(rest) && (rest.match(/\S+/g) ?? []).length <= LONGEST.words * addresses;
}

/** 'We close at five', and not 'Human Resources': no name of a group. */
function isWords(entry: string): boolean {
  return entry.length > LONGEST.alone || /[.!?…]\s*$/.test(entry) || (/^\s*\p{Ll}/u.test(entry) && wordsOf(entry) > 2);
}

function wordsOf(text: string): number {
  return text.split(/\s+/, LONGEST.words + 3).filter((word) => word !== '').length;
}
