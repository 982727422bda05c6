import type { Level, Locale, FixSafety } from '../../rule/types.ts';
import type { SplitRefusal } from '../../edit/split-types.ts';

/** What the page and its engine, a Worker, say to each other: plain data, bounded whatever the mail. All texts are text, never markup. */

/** I write to candidates; I answer a rejection; any other mail. */
export type Role = 'hr' | 'candidate' | 'other';

export interface PageSettings {
  readonly role: Role;
  /** One's own domains, as typed. */
  readonly internalDomains: readonly string[];
  readonly locale: Locale;
}

/** A file, or text that was typed or pasted. */
export type PageInput =
  | { readonly from: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly from: 'text'; readonly text: string };

/** What the input was taken for. */
export type InputKind = 'eml' | 'msg' | 'json' | 'message' | 'labelled' | 'recipients' | 'plain';

/** A stretch of text and the findings (numbers of cards) about it; a number of characters that are not shown. */
export type Segment = { readonly text: string; readonly cards: readonly number[] } | { readonly gap: number };

export interface ShownMailbox {
  /** Each may be ''. */
  readonly name: string;
  readonly address: string;
  readonly cards: readonly number[];
}

export interface ShownField {
  /** As in a header: To, Cc, X-Bcc … */
  readonly name: string;
  /** All that stand in it; `mailboxes` are the first of them. */
  readonly count: number;
  readonly mailboxes: readonly ShownMailbox[];
  /** The value of a field that holds no addresses. */
  readonly value: readonly Segment[];
  /** Findings about the field as a whole, or several of its addresses. */
  readonly cards: readonly number[];
}

export interface ShownText {
  readonly type: string;
  readonly segments: readonly Segment[];
}

export interface Fix {
  readonly id: string;
  readonly desc: string;
  readonly safety: FixSafety;
  /** Why it cannot be carried out here, in words; null: it can. */
  readonly refused: string | null;
  /** A sentence that the writer makes true before it is put in. */
  readonly sentence: string | null;
}

export interface Card {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  readonly why: string;
  /** Law by place: `places` may be ''. */
  readonly law: readonly { readonly places: string; readonly ref: string; readonly url: string | null }[];
  /** No law, but courtesy. */
  readonly courtesy: boolean;
  readonly reasons: readonly { readonly level: Level; readonly message: string }[];
  /** Places where it is found, marked or not. */
  readonly places: number;
  /** Where no place can be marked, what stands there; '' if nothing can be shown. */
  readonly excerpt: string;
  readonly fixes: readonly Fix[];
  /** What to do, where there is no fix. */
  readonly suggestion: string;
}

export interface Shown {
  readonly kind: InputKind;
  /** Bytes. */
  readonly size: number;
  readonly recipients: number;
  /** How many people see each other where they should not. */
  readonly exposed: number;
  readonly counts: Readonly<Record<Level, number>>;
  readonly fields: readonly ShownField[];
  readonly texts: readonly ShownText[];
  readonly attachments: { readonly count: number; readonly first: readonly { readonly name: string; readonly size: number }[] };
  readonly cards: readonly Card[];
  /** Findings beyond the cards. */
  readonly more: number;
  /** Changes that can be taken back. */
  readonly changes: number;
  /** How many safe fixes there are. */
  readonly safe: number;
  /** Whether something of the mail could not be read. */
  readonly unread: boolean;
  /** Whether these are recipients at the top of pasted text. */
  readonly unreadRecipients: boolean;
  /** Whether a rule about wording looked at it. */
  readonly wording: boolean;
  /** What the box is to hold after a change; null: the mail was a file, or nothing changed. */
  readonly text: string | null;
}

/** One line of a comparison. */
export interface Line {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

export interface Hunk {
  readonly where: 'header' | 'text';
  readonly lines: readonly Line[];
}

export interface Preview {
  /** Empty where nothing can be done. */
  readonly hunks: readonly Hunk[];
  /** Lines that differ beyond those in `hunks`. */
  readonly more: number;
  /** Why nothing can be done; else null. */
  readonly refused: string | null;
}

export interface FixRequest {
  readonly card: number;
  readonly fix: number;
  /** In place of the rule's sentence. */
  readonly sentence?: string;
}

/** Why there is no zip file: what would be split forbids it; it would be too large; a mail was not what it should be; somebody said stop. */
export type SplitProblem = SplitRefusal | { readonly reason: 'too-large' | 'defect' | 'stopped' };

export type SplitOutcome =
  | { readonly refused: null; readonly file: Blob; readonly name: string; readonly mails: number; readonly greeted: number; readonly unchanged: boolean }
  | { readonly refused: SplitProblem };

/** What can be asked, by name: the argument and the answer. */
export interface Calls {
  /** `edited`: the text is what was there, typed on in: its changes can still be taken back. */
  open: [{ input: PageInput; settings: PageSettings; edited?: boolean }, Shown];
  answered: [{ input: PageInput | null }, Shown | null];
  settings: [{ settings: PageSettings }, Shown | null];
  preview: [FixRequest, Preview];
  apply: [FixRequest, Shown];
  applySafe: [null, Shown];
  undo: [null, Shown];
  mended: [null, { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }];
  mailboxes: [{ field: number; from: number }, readonly ShownMailbox[]];
  split: [null, SplitOutcome];
  stop: [null, null];
}
export type CallName = keyof Calls;

export interface Request<Name extends CallName = CallName> {
  readonly id: number;
  readonly call: Name;
  readonly argument: Calls[Name][0];
}

/** `progress`: mails split so far, of how many. `failed`: a defect; what it was is nobody's text. */
export type Answer =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly progress: number; readonly total: number }
  | { readonly id: number; readonly failed: true };
