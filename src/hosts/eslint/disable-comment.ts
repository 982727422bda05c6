import { lineCounter, type Position } from '../../report/lines.ts';

/** A comment by which an editor meant to switch a rule of ours off. */
export interface DisableComment {
  readonly start: Position;
  readonly end: Position;
  /** What to take out so that the text is as it was: the line, if nothing else stands in it. UTF-16 offsets. */
  readonly range: readonly [number, number];
}

const WORD = 'eslint-';
/** Names a rule of ours: a mail between programmers may well speak of others. */
const COMMENT = /^(?:\/\/|\/\*|<!--|#)[ \t]{0,8}eslint-(?:disable|enable)(?:-next-line|-line)?[ \t]{1,8}[^\r\n]{0,400}?\bundisclosed\/[^\r\n]*/;
const BEFORE = ['//', '/*', '<!--', '#'];

/** In time linear in the text. */
export function disableComments(text: string): DisableComment[] {
  const comments: DisableComment[] = [];
  let position: ReturnType<typeof lineCounter> | undefined;
  for (let at = text.indexOf(WORD); at >= 0;) {
    const from = beginning(text, at);
    const match = from === null ? null : COMMENT.exec(text.slice(from, from + 1000));
    if (from === null || !match) {
      at = text.indexOf(WORD, at + WORD.length);
      continue;
    }
    const to = from + match[0].replace(/(\*\/|-->).*/, '$1').trimEnd().length;
    position ??= lineCounter(text, false);
    comments.push({ start: position(from), end: position(to), range: withLine(text, from, to) });
    at = text.indexOf(WORD, to);
  }
  return comments;
}

/** Where the comment begins that the word at `at` is the first of. */
function beginning(text: string, at: number): number | null {
  const before = text.slice(Math.max(0, at - 12), at);
  const bare = before.trimEnd();
  const sign = BEFORE.find((one) => bare.endsWith(one));
  return sign === undefined ? null : at - before.length + bare.length - sign.length;
}

function withLine(text: string, from: number, to: number): [number, number] {
  let start = from;
  while (start > 0 && /[ \t]/.test(text[start - 1]!)) start--;
  if (start > 0 && !/[\r\n]/.test(text[start - 1]!)) return [start, to];
  const end = /^[ \t]{0,100}(?:\r\n|[\r\n])/.exec(text.slice(to, to + 102));
  return end ? [start, to + end[0].length] : [start, to];
}
