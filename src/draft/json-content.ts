import { at, fieldsOf, isObject, stringOf, type Entry, type JsonPath, type Problems } from './json-values.ts';
import type { Attachment, Draft, Spot, TextPart } from './types.ts';

const CONTENT_KEYS = new Set(['content', 'encoding', 'path', 'href', 'contenttype', 'filename', 'method', 'cid', 'contentdisposition', 'contenttransferencoding', 'headers', 'raw']);

/** Types whose text rules look into. */
const TEXTUAL = /^(?:text\/|application\/(?:json|xml|csv|ics|vcard)$)/;

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv', vcf: 'text/vcard', ics: 'text/calendar', eml: 'message/rfc822', txt: 'text/plain', htm: 'text/html', html: 'text/html',
  tsv: 'text/tab-separated-values', md: 'text/markdown', json: 'application/json', xml: 'application/xml', pdf: 'application/pdf',
};

/** What a `content` turned out to be: text as it stands in the JSON, or bytes. */
interface Content {
  readonly text?: string;
  readonly bytes?: Uint8Array;
  /** Bytes, where nobody needs to see them. */
  readonly size?: number;
  readonly path: JsonPath;
}

function bytesOfBinary(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** What base64 (RFC 4648 §4, §5) does not have, with white space allowed. */
const NOT_BASE64 = /[^A-Za-z0-9+/_=\s-]/;

/** @param seen whether anybody looks at the content; the size of a picture is known without decoding it. */
function decode(text: string, encoding: string, path: JsonPath, problems: Problems, seen: boolean): Content {
  switch (encoding.toLowerCase().replace(/[-_]/g, '')) {
    case '': case 'utf8': case 'utf16le': case 'ucs2': case '7bit': case '8bit': case 'quotedprintable':
      return { text, path };
    case 'ascii': case 'latin1': case 'binary':
      return { bytes: bytesOfBinary(text), path };
    case 'base64': case 'base64url':
      if (!seen && !NOT_BASE64.test(text)) return { size: base64Size(text), path };
      try {
        return { bytes: bytesOfBinary(atob(text.replaceAll('-', '+').replaceAll('_', '/'))), path };
      } catch {
        problems.add('unreadable', 'base64', at(path));
        return { path };
      }
    case 'hex':
      if (/[^0-9a-f]/i.test(text)) break;
      return { bytes: Uint8Array.from({ length: text.length >> 1 }, (_, index) => Number.parseInt(text.slice(2 * index, 2 * index + 2), 16)), path };
  }
  problems.add('unreadable', 'encoding', at(path), encoding);
  return { path };
}

/** A Buffer as JSON.stringify writes it, or bytes as such. */
function bytesOf(value: unknown): Uint8Array | null {
  if (value instanceof Uint8Array) return value;
  if (!isObject(value) || value['type'] !== 'Buffer' || !Array.isArray(value['data'])) return null;
  const data: unknown[] = value['data'];
  return data.every((byte) => typeof byte === 'number') ? Uint8Array.from(data) : null;
}

/** `fields`: of `{content, encoding, …}`. A path or href is never followed: what it leads to is not judged, and that is said. */
function contentOf(fields: ReadonlyMap<string, Entry>, problems: Problems, seen = true): Content | null {
  for (const key of ['path', 'href']) {
    const entry = fields.get(key);
    if (entry) problems.add('unreadable', 'referenced-file', at(entry.path), key);
  }
  const raw = fields.get('raw');
  if (raw) problems.wrongType(raw.path);
  const entry = fields.get('content');
  if (!entry) return null;
  if (typeof entry.value === 'string') return decode(entry.value, stringOf(fields.get('encoding'), problems) ?? '', entry.path, problems, seen);
  const bytes = bytesOf(entry.value);
  if (bytes) return { bytes, path: entry.path };
  problems.wrongType(entry.path);
  return null;
}

/** UTF-8, else the Western charset that spreadsheets still write. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes, { stream: true });
  }
}

/** A text of the mail: a string, or `{content}`. */
export function readPart(entry: Entry, type: string, problems: Problems): TextPart | null {
  if (typeof entry.value === 'string') return { type, content: entry.value, spot: at(entry.path) };
  const bytes = bytesOf(entry.value);
  if (bytes) return { type, content: textOf(bytes), encoding: 'base64', spot: at(entry.path) };
  const content = contentOf(fieldsOf(entry.value, entry.path, CONTENT_KEYS, problems), problems);
  if (!content) return null;
  if (content.text !== undefined) return { type, content: content.text, spot: at(content.path) };
  return { type, content: content.bytes ? textOf(content.bytes) : '', encoding: 'base64', spot: at(content.path) };
}

/** What `attachments` and `alternatives` hold. `decoded`: its text is not what stands in the JSON, so offsets in it lead nowhere. */
export function readAttached(value: unknown, path: JsonPath, problems: Problems, readEnclosed: (bytes: Uint8Array, options: { readonly spot: Spot }) => Draft): { attachment: Attachment; decoded: boolean } | null {
  const before = problems.list.length;
  const fields = fieldsOf(value, path, CONTENT_KEYS, problems);
  if (fields.size === 0 && problems.list.length > before) return null;
  const nameEntry = fields.get('filename');
  const name = stringOf(nameEntry, problems);
  const filename = name === undefined ? '' : problems.header(name, nameEntry!.path, 'filename');
  const typeEntry = fields.get('contenttype');
  const given = stringOf(typeEntry, problems);
  const declared = given === undefined ? '' : problems.header(given, typeEntry!.path, 'contentType').split(';', 1)[0]!.trim().toLowerCase();
  const type = declared || (TYPES[filename.slice(filename.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream');
  const enclosed = type === 'message/rfc822' || type === 'message/global';
  const content = contentOf(fields, problems, enclosed || TEXTUAL.test(type));
  const bytes = content?.bytes ?? (enclosed && content?.text !== undefined ? new TextEncoder().encode(content.text) : undefined);
  const attachment: Attachment = {
    filename,
    type,
    inline: fields.has('cid') || stringOf(fields.get('contentdisposition'), problems)?.toLowerCase() === 'inline',
    size: content?.size ?? bytes?.length ?? (content?.text === undefined ? 0 : byteLength(content.text)),
    ...(TEXTUAL.test(type) && content && (content.text ?? content.bytes) !== undefined ? { text: content.text ?? textOf(content.bytes!) } : {}),
    ...(enclosed && bytes ? { draft: readEnclosed(bytes, { spot: at(content?.path ?? path) }) } : {}),
    spot: at(content?.path ?? path),
  };
  return { attachment, decoded: content?.bytes !== undefined };
}

function base64Size(text: string): number {
  let digits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x20 && code !== 0x3d) digits++;
  }
  return Math.floor(digits * 3 / 4);
}

/** Bytes of the text in UTF-8. */
function byteLength(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    length += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return length;
}
