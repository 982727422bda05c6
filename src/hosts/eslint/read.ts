import type { File } from '@eslint/core';
import type { ReadCharset } from '../../draft/charset.ts';
import { readJsonText } from '../../draft/json.ts';
import { LIMITS } from '../../draft/limits.ts';
import { readMessage } from '../../draft/message.ts';
import { charsetsOf, lacksCharset } from '../../io/eml.ts';
import { isUtf16 } from '../../io/formats.ts';
import { failed, input, isDraft, messageSource, type Input } from '../../io/input.ts';
import { iconvLite } from '../../io/modules-now.ts';
import { FileFault, readWhole } from '../../io/open.ts';

/** A draft as ESLint hands it over. */
export interface ReadFile {
  readonly input: Input;
  /** The reader of unknown charsets that was asked, if one was. */
  readonly fallback?: ReadCharset;
  /** Whether ESLint writes back what it read: it decodes any file as UTF-8, and what is none would be spoiled. */
  readonly writable: boolean;
  /** Whether it is JSON that is no draft, of which nothing is said. */
  readonly other: boolean;
}

const REPLACEMENT = '\uFFFD';

/**
 * Reads what ESLint read. Where its text shows that the file is no UTF-8, the bytes of the file are judged instead, if they are those
 * of the text: an editor may hand over what is not saved yet.
 */
export function readFile(file: File, kind: 'message' | 'json'): ReadFile {
  const text = (file.bom ? '\uFEFF' : '') + String(file.body);
  if (!text.includes(REPLACEMENT)) return finished(readBytes(file.path, Buffer.from(text), kind), true);
  const stored = bytesAt(file.physicalPath);
  const writable = stored !== null && isUtf8(stored);
  const same = stored !== null && new TextDecoder('utf-8', { ignoreBOM: true }).decode(stored) === text;
  return finished(readBytes(file.path, same ? stored : Buffer.from(text), kind), writable);
}

type Read = Pick<ReadFile, 'input' | 'fallback'>;

function finished(read: Read, writable: boolean): ReadFile {
  // Any package.json is one: ESLint does not tell which files were named, and which it met in a folder.
  return { ...read, writable, other: read.input.source.kind === 'json' && !isDraft(read.input) };
}

function bytesAt(path: string): Buffer | null {
  try {
    return readWhole(path);
  } catch (error) {
    if (error instanceof FileFault) return null;
    throw error;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function readBytes(path: string, bytes: Buffer, kind: 'message' | 'json'): Read {
  if (bytes.length === 0) return { input: failed(path, 'empty', { kind }) };
  if (bytes.length > LIMITS.message) return { input: failed(path, 'too-large', { kind }) };
  if (isUtf16(bytes)) return { input: failed(path, 'utf-16', { kind }) };
  if (kind === 'json') {
    const text = bytes.toString('utf8');
    return { input: input(path, readJsonText(text), { kind, text }) };
  }
  const source = messageSource(bytes);
  const draft = readMessage(source.text);
  if (!lacksCharset(draft)) return { input: input(path, draft, source) };
  const fallback = charsetsOf(iconvLite());
  return { input: input(path, readMessage(source.text, { fallback }), source), fallback };
}
