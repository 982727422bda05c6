import type { Action } from '../../rule/policy.ts';
import type { Level, Locale } from '../../rule/types.ts';

/**
 * What became of a held mail. Those in -ing are decisions that the mail server has not carried out yet, as far as is known; `changed`:
 * it is not the mail any more that was held; `gone`: it left the hold queue without us.
 */
export const HELD_STATES = ['held', 'changed', 'approving', 'released', 'refusing', 'refused', 'expiring', 'expired', 'gone'] as const;
export type HeldState = (typeof HELD_STATES)[number];
/** Those in which something is still to be done. */
export const OPEN_STATES: readonly HeldState[] = ['held', 'changed', 'approving', 'refusing', 'expiring'];

/** What is known of a mail when it is put on hold. No text of it and no recipient. */
export interface Holding {
  /** The mail server's; it may use one again. */
  readonly queueId: string;
  /** Unix time in milliseconds at which it was held. */
  readonly arrived: number;
  /** SHA-256 of its recipients, as given or, behind `queue:`, as the server delivers them: see digest.ts and envelope.ts. */
  readonly envelope: string;
  /** SHA-256 of header and body; null: it could not be read. */
  readonly message: string | null;
  readonly sender: string;
  readonly login: string | null;
  /** Addresses of From and Sender. */
  readonly authors: readonly string[];
  readonly locale: Locale;
  /** How many. */
  readonly recipients: number;
  readonly findings: readonly Finding[];
  /** One line of rules and counts. */
  readonly cause: string;
  /** Unix time in milliseconds. */
  readonly expires: number;
}

export interface Finding {
  readonly rule: string;
  readonly level: Level | null;
  readonly count: number;
  readonly action: Action;
}

export interface HeldMail extends Holding {
  /** Our own, never used again. */
  readonly id: string;
  readonly state: HeldState;
  /** User who decided. */
  readonly decidedBy: string | null;
  readonly decided: number | null;
  readonly reason: string | null;
}

/** What the journal tells of. */
export type JournalEvent = 'held' | 'approved' | 'released' | 'refused' | 'deleted' | 'expired' | 'denied' | 'changed' | 'gone';

export interface JournalFields {
  readonly event: JournalEvent;
  /** Id of the held mail. */
  readonly held: string;
  readonly queueId: string;
  /** User of the system; null: nobody, by itself. */
  readonly who: string | null;
  readonly reason: string | null;
}

export interface JournalEntry extends JournalFields {
  /** From 1, without a gap. */
  readonly sequence: number;
  /** ISO 8601. */
  readonly time: string;
  /** Hash of the entry before; '' before the first. */
  readonly previous: string;
  /** SHA-256, in hexadecimal, of `previous` and this entry without its hash, as canonical JSON. */
  readonly hash: string;
}
