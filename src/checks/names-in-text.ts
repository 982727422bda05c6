import type { Words } from '../pattern/words.ts';

/** What stands before a name. */
const TITLES: ReadonlySet<string> = new Set([
  'm', 'mr', 'mrs', 'ms', 'miss', 'mx', 'mme', 'mmes', 'mlle', 'mm', 'monsieur', 'madame', 'mademoiselle', 'dr', 'docteur', 'doctor', 'pr', 'prof', 'professeur', 'professor', 'maitre', 'sir', 'lady', 'lord',
  'sister', 'brother', 'father', 'rabbi', 'saint', 'st', 'ste', 'famille', 'maison', 'rue', 'avenue', 'place', 'boulevard', 'quai', 'street', 'road', 'lane',
]);

export function isCapitalised(text: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(text);
}

/** Whether word `at`, a ground for all its letters tell, is somebody's name: 'Mme Lejeune', 'Christian Morel'. `from`: the first word of its sentence. */
export function isPersonName(words: Words, at: number, from: number): boolean {
  const { text } = words;
  const start = words.start(at);
  const end = words.end(at);
  if (!isCapitalised(text.slice(start, end))) return false;
  if (at > from) {
    const before = at - 1;
    if (TITLES.has(words.fold(before)) && /^\.?\s{0,2}$/u.test(text.slice(words.end(before), start))) return true;
    if (before > from && isNeighbour(text, words.start(before), words.end(before), start)) return true;
  }
  const after = at + 1;
  if (after >= words.length || !isCapitalised(text.slice(words.start(after), words.end(after))) || words.end(after) - words.start(after) <= 2 || !/^[\s-]$/u.test(text.slice(end, words.start(after)))) return false;
  if (at > from) return true;
  // 'Christian Bishop will not come': the first word of a sentence has a capital anyhow, and all words of a headline have one.
  const beyond = at + 2;
  return beyond < words.length && !TITLES.has(words.fold(after)) && !isCapitalised(text.slice(words.start(beyond), words.end(beyond)));
}

function isNeighbour(text: string, start: number, end: number, next: number): boolean {
  return isCapitalised(text.slice(start, end)) && end - start > 2 && /^[\s-]$/u.test(text.slice(end, next));
}
