import type { Spot } from '../draft/types.ts';
import type { Change } from '../edit/types.ts';

/** The changes of several findings; the same one asked for by several is one. */
export function distinct(lists: readonly (readonly Change[])[]): Change[] {
  const seen = new Set<string>();
  // Findings that say the same of many places share one list.
  return [...new Set(lists)].flatMap((changes) => changes.filter((change) => {
    const key = JSON.stringify(change);
    return !seen.has(key) && seen.add(key);
  }));
}

/** Those that can be carried out together: the first at each place. Whoever waits is asked again when that is done. */
export function apart<T extends { readonly changes: readonly Change[] }>(candidates: readonly T[]): T[] {
  const shared = new Set<readonly Change[]>();
  const taken = new Set<string>();
  const places = new Places();
  return candidates.filter(({ changes }) => {
    if (shared.has(changes)) return true;
    const fresh = changes.map((change) => ({ change, key: JSON.stringify(change) })).filter(({ key }) => !taken.has(key));
    if (fresh.some(({ change }) => places.meets(change))) return false;
    shared.add(changes);
    for (const { change, key } of fresh) {
      taken.add(key);
      places.take(change);
    }
    return true;
  });
}

/** Where changes were taken: looked up, since a single finding may change a hundred thousand addresses. */
class Places {
  readonly #ranges = new Map<string, Ranges>();
  /** Paths of a JSON draft that hold a change, and all that lead there. */
  readonly #paths = new Set<string>();
  readonly #leading = new Set<string>();
  #recipients = false;
  #fields = false;

  take(change: Change): void {
    if (change.kind === 'text' || change.kind === 'subject') {
      this.#rangesOf(textOf(change)).add(change.start, change.end);
      return;
    }
    this.#fields = true;
    if (change.kind === 'recipients') {
      this.#recipients = true;
      return;
    }
    const { spot } = change;
    this.#rangesOf(placeOf(spot)).add(...boundsOf(spot));
    if (spot.at !== 'json') return;
    this.#paths.add(placeOf(spot));
    for (const outer of outerPaths(spot)) this.#leading.add(outer);
  }

  meets(change: Change): boolean {
    if (change.kind === 'text' || change.kind === 'subject') return this.#ranges.get(textOf(change))?.meet(change.start, change.end) === true;
    // New recipients are written from the addresses as they were.
    if (change.kind === 'recipients' || this.#recipients) return this.#fields;
    const { spot } = change;
    const place = placeOf(spot);
    if (spot.at === 'json' && (this.#leading.has(place) || outerPaths(spot).some((outer) => this.#paths.has(outer)))) return true;
    return this.#ranges.get(place)?.meet(...boundsOf(spot)) === true;
  }

  #rangesOf(place: string): Ranges {
    let ranges = this.#ranges.get(place);
    if (ranges === undefined) this.#ranges.set(place, ranges = new Ranges());
    return ranges;
  }
}

function textOf(change: Extract<Change, { kind: 'text' | 'subject' }>): string {
  return change.kind === 'text' ? `text ${change.part}` : 'subject';
}

function placeOf(spot: Spot): string {
  return spot.at === 'json' ? JSON.stringify(spot.path) : spot.at;
}

function outerPaths({ path }: Extract<Spot, { at: 'json' }>): string[] {
  return path.map((_, index) => JSON.stringify(path.slice(0, index)));
}

function boundsOf(spot: Spot): [start: number, end: number] {
  return [spot.start ?? 0, spot.end ?? Infinity];
}

/** Half-open ranges that may lie over one another. */
class Ranges {
  readonly #all: { readonly start: number; readonly end: number }[] = [];
  /** Of those in order up to each, the furthest end; empty until it is asked for. */
  #ends: number[] = [];

  add(start: number, end: number): void {
    this.#all.push({ start, end });
    this.#ends = [];
  }

  /** Whether one of them shares a unit with [start, end). */
  meet(start: number, end: number): boolean {
    if (this.#ends.length === 0) {
      this.#all.sort((one, other) => one.start - other.start);
      let furthest = -Infinity;
      this.#ends = this.#all.map((range) => (furthest = Math.max(furthest, range.end)));
    }
    let low = 0;
    let high = this.#all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#all[middle]!.start < end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && this.#ends[low - 1]! > start;
  }
}
