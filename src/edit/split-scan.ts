import { toBinaryString } from '../draft/bytes.ts';
import { decodeBinary } from '../draft/charset.ts';
import { contentBinary, transferDecode } from '../draft/content.ts';
import { readEntity } from '../draft/entity.ts';
import { readHeader } from '../draft/fields.ts';
import { LIMITS } from '../draft/limits.ts';
import { readMessage } from '../draft/message.ts';
import type { Attachment, Draft, TextPart } from '../draft/types.ts';
import { htmlToView } from '../text/html.ts';
import type { Found, PeopleFinder } from './split-leaks.ts';
import { fieldTexts, textOf, withoutFolds, withReferences } from './split-text.ts';
import type { Leak } from './split-types.ts';

const MARKUP_TYPE = /^text\/(?:html|x-amp-html|watch-html)$/;
const MARKUP_NAME = /\.x?html?$/i;

/** Goes through all that every recipient would get: as it stands, and decoded as deep as it goes. */
export class Scan {
  readonly #finder: PeopleFinder;
  readonly #found = new Map<Leak['place'], Found>();

  constructor(finder: PeopleFinder) {
    this.#finder = finder;
  }

  #at(place: Leak['place']): Found {
    let found = this.#found.get(place);
    if (found === undefined) this.#found.set(place, (found = { addresses: new Set(), names: new Set() }));
    return found;
  }

  /** Text that a person reads. */
  text(place: Leak['place'], text: string): void {
    for (const reading of new Set([text, withoutFolds(text)])) {
      this.#finder.addressesIn(reading, this.#at(place).addresses);
      this.#finder.namesIn(reading, this.#at(place).names);
    }
  }

  /** Text that programs read: only addresses are looked for. */
  code(place: Leak['place'], text: string): void {
    for (const reading of new Set([text, withoutFolds(text)])) this.#finder.addressesIn(reading, this.#at(place).addresses);
  }

  /** Bytes of any kind, one unit a byte: programs write text in two bytes a character, too, and call it what they like. */
  binary(place: Leak['place'], bytes: string): void {
    this.code(place, bytes);
    if (bytes.includes('\0')) this.code(place, bytes.replaceAll('\0', ''));
    // A fold may stand within a character: it is joined byte by byte first.
    for (const reading of new Set([bytes, withoutFolds(bytes)])) {
      const text = textOf(reading);
      if (text !== null) this.text(place, text);
    }
  }

  /** The decoded texts of a draft, those of its attachments and their names included. */
  texts({ parts, attachments }: Draft, place: Leak['place']): void {
    for (const { type, content } of parts) this.#written(place, type, content);
    for (const { filename, type, text } of attachments) {
      this.text('attachment', filename);
      if (text !== undefined) this.#written('attachment', MARKUP_NAME.test(filename) ? 'text/html' : type, text);
    }
  }

  /** Of markup, what is seen and what is not. */
  #written(place: Leak['place'], type: string, content: string): void {
    this.text(place, content);
    if (!MARKUP_TYPE.test(type)) return;
    this.text(place, withReferences(content));
    this.text(place, htmlToView(content).text);
  }

  /** Everything below the header of the raw message `raw`, from `start` on. */
  message(raw: string, start: number, draft: Draft, place: Leak['place'] = 'body'): void {
    let at = start;
    for (const { spot } of draft.attachments) {
      if (spot.at !== 'raw' || spot.start < at) continue;
      this.code(place, raw.slice(at, spot.start));
      this.code('attachment', raw.slice(spot.start, spot.end));
      at = spot.end;
    }
    this.code(place, raw.slice(at));
    this.#inside(raw, start, raw.length, draft, place);
  }

  /** All that is decoded of raw[start, end), from which `draft` was read. */
  #inside(raw: string, start: number, end: number, draft: Draft, place: Leak['place']): void {
    this.texts(draft, place);
    this.#between(raw, start, end, draft, place);
    for (const part of draft.parts) this.#folded(raw, part, place);
    for (const attachment of draft.attachments) this.#attachment(raw, start, attachment);
  }

  #attachment(raw: string, from: number, { spot, draft }: Attachment): void {
    if (spot.at !== 'raw') return;
    const block = readHeader(raw, spot.start, spot.end, LIMITS.fields, () => false);
    // Of a message that is an attachment as a whole, the header is not what all would get.
    this.text('attachment', fieldTexts(raw.slice(Math.max(from, spot.start), block.bodyStart)));
    const { encoding } = readEntity(raw, block, spot.start, 'text/plain', {});
    const content = contentBinary(transferDecode(raw, block.bodyStart, spot.end, encoding));
    this.binary('attachment', content);
    if (draft === undefined) return;
    for (const { value } of draft.fields) this.text('attachment', value);
    // The places of what lies in an encoded message are its own.
    if (encoding === 'base64' || encoding === 'quoted-printable') this.#inside(content, 0, content.length, readMessage(content), 'attachment');
    else this.#inside(raw, block.bodyStart, spot.end, draft, 'attachment');
  }

  /** The fields of parts, where a file is named whatever it is, and what stands before the first part and behind the last. */
  #between(raw: string, start: number, end: number, { parts, attachments }: Draft, place: Leak['place']): void {
    const contents = [...parts, ...attachments].flatMap(({ spot }) => (spot.at === 'raw' ? [spot] : [])).sort((one, other) => one.start - other.start);
    let at = start;
    for (const spot of contents) {
      if (spot.start > at) this.text(place, fieldTexts(raw.slice(at, spot.start)));
      at = Math.max(at, spot.end);
    }
    if (at < end) this.text(place, fieldTexts(raw.slice(at, end)));
  }

  /** A part whose lines were cut within a character, which was then not read. */
  #folded(raw: string, { spot, encoding, charset, content }: TextPart, place: Leak['place']): void {
    if (spot.at !== 'raw' || encoding === undefined || !content.includes('\ufffd')) return;
    const bytes = contentBinary(transferDecode(raw, spot.start, spot.end, encoding));
    this.text(place, decodeBinary(withoutFolds(bytes), charset ?? '') ?? '');
  }

  /** All strings of a JSON value; base64 in it is decoded. */
  json(place: Leak['place'], value: unknown): void {
    const open: unknown[] = [value];
    while (open.length > 0) {
      const next = open.pop();
      if (typeof next === 'string') this.text(place, next);
      else if (typeof next === 'object' && next !== null) {
        const decoded = this.#encoded(place, next as Record<string, unknown>);
        for (const [key, inner] of Object.entries(next)) if (typeof inner !== 'number' && !(decoded && key.toLowerCase() === 'content')) open.push(inner);
      }
    }
  }

  /** Whether `object` holds encoded content, which was then looked into. */
  #encoded(place: Leak['place'], object: Record<string, unknown>): boolean {
    const { content, encoding, contenttype, type, data } = lowerKeys(object);
    const message = typeof contenttype === 'string' && /^message\//i.test(contenttype);
    const bytes = type === 'Buffer' && Array.isArray(data) ? toBinaryString(Uint8Array.from(data as number[])) : typeof content === 'string' ? decodedContent(content, encoding, message) : null;
    if (bytes === null) return false;
    this.binary(place, bytes);
    const draft = readMessage(bytes);
    if (draft.fields.length > 0) this.message(bytes, 0, draft, place);
    return true;
  }

  /** What was found, place by place; empty if nobody was. */
  leaks(allowNames: boolean): Leak[] {
    return [...this.#found].map(([place, { addresses, names }]) => ({ place, addresses: addresses.size, names: allowNames ? 0 : names.size }))
      .filter(({ addresses, names }) => addresses + names > 0);
  }
}

function lowerKeys(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key.toLowerCase(), value]));
}

/** Bytes of a content that is encoded, or has more within it to decode; else null: it is text as it stands. */
function decodedContent(content: string, encoding: unknown, message: boolean): string | null {
  const name = typeof encoding === 'string' ? encoding.toLowerCase().replace(/[-_]/g, '') : '';
  try {
    if (name === 'base64' || name === 'base64url') return atob(content.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return null;
  }
  if (message && name !== 'hex') return toBinaryString(new TextEncoder().encode(content));
  return name === 'hex' ? content.replace(/[0-9a-f]{2}/gi, (pair) => String.fromCharCode(Number.parseInt(pair, 16))) : null;
}
