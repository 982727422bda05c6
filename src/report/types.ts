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
  /** `--fix` would end it. */
  readonly fixable?: true;
  /** One for each of `suggestions`. */
  readonly edits?: readonly (EditorFix | null)[];
  /** Why it is still here, though fixing was asked for. */
  readonly notFixed?: string;
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
  /** What there is to print about one message; '' where all is said at the end. */
  result(result: Result): string;
  end(): string;
}
