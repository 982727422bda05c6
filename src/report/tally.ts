import type { Level } from '../rule/types.ts';

/** What some mails come to. */
export interface Count extends Record<Level, number> {
  mails: number;
  /** Of `mails`, those with a finding. */
  flagged: number;
  /** Of `mails`, those whose recipients see each other, and these people; who is in two mails counts twice. */
  exposed: number;
  people: number;
}

export function noCount(): Count {
  return { mails: 0, flagged: 0, exposed: 0, people: 0, error: 0, warning: 0, info: 0 };
}

export function addCount(to: Count, more: Readonly<Count>): void {
  for (const key of Object.keys(to) as (keyof Count)[]) to[key] += more[key];
}

/** Findings of all levels. */
export function findingsOf({ error, warning, info }: Readonly<Count>): number {
  return error + warning + info;
}

/** Counts by key, in bounded memory: keys beyond `most` share one count, so that the sum stays exact. */
export class Tally {
  readonly #counts = new Map<string, Count>();
  readonly #most: number;
  /** Of the keys that found no place. */
  readonly rest: Readonly<Count> = noCount();

  constructor(most: number) {
    this.#most = most;
  }

  add(key: string, count: Readonly<Count>): void {
    let own = this.#counts.get(key);
    if (!own && this.#counts.size < this.#most) this.#counts.set(key, (own = noCount()));
    addCount(own ?? this.rest, count);
  }

  /** As they first came. */
  entries(): [key: string, count: Readonly<Count>][] {
    return [...this.#counts];
  }
}

/** Rows to show, and one count of all that are left out. */
export interface Cut {
  readonly rows: readonly (readonly [key: string, count: Readonly<Count>])[];
  /** Keys left out; null if nobody counted them. */
  readonly more: number | null;
  readonly rest: Readonly<Count>;
}

/** The first `most` of a sorted list. */
export function cut(entries: readonly (readonly [string, Readonly<Count>])[], most: number, beyond: Readonly<Count> = noCount()): Cut {
  const rest = { ...beyond };
  for (const [, count] of entries.slice(most)) addCount(rest, count);
  return { rows: entries.slice(0, most), more: beyond.mails > 0 ? null : Math.max(0, entries.length - most), rest };
}
