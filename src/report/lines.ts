export interface Position {
  readonly line: number;
  readonly column: number;
}

const LF = 0x0a, CR = 0x0d;
/** A mark this often bounds the work of one look-up, also within a single line of a hundred megabytes. */
const STRIDE = 0x4000;

/**
 * Counts lines (ended by LF, CRLF or a lone CR) and columns in UTF-16 units.
 * @param text with `bytes`, one character a byte: columns are counted as TextDecoder would decode the bytes as UTF-8,
 *   an ill-formed sequence being one U+FFFD for each maximal subpart (Unicode 3.9). Otherwise UTF-16 as it stands.
 * @returns a function from an offset of `text` (clamped) to its position, both numbers from 1
 */
export function lineCounter(text: string, bytes: boolean): (offset: number) => Position {
  // State before each multiple of STRIDE; grows as far as somebody has asked.
  const marks: State[] = [{ line: 1, column: 1, need: 0, low: 0x80, high: 0xbf, wide: false, afterCr: false }];
  // Editors hide a byte order mark.
  const bom = bytes ? (text.startsWith('\xEF\xBB\xBF') ? 3 : 0) : text.startsWith('\uFEFF') ? 1 : 0;

  return (offset) => {
    const target = Math.max(0, Math.min(offset, text.length));
    while (marks.length * STRIDE <= target) {
      const from = (marks.length - 1) * STRIDE;
      marks.push(advance(text, Math.max(from, bom), from + STRIDE, { ...marks.at(-1)! }, bytes));
    }
    const mark = Math.floor(target / STRIDE);
    const { line, column } = advance(text, Math.max(mark * STRIDE, bom), target, { ...marks[mark]! }, bytes);
    return { line, column };
  };
}

interface State {
  line: number;
  column: number;
  /** Continuation bytes that a UTF-8 sequence still needs, and the range of the next one. */
  need: number;
  low: number;
  high: number;
  wide: boolean;
  afterCr: boolean;
}

function advance(text: string, from: number, to: number, state: State, bytes: boolean): State {
  // Columns matter in the last line alone: a line end also ends whatever sequence was open.
  let line = state.line;
  let lastLine = from;
  let afterCr = state.afterCr;
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index);
    if (code > CR) {
      afterCr = false;
      continue;
    }
    if (code === CR || (code === LF && !afterCr)) line++;
    if (code === CR || code === LF) lastLine = index + 1;
    afterCr = code === CR;
  }
  if (lastLine > from) Object.assign(state, { line, column: 1, need: 0, afterCr: text.charCodeAt(lastLine - 1) === CR });
  return columns(text, lastLine, to, state, bytes);
}

/** Like `advance`, within one line. */
function columns(text: string, from: number, to: number, state: State, bytes: boolean): State {
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index);
    if (state.need > 0) {
      if (code >= state.low && code <= state.high) {
        // A character beyond the first plane is a pair of UTF-16 units.
        if (--state.need === 0 && state.wide) state.column++;
        state.low = 0x80;
        state.high = 0xbf;
        continue;
      }
      state.need = 0;
    }
    state.column++;
    state.afterCr = false;
    if (bytes && code >= 0xc2) lead(state, code);
  }
  return state;
}

/** Bytes that may follow a lead byte (Unicode, table 3-7). */
function lead(state: State, code: number): void {
  state.low = code === 0xe0 ? 0xa0 : code === 0xf0 ? 0x90 : 0x80;
  state.high = code === 0xed ? 0x9f : code === 0xf4 ? 0x8f : 0xbf;
  state.need = code < 0xe0 ? 1 : code < 0xf0 ? 2 : code < 0xf5 ? 3 : 0;
  state.wide = code >= 0xf0;
}
