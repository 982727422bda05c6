import { inOrder } from './apply.ts';
import { lineEndNear, lineStart, nextLine } from './line-ends.ts';
import type { Edit } from './types.ts';

/** New bytes into quoted-printable (RFC 2045 §6.7): the physical lines they touch are written anew, the others stay. */

/** Longest line, with the '=' of a soft line break. */
const LONGEST = 76;
const EQUALS = 61;

/** What a physical line is made of: a literal character or an escape; a line end that is content; one that is not. */
interface Token {
  readonly kind: 'piece' | 'hard' | 'soft';
  readonly text: string;
}

/** Physical lines of the raw message that are written anew, and what changes in them. */
interface Block {
  readonly start: number;
  end: number;
  readonly edits: Edit[];
}

/**
 * @param edits in offsets of `raw`, at the edges of characters, apart; their text is decoded bytes, its line ends those of the part
 * @returns edits of whole physical lines
 */
export function quotedPrintableEdits(raw: string, start: number, end: number, edits: readonly Edit[]): Edit[] {
  const blocks: Block[] = [];
  for (const edit of inOrder(edits)) {
    const to = beforeSoftBreak(raw, edit.start, edit.end);
    const last = blocks.at(-1);
    const isNear = last !== undefined && edit.start < last.end;
    const block = isNear ? last : { start: lineStart(raw, edit.start, start), end: 0, edits: [] };
    if (!isNear) blocks.push(block);
    block.edits.push({ ...edit, end: to });
    if (to >= block.end) block.end = nextLine(raw, to, end);
  }
  return blocks.map((block) => ({ start: block.start, end: block.end, text: written(tokensOf(raw, block, end), lineEndNear(raw, block.start)) }));
}

/** Bytes (one unit a byte) in quoted-printable; its soft line breaks end as `lineEnd` does. */
export function toQuotedPrintable(bytes: string, lineEnd: string): string {
  const tokens: Token[] = [];
  encode(bytes, tokens);
  return written(tokens, lineEnd);
}

/** A soft line break behind the last character that goes stays where it is. */
function beforeSoftBreak(raw: string, from: number, to: number): number {
  if (to <= from || raw.charCodeAt(to - 1) !== 10) return to;
  let at = to - 1;
  if (raw.charCodeAt(at - 1) === 13) at--;
  while (at > from && isBlank(raw.charCodeAt(at - 1))) at--;
  return at > from && raw.charCodeAt(at - 1) === EQUALS ? at - 1 : to;
}

function tokensOf(raw: string, block: Block, partEnd: number): Token[] {
  const tokens: Token[] = [];
  let at = block.start;
  for (const edit of block.edits) {
    keep(raw, at, edit.start, partEnd, tokens);
    encode(edit.text, tokens);
    at = edit.end;
  }
  keep(raw, at, block.end, partEnd, tokens);
  return tokens;
}

/** Tokens of raw[from, to), which is quoted-printable. Blanks before a line end are padding that transport added. */
function keep(raw: string, from: number, to: number, partEnd: number, tokens: Token[]): void {
  for (let at = from; at < to;) {
    const code = raw.charCodeAt(at);
    if (code === EQUALS && at + 2 < partEnd && /^[0-9A-Fa-f]{2}$/.test(raw.slice(at + 1, at + 3))) {
      tokens.push({ kind: 'piece', text: raw.slice(at, at + 3) });
      at += 3;
      continue;
    }
    const blanks = afterBlanks(raw, code === EQUALS ? at + 1 : at, partEnd);
    const size = blanks >= partEnd ? 0 : lineEndSize(raw, blanks);
    const atLineEnd = blanks >= partEnd || size > 0;
    if (atLineEnd && (code === EQUALS || blanks > at || size > 0)) {
      // The line end itself is changed, so it is not among what is kept.
      if (code !== EQUALS && blanks >= to) return;
      const lineEnd = raw.slice(blanks, blanks + size);
      if (code === EQUALS) tokens.push({ kind: 'soft', text: lineEnd });
      else if (size > 0) tokens.push({ kind: 'hard', text: lineEnd });
      at = blanks + size;
    } else if (code === EQUALS) {
      tokens.push({ kind: 'piece', text: '=3D' });
      at++;
    } else {
      // All blanks of a run at once: to look for the end of each would be quadratic.
      const until = Math.min(to, Math.max(at + 1, blanks));
      for (; at < until; at++) tokens.push({ kind: 'piece', text: raw.charAt(at) });
    }
  }
}

function encode(bytes: string, tokens: Token[]): void {
  for (let at = 0; at < bytes.length; at++) {
    const size = lineEndSize(bytes, at);
    if (size > 0) {
      tokens.push({ kind: 'hard', text: bytes.slice(at, at + size) });
      at += size - 1;
      continue;
    }
    const code = bytes.charCodeAt(at);
    const literal = isBlank(code) || (code > 32 && code < 127 && code !== EQUALS);
    tokens.push({ kind: 'piece', text: literal ? bytes.charAt(at) : escaped(code) });
  }
}

/** Lines of at most 76 characters; soft breaks that stood there stay, but for one that would stand on a line by itself. */
function written(tokens: readonly Token[], lineEnd: string): string {
  const lines: string[] = [];
  let line = '';
  tokens.forEach((token, index) => {
    if (token.kind === 'soft') {
      if (line !== '') lines.push(line, `=${token.text}`);
      line = '';
      return;
    }
    if (token.kind === 'hard') {
      lines.push(line, token.text);
      line = '';
      return;
    }
    const next = tokens[index + 1];
    const last = next === undefined || next.kind === 'hard';
    // A blank that would end a line is no blank any more.
    const text = last && isBlank(token.text.charCodeAt(0)) ? escaped(token.text.charCodeAt(0)) : token.text;
    if (line.length + text.length > (last ? LONGEST : LONGEST - 1)) {
      lines.push(line, `=${lineEnd}`);
      line = '';
    }
    line += text;
  });
  lines.push(line);
  return lines.join('');
}

function escaped(code: number): string {
  return `=${code.toString(16).toUpperCase().padStart(2, '0')}`;
}

function afterBlanks(raw: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(raw.charCodeAt(at))) at++;
  return at;
}

/** Units of the line end at `at`; 0 if there is none. */
function lineEndSize(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 10) return 1;
  return code === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 0;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
