import { LIMITS } from '../draft/limits.ts';
import type { Piece } from './mbox.ts';

/** Cuts a text into its lines that hold something, in memory that depends on the longest line alone. */
export function lineSplitter(): { push(chunk: string): Piece[]; end(): Piece[] } {
  let pieces: string[] = [];
  let size = 0;
  let line = 1;
  /** Line ends within the piece that are no end of it: a CR alone. */
  let within = 0;
  let afterCr = false;

  function keep(text: string): void {
    if (text !== '') countReturns(text);
    size += text.length;
    if (size > LIMITS.message) pieces = [];
    else if (text !== '') pieces.push(text);
  }

  /** What follows is no LF, for that ends the piece. */
  function countReturns(text: string): void {
    if (afterCr) within++;
    afterCr = text.endsWith('\r');
    for (let at = text.indexOf('\r'); at >= 0 && at < text.length - 1; at = text.indexOf('\r', at + 1)) within++;
  }

  function finish(): Piece[] {
    const text = pieces.join('');
    const tooLarge = size > LIMITS.message;
    pieces = [];
    size = 0;
    const firstLine = line;
    line += 1 + within;
    within = 0;
    afterCr = false;
    return tooLarge || text.trim() !== '' ? [{ text, firstLine, tooLarge }] : [];
  }

  return {
    push(chunk) {
      const found: Piece[] = [];
      let from = 0;
      for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
        keep(chunk.slice(from, end));
        for (const piece of finish()) found.push(piece);
        from = end + 1;
      }
      keep(chunk.slice(from));
      return found;
    },
    end: finish,
  };
}
