import { DraftBuilder } from './builder.ts';
import type { SpotOf } from './builder.ts';
import type { ReadCharset } from './charset.ts';
import { contentBinary, transferDecode } from './content.ts';
import { readEntity } from './entity.ts';
import type { Entity } from './entity.ts';
import { readHeader } from './fields.ts';
import type { HeaderBlock } from './fields.ts';
import { LIMITS } from './limits.ts';
import { addPart } from './part.ts';
import type { Draft, Spot } from './types.ts';

/** Multiparts (RFC 2046 §5.1) and attached messages (§5.2.1), without recursion into the raw text: every byte is passed once. */

/** What all messages inside one raw message share. */
export interface Reading {
  /** Entities so far, attached messages' included. */
  parts: number;
  readonly fallback: ReadCharset | undefined;
}

interface Multipart {
  readonly is: 'multipart';
  readonly boundary: string;
  /** Frame with the same boundary further out; -1 if there is none. */
  readonly shadowed: number;
  readonly builder: DraftBuilder;
  readonly alternative: number | null;
  readonly digest: boolean;
  readonly spot: Spot;
  found: boolean;
}
interface Message {
  readonly is: 'message';
  readonly builder: DraftBuilder;
  /** Where the draft goes when it is finished. */
  readonly attach: (draft: Draft, end: number) => void;
}
interface Leaf {
  readonly builder: DraftBuilder;
  readonly entity: Entity;
  readonly start: number;
  readonly alternative: number | null;
}
interface BoundaryLine { readonly start: number; readonly next: number; readonly frame: number; readonly closing: boolean }

/** Reads the message raw[start, …). `depth`: how deep it lies in others; `spotOf`, `bytes`: see DraftBuilder. */
export function readTree(raw: string, start: number, spotOf: SpotOf, depth: number, reading: Reading, bytes: Uint8Array | null = null): Draft {
  return new TreeReader(raw, spotOf, depth, reading, bytes).read(start);
}

class TreeReader {
  private readonly raw: string;
  private readonly spotOf: SpotOf;
  private readonly depth: number;
  private readonly reading: Reading;
  private readonly bytes: Uint8Array | null;
  private readonly frames: (Multipart | Message)[] = [];
  private readonly boundaries = new Map<string, number>();
  private leaf: Leaf | null = null;
  private stopped = false;
  private truncated = false;

  constructor(raw: string, spotOf: SpotOf, depth: number, reading: Reading, bytes: Uint8Array | null) {
    this.raw = raw;
    this.spotOf = spotOf;
    this.depth = depth;
    this.reading = reading;
    this.bytes = bytes;
  }

  read(start: number): Draft {
    let result: Draft | null = null;
    const root = new DraftBuilder(this.raw, this.spotOf, start, this.reading.fallback, this.bytes);
    let at = this.openMessage(root, start, (draft) => { result = draft; });
    while (!this.stopped) {
      const line = this.nextBoundary(at);
      if (line === null) break;
      this.closeLeaf(this.beforeLineEnd(line.start));
      this.closeFrames(line.frame + 1, line.start);
      const frame = this.frames[line.frame] as Multipart;
      frame.found = true;
      at = line.next;
      if (line.closing) this.closeFrames(line.frame, line.start);
      else at = this.openPart(frame, at);
    }
    this.closeLeaf(this.raw.length);
    this.truncated = true;
    this.closeFrames(0, this.raw.length);
    return result ?? root.finish();
  }

  /** Reads a message's header at `start`; returns where its body begins. */
  private openMessage(builder: DraftBuilder, start: number, attach: Message['attach']): number {
    this.frames.push({ is: 'message', builder, attach });
    const block = this.header(start);
    builder.readFields(block);
    return this.openEntity(builder, this.entity(builder, block, start, 'text/plain'), block.bodyStart, null);
  }

  private openPart(frame: Multipart, start: number): number {
    const { builder } = frame;
    const block = this.header(start);
    const entity = this.entity(builder, block, start, frame.digest ? 'message/rfc822' : 'text/plain');
    return this.openEntity(builder, entity, block.bodyStart, frame.alternative);
  }

  /** Decides what the body at `start` is; returns where to go on. */
  private openEntity(builder: DraftBuilder, entity: Entity, start: number, alternative: number | null): number {
    const spot = this.spotOf(entity.headerStart, start);
    if (++this.reading.parts > LIMITS.parts) {
      builder.problem('unreadable', 'too-many-parts', spot);
      this.stopped = true;
      return start;
    }
    const multipart = entity.type.startsWith('multipart/');
    const message = entity.type === 'message/rfc822' || entity.type === 'message/global';
    if ((multipart || message) && this.frames.length + this.depth > LIMITS.depth) {
      builder.problem('unreadable', 'too-deep', spot);
      return start;
    }
    if (multipart) return this.openMultipart(builder, entity, start, alternative, spot);
    if (message && (entity.encoding === '7bit' || entity.encoding === '8bit' || entity.encoding === 'binary')) {
      const inner = new DraftBuilder(this.raw, this.spotOf, start, this.reading.fallback, this.bytes);
      const index = builder.attachments.length;
      const shared = { filename: entity.filename, type: entity.type, inline: entity.disposition === 'inline' };
      builder.attachments.push({ ...shared, size: 0, spot });
      return this.openMessage(inner, start, (draft, end) => {
        builder.attachments[index] = { ...shared, size: end - start, draft, spot: this.spotOf(entity.headerStart, end) };
      });
    }
    this.leaf = { builder, entity, start, alternative };
    return start;
  }

  private openMultipart(builder: DraftBuilder, entity: Entity, start: number, outer: number | null, spot: Spot): number {
    if (entity.type === 'multipart/encrypted') {
      const pgp = /pgp/i.test(entity.parameters?.get.get('protocol') ?? 'pgp');
      builder.problem('encrypted', pgp ? 'openpgp' : 's-mime', spot);
    }
    const boundary = (entity.parameters?.get.get('boundary') ?? '').trimEnd();
    if (boundary === '') {
      builder.problem('unreadable', 'boundary', spot);
      return start;
    }
    const alternative = entity.type === 'multipart/alternative' ? builder.alternatives++ : outer;
    const shadowed = this.boundaries.get(boundary) ?? -1;
    this.boundaries.set(boundary, this.frames.length);
    this.frames.push({ is: 'multipart', boundary, shadowed, builder, alternative, digest: entity.type === 'multipart/digest', spot, found: false });
    return start;
  }

  private closeLeaf(end: number): void {
    const { leaf } = this;
    if (leaf === null) return;
    this.leaf = null;
    const contentEnd = Math.max(leaf.start, end);
    if (leaf.entity.type === 'message/rfc822' || leaf.entity.type === 'message/global') this.encodedMessage(leaf, contentEnd);
    else addPart(leaf.builder, leaf.entity, leaf.start, contentEnd, leaf.alternative);
  }

  /** RFC 2046 §5.2.1 forbids it, and mail does it. Its inside has no raw place of its own, so everything in it points at the content's first line. */
  private encodedMessage({ builder, entity, start }: Leaf, end: number): void {
    const spot = this.spotOf(entity.headerStart, end);
    const content = transferDecode(this.raw, start, end, entity.encoding);
    if (content.reason !== null) builder.problem('unreadable', content.reason, spot, content.reason === 'encoding' ? entity.encoding : entity.type);
    const newline = this.raw.indexOf('\n', start);
    const inside = this.spotOf(start, newline < start || newline >= end ? end : Math.max(start, this.beforeLineEnd(newline + 1)));
    const draft = readTree(contentBinary(content), 0, () => inside, this.depth + this.frames.length, this.reading, content.bytes);
    builder.attachments.push({ filename: entity.filename, type: entity.type, inline: entity.disposition === 'inline', size: content.size, draft, spot });
  }

  /** Closes frames from the innermost down to `to`. `end`: where what encloses them goes on. */
  private closeFrames(to: number, end: number): void {
    while (this.frames.length > to) {
      const frame = this.frames.pop()!;
      if (frame.is === 'message') {
        frame.attach(frame.builder.finish(), this.beforeLineEnd(end));
        continue;
      }
      if (frame.shadowed >= 0) this.boundaries.set(frame.boundary, frame.shadowed);
      else this.boundaries.delete(frame.boundary);
      if (!frame.found) frame.builder.problem('unreadable', 'boundary', frame.spot);
      else if (this.truncated && !this.stopped) frame.builder.problem('unreadable', 'truncated', frame.spot);
    }
  }

  private header(start: number): HeaderBlock {
    return readHeader(this.raw, start, this.raw.length, LIMITS.fields, (line) => this.boundaryAt(line) !== null);
  }

  /** Reads the MIME fields of `block`; names in them may hold encoded words. */
  private entity(builder: DraftBuilder, block: HeaderBlock, start: number, defaultType: string): Entity {
    const entity = readEntity(this.raw, block, start, defaultType, builder.decoding(this.spotOf(start, block.bodyStart), 'content-type'));
    const { repeated } = entity;
    if (repeated !== null) builder.problem('malformed-header', 'repeated', this.spotOf(repeated.start, repeated.valueEnd), repeated.name);
    return entity;
  }

  /** The first boundary line at or after `at`, which is the start of a line. */
  private nextBoundary(at: number): BoundaryLine | null {
    if (this.boundaries.size === 0) return null;
    if (at === 0) {
      const first = this.boundaryAt(0);
      if (first !== null) return first;
    }
    let from = Math.max(0, at - 1);
    for (;;) {
      const newline = this.raw.indexOf('\n--', from);
      if (newline < 0) return null;
      const line = this.boundaryAt(newline + 1);
      if (line !== null) return line;
      from = newline + 1;
    }
  }

  /** The boundary line at `start` (which begins with '--') of any open multipart; only white space may follow the boundary. */
  private boundaryAt(start: number): BoundaryLine | null {
    if (this.boundaries.size === 0) return null;
    const newline = this.raw.indexOf('\n', start);
    const lineEnd = newline < 0 ? this.raw.length : newline;
    const text = this.raw.slice(start + 2, lineEnd).trimEnd();
    const next = newline < 0 ? this.raw.length : newline + 1;
    const frame = this.boundaries.get(text);
    if (frame !== undefined) return { start, next, frame, closing: false };
    if (!text.endsWith('--')) return null;
    const closed = this.boundaries.get(text.slice(0, -2));
    return closed === undefined ? null : { start, next, frame: closed, closing: true };
  }

  /** `lineStart` without the line end before it, which belongs to the boundary (RFC 2046 §5.1.1). */
  private beforeLineEnd(lineStart: number): number {
    if (lineStart >= this.raw.length && this.raw.charCodeAt(lineStart - 1) !== 10) return lineStart;
    const newline = lineStart - 1;
    return this.raw.charCodeAt(newline - 1) === 13 ? newline - 1 : Math.max(0, newline);
  }
}
