import { edits } from '../text/edits.ts';

/** The known word that was probably meant; null if none is near. For `family/name` the name alone counts as well. */
export function suggest(word: string, known: readonly string[]): string | null {
  const typed = word.toLowerCase();
  if (typed.length > 64) return null;
  let best: string | null = null;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 0.5;
  for (const candidate of known) {
    const whole = edits(typed, candidate.toLowerCase());
    const name = candidate.includes('/') && !candidate.endsWith('/*') ? edits(typed.slice(typed.indexOf('/') + 1), candidate.slice(candidate.indexOf('/') + 1)) + 0.25 : Infinity;
    const distance = Math.min(whole, name);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}
