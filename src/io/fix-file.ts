import { constants, copyFileSync, accessSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { LIMITS } from '../draft/limits.ts';
import type { FileRefusal } from './fix-faults.ts';
import { FileFault, readWhole } from './open.ts';

/** One draft of a file, as it was read and as it is to be. */
export interface Replacement {
  readonly kind: 'message' | 'json';
  /** Of a message one character a byte; see Source. */
  readonly before: string;
  readonly after: string;
  /** Where it begins, in a file of several. */
  readonly firstLine?: number;
}

export interface WriteOptions {
  /** Keep the file as it was under its name with this suffix. */
  readonly backup?: string | undefined;
}

/**
 * Puts drafts back into their file, in one step: whoever reads it meanwhile sees the old one or the new one. Mode and owner stay;
 * a symbolic link stays one, and its target is written. Nothing is written unless the file still is what was read.
 * @returns why nothing was written; null if all went well
 */
export async function writeReplacements(path: string, replacements: readonly Replacement[], { backup }: WriteOptions = {}): Promise<FileRefusal | null> {
  let copy: string | null = null;
  try {
    const target = realpathSync(path);
    const stat = statSync(target);
    if (!stat.isFile()) return 'not-a-file';
    if (!isWritable(target, stat.mode)) return 'read-only';
    if (stat.size > LIMITS.message) return 'too-large';
    // Dovecot and Courier take the size from the name (Maildir++ 'S=').
    if (/,S=\d+/.test(basename(target))) return 'sized-name';
    const bytes = readWhole(target);
    const fresh = replaced(bytes, replacements);
    if (typeof fresh === 'string') return fresh;
    if (fresh.equals(bytes)) return null;
    if (backup !== undefined) {
      copyFileSync(target, `${path}${backup}`, constants.COPYFILE_EXCL);
      copy = `${path}${backup}`;
    }
    const { default: writeFileAtomic } = await import('write-file-atomic');
    await writeFileAtomic(target, fresh);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return 'backup-exists';
    if (copy !== null) rmSync(copy, { force: true });
    if (error instanceof FileFault) return error.fault === 'folder' ? 'not-a-file' : error.fault === 'too-large' || error.fault === 'not-a-file' ? error.fault : 'io';
    if (code === 'ENOENT') return 'changed';
    return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'read-only' : 'io';
  }
}

/** Nobody may write it, or not this user: a superuser could all the same, but whoever took the right away meant it. */
function isWritable(path: string, mode: number): boolean {
  if ((mode & 0o222) === 0) return false;
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a file with its drafts replaced, if it still holds them as they were read. */
export function replaced(bytes: Buffer, replacements: readonly Replacement[]): Buffer | FileRefusal {
  const [only] = replacements;
  if (only === undefined) return bytes;
  const encoding = only.kind === 'message' ? 'latin1' : 'utf8';
  const text = bytes.toString(encoding);
  if (encoding === 'utf8' && !Buffer.from(text, 'utf8').equals(bytes)) return 'not-utf8';
  if (only.firstLine === undefined) return text === only.before ? Buffer.from(only.after, encoding) : 'changed';
  const pieces: string[] = [];
  let at = 0;
  for (const { before, after, start } of located(text, replacements)) {
    const old = only.kind === 'message' ? quoted(before) : before;
    if (start < at || !text.startsWith(old, start)) return text.startsWith(before, start) ? 'quoting' : 'changed';
    pieces.push(text.slice(at, start), only.kind === 'message' ? quoted(after) : after);
    at = start + old.length;
  }
  pieces.push(text.slice(at));
  return Buffer.from(pieces.join(''), encoding);
}

/** As an editor counts them, and with it whoever said where a draft begins. */
const LINE_END = /\r\n?|\n/g;

/** With the offset of each, in order. */
function located(text: string, replacements: readonly Replacement[]): (Replacement & { readonly start: number })[] {
  // A byte order mark is part of the file and of no draft.
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  return [...replacements].sort((a, b) => a.firstLine! - b.firstLine!).map((one) => {
    for (; line < one.firstLine!; line++) {
      LINE_END.lastIndex = start;
      start = LINE_END.test(text) ? LINE_END.lastIndex : text.length;
    }
    return { ...one, start };
  });
}

/** mboxrd: each 'From ' line of a message, quoted or not, gets one '>' more. */
function quoted(text: string): string {
  return text.replace(/^(>*From )/gm, '>$1');
}
