import type { Words } from '../pattern/words.ts';

/** What stands before a name. */
const TITLES: ReadonlySet<string> = new Set([
  'm', 'mr', 'mrs', 'ms', 'miss', 'mx', 'mme', 'mmes', 'mlle', 'mm', 'monsieur', 'madame', 'mademoiselle', 'dr', 'docteur', 'doctor', 'pr', 'prof', 'professeur', 'professor', 'maitre', 'sir', 'lady', 'lord',
  'sister', 'brother', 'father', 'rabbi', 'saint', 'st', 'ste', 'famille', 'maison', 'rue', 'avenue', 'place', 'boulevard', 'quai', 'street', 'road', 'lane',
]);

function isCapitalised(text: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(text);
}

/** Whether word `at`, a ground for all its letters tell, is somebody's name: 'Mme Lejeune', 'Christian Morel'. `from`: the first word of its sentence. */
export function isPersonName({ text, words }: Words, at: number, from: number): boolean {
  const { start, end } = words[at]!;
  if (!isCapitalised(text.slice(start, end))) return false;
  const before = at > from ? words[at - 1]! : null;
  if (before !== null && TITLES.has(before.fold) && /^\.?\s{0,2}$/u.test(text.slice(before.end, start))) return true;
  if (before !== null && at - 1 > from && isNeighbour(text, before.start, before.end, start)) return true;
  const after = words[at + 1];
  if (after === undefined || !isCapitalised(text.slice(after.start, after.end)) || after.end - after.start <= 2 || !/^[\s-]$/u.test(text.slice(end, after.start))) return false;
  if (at > from) return true;
  // 'Christian Bishop will not come': the first word of a sentence has a capital anyhow, and all words of a headline have one.
  const beyond = words[at + 2];
  return beyond !== undefined && !TITLES.has(after.fold) && !isCapitalised(text.slice(beyond.start, beyond.end));
}

function isNeighbour(text: string, start: number, end: number, next: number): boolean {
  return isCapitalised(text.slice(start, end)) && end - start > 2 && /^[\s-]$/u.test(text.slice(end, next));
}
