import { randomInt } from 'node:crypto';
import { closeSync, constants, mkdirSync, openSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadDatabase, type Database, type OpenDatabase, type Row, type Value } from './database.ts';
import { enter, JOURNAL_FILE, writePending } from './journal.ts';
import { withLock } from './lock.ts';
import { OPEN_STATES, type HeldMail, type HeldState, type Holding, type JournalFields } from './types.ts';

export const DATABASE_FILE = 'held.sqlite';

/**
 * A write-ahead log, read by one at a time, which our own lock sees to: the portable binding has no shared memory, and with a rollback
 * journal it would take its own lock for somebody else's and never undo what a killed process left half done.
 */
const SCHEMA = `
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS held (
  id TEXT PRIMARY KEY, queue_id TEXT NOT NULL, arrived INTEGER NOT NULL, envelope TEXT NOT NULL, message TEXT, sender TEXT NOT NULL, login TEXT,
  authors TEXT NOT NULL, locale TEXT NOT NULL, recipients INTEGER NOT NULL, findings TEXT NOT NULL, cause TEXT NOT NULL, expires INTEGER NOT NULL,
  state TEXT NOT NULL, decided_by TEXT, decided INTEGER, reason TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS held_state ON held (state, arrived);
CREATE TABLE IF NOT EXISTS notice (held TEXT NOT NULL, kind TEXT NOT NULL, sent INTEGER, tries INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (held, kind)) STRICT;
CREATE TABLE IF NOT EXISTS journal (sequence INTEGER PRIMARY KEY, hash TEXT NOT NULL, line TEXT) STRICT;
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

/** Without letters and digits that are taken for each other. */
const ID_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const ID_LENGTH = 6;

function newId(): string {
  return Array.from({ length: ID_LENGTH }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]!).join('');
}

function mailOf(row: Row): HeldMail {
  const text = (name: string): string => String(row[name]);
  const maybe = (name: string): string | null => (row[name] === null ? null : text(name));
  return {
    id: text('id'), queueId: text('queue_id'), arrived: Number(row['arrived']), envelope: text('envelope'), message: maybe('message'), sender: text('sender'),
    login: maybe('login'), authors: JSON.parse(text('authors')) as string[], locale: text('locale') as HeldMail['locale'], recipients: Number(row['recipients']),
    findings: JSON.parse(text('findings')) as HeldMail['findings'], cause: text('cause'), expires: Number(row['expires']),
    state: text('state') as HeldState, decidedBy: maybe('decided_by'), decided: row['decided'] === null ? null : Number(row['decided']), reason: maybe('reason'),
  };
}

/** What is done within one transaction. */
export class Transaction {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(holding: Holding): HeldMail {
    const { queueId, arrived, envelope, message, sender, login, authors, locale, recipients, findings, cause, expires } = holding;
    let id = newId();
    while (this.find(id)) id = newId();
    const values: Value[] = [id, queueId, arrived, envelope, message, sender, login, JSON.stringify(authors), locale, recipients, JSON.stringify(findings), cause, expires, 'held'];
    this.#database.run(`INSERT INTO held (id, queue_id, arrived, envelope, message, sender, login, authors, locale, recipients, findings, cause, expires, state) VALUES (${values.map(() => '?').join(', ')})`, values);
    return this.find(id)!;
  }

  find(id: string): HeldMail | null {
    const [row] = this.#database.all('SELECT * FROM held WHERE id = ?', [id]);
    return row ? mailOf(row) : null;
  }

  /** The oldest first. */
  list(states: readonly HeldState[]): HeldMail[] {
    return this.#database.all(`SELECT * FROM held WHERE state IN (${states.map(() => '?').join(', ')}) ORDER BY arrived, id`, states).map(mailOf);
  }

  /** @returns false where it is not in one of the states `from` any more: somebody else was first */
  move(id: string, from: readonly HeldState[], to: HeldState): boolean {
    return this.#database.run(`UPDATE held SET state = ? WHERE id = ? AND state IN (${from.map(() => '?').join(', ')})`, [to, id, ...from]) > 0;
  }

  decide(id: string, by: string | null, at: number, reason: string | null): void {
    this.#database.run('UPDATE held SET decided_by = ?, decided = ?, reason = ? WHERE id = ?', [by, at, reason, id]);
  }

  /** What is to be approved from now on. */
  redigest(id: string, envelope: string, message: string, authors: readonly string[], recipients: number): void {
    this.#database.run('UPDATE held SET envelope = ?, message = ?, authors = ?, recipients = ? WHERE id = ?', [envelope, message, JSON.stringify(authors), recipients, id]);
  }

  /** Of a mail that waits as it was held: whom it goes to, as seen in the queue. */
  see(id: string, before: string, envelope: string): void {
    this.#database.run("UPDATE held SET envelope = ? WHERE id = ? AND envelope = ? AND state = 'held'", [envelope, id, before]);
  }

  enter(fields: JournalFields, now: number): void {
    enter(this.#database, fields, now);
  }

  /** Hashes of all entries of the journal, in order. */
  hashes(): string[] {
    return this.#database.all('SELECT hash FROM journal ORDER BY sequence').map(({ hash }) => String(hash));
  }

  setting(name: string): string | null {
    const [row] = this.#database.all('SELECT value FROM setting WHERE name = ?', [name]);
    return row ? String(row['value']) : null;
  }

  set(name: string, value: string): void {
    this.#database.run('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [name, value]);
  }

  /** Something is to be told, once. */
  owe(id: string, kind: string): void {
    this.#database.run('INSERT OR IGNORE INTO notice (held, kind) VALUES (?, ?)', [id, kind]);
  }

  /** Takes what is to be told; nobody else gets it. */
  claim(now: number, tries: number): { readonly id: string; readonly kind: string }[] {
    const owed = this.#database.all('SELECT held, kind FROM notice WHERE sent IS NULL AND tries < ? ORDER BY rowid', [tries]);
    this.#database.run('UPDATE notice SET sent = ?, tries = tries + 1 WHERE sent IS NULL AND tries < ?', [now, tries]);
    return owed.map(({ held, kind }) => ({ id: String(held), kind: String(kind) }));
  }

  unclaim(id: string, kind: string): void {
    this.#database.run('UPDATE notice SET sent = NULL WHERE held = ? AND kind = ?', [id, kind]);
  }
}

/** As the owner of a folder, where we are root: what root made there, the owner could not write any more. */
function asOwner<T>(folder: string, work: () => T): T {
  const { uid, gid } = statSync(folder);
  if (process.geteuid?.() !== 0 || uid === 0) return work();
  process.setegid!(gid);
  process.seteuid!(uid);
  try {
    return work();
  } finally {
    process.seteuid!(0);
    process.setegid!(0);
  }
}

/** Record and journal of held mails: a folder that only its owner reads, shared by the mail server's host and the command line. */
export class HeldStore {
  readonly folder: string;
  readonly #open: OpenDatabase;

  private constructor(folder: string, open: OpenDatabase) {
    this.folder = folder;
    this.#open = open;
  }

  /** Makes the folder where there is none. @throws what the system says */
  static async open(folder: string, open?: OpenDatabase): Promise<HeldStore> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new HeldStore(realpathSync(folder), open ?? await loadDatabase());
  }

  /** One that the host has made. @throws what the system says, ENOENT where there is none */
  static async openExisting(folder: string): Promise<HeldStore> {
    statSync(join(folder, DATABASE_FILE));
    return new HeldStore(realpathSync(folder), await loadDatabase());
  }

  get journal(): string {
    return join(this.folder, JOURNAL_FILE);
  }

  /**
   * All of it or, on a throw, nothing; while it runs, no other process reads or writes.
   * @throws LockedError, or what SQLite or the system says
   */
  transaction<T>(work: (transaction: Transaction) => T): T {
    const path = join(this.folder, DATABASE_FILE);
    return asOwner(this.folder, () => withLock(`${path}.busy`, () => {
      closeSync(openSync(path, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o600));
      // The portable binding's own lock. Since we hold ours, whoever left it is dead.
      rmSync(`${path}.lock`, { recursive: true, force: true });
      const database = this.#open(path);
      try {
        database.exec(SCHEMA);
        writePending(database, this.journal);
        const result = within(database, () => work(new Transaction(database)));
        writePending(database, this.journal);
        return result;
      } finally {
        database.close();
      }
    }));
  }

  /** Mails that something is still to be done about, or all. */
  list(states: readonly HeldState[] = OPEN_STATES): HeldMail[] {
    return this.transaction((transaction) => transaction.list(states));
  }
}

function within<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
