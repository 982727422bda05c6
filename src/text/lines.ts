import type { Words } from './words.ts';

/** The lines of a text: where each begins and ends (its line end not included) and its words. */
export interface Lines {
  readonly count: number;
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** Index of the first word at or behind each line's start; one more entry than lines. */
  readonly word: readonly number[];
  /** White space alone. */
  readonly blank: readonly boolean[];
}

export function readLines(text: string, words: Words): Lines {
  const start: number[] = [];
  const end: number[] = [];
  const word: number[] = [];
  const blank: boolean[] = [];
  let next = 0;
  for (let at = 0; at <= text.length; ) {
    let stop = text.indexOf('\n', at);
    if (stop < 0) stop = text.length;
    const first = next;
    while (next < words.length && words.start(next) < stop) next++;
    start.push(at);
    end.push(stop);
    word.push(first);
    blank.push(first === next && isBlank(text, at, stop));
    at = stop + 1;
  }
  word.push(next);
  return { count: start.length, start, end, word, blank };
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code > 32 && code !== 0xa0 && code !== 0x200b && code !== 0x200c && code !== 0xfeff) return false;
  }
  return true;
}
