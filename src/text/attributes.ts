import { readReference } from './entities.ts';

/** The attributes that decide how an element looks; the first of a name counts. */
export interface Attributes {
  style?: string;
  hidden?: string;
  class?: string;
  id?: string;
  color?: string;
  bgcolor?: string;
  background?: string;
  text?: string;
}

const WANTED: ReadonlySet<string> = new Set(['style', 'hidden', 'class', 'id', 'color', 'bgcolor', 'background', 'text']);

/** Reads the attributes in [from, to) of the markup, between a tag's name and its '>'. One pass. */
export function readAttributes(markup: string, from: number, to: number): Attributes {
  const attributes: Attributes = {};
  let at = from;
  while (at < to) {
    const code = markup.charCodeAt(at);
    if (code <= 32 || code === 0x2f || code === 0x3d) {
      at++;
      continue;
    }
    const nameStart = at;
    while (at < to && isName(markup.charCodeAt(at))) at++;
    // A stray quote or the like: one unit on, so that the loop moves.
    if (at === nameStart) at++;
    const nameEnd = at;
    at = skipSpace(markup, at, to);
    let valueStart = at;
    let valueEnd = at;
    if (markup.charCodeAt(at) === 0x3d && at < to) {
      at = skipSpace(markup, at + 1, to);
      const quote = markup.charCodeAt(at);
      if (at < to && (quote === 0x22 || quote === 0x27)) {
        valueStart = ++at;
        while (at < to && markup.charCodeAt(at) !== quote) at++;
        valueEnd = at++;
      } else {
        valueStart = at;
        while (at < to && markup.charCodeAt(at) > 32) at++;
        valueEnd = at;
      }
    }
    if (nameEnd - nameStart > 10) continue;
    const name = markup.slice(nameStart, nameEnd).toLowerCase();
    if (!WANTED.has(name)) continue;
    attributes[name as keyof Attributes] ??= decode(markup.slice(valueStart, valueEnd));
  }
  return attributes;
}

function skipSpace(markup: string, at: number, to: number): number {
  while (at < to && markup.charCodeAt(at) <= 32) at++;
  return at;
}

function isName(code: number): boolean {
  return code > 32 && code !== 0x2f && code !== 0x3d && code !== 0x3e;
}

/** An attribute's value with its character references read: style="display&#58;none" hides as well. */
function decode(value: string): string {
  let at = value.indexOf('&');
  if (at < 0) return value;
  let text = '';
  let from = 0;
  while (at >= 0) {
    const reference = readReference(value, at);
    if (reference) {
      text += value.slice(from, at) + reference.text;
      from = at + reference.length;
    }
    at = value.indexOf('&', Math.max(from, at + 1));
  }
  return text + value.slice(from);
}
