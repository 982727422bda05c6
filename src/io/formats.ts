import { extname } from 'node:path';
import { isTemplateName } from '../template/body.ts';

/** `body`: the body of a mail without its header, as templates are kept. */
export type Format = 'message' | 'json' | 'mbox' | 'jsonl' | 'body';

const BY_EXTENSION: ReadonlyMap<string, Format> = new Map([
  ['.eml', 'message'], ['.json', 'json'], ['.jsonl', 'jsonl'], ['.ndjson', 'jsonl'], ['.mbox', 'mbox'], ['.mbx', 'mbox'],
]);

/** The format that a file's name tells; null: look into it. `templates`: bare bodies are read as well. */
export function formatOfName(name: string, templates = false): Format | null {
  return BY_EXTENSION.get(extname(name).toLowerCase()) ?? (templates && isTemplateName(name) ? 'body' : null);
}

/** Bytes that are enough to tell a format. */
export const SNIFFED = 1024;

/** The format that the first bytes tell. */
export function formatOfContent(head: Uint8Array): Format {
  const text = new TextDecoder('latin1').decode(head.subarray(0, SNIFFED)).replace(/^\xEF\xBB\xBF/, '').trimStart();
  if (text.startsWith('{') || text.startsWith('[')) return 'json';
  return text.startsWith('From ') ? 'mbox' : 'message';
}

/** Tells of bytes, handed over as they come, whether something stands in a second line. */
export function secondLine(): (bytes: Uint8Array) => boolean {
  let begun = false;
  let ended = false;
  return (bytes) => {
    for (const byte of bytes) {
      const blank = byte === 32 || byte === 9 || byte === 10 || byte === 13;
      if (ended && !blank) return true;
      if (!blank) begun = true;
      else if (byte === 10) ended = begun;
    }
    return false;
  };
}

/** Whether the first line of what looked like JSON is an object by itself: then there is one in each line. */
export function isLineOfJson(head: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(head).trimStart();
  try {
    return text.startsWith('{') && typeof JSON.parse(text.slice(0, text.indexOf('\n'))) === 'object';
  } catch {
    return false;
  }
}

/**
 * UTF-16 or UTF-32, by its byte order mark or by NUL bytes throughout: no mail is written so (RFC 5322 §2.1), and read byte by byte
 * it would look like one without recipients.
 */
export function isUtf16(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  const sample = head.subarray(0, SNIFFED);
  let nul = 0;
  for (const byte of sample) if (byte === 0) nul++;
  return sample.length >= 8 && nul * 4 > sample.length;
}
