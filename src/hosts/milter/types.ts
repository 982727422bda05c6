import type { Verdict } from '../../engine/verdict.ts';
import type { Policy } from '../../rule/policy.ts';
import type { Locale } from '../../rule/types.ts';
import type { Difference } from './difference.ts';
import type { Direction, Unread } from './direction.ts';

/** A mail to be judged. */
export interface Submission {
  /** To be given away: nobody else keeps it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly user: string | null;
}

export interface Judged {
  readonly verdict: Verdict;
  /** What the mail is, to know it again, where it does not simply pass; see tasks/held/digest.ts. */
  readonly digest: string | null;
  /** What carries out a verdict of `rewrite`; absent: it cannot be. */
  readonly rewriting?: Difference;
  /** Addresses of From and Sender, and the language to speak to them in, where it may be held. */
  readonly author?: { readonly addresses: readonly string[]; readonly locale: Locale };
}

/** Why a mail could not be judged. */
export type Failure = 'timeout' | 'crash' | 'too-large' | 'busy';

export class JudgeError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure);
    this.name = 'JudgeError';
    this.failure = failure;
  }
}

/** The configuration in effect, ready for use. */
export interface Rulebook {
  readonly policy: Policy | undefined;
  readonly direction: Direction;
  readonly locale: Locale;
  /** @throws JudgeError */
  judge(mail: Submission): Promise<Judged>;
}

/** What came of one mail. */
export interface Outcome {
  /** The server's queue id; '' if it has not told any. */
  readonly id: string;
  /** Why it was not looked at; null: it was, or should have been. */
  readonly unread: Unread | null;
  /** Its action is what was done. */
  readonly verdict: Verdict | null;
  readonly failure: Failure | null;
  readonly sender: string;
  readonly user: string | null;
  readonly recipients: number;
  /** Bytes that were judged. */
  readonly size: number;
  readonly milliseconds: number;
  readonly digest: string | null;
  /** What is to be known of a mail that goes to the server's hold queue; absent: it does not. */
  readonly hold?: {
    /** Digest of its recipients. */
    readonly envelope: string;
    readonly authors: readonly string[];
    readonly locale: Locale;
  };
}

export interface SessionHost {
  /** The connection is over TCP. */
  readonly network: boolean;
  rulebook(): Rulebook;
  /** Bytes that all sessions together hold, given back as a negative number; false: there is no room for so many more. */
  claim(bytes: number): boolean;
  /** Before the answer is sent. */
  done(outcome: Outcome): void;
}
