import { LIMITS } from './limits.ts';

/**
 * What JSON.parse does not tell: where a value stands, which keys stood twice, where the text stops being JSON.
 * Iterative and linear, whatever the nesting: `[` repeated a million times is only a counter here.
 */

const QUOTE = 0x22, BACKSLASH = 0x5c, COMMA = 0x2c, COLON = 0x3a;
const OPEN_OBJECT = 0x7b, CLOSE_OBJECT = 0x7d, OPEN_ARRAY = 0x5b, CLOSE_ARRAY = 0x5d;

export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** @returns the index behind the closing quote of the string that opens at `at`; the text's length if it never closes. */
export function skipString(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let back = quote - 1;
    while (text.charCodeAt(back) === BACKSLASH) back--;
    if ((quote - back) % 2 === 1) return quote + 1;
  }
  return text.length;
}

/** @returns the index behind the value that begins at `at` (of valid JSON). */
export function skipValue(text: string, at: number): number {
  let depth = 0;
  let index = at;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = skipString(text, index);
    else {
      if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth++;
      else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth--;
      else if (depth === 0 && (code === COMMA || isSpace(code))) return index;
      if (depth < 0) return index;
      index++;
    }
    if (depth === 0 && (code === QUOTE || code === CLOSE_OBJECT || code === CLOSE_ARRAY)) return index;
  }
  return index;
}

/** The text of the string that stands between `start` (its quote) and `end`; as written where it is no JSON. */
export function stringAt(text: string, start: number, end: number): string {
  const inside = text.slice(start + 1, end - 1);
  if (!inside.includes('\\')) return inside;
  try {
    return JSON.parse(text.slice(start, end)) as string;
  } catch {
    return inside;
  }
}

/** Whether a text has more than `most` values: each costs JSON.parse many times its characters. */
export function hasMoreValues(text: string, most: number): boolean {
  if (text.length <= most) return false;
  let count = 0;
  for (let index = 0; index < text.length;) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = skipString(text, index);
    else {
      if ((code === COMMA || code === OPEN_ARRAY || code === OPEN_OBJECT) && ++count > most) return true;
      index++;
    }
  }
  return false;
}

/** A value that JSON.parse dropped because its key stands again later in the same object. */
export interface LostValue {
  readonly path: readonly (string | number)[];
  /** Offsets of the value in the text. */
  readonly start: number;
  readonly end: number;
}

interface Frame {
  readonly keys: Map<string, number> | null;
  key: string | number;
  awaitsKey: boolean;
}

/** Enough to say it; a file of nothing but repeated keys need not be listed to its end. */
const MOST_LOST = 1000;

/**
 * Keys that stand more than once in one object, at most `LIMITS.depth` deep.
 * @param text valid JSON
 */
export function lostValues(text: string): LostValue[] {
  const lost: LostValue[] = [];
  const frames: Frame[] = [];
  let depth = 0;
  let index = 0;
  while (index < text.length && lost.length < MOST_LOST) {
    const code = text.charCodeAt(index);
    const frame = depth <= LIMITS.depth ? frames[depth - 1] : undefined;
    if (code === QUOTE) {
      const end = skipString(text, index);
      if (frame?.keys && frame.awaitsKey) {
        const key = stringAt(text, index, end);
        let value = end;
        while (isSpace(text.charCodeAt(value)) || text.charCodeAt(value) === COLON) value++;
        const before = frame.keys.get(key);
        if (before !== undefined) lost.push({ path: [...frames.slice(0, depth - 1).map((outer) => outer.key), key], start: before, end: skipValue(text, before) });
        frame.keys.set(key, value);
        frame.key = key;
        frame.awaitsKey = false;
      }
      index = end;
      continue;
    }
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      depth++;
      if (depth <= LIMITS.depth) frames[depth - 1] = { keys: code === OPEN_OBJECT ? new Map() : null, key: 0, awaitsKey: code === OPEN_OBJECT };
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth--;
    else if (code === COMMA && frame) {
      if (typeof frame.key === 'number') frame.key++;
      frame.awaitsKey = frame.keys !== null;
    }
    index++;
  }
  return lost;
}

const ESCAPED = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** @returns the index behind the string at `at`, or minus one minus the index of what is wrong in it. */
function checkString(text: string, at: number): number {
  let index = at + 1;
  for (;;) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index + 1;
    if (code === BACKSLASH) {
      ESCAPED.lastIndex = index;
      if (!ESCAPED.test(text)) return -1 - index;
      index = ESCAPED.lastIndex;
    } else if (code >= 0x20) index++;
    else return -1 - index; // A control character, or the end of the text (NaN).
  }
}

/**
 * Where a text stops being JSON (RFC 8259): the engines' own messages quote the text, which may be a mail.
 * @returns the offset of the first character that cannot stand there; the text's length if it is cut short; -1 if it is JSON.
 */
export function jsonErrorAt(text: string): number {
  const open: boolean[] = []; // true: an object
  let expects: 'value' | 'key' | 'colon' | 'next' = 'value';
  let justOpened = false;
  let index = 0;
  for (;;) {
    while (isSpace(text.charCodeAt(index))) index++;
    if (index >= text.length) return expects === 'next' && open.length === 0 ? -1 : text.length;
    const code = text.charCodeAt(index);
    const inObject = open.at(-1);
    if (justOpened && code === (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) expects = 'next';
    justOpened = false;
    if (expects === 'next') {
      if (inObject === undefined) return index;
      if (code === COMMA) expects = inObject ? 'key' : 'value';
      else if (code === (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) open.pop();
      else return index;
      index++;
    } else if (expects === 'colon') {
      if (code !== COLON) return index;
      expects = 'value';
      index++;
    } else if (code === QUOTE) {
      const end = checkString(text, index);
      if (end < 0) return -1 - end;
      index = end;
      expects = expects === 'key' ? 'colon' : 'next';
    } else if (expects === 'key') return index;
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      open.push(code === OPEN_OBJECT);
      expects = code === OPEN_OBJECT ? 'key' : 'value';
      justOpened = true;
      index++;
    } else {
      SCALAR.lastIndex = index;
      if (!SCALAR.test(text)) return index;
      index = SCALAR.lastIndex;
      expects = 'next';
    }
  }
}
