import type { Derived } from './offsets.ts';
import { OffsetMap } from './offsets.ts';

/** Plain text with line ends LF (a bare CR is one too). */
export function readPlain(content: string): Derived {
  if (!content.includes('\r')) return { text: content, map: null };
  return { text: content.replace(/\r\n?/g, '\n'), map: new OffsetMap((map) => mapLineEnds(map, content)) };
}

function mapLineEnds(map: OffsetMap, content: string): void {
  let length = 0;
  let from = 0;
  for (let at = content.indexOf('\r'); at >= 0; at = content.indexOf('\r', from)) {
    map.copied(length, from);
    length += at - from;
    const size = content.charCodeAt(at + 1) === 10 ? 2 : 1;
    map.whole(length, at, size);
    length++;
    from = at + size;
  }
  map.copied(length, from);
}

const SPACE = 32;
const QUOTE = 62;

/**
 * format=flowed (RFC 3676): a line that ends with a space goes on in the next of the same quote depth; under DelSp that space is not
 * part of the text. Stuffed spaces are dropped; quote marks stay, once a paragraph.
 */
export function readFlowed(content: string, delSp: boolean): Derived {
  const map = new OffsetMap();
  const pieces: string[] = [];
  let length = 0;
  let at = 0;
  let joins = false;
  let depthBefore = 0;
  while (at < content.length) {
    let end = content.indexOf('\n', at);
    const next = end < 0 ? content.length : end + 1;
    if (end < 0) end = content.length;
    if (end > at && content.charCodeAt(end - 1) === 13) end--;
    let depth = 0;
    while (content.charCodeAt(at + depth) === QUOTE && at + depth < end) depth++;
    let from = at + depth;
    if (from < end && content.charCodeAt(from) === SPACE) from++;
    if (joins && depth !== depthBefore) {
      // A paragraph that never ended: its last line stands as if it were fixed.
      map.whole(length, at, 0);
      pieces.push('\n');
      length++;
      joins = false;
    }
    if (!joins && depth > 0) {
      map.copied(length, at);
      pieces.push(content.slice(at, at + depth), ' ');
      length += depth;
      map.whole(length, at + depth, from - at - depth);
      length++;
    }
    const signature = end - from === 3 && content.startsWith('-- ', from);
    const flows = !signature && end > from && content.charCodeAt(end - 1) === SPACE && next < content.length;
    const to = flows && delSp ? end - 1 : end;
    if (to > from) {
      map.copied(length, from);
      pieces.push(content.slice(from, to));
      length += to - from;
    }
    if (!flows && next > end) {
      map.whole(length, end, next - end);
      pieces.push('\n');
      length++;
    }
    joins = flows;
    depthBefore = depth;
    at = next;
  }
  return { text: pieces.join(''), map };
}
