import { edits } from '../../io/suggest.ts';

/** Up to three of the known words that somebody may have meant, the nearest first; part of a rule's id counts as near. */
export function nearest(typed: string, known: readonly string[]): string[] {
  const word = typed.toLowerCase().slice(0, 80);
  if (word === '') return [];
  return known
    .map((candidate) => {
      const name = candidate.slice(candidate.lastIndexOf('/') + 1);
      const part = word.length >= 3 && candidate.includes(word);
      return { candidate, distance: part ? 0.5 : Math.min(edits(word, candidate), edits(word, name), edits(word.slice(word.lastIndexOf('/') + 1), name) + 0.25) };
    })
    .filter(({ distance }) => distance <= Math.max(1, word.length * 0.4))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
