import type { Address, Spot } from '../draft/types.ts';

/**
 * What is to become different in a draft, said of the draft. How its source (raw message, JSON text) has to change for that
 * is worked out by `sourceEdits`; a compose window carries it out by itself.
 */
export type Change =
  /** Words of a body part: UTF-16 offsets of `Draft.parts[part].content`, as `View.spot` gives them (of HTML: of its markup). `text` is plain text, whatever the part is. */
  | { readonly kind: 'text'; readonly part: number; readonly start: number; readonly end: number; readonly text: string }
  /** Words of the subject: UTF-16 offsets of `Draft.subject.value`. */
  | { readonly kind: 'subject'; readonly start: number; readonly end: number; readonly text: string }
  /** A whole header field, or key of a JSON draft: the one that `spot` (of a Field or an AddressField) stands in. */
  | { readonly kind: 'remove-field'; readonly spot: Spot }
  /** One mailbox out of its field, with the comma beside it. */
  | { readonly kind: 'remove-address'; readonly spot: Spot }
  /** The domain of one mailbox, in ASCII. */
  | { readonly kind: 'domain'; readonly spot: Spot; readonly domain: string }
  /** The display name of a mailbox or a group: the address, or the members, stay. */
  | { readonly kind: 'remove-name'; readonly spot: Spot }
  /** Who receives the mail: these are all of To, Cc and Bcc afterwards. No To: `undisclosed-recipients:;` (RFC 5322 appendix A.1.3). */
  | { readonly kind: 'recipients'; readonly to: readonly Address[]; readonly cc: readonly Address[]; readonly bcc: readonly Address[] };

/** Half-open range of `Source.text` (a raw message: bytes; JSON: UTF-16 units) and what stands there instead, in the same units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why a change is not made. Hosts have a sentence for each, in each language. */
export const REFUSALS = [
  'signed',         // multipart/signed, PKCS#7, inline PGP: a change breaks the signature
  'encrypted',
  'dkim',           // a DKIM-Signature covers what would change
  'charset',        // the charset cannot be written here, or lacks a character
  'unmapped',       // the way from the text back to the bytes is not known
  'disagreement',   // two readers see different parts
  'attached',       // what was once received is not the sender's to change
  'alternative',    // the HTML and the plain text cannot be changed alike
  'overlap',        // another change is at the same place
  'not-found',      // the place is not (any more) what the finding says
  'not-utf8',       // the file is not valid UTF-8, and its editor would spoil it
  'unverified',     // read again, the changed message is not what it should be
] as const;
export type Refusal = (typeof REFUSALS)[number];
