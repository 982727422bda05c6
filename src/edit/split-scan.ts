import { contentBinary, transferDecode } from '../draft/content.ts';
import { readEntity } from '../draft/entity.ts';
import { readHeader } from '../draft/fields.ts';
import { LIMITS } from '../draft/limits.ts';
import { readMessage } from '../draft/message.ts';
import { toBinaryString } from '../draft/bytes.ts';
import type { Attachment, Draft } from '../draft/types.ts';
import { htmlToView } from '../text/html.ts';
import type { Found, PeopleFinder } from './split-leaks.ts';
import type { Leak } from './split-types.ts';

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
    this.#finder.addressesIn(text, this.#at(place).addresses);
    this.#finder.namesIn(text, this.#at(place).names);
  }

  /** Text that programs read: only addresses are looked for. */
  code(place: Leak['place'], text: string): void {
    this.#finder.addressesIn(text, this.#at(place).addresses);
  }

  /** Bytes of any kind, one unit a byte; programs write text in two bytes a character, too. */
  binary(place: Leak['place'], bytes: string): void {
    this.code(place, bytes);
    if (bytes.includes('\0')) this.code(place, bytes.replaceAll('\0', ''));
  }

  /** The decoded body texts of a draft; of HTML what is seen and what is not. */
  parts({ parts }: Draft, place: Leak['place']): void {
    for (const { type, content } of parts) {
      if (type !== 'text/html') {
        this.text(place, content);
        continue;
      }
      this.code(place, content);
      this.text(place, htmlToView(content).text);
    }
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
    this.parts(draft, place);
    this.#attachments(raw, draft);
  }

  #attachments(raw: string, draft: Draft): void {
    for (const attachment of draft.attachments) {
      this.code('attachment', attachment.filename);
      if (attachment.text !== undefined) this.text('attachment', attachment.text);
      const content = encodedContent(raw, attachment);
      if (content !== null) this.binary('attachment', content);
      if (attachment.draft === undefined) continue;
      this.#header(attachment.draft);
      this.parts(attachment.draft, 'attachment');
      // The places of what lies in an encoded message are its own.
      if (content === null) this.#attachments(raw, attachment.draft);
      else this.#attachments(content, readMessage(content));
    }
  }

  #header({ fields }: Draft): void {
    for (const { value } of fields) this.text('attachment', value);
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

/** Decoded bytes of an attachment that is encoded; null if its bytes stand in `raw` as they are. */
function encodedContent(raw: string, { spot }: Attachment): string | null {
  if (spot.at !== 'raw') return null;
  const block = readHeader(raw, spot.start, spot.end, LIMITS.fields, () => false);
  const { encoding } = readEntity(raw, block, spot.start, 'text/plain', {});
  if (encoding !== 'base64' && encoding !== 'quoted-printable') return null;
  return contentBinary(transferDecode(raw, block.bodyStart, spot.end, encoding));
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
