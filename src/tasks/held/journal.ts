import { createHash } from 'node:crypto';
import { closeSync, constants, createReadStream, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Database } from './database.ts';
import type { JournalEntry, JournalFields } from './types.ts';

export const JOURNAL_FILE = 'journal.jsonl';

/** Keys in order, so that one entry has one spelling. */
function canonical(entry: Omit<JournalEntry, 'hash'>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))));
}

export function entryHash(entry: Omit<JournalEntry, 'hash'>): string {
  return createHash('sha256').update(entry.previous).update(canonical(entry)).digest('hex');
}

/** Enters something into the journal, within a transaction of the database; `writePending` then writes it to the file. */
export function enter(database: Database, fields: JournalFields, now: number): void {
  const [last] = database.all('SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1');
  const { event, held, queueId, who, reason } = fields;
  const entry = { sequence: Number(last?.['sequence'] ?? 0) + 1, time: new Date(now).toISOString(), event, held, queueId, who, reason, previous: String(last?.['hash'] ?? '') };
  const hash = entryHash(entry);
  database.run('INSERT INTO journal (sequence, hash, line) VALUES (?, ?, ?)', [entry.sequence, hash, JSON.stringify({ ...entry, hash })]);
}

/** What stands behind the last line end, and whether the last line is this one already. */
function tail(file: number, line: Buffer): { readonly rest: Buffer; readonly written: boolean } {
  const { size } = fstatSync(file);
  const length = Math.min(size, line.length + 2);
  const end = Buffer.alloc(length);
  readSync(file, end, 0, length, size - length);
  const whole = Buffer.concat([Buffer.from(size === length ? '\n' : ''), end]);
  return { rest: whole.subarray(whole.lastIndexOf(10) + 1), written: whole.includes(Buffer.concat([Buffer.from('\n'), line, Buffer.from('\n')])) };
}

/** Writes to the file what the database has and the file may not have: after a crash a line may be there, half there, or not at all. */
export function writePending(database: Database, path: string): void {
  const pending = database.all('SELECT sequence, line FROM journal WHERE line IS NOT NULL ORDER BY sequence');
  if (pending.length === 0) return;
  const file = openSync(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o600);
  try {
    for (const { sequence, line } of pending) {
      const bytes = Buffer.from(String(line));
      const { rest, written } = tail(file, bytes);
      if (!written) {
        const begun = bytes.subarray(0, rest.length).equals(rest);
        writeSync(file, Buffer.concat([begun ? bytes.subarray(rest.length) : Buffer.concat([Buffer.from('\n'), bytes]), Buffer.from('\n')]));
        fsyncSync(file);
      }
      database.run('UPDATE journal SET line = NULL WHERE sequence = ?', [sequence!]);
    }
  } finally {
    closeSync(file);
  }
}

/** Something wrong with the journal. `line`: of the file, from 1; null: it is not there. */
export interface JournalFault {
  /** `unchained`: as it was entered, but behind another entry than the one that now stands before it. */
  readonly kind: 'changed' | 'removed' | 'inserted' | 'reordered' | 'cut' | 'unchained';
  /** Number of the entry; null: of none that was made. */
  readonly sequence: number | null;
  readonly line: number | null;
}

export function parseEntry(line: string): JournalEntry | null {
  try {
    const entry = JSON.parse(line) as Partial<JournalEntry> | null;
    return typeof entry === 'object' && entry !== null && Number.isSafeInteger(entry.sequence) && typeof entry.hash === 'string' && typeof entry.previous === 'string' ? entry as JournalEntry : null;
  } catch {
    return null;
  }
}

/** Lines of the journal; none where there is no file. */
export async function* journalLines(path: string): AsyncGenerator<string> {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  for await (const line of createInterface({ input: createReadStream('', { fd: file }), crlfDelay: Infinity })) yield line;
}

/**
 * Compares the journal with what the database says was entered.
 * @param hashes of the entries in order, the first that of number 1
 * @returns what is wrong, in the order of the file and then of what is missing
 */
export async function verifyJournal(lines: AsyncIterable<string> | Iterable<string>, hashes: readonly string[]): Promise<JournalFault[]> {
  const faults: JournalFault[] = [];
  const genuine = new Set<number>();
  const doubtful: { line: number; sequence: number }[] = [];
  let [line, before, most] = [0, 0, 0];
  for await (const text of lines) {
    line++;
    const entry = parseEntry(text);
    const { hash = '', ...rest } = entry ?? {};
    // Spelt as we do: of a key that stands twice a person may read the one, a parser the other.
    const known = entry !== null && JSON.stringify(entry) === text && hashes[entry.sequence - 1] === hash && entryHash(rest as Omit<JournalEntry, 'hash'>) === hash;
    if (!known || genuine.has(entry.sequence)) {
      // Of what cannot be read, its place tells which it was.
      doubtful.push({ line, sequence: entry?.sequence ?? before + 1 });
      before = entry?.sequence ?? before + 1;
      continue;
    }
    genuine.add(entry.sequence);
    if (entry.sequence < most) faults.push({ kind: 'reordered', sequence: entry.sequence, line });
    // Whoever can write the record as well can make an entry and its hash up; those behind it still name the hash that it had.
    if (entry.previous !== (hashes[entry.sequence - 2] ?? '')) faults.push({ kind: 'unchained', sequence: entry.sequence, line });
    most = Math.max(most, entry.sequence);
    before = entry.sequence;
  }
  const changed = new Set<number>();
  for (const { line: at, sequence } of doubtful) {
    const was = sequence >= 1 && sequence <= hashes.length && !genuine.has(sequence) && !changed.has(sequence);
    if (was) changed.add(sequence);
    faults.push({ kind: was ? 'changed' : 'inserted', sequence: was ? sequence : null, line: at });
  }
  faults.sort((a, b) => a.line! - b.line!);
  const last = Math.max(most, ...changed);
  for (let sequence = 1; sequence <= hashes.length; sequence++) {
    if (!genuine.has(sequence) && !changed.has(sequence)) faults.push({ kind: sequence > last ? 'cut' : 'removed', sequence, line: null });
  }
  return faults;
}
