import { isDenied } from './denial.ts';
import type { FrameWord, Mark, Reading } from './frame-words.ts';
import { marksOf } from './marks-of.ts';
import { takesThing } from './objects.ts';

const kept = new WeakMap<Reading, Map<FrameWord, readonly Mark[]>>();

/** Of a word's marks, those that no negation takes back; what refuses a thing decides on nobody. Told once for all grounds of a sentence: it may name a hundred. */
export function assertedIn(here: Reading, word: FrameWord): readonly Mark[] {
  let byWord = kept.get(here);
  if (byWord === undefined) kept.set(here, (byWord = new Map<FrameWord, readonly Mark[]>()));
  let marks = byWord.get(word);
  if (marks === undefined) byWord.set(word, (marks = marksOf(here.marks, word).filter((mark) => !isDenied(mark, here) && !(word === 'adverse' && takesThing(mark, here)))));
  return marks;
}
