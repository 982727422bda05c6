import { isSpace, skipString, skipValue, stringAt } from './json-scan.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The members of one object or array, read as far as they were asked for. */
interface Container {
  readonly members: Map<string | number, number>;
  /** Where the keys of an object begin, by the offset of their value. */
  readonly keys: Map<number, number>;
  next: number;
  count: number;
}

/** A string's escapes are counted through once, with a mark this often. */
const STRIDE = 4096;

/**
 * Finds values in a JSON text by their path, without a tree of the whole: only the containers on the way are read, once each.
 * @param text JSON (RFC 8259); anything else gives places as good as they can be
 * @returns a function from a path, and UTF-16 offsets within its string value, to offsets in the text. A path that is not there
 *   gives its nearest ancestor; without offsets a string's place includes its quotes, and the whole document is its first line.
 *   With `key` it is the key in front of the value, quotes included.
 */
export function jsonPlaces(text: string): (path: readonly (string | number)[], start?: number, end?: number, key?: true) => Range {
  const containers = new Map<number, Container>();
  const escapes = new Map<number, number[]>();
  const ends = new Map<number, number>();

  /** Offset of a member's value; of a key that stands twice the last one, as JSON.parse has it. */
  function member(container: number, key: string | number): number | undefined {
    const isArray = text[container] === '[';
    if (!isArray && text[container] !== '{') return undefined;
    let known = containers.get(container);
    if (!known) containers.set(container, (known = { members: new Map(), keys: new Map(), next: container + 1, count: 0 }));
    while (known.next < text.length && !(isArray && known.members.has(key))) {
      let index = skipSpace(known.next);
      if (text[index] === ',') index = skipSpace(index + 1);
      if (index >= text.length || text[index] === ']' || text[index] === '}') {
        known.next = text.length;
        break;
      }
      let name: string | number = known.count++;
      const start = index;
      if (!isArray) {
        const end = skipString(text, index);
        name = stringAt(text, index, end);
        index = skipSpace(end);
        if (text[index] === ':') index = skipSpace(index + 1);
      }
      known.members.set(name, index);
      if (!isArray) known.keys.set(index, start);
      known.next = Math.max(index + 1, skipValue(text, index));
    }
    return known.members.get(key);
  }

  function skipSpace(at: number): number {
    let index = at;
    while (isSpace(text.charCodeAt(index))) index++;
    return index;
  }

  /** Offset in the text of a unit of the string whose quote stands at `quote`. */
  function unit(quote: number, end: number, offset: number): number {
    let marks = escapes.get(quote);
    if (!marks) {
      escapes.set(quote, (marks = text.slice(quote, end).includes('\\') ? [quote + 1] : []));
    }
    if (marks.length === 0) return Math.min(quote + 1 + offset, end - 1);
    let index = marks[Math.min(Math.floor(offset / STRIDE), marks.length - 1)]!;
    for (let at = Math.min(Math.floor(offset / STRIDE), marks.length - 1) * STRIDE; at < offset && index < end - 1; at++) {
      if (at === marks.length * STRIDE) marks.push(index);
      index += text[index] !== '\\' ? 1 : text[index + 1] === 'u' ? 6 : 2;
    }
    return Math.min(index, end - 1);
  }

  return (path, start, end, key) => {
    // Editors write a byte order mark, which is no JSON.
    let at = skipSpace(text.startsWith('\uFEFF') ? 1 : 0);
    let holder = at;
    for (const step of path) {
      const inner = member(at, step);
      if (inner === undefined) break;
      holder = at;
      at = inner;
    }
    const name = key && containers.get(holder)?.keys.get(at);
    if (name !== undefined) return { start: name, end: skipString(text, name) };
    if (path.length === 0) {
      if (start !== undefined) return { start, end: end ?? start };
      const firstEnd = text.search(/[\r\n]/);
      return { start: 0, end: firstEnd < 0 ? text.length : firstEnd };
    }
    let stop = ends.get(at);
    if (stop === undefined) ends.set(at, (stop = skipValue(text, at)));
    if (start === undefined || text[at] !== '"') return { start: at, end: stop };
    return { start: unit(at, stop, start), end: unit(at, stop, end ?? start) };
  };
}
