import type { FrameWord, Mark } from './frame-words.ts';

const kept = new WeakMap<readonly Mark[], ReadonlyMap<FrameWord, readonly Mark[]>>();
const NONE: readonly Mark[] = [];

/** The marks of a sentence by their words, parted once: each of its grounds asks for many words, and most stand nowhere. */
export function marksByWord(marks: readonly Mark[]): ReadonlyMap<FrameWord, readonly Mark[]> {
  let known = kept.get(marks);
  if (known === undefined) kept.set(marks, (known = parted(marks)));
  return known;
}

function parted(marks: readonly Mark[]): ReadonlyMap<FrameWord, readonly Mark[]> {
  const byWord = new Map<FrameWord, Mark[]>();
  for (const mark of marks) {
    const list = byWord.get(mark.value);
    if (list === undefined) byWord.set(mark.value, [mark]);
    else list.push(mark);
  }
  return byWord;
}

/** Those of one word, in the order in which they stand. */
export function marksOf(marks: readonly Mark[], word: FrameWord): readonly Mark[] {
  return marksByWord(marks).get(word) ?? NONE;
}
