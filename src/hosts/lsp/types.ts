import type { ReadCharset } from '../../draft/charset.ts';
import type { Source } from '../../draft/source.ts';
import type { Draft } from '../../draft/types.ts';
import type { Rules } from '../../engine/compile.ts';
import type { FixedDraft, FixOptions } from '../../engine/fix-draft.ts';
import type { RecipientCounts } from '../../report/recipient-counts.ts';
import type { Locale, Pack } from '../../rule/types.ts';
import type { Phase } from '../../text/types.ts';

/**
 * What the language server and whoever runs it agree on. The server itself (server.ts) knows neither Node nor a browser: it speaks over a
 * `Connection` of vscode-languageserver and asks an `LspHost` for files. Two programs are made of it: `undisclosed lsp --stdio` (index.ts)
 * and a Worker (worker.ts), which asks the editor for files by the requests below.
 */

/** A text file as the host has it on disk or wherever its files are. */
export interface FileText {
  readonly text: string;
  /** False where the bytes were no valid UTF-8: such a draft is read as its parts declare, and never changed. Default true. */
  readonly utf8?: boolean;
}

export interface FolderEntry {
  readonly name: string;
  readonly folder: boolean;
}

/** What the server cannot do by itself. URIs are strings as the client writes them. */
export interface LspHost {
  /** The built-in rules. */
  readonly pack: Pack;
  /** The language to speak where neither client, setting nor configuration names one. */
  readonly locale: Locale;
  /** Of the program; absent: not known here. */
  readonly version?: string;
  /** Folder in which a configuration is searched, and upward, where the client names none; null: none is. */
  readonly folder: string | null;
  /** Changes when the file does (its time and size); absent: only the word of the client that a file changed counts. */
  readonly stamp?: (uri: string) => string;
  /** Null: there is no such file, or it cannot be read. */
  readFile(uri: string): Promise<FileText | null>;
  /** Null: there is no such folder, or it cannot be read. */
  readFolder(uri: string): Promise<readonly FolderEntry[] | null>;
  /** Address of a built-in rule's page in the reader's language; null: there is none to open. */
  page(ruleId: string, locale: Locale): string | null;
  /** `fixDraft`, with a second reader's word on what comes of it; absent: there is none here, and the core's own proof is all. */
  readonly fix?: (source: Source, draft: Draft, rules: Rules, options: FixOptions) => Promise<Pick<FixedDraft, 'source' | 'fixed' | 'changes'>>;
  /** Reader of charsets that the core does not know, for this message; absent or null: none. */
  readonly charsets?: (raw: string) => Promise<ReadCharset | null>;
}

/** `initializationOptions`, and the section `undisclosed` of the client's settings: what stands there wins. All optional. */
export interface Settings {
  /** Path or URI of the configuration, from the workspace folder; null or '': searched upward from there. */
  readonly config?: string | null;
  /** Replaces `extends` of the configuration; null or '': nothing is replaced. */
  readonly preset?: string | null;
  /** Default compose. */
  readonly phase?: Phase;
  /** Default: `locale` of initialize, else the configuration's. */
  readonly locale?: Locale | null;
}

export interface InitializationOptions extends Settings {
  /** Milliseconds without a keystroke after which a document is looked at; default 150. */
  readonly debounce?: number;
  /**
   * Commands that the client carries out itself: `undisclosed.split` (arguments: [uri]) is offered as a quick fix only where it is listed here.
   * `editor.action.triggerSuggest` ends completions only where it is listed, or in VS Code itself.
   * `undisclosed.toBcc` (arguments: [uri]) is the server's own; a client that has a command palette calls it by another name there.
   */
  readonly commands?: readonly string[];
  /** URI of a folder with the rules' pages (`<family>/<name>.md`, `.fr.md`), for hosts without a file system. */
  readonly docs?: string;
}

/** Commands of the server, for workspace/executeCommand. */
export const COMMAND_TO_BCC = 'undisclosed.toBcc';
/** Writes those who see each other into the configuration's `allow`. Arguments: [uri, reason]. */
export const COMMAND_ALLOW = 'undisclosed.allow';
/** A command of the client. Arguments: [uri]. */
export const COMMAND_SPLIT = 'undisclosed.split';

/** Code action kind of all safe fixes at once. */
export const FIX_ALL = 'source.fixAll.undisclosed';

export type { RecipientCounts } from '../../report/recipient-counts.ts';

export interface RecipientsParams {
  readonly uri: string;
}

/** The words are for a status bar, in the reader's language: '12 see each other'. Null: the document is no draft. */
export interface RecipientsResult {
  readonly counts: RecipientCounts;
  readonly short: string;
  readonly long: string;
}

/** Client to server: RecipientsParams → RecipientsResult | null. */
export const RECIPIENTS_REQUEST = 'undisclosed/recipients';
/** Server to client, after each look at a draft whose counts changed: RecipientsChanged. Sent only where `RECIPIENTS_REQUEST` was used once. */
export const RECIPIENTS_CHANGED = 'undisclosed/recipientsChanged';
export interface RecipientsChanged extends RecipientsParams {
  readonly recipients: RecipientsResult | null;
}

/** Server in a Worker to client: { uri } → FileText | null. */
export const READ_FILE_REQUEST = 'undisclosed/readFile';
/** Server in a Worker to client: { uri } → FolderEntry[] | null. */
export const READ_FOLDER_REQUEST = 'undisclosed/readFolder';
export interface FileParams {
  readonly uri: string;
}
