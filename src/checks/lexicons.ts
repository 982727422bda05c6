import type { Lexicons } from '../rule/types.ts';

/** Reading word lists of rules/lexicons without trusting their shape: what is missing or misshapen is empty. */

/** Makes a value once for each set of lexicons, when it is first needed: they are the same for all mails of a run. */
export function perLexicons<T>(make: (lexicons: Lexicons) => T): (lexicons: Lexicons) => T {
  const made = new WeakMap<Lexicons, { readonly value: T }>();
  return (lexicons) => {
    let entry = made.get(lexicons);
    if (entry === undefined) {
      entry = { value: make(lexicons) };
      made.set(lexicons, entry);
    }
    return entry.value;
  };
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A map of lists by name, as phrases refer to them. */
export function lists(value: unknown): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(record(value)).map(([key, list]) => [key, strings(list)]));
}
