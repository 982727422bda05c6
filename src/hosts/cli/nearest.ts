/** Edits (insert, delete, replace, swap of neighbours) from one word to the other; both short. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      next.push(best);
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}

/** Up to three of the known words that somebody may have meant, the nearest first; a part of one counts as near. */
export function nearest(typed: string, known: readonly string[]): string[] {
  const word = typed.toLowerCase().slice(0, 80);
  if (word === '') return [];
  return known
    .map((candidate) => {
      const tail = candidate.slice(candidate.lastIndexOf('/') + 1);
      const contains = word.length >= 3 && candidate.includes(word);
      return { candidate, edits: contains ? 0.5 : Math.min(distance(word, candidate), distance(word, tail)) };
    })
    .filter(({ edits }) => edits <= Math.max(1, word.length * 0.4))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
