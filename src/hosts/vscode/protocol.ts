import type { SplitRefusal } from '../../edit/split-types.ts';

/** What the extension asks its own build of the language server beyond src/hosts/lsp/types.ts. */

/** Client to server: SplitParams → SplitResult. */
export const SPLIT_REQUEST = 'undisclosed/split';
export interface SplitParams {
  /** An open document. */
  readonly uri: string;
  /** A folder, or a file *.mbox or *.jsonl, that the server writes by itself; null: it hands over each mail by WRITE_REQUEST. */
  readonly path: string | null;
  /** Names of other recipients may stay in the text; their addresses never may. */
  readonly allowNames: boolean;
}

/** Numbers, never an address. */
export interface SplitDone {
  readonly mails: number;
  readonly greeted: number;
  /** It was one person's mail already. */
  readonly unchanged: boolean;
  /** Mails of which a rule on recipients still has something to say. */
  readonly findings: number;
}

/**
 * Why nothing was written: the document is no draft or has no readable configuration; it holds what was no UTF-8; other content stands where
 * the mails are to go; the mails' place cannot be written.
 */
export type SplitFailure = 'no-draft' | 'configuration' | 'not-utf8' | 'exists' | 'other-mails' | 'not-written';
export type SplitResult = SplitDone | { readonly refused: SplitRefusal } | { readonly failed: SplitFailure };

/** Server to client, between a SPLIT_REQUEST without `path` and its answer: WriteParams → boolean, false where the file cannot be written. */
export const WRITE_REQUEST = 'undisclosed/writeMail';
export interface WriteParams {
  /** Name of a file, without a folder. */
  readonly name: string;
  /** What stands in it: of a raw message one unit is a byte, JSON is text. */
  readonly text: string;
  readonly kind: 'message' | 'json';
}
