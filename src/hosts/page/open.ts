import { toBinaryString } from '../../draft/bytes.ts';
import { readJsonText } from '../../draft/json.ts';
import { readMessage } from '../../draft/message.ts';
import type { Source } from '../../draft/source.ts';
import type { Draft } from '../../draft/types.ts';
import { rawMessage } from './letter.ts';
import { isCompoundFile, readMsg, type MsgProblem } from './msg.ts';
import { readPasted } from './pasted.ts';
import type { InputKind, PageInput } from './protocol.ts';

/** An input, read. */
export interface Opened {
  readonly kind: InputKind;
  readonly source: Source;
  readonly draft: Draft;
  /** What was lost before there was a source. */
  readonly problems: readonly MsgProblem[];
  /** The header of pasted text, as it stood. */
  readonly head: string;
  /** What the box holds; null for a file. */
  readonly text: string | null;
  /** '' for text. */
  readonly name: string;
  readonly size: number;
}

/** Recognises an input by what is in it, its name only where that leaves a doubt. Never throws on its content. */
export function open(input: PageInput): Opened {
  if (input.from === 'text') return { ...fromText(input.text), text: input.text };
  const { name, bytes } = input;
  if (isCompoundFile(bytes)) {
    const { letter, problems } = readMsg(bytes);
    return { ...fromRaw('msg', rawMessage(letter)), problems, name, size: bytes.length };
  }
  const utf16 = /\.txt$/i.test(name) ? utf16Of(bytes) : null;
  if (utf16 !== null) return { ...fromText(new TextDecoder(utf16).decode(bytes)), name, size: bytes.length };
  if (/\.json$/i.test(name) || looksLikeJson(bytes)) return { ...fromJson(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)), name, size: bytes.length };
  if (/\.txt$/i.test(name)) return { ...fromText(textOf(bytes)), name, size: bytes.length };
  const raw = fromRaw('eml', toBinaryString(bytes));
  return { ...raw, name, size: bytes.length, problems: isMailbox(raw.source.text) ? [{ kind: 'unreadable', reason: 'too-many-parts', detail: 'application/mbox' }] : [] };
}

/** An mbox with a second mail in it, which would be taken for the first one's text. Some writers leave no blank line before it. */
function isMailbox(text: string): boolean {
  return text.startsWith('From ') && /\n(?:\r?\nFrom [^\n]{0,200}\d{4}\r?\n|From [^\n]{0,200}\d{4}\r?\n[!-9;-~]{1,76}[ \t]{0,8}:)/.test(text);
}

function fromText(text: string): Opened {
  const pasted = readPasted(text);
  const size = text.length;
  return pasted.kind === 'json' ? { ...fromJson(pasted.text), size } : { ...fromRaw(pasted.kind, pasted.text), problems: pasted.problems, head: pasted.head, size };
}

function fromRaw(kind: InputKind, text: string): Opened {
  return { kind, source: { kind: 'message', text }, draft: readMessage(text), problems: [], head: '', text: null, name: '', size: text.length };
}

function fromJson(text: string): Opened {
  return { kind: 'json', source: { kind: 'json', text }, draft: readJsonText(text), problems: [], head: '', text: null, name: '', size: text.length };
}

function looksLikeJson(bytes: Uint8Array): boolean {
  return /^(?:\xef\xbb\xbf)?\s*\{\s*(?:"|\}\s*$)/.test(toBinaryString(bytes.subarray(0, 1024)));
}

/** What Windows' editor calls Unicode. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** UTF-8, else what old editors write. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
