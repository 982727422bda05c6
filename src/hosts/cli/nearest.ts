import { edits } from '../../text/edits.ts';

/** Share of letters that may differ, and how much worse than the best the others may be. */
const FAR = 0.4;
const SLACK = 0.2;

/** Up to three of the known words that somebody may have meant, the nearest first; part of a rule's id counts as near. */
export function nearest(typed: string, known: readonly string[]): string[] {
  const word = typed.toLowerCase().slice(0, 80);
  if (word === '') return [];
  const nameOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
  const tail = nameOf(word) || word;
  const ranked = known
    .map((candidate) => {
      if (word.length >= 3 && candidate.includes(word)) return { candidate, far: 0 };
      const name = nameOf(candidate);
      return { candidate, far: Math.min(edits(word, candidate) / word.length, edits(tail, name) / tail.length + 0.01) };
    })
    .filter(({ far }) => far <= FAR)
    .sort((a, b) => a.far - b.far);
  return ranked.filter(({ far }) => far <= ranked[0]!.far + SLACK).slice(0, 3).map(({ candidate }) => candidate);
}
