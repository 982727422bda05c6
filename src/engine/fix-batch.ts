import type { Spot } from '../draft/types.ts';
import type { Change } from '../edit/types.ts';

/** The same change asked for by several findings is one. */
export function distinct(changes: readonly Change[]): Change[] {
  const seen = new Set<string>();
  return changes.filter((change) => {
    const key = JSON.stringify(change);
    return !seen.has(key) && seen.add(key);
  });
}

/** Those that can be carried out together: the first at each place. Whoever waits is asked again when that is done. */
export function apart<T extends { readonly changes: readonly Change[] }>(candidates: readonly T[]): T[] {
  const taken = new Map<string, Change>();
  return candidates.filter(({ changes }) => {
    const fresh = changes.filter((change) => !taken.has(JSON.stringify(change)));
    if (fresh.some((change) => [...taken.values()].some((other) => meet(change, other)))) return false;
    for (const change of fresh) taken.set(JSON.stringify(change), change);
    return true;
  });
}

function meet(one: Change, other: Change): boolean {
  if (one.kind === 'text' || one.kind === 'subject') {
    if (other.kind !== one.kind || (one.kind === 'text' && other.kind === 'text' && one.part !== other.part)) return false;
    return one.start < other.end && other.start < one.end;
  }
  if (other.kind === 'text' || other.kind === 'subject') return false;
  // New recipients are written from the addresses as they were.
  if (one.kind === 'recipients' || other.kind === 'recipients') return true;
  return overlap(one.spot, other.spot);
}

function overlap(one: Spot, other: Spot): boolean {
  if (one.at === 'json' && other.at === 'json') {
    const [short, long] = one.path.length <= other.path.length ? [one, other] : [other, one];
    if (!short.path.every((key, index) => key === long.path[index])) return false;
    if (short.path.length < long.path.length) return true;
    return (one.start ?? 0) < (other.end ?? Infinity) && (other.start ?? 0) < (one.end ?? Infinity);
  }
  return one.at === other.at && one.at !== 'json' && other.at !== 'json' && one.start < other.end && other.start < one.end;
}
