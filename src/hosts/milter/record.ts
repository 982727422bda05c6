import { closeSync, constants, fchmodSync, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Action } from '../../rule/policy.ts';
import type { Outcome } from './types.ts';

/**
 * One line of the record: a mail that did not simply pass, or would not have. Holds its envelope sender, so that an administrator
 * knows whom to talk to; never a recipient, nor anything that the mail says.
 */
export interface RecordEntry {
  /** ISO 8601. */
  readonly time: string;
  /** The mail server's queue id; '' if unknown. Servers may use one again. */
  readonly id: string;
  readonly mode: string;
  readonly action: string;
  readonly intended: string;
  readonly sender: string;
  /** The name by which the sender logged in. */
  readonly user: string | null;
  readonly recipients: number;
  /** Findings by rule. */
  readonly rules: Readonly<Record<string, number>>;
  /** The action that each rule asked for. */
  readonly actions: Readonly<Record<string, Action>>;
  /** Why it could not be judged. */
  readonly failure: string | null;
  /** What the mail is, to know it again: see digest.ts. */
  readonly digest: string | null;
}

export const RECORD_FILE = 'verdicts.jsonl';

/** What there is to keep of an outcome; null: nothing. */
export function entryOf({ id, verdict, failure, sender, user, recipients, digest }: Outcome, now: Date): RecordEntry | null {
  if (!verdict || verdict.intended === 'pass') return null;
  return {
    time: now.toISOString(), id, mode: verdict.mode, action: verdict.action, intended: verdict.intended, sender, user, recipients,
    rules: Object.fromEntries(verdict.rules.map(({ rule, count }) => [rule, count])),
    actions: Object.fromEntries(verdict.rules.map(({ rule, action }) => [rule, action])),
    failure, digest,
  };
}

/** An append-only file that only its owner reads. One line a write, so that a line is there whole or not at all. */
export class VerdictRecord {
  readonly #path: string;
  #file: number;

  /** @throws what the system says, where the folder or the file cannot be written */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#path = join(folder, RECORD_FILE);
    this.#file = this.#open();
  }

  #open(): number {
    // Not through a symbolic link: whoever may write to the folder must not choose the file.
    const file = openSync(this.#path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o600);
    if (!fstatSync(file).isFile()) throw new Error('not a file');
    fchmodSync(file, 0o600);
    return file;
  }

  append(entry: RecordEntry): void {
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
  }

  /** Goes on in a new file where the old one was moved away (logrotate). */
  reopen(): void {
    const file = this.#open();
    closeSync(this.#file);
    this.#file = file;
  }

  close(): void {
    closeSync(this.#file);
  }
}
