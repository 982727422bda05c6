import type { Problem, ProblemKind, ProblemReason, Spot } from './types.ts';

export type JsonPath = readonly (string | number)[];

/** Enough to say that a draft is broken; a file of a million unknown keys need not give a million problems. */
const MOST_PROBLEMS = 1000;

/** Assigning to these changes objects other than the one meant; no draft needs them. */
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

export function at(path: JsonPath, start?: number, end?: number): Spot {
  return start === undefined || end === undefined ? { at: 'json', path } : { at: 'json', path, start, end };
}

/** The key in front of a value. */
export function keyAt(path: JsonPath): Spot {
  return { at: 'json', path, key: true };
}

/** Problems found while one draft is read, and what bounds the reading. */
export class Problems {
  readonly list: Problem[] = [];
  /** Addresses read so far, in all fields together. */
  addresses = 0;

  /** @param detail a key, type or encoding; left out unless it is a plain word, for a key can itself be an address. */
  add(kind: ProblemKind, reason: ProblemReason, spot: Spot, detail?: string): void {
    if (this.list.length >= MOST_PROBLEMS) return;
    const plain = detail !== undefined && /^[\w$.+/-]{1,64}$/.test(detail);
    this.list.push({ kind, reason, spot, ...(plain ? { detail } : {}) });
  }

  wrongType(path: JsonPath, detail?: string): void {
    const key = path.findLast((step) => typeof step === 'string');
    this.add('unknown-field', 'wrong-type', at(path), detail ?? key);
  }

  /**
   * A value that becomes a header must not hold CR, LF or NUL: what follows would be read as another field.
   * @returns the value with a space for each (see `spaced`)
   */
  header(value: string, path: JsonPath, detail: string): string {
    const first = value.search(/[\r\n\0]/);
    if (first < 0) return value;
    this.add('malformed-header', 'control-character', at(path, first, first + 1), detail);
    return spaced(value);
  }
}

/** A space for each character that no header field may hold, so that offsets stay. */
export function spaced(value: string): string {
  return value.replace(/[\r\n\0]/g, ' ');
}

/** A plain object: neither array nor binary nor date. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date) && !ArrayBuffer.isView(value);
}

/** One key of an object with its value, the key as written and in lower case. */
export interface Entry {
  readonly key: string;
  readonly name: string;
  readonly value: unknown;
  readonly path: JsonPath;
}

/** Own keys of an object in order, without unsafe ones, which are problems. */
export function entriesOf(object: Record<string, unknown>, path: JsonPath, problems: Problems): Entry[] {
  const entries: Entry[] = [];
  for (const key of Object.keys(object)) {
    const inner = [...path, key];
    if (UNSAFE.has(key)) problems.add('unknown-field', 'unsafe-key', keyAt(inner), key);
    else entries.push({ key, name: key.toLowerCase(), value: object[key], path: inner });
  }
  return entries;
}

/**
 * The fields of an object with a closed set of keys, by lower-case name. Another key is a problem; of two spellings of one key
 * the last counts, as in JSON, and that is a problem.
 */
export function fieldsOf(value: unknown, path: JsonPath, known: ReadonlySet<string>, problems: Problems): ReadonlyMap<string, Entry> {
  const fields = new Map<string, Entry>();
  if (!isObject(value)) {
    problems.wrongType(path);
    return fields;
  }
  for (const entry of entriesOf(value, path, problems)) {
    if (!known.has(entry.name)) problems.add('unknown-field', 'unknown-key', keyAt(entry.path), entry.key);
    else {
      if (fields.has(entry.name)) problems.add('unknown-field', 'repeated-key', at(entry.path), entry.key);
      if (entry.value !== null && entry.value !== undefined) fields.set(entry.name, entry);
    }
  }
  return fields;
}

/** The entry's string; a number counts as its digits; anything else is a problem. */
export function stringOf(entry: Entry | undefined, problems: Problems): string | undefined {
  if (!entry) return undefined;
  if (typeof entry.value === 'string') return entry.value;
  if (typeof entry.value === 'number') return String(entry.value);
  problems.wrongType(entry.path);
  return undefined;
}
