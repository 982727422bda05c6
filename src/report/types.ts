import type { Finding } from '../rule/types.ts';

/** A place as editors and ESLint's formatters count it: 1-based, columns in UTF-16 units; `end` is one past the last. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A stretch of the mail for the eyes of its own writer, already masked or, where asked for, plain. Never part of a Finding. */
export interface Excerpt {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** A suggestion as an editor carries it out. */
export interface EditorFix {
  /** UTF-16 units of the file, half open; absent where the change has no one place there. */
  readonly range?: readonly [number, number];
  /** From the rule, never from the mail; '' takes something out. */
  readonly text: string;
}

export interface LocatedFinding extends Finding, Place {
  readonly excerpt?: Excerpt;
  /** The same in the next run, of no other finding in this one; made without any text of the mail. Present where a report asks for it. */
  readonly fingerprint?: string;
  /** `--fix` would end it. */
  readonly fixable?: true;
  /** One for each of `suggestions`. */
  readonly edits?: readonly (EditorFix | null)[];
  /** Why it is still here, though fixing was asked for. */
  readonly notFixed?: string;
}

/** Who sees whom in one mail, in numbers. `sender` is the one address that a Result holds: a report masks it. */
export interface Overview {
  /** Folded address of From, else Sender; null if there is none. */
  readonly sender: string | null;
  /** Unix time in milliseconds of the Date field; null if absent or unreadable. */
  readonly date: number | null;
  /** Unique addresses that everybody sees; `external`, those outside the sender's organisation. */
  readonly visible: number;
  readonly external: number;
  /** Of `external`, those of persons: neither list nor role. */
  readonly persons: number;
  /** Of `persons`, those with a mailbox at a provider; the others are at a company. */
  readonly webmail: number;
  readonly organisations: number;
  readonly identifiable: number;
  readonly blind: number;
}

/** What there is to say about one message. */
export interface Result {
  /** As given by the user. */
  readonly filePath: string;
  /** 1-based number within an mbox or .jsonl. */
  readonly number?: number;
  /** The whole input could not be read. */
  readonly fatal: boolean;
  readonly findings: readonly LocatedFinding[];
  /** Where the report wants it, and the mail could be read. */
  readonly overview?: Overview;
  /** How many findings were ended by fixing; absent where that was not asked for. */
  readonly fixed?: number;
}

/** Styles of a terminal; each is the identity where colour is not wanted. picocolors fits. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly underline: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const same = (text: string): string => text;
export const PLAIN_STYLE: Style = { bold: same, dim: same, underline: same, red: same, yellow: same, blue: same, green: same, cyan: same };

/** Findings as text, a message at a time, so that a million messages need the memory of one where the format allows it. */
export interface Report {
  /** Each Result is to come with its `overview`, that of a clean mail as well. */
  readonly wantsOverview?: boolean;
  /** What there is to print about one message; '' where all is said at the end. */
  result(result: Result): string;
  end(): string;
}
