import type { AddressData, PeopleSettings, Recipients } from '../draft/recipients.ts';
import type { Draft, Problem, Purpose, Spot } from '../draft/types.ts';
import type { Marker } from './marks.ts';
import type { Words } from './words.ts';

/** ISO 639-1 code of a language that was recognised; null: too short or unclear. */
export type Language = string | null;

/**
 * - greeting: 'Bonjour Madame,' up to its end; at most one a view
 * - body: what the sender writes
 * - quoted: earlier mail, by '>' or under an attribution line, a forward's header block, a blockquote
 * - signature: under '-- ' or a closing formula and name
 * - notice: disclaimer, legal notice, unsubscribe line, 'sent from my phone'
 * - code: code or log output
 */
export type SectionKind = 'greeting' | 'body' | 'quoted' | 'signature' | 'notice' | 'code';

/** Offsets are UTF-16 units of `View.text`, half open. */
export interface Section {
  readonly kind: SectionKind;
  readonly start: number;
  readonly end: number;
  readonly language: Language;
  /** Index of its first word in `View.words()`, and one past the last. */
  readonly firstWord: number;
  readonly lastWord: number;
}

export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly section: SectionKind;
  readonly language: Language;
  /** Index of its first word in `View.words()`, and one past the last. */
  readonly firstWord: number;
  readonly lastWord: number;
}

/** A word as compared: see fold.ts. Zero-width characters, soft hyphens and tags inside do not cut it. */
export interface Word {
  /** Lower case, without accents, NFKC (full-width becomes plain), œ → oe, ß → ss, apostrophes → ', no soft hyphens. Elisions are words of their own: l' | age. */
  readonly fold: string;
  readonly start: number;
  readonly end: number;
  /** Written in several forms at once (âgé·e·s, candidat(e)s, employé/e): `fold` is the base form, 'age', 'candidat', 'employe'. */
  readonly inclusive?: true | undefined;
  /** Two hashes of the fold: see word-hash.ts. */
  readonly hash: number;
  readonly check: number;
  /** Whether a comma, colon, semicolon, bracket or dash stands between it and the word before; never of a text's first word. */
  readonly opens: boolean;
}

/** A stretch the reader of the mail does not see. Offsets into the part's content. */
export interface HiddenText {
  readonly reason: 'display-none' | 'comment' | 'zero-size' | 'same-colour' | 'preheader' | 'conditional-comment';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One text as its reader sees it: the subject, or a body part. Everything in it is made once, when first asked for. */
export interface View {
  /** Index in draft.parts, or 'subject'. */
  readonly part: number | 'subject';
  /** Visible text: tags gone, entities decoded, line ends LF. */
  readonly text: string;
  readonly hidden: readonly HiddenText[];
  sections(): readonly Section[];
  /** Whether a sentence in `language` may stand in a section that is in another one. */
  mixes(language: string): boolean;
  words(): Words;
  sentences(): readonly Sentence[];
  /** Whether markup calls this stretch code, be it within a sentence. */
  isCode(start: number, end: number): boolean;
  /** Back to the draft: a spot for offsets of `text`. */
  spot(start: number, end: number): Spot;
}

export type Phase = 'compose' | 'send' | 'sent';

/** A draft read once. Immutable; costly parts are made when first asked for. */
export interface Mail {
  readonly draft: Draft;
  readonly phase: Phase;
  readonly recipients: Recipients;
  /** Null if there is no subject. */
  readonly subject: View | null;
  /** Body texts to be judged: of equal alternatives only the plain one. */
  readonly bodies: readonly View[];
  /** Body texts left out of `bodies` because another says the same: only what they hide is their own. */
  readonly echoes: readonly View[];
  /** Declared language, else that of most of the body. */
  readonly language: Language;
  /** Declared in context, headers or configuration, else inferred with care, else null. */
  readonly purpose: Purpose | null;
  readonly purposeDeclared: boolean;
  /** Whether `purpose` is one of these. */
  isFor(purposes: readonly string[]): boolean;
  /** An answer or a forward: In-Reply-To, References, or a subject that begins with Re:, TR:, Fwd: … */
  readonly thread: boolean;
  readonly reply: boolean;
  /** Auto-Submitted other than `no`: no tone, person, letter or reply rules. */
  readonly automatic: boolean;
  /** Those of the draft, then what was met when its text was read (markup that does not end, text beyond the limit). */
  readonly problems: readonly Problem[];
}

/** What reading a draft as a mail depends on beside the draft. */
export interface MailSettings {
  readonly phase: Phase;
  readonly people: PeopleSettings;
  readonly addresses: AddressData;
  /** Word lists of rules/lexicons by file name (without .yaml). */
  readonly lexicons: Readonly<Record<string, unknown>>;
  /** The phrases of these lists, ready to be looked for. */
  readonly marker: Marker;
  /** From the configuration; the draft's own context wins. */
  readonly purpose?: Purpose;
  readonly language?: string;
}

/** The type of the function in mail.ts that makes it. Never throws on a draft's content. */
export type ReadMail = (draft: Draft, settings: MailSettings) => Mail;
