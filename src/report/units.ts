import { toBytes } from '../draft/bytes.ts';
import type { Source } from '../draft/source.ts';

/** So many bytes are decoded for one offset at most, whatever the message. */
const STRIDE = 0x4000;

/** Offsets of `Source.text` as UTF-16 units of the file that an editor reads as UTF-8; a byte order mark is none of them. */
export function unitCounter({ kind, text }: Source): (offset: number) => number {
  if (kind === 'json') return (offset) => (text.startsWith('\uFEFF') ? Math.max(0, offset - 1) : offset);
  const bom = text.startsWith('\xEF\xBB\xBF') ? 1 : 0;
  const marks = [{ at: 0, units: -bom }];
  return (offset) => {
    for (let last = marks.at(-1)!; offset - last.at > STRIDE; last = marks.at(-1)!) {
      const at = border(text, last.at + STRIDE);
      marks.push({ at, units: last.units + units(text, last.at, at) });
    }
    const mark = marks.findLast(({ at }) => at <= offset)!;
    return Math.max(0, mark.units + units(text, mark.at, offset));
  };
}

/** Not within a character, whose bytes after the first are 10xxxxxx. */
function border(text: string, at: number): number {
  for (let back = 0; back < 3; back++) if ((text.charCodeAt(at - back) & 0xc0) !== 0x80) return at - back;
  return at;
}

function units(text: string, from: number, to: number): number {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(toBytes(text, from, to)).length;
}
