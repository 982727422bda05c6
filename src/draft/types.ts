/**
 * A mail before it leaves, as plain data. Everything downstream reads this and nothing else:
 * a raw message, a JSON draft and a compose window all become a `Draft`.
 */

/**
 * A spot in what was read; ends are exclusive. A spot says where, at no cost; `locator` (report/locate.ts) works out line and column when asked.
 * - `raw`: offsets into the raw message; one unit is one BYTE. `value`, if present, are UTF-16 offsets within the decoded value of the header
 *   field that stands there, whose bytes do not stand one for one: encoded words, folds.
 * - `json`: `path` leads to a value of the JSON draft; `start`/`end`, if present, are UTF-16 offsets within that string value; with `key` it is the key
 *   in front of the value. With `until` the spot goes on to offset `end` within another string: from the first address of an array to the last.
 * - `text`: UTF-16 offsets into `Draft.parts[part].content` (the decoded content: for HTML the markup, not the visible text).
 */
export type Spot =
  | { readonly at: 'raw'; readonly start: number; readonly end: number; readonly value?: { readonly start: number; readonly end: number } }
  | {
    readonly at: 'json'; readonly path: readonly (string | number)[]; readonly start?: number; readonly end?: number; readonly key?: true;
    readonly until?: { readonly path: readonly (string | number)[]; readonly end: number };
  }
  | { readonly at: 'text'; readonly part: number; readonly start: number; readonly end: number };

/** One mailbox (RFC 5322 §3.4). */
export interface Address {
  /** Display name, decoded (RFC 2047), without quotes; '' if there is none. */
  readonly name: string;
  /** local@domain as written (decoded), without angle brackets. May lack a local part or a domain: see `valid`. */
  readonly address: string;
  /** Local part as written; '' if missing. */
  readonly local: string;
  /** Domain, lower case, in its ASCII form (IDN as xn--…); '' if missing. */
  readonly domain: string;
  /** What two spellings of one address have in common: `local@domain` case-folded, NFC; '' unless `valid`. */
  readonly key: string;
  /** Local part and domain are both non-empty. */
  readonly valid: boolean;
  /** Display name of the RFC 5322 group it is a member of. */
  readonly group?: string;
  readonly spot: Spot;
}

export type AddressFieldName =
  | 'from' | 'sender' | 'reply-to' | 'to' | 'cc' | 'bcc'
  | 'resent-from' | 'resent-sender' | 'resent-to' | 'resent-cc' | 'resent-bcc' | 'resent-reply-to';

/** One occurrence of an address field; a field that stands three times gives three of these. */
export interface AddressField {
  readonly name: AddressFieldName;
  readonly addresses: readonly Address[];
  /** Names of the groups in it, in order, with the spot of the name. */
  readonly groups: readonly { readonly name: string; readonly spot: Spot; readonly size: number }[];
  /** The value (not the name) of the field. */
  readonly spot: Spot;
}

/** One header field, in order of appearance. */
export interface Field {
  /** Lower case, without trailing white space. */
  readonly name: string;
  /** Unfolded, RFC 2047 decoded, without control characters at its ends. */
  readonly value: string;
  readonly spot: Spot;
}

/** A decoded text part that a recipient may read. */
export interface TextPart {
  /** 'text/plain' | 'text/html' | 'text/calendar' … lower case. */
  readonly type: string;
  /** Decoded content with its own line ends; '' if it could not be read (then there is a Problem). */
  readonly content: string;
  /** Members of one multipart/alternative share a number; parts outside have none. */
  readonly alternative?: number;
  /** IANA charset as declared, lower case. */
  readonly charset?: string;
  readonly format?: 'flowed';
  readonly delSp?: boolean;
  /** Raw place of the part's content; first line of a part that cannot be mapped more exactly. */
  readonly spot: Spot;
  /** How to come back from `content` to raw bytes; absent for JSON. */
  readonly encoding?: '7bit' | '8bit' | 'binary' | 'quoted-printable' | 'base64';
}

export interface Attachment {
  /** Decoded file name (RFC 2231/2047); '' if none. */
  readonly filename: string;
  readonly type: string;
  readonly inline: boolean;
  /** Bytes of decoded content, as far as known. */
  readonly size: number;
  /** Decoded text for text/csv, text/vcard, text/calendar and the like; absent for binary content. */
  readonly text?: string;
  /** For message/rfc822 and message/global. */
  readonly draft?: Draft;
  readonly spot: Spot;
}

export type ProblemKind =
  | 'unreadable'       // a part, header or attachment that was not read
  | 'malformed-header' // CR, LF or NUL in a value; a single field repeated; no colon
  | 'unknown-field'    // JSON draft: unknown or repeated key, value of the wrong type
  | 'encrypted';       // content that only the recipient can read

/** Something that was not read, or can be read in two ways. */
export interface Problem {
  readonly kind: ProblemKind;
  /** A fixed word, for messages: see PROBLEM_REASONS. */
  readonly reason: ProblemReason;
  /** What stands for a field or key name, a MIME type, a charset, an encoding; at most 64 printable ASCII characters. See problemName before showing it. */
  readonly detail?: string;
  readonly spot: Spot;
}

/** Every reason there is. Rules carry a sentence for each, in each language. */
export const PROBLEM_REASONS = [
  'charset',            // unknown charset
  'encoding',           // unknown Content-Transfer-Encoding
  'base64',             // broken base64
  'quoted-printable',   // broken quoted-printable
  'encoded-word',       // broken RFC 2047 / 2231
  'too-deep',           // nesting beyond the limit
  'too-many-parts',
  'too-large',
  'boundary',           // multipart without boundary, or boundary never found
  'truncated',          // closing boundary missing
  'tnef', 'uuencode', 'partial', 'external-body',
  'utf-16',             // the file is UTF-16/32, or holds NUL bytes throughout
  'empty',              // no header field at all
  'not-a-message',
  'markup',             // HTML that could not be read to its end
  'invalid-json', 'not-an-object', 'wrong-type', 'unsafe-key',
  'referenced-file',    // a path or href in a JSON draft: never followed
  'control-character', 'repeated', 'no-colon', 'address-syntax',
  'unknown-key', 'repeated-key',
  'openpgp', 's-mime', 'rights-managed',
  'io',                 // the file could not be opened
] as const;
export type ProblemReason = (typeof PROBLEM_REASONS)[number];

export type Purpose = 'rejection' | 'hr' | 'reply' | 'newsletter' | 'notice';
export type Stage = 'cv' | 'interview' | 'spontaneous' | 'promising';

/** What the sender's system knows and the mail does not say. All optional. Dates: ISO 8601 as given. */
export interface Context {
  readonly purpose?: Purpose;
  readonly language?: string;
  readonly stage?: Stage;
  readonly recipient?: { readonly firstName?: string; readonly lastName?: string };
  readonly job?: { readonly title?: string };
  readonly appliedAt?: string;
  readonly interviewedAt?: string;
  readonly receivedAt?: string;
}

/** SMTP envelope (RFC 5321), where a mail server knows it. */
export interface Envelope {
  readonly from?: string;
  readonly to: readonly Address[];
}

export interface Subject {
  readonly value: string;
  /** The whole field. */
  readonly spot: Spot;
  /** The value, where it stands unit by unit as in `value`: not if it is encoded, folded or cleaned of control characters. */
  readonly valueSpot?: Exclude<Spot, { readonly at: 'text' }> & { readonly start: number; readonly end: number };
}

export interface Draft {
  readonly source: 'message' | 'json';
  readonly fields: readonly Field[];
  readonly addressFields: readonly AddressField[];
  /** Decoded; null if there is no Subject field. */
  readonly subject: Subject | null;
  /** Unix time in milliseconds of the Date field; null if absent or unreadable. */
  readonly date: number | null;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  /** Message-ids of the References field. */
  readonly references: readonly string[];
  /** Body parts in order of appearance (attachments not among them). */
  readonly parts: readonly TextPart[];
  readonly attachments: readonly Attachment[];
  readonly envelope?: Envelope;
  readonly context: Context;
  readonly problems: readonly Problem[];
  /** The whole draft's first line: what a finding points at when nothing is more exact. */
  readonly spot: Spot;
}
