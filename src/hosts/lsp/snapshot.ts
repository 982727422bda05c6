import type { Position, Range, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isAscii, toBinaryString, toBytes } from '../../draft/bytes.ts';
import type { ReadCharset } from '../../draft/charset.ts';
import { readJsonText } from '../../draft/json.ts';
import { readMessage } from '../../draft/message.ts';
import type { Source } from '../../draft/source.ts';
import type { Draft, Spot } from '../../draft/types.ts';
import type { Edit } from '../../edit/types.ts';
import { locator } from '../../report/locate.ts';
import { unitCounter } from '../../report/units.ts';
import { declaredCharsets, fileBytes, hasUnknownCharset, type FileBytes } from './file-bytes.ts';

/** One version of a document as a draft, and the way from its places back to the editor. */
export interface Snapshot {
  readonly source: Source;
  readonly draft: Draft;
  /** False where the text is not what the file holds: what an editor could not decode would be written back spoilt. */
  readonly editable: boolean;
  /** The first place where the editor shows what the file does not hold, or what could not be read as the file's encoding; null: none. */
  readonly undecoded: Range | null;
  range(owner: Draft, spot: Spot): Range;
  /** Edits of `source` as edits of the document. */
  textEdits(edits: readonly Edit[]): TextEdit[];
}

export interface SnapshotOptions {
  /** Whether the file's bytes are valid UTF-8, as far as the host knows. */
  readonly utf8: boolean;
  readonly charsets?: ((raw: string) => Promise<ReadCharset | null>) | undefined;
}

/** Emacs' message-mode shows this line in place of the empty one behind the header (`mail-header-separator`). */
const SEPARATOR = /^--text follows this line--[ \t]*$/m;
/** What an editor puts where it could not decode, and half a character that no UTF-8 can hold. */
const SPOILT = /\uFFFD|\p{Surrogate}/u;
const REPLACED = '\uFFFD';
const BOM = '\uFEFF';

export async function messageSnapshot(document: TextDocument, { utf8, charsets }: SnapshotOptions, bodyAlone: boolean): Promise<Snapshot> {
  const text = document.getText();
  const editable = utf8 && !SPOILT.test(text);
  let written = utf8Binary(text);
  let whole = withEmptyLine(written);
  let draft = readMessage(whole);
  let prefix = '';
  let foreign = utf8 ? -1 : text.indexOf(REPLACED);
  let bytes: FileBytes | null = null;
  if (bodyAlone && draft.fields.length === 0 && whole.trim() !== '') {
    const end = whole.includes('\r\n') ? '\r\n' : '\n';
    prefix = `Content-Type: text/plain; charset=utf-8${end}Content-Transfer-Encoding: 8bit${end}${end}`;
    draft = readMessage(prefix + whole);
  } else if (!utf8 && foreign < 0) {
    // Its parts are to be read by what they declare, as whoever receives the file will.
    bytes = fileBytes(text, declaredCharsets(draft));
    foreign = bytes.foreign ?? (hasUnknownCharset(draft) ? text.search(/[^\x00-\x7f]/) : -1);
    written = bytes.raw;
    whole = withEmptyLine(written);
    draft = readMessage(whole);
  }
  if (draft.problems.some(({ reason }) => reason === 'charset')) {
    const fallback = await charsets?.(prefix + whole);
    if (fallback) draft = readMessage(prefix + whole, { fallback });
  }
  const source: Source = { kind: 'message', text: prefix + whole };
  const separator = whole === written ? null : document.positionAt(SEPARATOR.exec(text)!.index).line;
  return { source, draft, editable, undecoded: rangeAt(document, foreign), ...places(document, source, { prefix, separator, bytes }) };
}

export function jsonSnapshot(document: TextDocument, utf8: boolean): Snapshot {
  const text = document.getText();
  const source: Source = { kind: 'json', text };
  const undecoded = rangeAt(document, utf8 ? -1 : text.indexOf(REPLACED));
  return { source, draft: readJsonText(text), editable: utf8 && !SPOILT.test(text), undecoded, ...places(document, source, { prefix: '', separator: null, bytes: null }) };
}

/** The character at an index of the text; null: -1. */
function rangeAt(document: TextDocument, index: number): Range | null {
  if (index < 0) return null;
  const length = document.getText().codePointAt(index)! > 0xffff ? 2 : 1;
  return { start: document.positionAt(index), end: document.positionAt(index + length) };
}

function utf8Binary(text: string): string {
  return isAscii(text) ? text : toBinaryString(new TextEncoder().encode(text));
}

/** The separator as an empty line and blanks: as long as before, so that places stay. */
function withEmptyLine(raw: string): string {
  const found = SEPARATOR.exec(raw);
  if (found === null || /^\r?\n\r?\n|\n\r?\n/.test(raw.slice(0, found.index))) return raw;
  return `${raw.slice(0, found.index)}\n${' '.repeat(found[0].length - 1)}${raw.slice(found.index + found[0].length)}`;
}

interface Layout {
  /** What stands before the document's text in `source`. */
  readonly prefix: string;
  /** Line of the document that is two lines of `source`. */
  readonly separator: number | null;
  /** How `source` was written, where that is not UTF-8. */
  readonly bytes: FileBytes | null;
}

function places(document: TextDocument, source: Source, { prefix, separator, bytes }: Layout): Pick<Snapshot, 'range' | 'textEdits'> {
  const { kind, text } = source;
  let locate: ReturnType<typeof locator> | undefined;
  let unit: ((offset: number) => number) | undefined;
  const before = prefix.split('\n').length - 1;
  // The core counts as editors that hide a byte order mark; here it is a character of the document.
  const mark = bytes === null && document.getText({ start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }) === BOM ? 1 : 0;
  // Of a message the locator counts the units that UTF-8 would give; of any other text, those that stand there.
  const counted: Source = bytes === null ? source : { kind: 'json', text };
  const position = (line: number, column: number): Position => {
    const own = line - 1 - before;
    if (own < 0) return { line: 0, character: 0 };
    const at = separator !== null && own > separator ? own - 1 : own;
    const character = bytes === null ? column - 1 : bytes.unitsOf(document.getText({ start: { line: at, character: 0 }, end: { line: at + 1, character: 0 } }), column - 1);
    return { line: at, character: character + (own === 0 ? mark : 0) };
  };
  const offset = (at: number): number => (unit ??= unitCounter(source))(at) - prefix.length + mark;
  return {
    range(owner, spot) {
      const { line, column, endLine, endColumn } = (locate ??= locator(counted))(owner, spot);
      return { start: position(line, column), end: position(endLine, endColumn) };
    },
    textEdits: (edits) => edits.map((edit) => {
      const { start, end, text: written } = kind === 'message' ? wholeCharacters(text, edit) : edit;
      const newText = kind === 'message' ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(toBytes(written)) : written;
      return { range: { start: document.positionAt(offset(start)), end: document.positionAt(offset(end)) }, newText };
    }),
  };
}

function isContinuation(code: number): boolean {
  return (code & 0xc0) === 0x80;
}

/** An edit of bytes, made as long as the characters it cuts: é and è differ in their second byte alone. */
export function wholeCharacters(raw: string, { start, end, text }: Edit): Edit {
  let from = start;
  let to = end;
  while (from > 0 && isContinuation(raw.charCodeAt(from))) from--;
  while (to < raw.length && isContinuation(raw.charCodeAt(to))) to++;
  return { start: from, end: to, text: raw.slice(from, start) + text + raw.slice(end, to) };
}
