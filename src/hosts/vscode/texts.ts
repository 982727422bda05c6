import type { FileText } from '../lsp/types.ts';
import type { WriteParams } from './protocol.ts';

/** Between the bytes of files and what is said of them. */

/** The text of a file, and whether its bytes were UTF-8. A byte order mark stays out, as in the editor. */
export function fileText(bytes: Uint8Array): FileText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), utf8: true };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), utf8: false };
  }
}

export function mailBytes({ kind, text }: Pick<WriteParams, 'kind' | 'text'>): Uint8Array {
  return kind === 'json' ? new TextEncoder().encode(text) : Uint8Array.from(text, (unit) => unit.charCodeAt(0));
}

/** Whether a name is one that `splitFileName` gives: it stays within its folder. */
export function isMailFile(name: string): boolean {
  return /^[0-9]{4,}-[0-9a-f]{12}\.(?:eml|json)$/.test(name);
}
