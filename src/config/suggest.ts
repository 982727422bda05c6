import { edits } from '../text/edits.ts';

/** Longer words are nobody's slip of the finger, and comparing costs the square of their length. */
const LONGEST = 64;

/** Letters of a word that may be wrong for it to be that word: one in three. */
function slips(word: string): number {
  return Math.max(1, Math.floor(word.length / 3));
}

/** How far one word is from another, in letters; Infinity if they are two words. */
function wordDistance(typed: string, candidate: string): number {
  const distance = edits(typed, candidate);
  return distance <= slips(typed) ? distance : Infinity;
}

/** Fewer letters begin too many words. */
const TELLING = 3;

/** Words that have yet to be written: `visible` lacks fewer of `visible-recipients` than of `visible-list-name`; Infinity if it does not begin so. */
function wordsLeft(typed: string, candidate: string): number {
  return typed.length >= TELLING && candidate.startsWith(typed) ? candidate.slice(typed.length).split('-').length : Infinity;
}

/** A rule of another family is further than any of the family that was typed. */
const ELSEWHERE = 100;

/** As `wordDistance`, of `family/name`: of another family only the very name is near, for a line to paste would set a rule that nobody spoke of. */
function idDistance(typed: string, candidate: string): number {
  const [family, name] = candidate.split('/', 2) as [string, string];
  const slash = typed.indexOf('/');
  // A family's name alone means all of it, and no single rule of it.
  if (slash < 0) return name === '*' ? wordDistance(typed, family) : ELSEWHERE + wordDistance(typed, name);
  const typedName = typed.slice(slash + 1);
  const away = wordDistance(typed.slice(0, slash), family);
  if (typedName === '*' || name === '*') return typedName === name ? away : Infinity;
  if (away === Infinity) return typedName === name ? ELSEWHERE : Infinity;
  return away + Math.min(wordDistance(typedName, name), wordsLeft(typedName, name));
}

/** The known word that was probably meant; null if none is near. For `family/name` the name alone counts as well. */
export function suggest(word: string, known: readonly string[]): string | null {
  const typed = word.toLowerCase();
  if (typed.length > LONGEST) return null;
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of known) {
    const lower = candidate.toLowerCase();
    const distance = candidate.includes('/') ? idDistance(typed, lower) : wordDistance(typed, lower);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}
