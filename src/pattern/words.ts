import type { Word } from '../text/types.ts';

/** Words to look through, with the text they stand in. */
export interface Words {
  readonly text: string;
  readonly words: readonly Word[];
}

/** Where a phrase stands: indexes of words, half open. */
export interface Match<T> {
  readonly value: T;
  readonly first: number;
  readonly last: number;
}

/** Whether a comma, colon, semicolon, bracket or dash stands before word `at`. */
export function opensClause(text: string, words: readonly Word[], at: number): boolean {
  if (at === 0) return false;
  const from = words[at - 1]!.end;
  const to = words[at]!.start;
  // Mostly one space.
  if (to - from === 1 && text.charCodeAt(from) === 0x20) return false;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    // , : ; ( ) – — …
    if (code === 44 || code === 58 || code === 59 || code === 40 || code === 41 || code === 0x2013 || code === 0x2014) return true;
    // A hyphen between spaces is a dash; one that joins words is not.
    if (code === 0x2d && text.charCodeAt(i - 1) === 0x20 && text.charCodeAt(i + 1) === 0x20) return true;
  }
  return false;
}
