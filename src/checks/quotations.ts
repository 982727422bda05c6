import type { Words } from '../pattern/words.ts';

/** A run of words, as indexes into the view's words, half open. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

const CLOSING: Readonly<Record<string, string>> = { '«': '»', '“': '”', '„': '“', '"': '"' };

/** What stands between quotation marks among words [first, last), one pair within another counted once. One pass over the text. */
export function quotationsIn(words: Words, first: number, last: number): Span[] {
  const { text } = words;
  const spans: Span[] = [];
  let closing: string | undefined;
  let from = first;
  for (let word = first; word <= last; word++) {
    const start = word === first ? (first < words.length ? Math.max(0, words.start(first) - 2) : 0) : words.end(word - 1);
    const end = word === last ? Math.min(text.length, start + 3) : words.start(word);
    for (const mark of text.slice(start, end)) {
      if (closing === undefined) {
        closing = CLOSING[mark];
        from = word;
      } else if (mark === closing) {
        closing = undefined;
        if (word > from) spans.push({ first: from, last: word });
      }
    }
  }
  return spans;
}
