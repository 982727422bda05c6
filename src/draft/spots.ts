import type { AddressField, Spot } from './types.ts';

/** Spots that hold one another. */

/** From the first address of a field to its last; the whole value if there is none. */
export function spotOfAddresses({ addresses, spot }: AddressField): Spot {
  const first = addresses[0]?.spot;
  const last = addresses.at(-1)?.spot;
  return first === undefined || last === undefined ? spot : spanOf(first, last);
}

/** From where `first` begins to where `last` ends; `first` where there is no telling. */
function spanOf(first: Spot, last: Spot): Spot {
  if (first.at === 'raw' && last.at === 'raw') return { at: 'raw', start: first.start, end: Math.max(first.end, last.end) };
  if (first.at !== 'json' || last.at !== 'json' || first.start === undefined || last.end === undefined) return first;
  if (comparePaths(first.path, last.path) === 0) return { at: 'json', path: first.path, start: first.start, end: last.end };
  return { at: 'json', path: first.path, start: first.start, until: { path: last.path, end: last.end } };
}

/** Whether `inner` lies within `outer`. */
export function contains(outer: Spot, inner: Spot): boolean {
  if (outer.at === 'raw' && inner.at === 'raw') return inner.start >= outer.start && inner.end <= outer.end;
  if (outer.at !== 'json' || inner.at !== 'json') return false;
  const last = inner.until ?? inner;
  if (outer.start === undefined) return isUnder(inner.path, outer.path) && isUnder(last.path, outer.path);
  const begins = comparePaths(outer.path, inner.path) || outer.start - (inner.start ?? 0);
  const end = outer.until ?? outer;
  const ends = comparePaths(last.path, end.path) || (last.end ?? Infinity) - (end.end ?? Infinity);
  return begins <= 0 && ends <= 0;
}

function isUnder(path: readonly (string | number)[], root: readonly (string | number)[]): boolean {
  return root.length <= path.length && root.every((key, index) => key === path[index]);
}

/** Which of two values stands first: elements of an array by their index; keys of an object have no order, so neither holds the other. */
function comparePaths(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [one, other] = [a[index]!, b[index]!];
    if (one !== other) return typeof one === 'number' && typeof other === 'number' ? one - other : Infinity;
  }
  return a.length - b.length;
}
