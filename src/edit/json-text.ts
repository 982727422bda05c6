import { jsonPlaces } from '../draft/json-places.ts';
import { isSpace, skipString, skipValue, stringAt } from '../draft/json-scan.ts';
import type { JsonPath } from '../draft/json-values.ts';
import { Refused } from './refused.ts';
import type { Edit } from './types.ts';

/** One member of an object or array, in offsets of the text. */
export interface Member {
  readonly key: string | number;
  /** The key's quote; of an array's member its value. */
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** How a document writes what strings can be written in several ways. */
interface Escapes {
  /** `\u00e9` rather than é. */
  readonly ascii: boolean;
  /** `\/` rather than /. */
  readonly slash: boolean;
  readonly upperCase: boolean;
}

const NOT_ASCII = /[^\0-\x7f]/;
const ESCAPED = /\\u(?:00[89a-f]|0[1-9a-f]|[1-9a-f])/i;

/** The text of a JSON draft: its values, where they stand, and edits that leave everything else as it is written. */
export class JsonText {
  readonly text: string;
  readonly root: unknown;
  readonly #places: ReturnType<typeof jsonPlaces>;
  readonly #members = new Map<number, Member[]>();
  #escapes: Escapes | undefined;

  /** @param text valid JSON; a byte order mark may stand first */
  constructor(text: string) {
    this.text = text;
    const plain = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
    this.root = JSON.parse(plain);
    this.#places = jsonPlaces(plain);
  }

  /** The value at a path; undefined if there is none. */
  at(path: JsonPath): unknown {
    let value = this.root;
    for (const step of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
      value = (value as Record<string | number, unknown>)[step];
    }
    return value;
  }

  /** Where the value at a path stands. @throws Refused not-found */
  range(path: JsonPath): { start: number; end: number } {
    if (this.at(path) === undefined) throw new Refused('not-found');
    if (path.length > 0) return this.#places(path);
    const start = this.#skipSpace(this.text.startsWith('\uFEFF') ? 1 : 0);
    return { start, end: skipValue(this.text, start) };
  }

  /** The members of the object or array at a path; a key that stands twice is there twice. */
  members(path: JsonPath): readonly Member[] {
    const { start } = this.range(path);
    const known = this.#members.get(start);
    if (known !== undefined) return known;
    const { text } = this;
    const members: Member[] = [];
    const isObject = text[start] === '{';
    for (let at = this.#skipSpace(start + 1); at < text.length && text[at] !== ']' && text[at] !== '}';) {
      let key: string | number = members.length;
      let valueStart = at;
      if (isObject) {
        const end = skipString(text, at);
        key = stringAt(text, at, end);
        valueStart = this.#skipSpace(this.#skipSpace(end) + 1);
      }
      const end = skipValue(text, valueStart);
      members.push({ key, start: at, valueStart, end });
      at = this.#skipSpace(end);
      if (text[at] === ',') at = this.#skipSpace(at + 1);
    }
    this.#members.set(start, members);
    return members;
  }

  /** Edits that take members with these keys out of the container at a path, each with one comma; a key that stands twice goes twice. */
  without(path: JsonPath, keys: ReadonlySet<string | number>): Edit[] {
    const members = this.members(path);
    const edits: Edit[] = [];
    let follows = false;
    members.forEach((member, index) => {
      const next = members[index + 1];
      if (!keys.has(member.key)) follows = true;
      else if (follows) edits.push({ start: members[index - 1]!.end, end: member.end, text: '' });
      else edits.push({ start: member.start, end: next?.start ?? member.end, text: '' });
    });
    if (edits.length === 0) throw new Refused('not-found');
    return edits;
  }

  /** Edits of the string at a path, in UTF-16 offsets of its value, as edits of the text. */
  inString(path: JsonPath, edits: readonly Edit[]): Edit[] {
    const { start, end } = this.range(path);
    const style = this.#style(this.text.slice(start, end));
    return edits.map((edit) => ({ ...this.#places(path, edit.start, edit.end), text: escaped(edit.text, style) }));
  }

  /** A new string, with its quotes, escaped as the document escapes. */
  literal(text: string): string {
    return `"${escaped(text, this.#style(''))}"`;
  }

  /** The style of a literal where it shows one, else that of the document. */
  #style(literal: string): Escapes {
    const document = (this.#escapes ??= styleOf(this.text));
    const own = styleOf(literal);
    return {
      ascii: NOT_ASCII.test(literal) ? false : own.ascii || document.ascii,
      slash: literal.includes('/') ? own.slash : document.slash,
      upperCase: own.ascii ? own.upperCase : document.upperCase,
    };
  }

  #skipSpace(at: number): number {
    let index = at;
    while (isSpace(this.text.charCodeAt(index))) index++;
    return index;
  }
}

function styleOf(text: string): Escapes {
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return {
    ascii: !NOT_ASCII.test(withoutMark) && ESCAPED.test(text),
    slash: /\\\//.test(text) && !/(?<!\\)\//.test(text),
    upperCase: /\\u[0-9A-F]*[A-F]/.test(text) && !/\\u[0-9A-F]*[a-f]/.test(text),
  };
}

function escaped(text: string, { ascii, slash, upperCase }: Escapes): string {
  let out = JSON.stringify(text).slice(1, -1);
  if (ascii) {
    out = out.replace(/[^\0-\x7f]/g, (unit) => {
      const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${upperCase ? hex.toUpperCase() : hex}`;
    });
  }
  return slash ? out.replaceAll('/', '\\/') : out;
}
