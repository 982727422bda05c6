import type { Config, Law, Level, Locale } from '../../rule/types.ts';
import type { SplitRefusal } from '../../edit/split-types.ts';
import type { Mailbox, RecipientField } from './draft-json.ts';

/** What the add-on asks its linter, and what it hears. */

/** `text`: a JSON draft. */
export type Question =
  /** Reads the rules before anybody needs them. */
  | { readonly kind: 'warm-up'; readonly config: Config }
  | { readonly kind: 'report'; readonly config: Config; readonly text: string }
  /** A suggestion of the finding with this key, by its index. */
  | { readonly kind: 'fix'; readonly config: Config; readonly text: string; readonly key: string; readonly index: number; readonly locale: Locale }
  | { readonly kind: 'split'; readonly config: Config; readonly text: string };

export interface Answers {
  readonly 'warm-up': null;
  readonly report: Report;
  readonly fix: FixAnswer;
  readonly split: SplitAnswer;
}

export interface ReportedFinding {
  readonly key: string;
  readonly ruleId: string;
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  readonly why: string;
  readonly suggestion: string;
  readonly law: readonly Law[];
  /** UTF-16 offsets of the draft's text (of HTML: of its markup); null for what is not in the text. */
  readonly range: { readonly start: number; readonly end: number } | null;
  /** What the compose window can carry out; `wording`: words of the text change. */
  readonly fixes: readonly { readonly index: number; readonly text: string; readonly wording: boolean }[];
}

export interface Report {
  /** Who read each other's addresses and should not; 0 if all is well. */
  readonly people: number;
  readonly visible: number;
  readonly blind: number;
  /** Folded addresses of those outside whom all see: the members, if they are a known group. */
  readonly group: readonly string[];
  /** The worst first. */
  readonly findings: readonly ReportedFinding[];
}

/** UTF-16 offsets of the draft's text; `text` is plain. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type FixAnswer =
  /** A sentence, in the language asked for. */
  | { readonly refused: string }
  | { readonly refused: null; readonly edits: readonly TextEdit[]; readonly header: { readonly subject?: string; readonly recipients?: Readonly<Record<RecipientField, readonly Mailbox[]>> } };

export type SplitAnswer =
  | { readonly refused: SplitRefusal }
  | {
    readonly refused: null;
    /** Texts that differ: those with the same greeting share one. */
    readonly texts: readonly string[];
    /** `text`: index in `texts`. */
    readonly mails: readonly { readonly to: Mailbox; readonly text: number }[];
    /** What there is still to say of each of these mails. */
    readonly left: readonly ReportedFinding[];
  };
