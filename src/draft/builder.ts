import { isAscii } from './bytes.ts';
import { ADDRESS_FIELDS } from './address-fields.ts';
import { parseAddressList } from './addresses.ts';
import { readContext } from './context.ts';
import { parseDate } from './date.ts';
import type { ReadCharset } from './charset.ts';
import type { Decoding } from './encoded-words.ts';
import { fieldValue, unfoldedValue } from './fields.ts';
import type { HeaderBlock, RawField } from './fields.ts';
import { LIMITS } from './limits.ts';
import type { AddressField, AddressFieldName, Attachment, Draft, Field, Problem, Spot, Subject, TextPart } from './types.ts';

/**
 * Fields that are read further. RFC 5322 §3.6: at most one of each but the Resent- ones; two of them are read differently by different
 * programs.
 */
const KNOWN: ReadonlyMap<string, 'address' | 'other'> = new Map([
  ...ADDRESS_FIELDS.map((name) => [name, 'address'] as const),
  ...['subject', 'date', 'message-id', 'in-reply-to', 'references'].map((name) => [name, 'other'] as const),
]);
/** Problems of one reason in one message; a hundred say it all. */
const PROBLEMS_PER_REASON = LIMITS.findingsPerRule;

/** Turns offsets into the raw message into a spot. */
export type SpotOf = (start: number, end: number) => Spot;

/** Collects what is read of one message; `finish` gives the draft. */
export class DraftBuilder {
  readonly parts: TextPart[] = [];
  readonly attachments: Attachment[] = [];
  readonly raw: string;
  readonly spotOf: SpotOf;
  readonly fallback: ReadCharset | undefined;
  /** `raw` as bytes, if at hand. */
  readonly bytes: Uint8Array | null;
  /** multipart/alternative parts so far. */
  alternatives = 0;
  private readonly start: number;
  private readonly problems: Problem[] = [];
  private readonly counts = new Map<string, number>();
  private readonly fields: Field[] = [];
  private readonly addressFields: AddressField[] = [];
  private readonly first = new Map<string, Field>();
  private subject: Subject | null = null;
  /** Addresses and groups so far, and the characters they stood in. */
  private addressCount = 0;
  private addressText = 0;

  constructor(raw: string, spotOf: SpotOf, start: number, fallback: ReadCharset | undefined, bytes: Uint8Array | null) {
    this.raw = raw;
    this.spotOf = spotOf;
    this.start = start;
    this.fallback = fallback;
    this.bytes = bytes;
  }

  problem(kind: Problem['kind'], reason: Problem['reason'], spot: Spot, detail?: string): void {
    const word = detail === undefined ? '' : detail.replace(/[^\x21-\x7e]+/g, ' ').trim().slice(0, 64);
    this.report(word === '' ? { kind, reason, spot } : { kind, reason, detail: word, spot });
  }

  /** Reads a header block as that of the message. */
  readFields(block: HeaderBlock): void {
    for (const line of block.strayLines) this.problem('malformed-header', 'no-colon', this.spotOf(line, this.lineEnd(line)));
    if (block.overflow) this.problem('unreadable', 'too-large', this.spotOf(block.bodyStart, block.bodyStart), 'header');
    const last = block.fields.at(-1);
    if (last === undefined) return;
    const text = this.raw.slice(block.fields[0]!.start, last.valueEnd);
    // Asked once for the whole block: most headers have nothing to decode and nothing wrong.
    const plain = isAscii(text) && !text.includes('=?');
    const controls = hasControls(text);
    for (const field of block.fields) this.readField(field, plain, controls);
  }

  private readField({ name, start, valueStart, valueEnd }: RawField, plain: boolean, controls: boolean): void {
    const spot = this.spotOf(start, valueEnd);
    const known = KNOWN.get(name);
    const decoding = plain ? undefined : this.decoding(spot, name);
    // What is broken in an address field is told when its names are read.
    const value = plain ? unfoldedValue(this.raw, valueStart, valueEnd) : fieldValue(this.raw, valueStart, valueEnd, known === 'address' ? { fallback: this.fallback } : decoding);
    const field: Field = { name, value, spot };
    this.fields.push(field);
    // A decoded CR, LF or NUL is how a header is smuggled through an encoded word.
    const smuggled = !plain && (hasControls(value) || value.includes('\n'));
    if (smuggled || (controls && hasControls(this.raw.slice(valueStart, valueEnd)))) this.problem('malformed-header', 'control-character', spot, name);
    if (known === undefined) return;
    if (!this.first.has(name)) {
      this.first.set(name, field);
      if (name === 'subject') this.subject = this.subjectOf(field, valueStart);
    } else if (!name.startsWith('resent-')) this.problem('malformed-header', 'repeated', spot, name);
    if (known === 'address') {
      const end = Math.min(valueEnd, valueStart + LIMITS.addressText - this.addressText);
      this.addressText += end - valueStart;
      const { addresses, groups, broken, cut } = parseAddressList(this.raw, this.spotOf, { start: valueStart, end, bytes: !plain, most: LIMITS.addresses - this.addressCount, ...(decoding === undefined ? {} : { decoding }) });
      this.addressFields.push({ name: name as AddressFieldName, addresses, groups, spot: this.spotOf(valueStart, valueEnd) });
      this.addressCount += addresses.length + groups.length;
      if (cut || end < valueEnd) this.problem('unreadable', 'too-large', spot, name);
      // `To: <<` holds something, and nobody can say whom.
      else if (broken || (addresses.length === 0 && groups.length === 0 && /^[^(\s,;]/.test(value.trimStart()))) this.problem('malformed-header', 'address-syntax', spot, name);
    }
  }

  /** A value that is in the raw field as it is read has a place of its own. */
  private subjectOf({ value, spot }: Field, valueStart: number): Subject {
    if (value === '') return { value, spot };
    let start = valueStart;
    while (this.raw.charCodeAt(start) <= 32) start++;
    if (!this.raw.startsWith(value, start)) return { value, spot };
    const valueSpot = this.spotOf(start, start + value.length);
    // The place of what lies in an encoded part is that part.
    return valueSpot.at === 'raw' && valueSpot.end - valueSpot.start === value.length && valueSpot.start === start ? { value, spot, valueSpot } : { value, spot };
  }

  /** Reads encoded words of the field `name` at `spot`; what is broken in them is a problem. */
  decoding(spot: Spot, name: string): Decoding {
    return {
      fallback: this.fallback,
      broken: (reason, detail) => { this.problem('unreadable', reason, spot, reason === 'charset' ? detail : name); },
    };
  }

  finish(): Draft {
    const date = this.first.get('date');
    return {
      source: 'message',
      fields: this.fields,
      addressFields: this.addressFields,
      subject: this.subject,
      date: date === undefined ? null : parseDate(date.value),
      messageId: messageIds(this.first.get('message-id')?.value)[0] ?? null,
      inReplyTo: messageIds(this.first.get('in-reply-to')?.value)[0] ?? null,
      references: messageIds(this.first.get('references')?.value),
      parts: this.parts,
      attachments: this.attachments,
      context: readContext(this.fields, (problem) => { this.report(problem); }),
      problems: this.problems,
      spot: this.spotOf(this.start, this.lineEnd(this.start)),
    };
  }

  private report(problem: Problem): void {
    const key = `${problem.kind} ${problem.reason}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    if (count <= PROBLEMS_PER_REASON) this.problems.push(problem);
  }

  private lineEnd(start: number): number {
    const newline = this.raw.indexOf('\n', start);
    if (newline < 0) return this.raw.length;
    return newline > start && this.raw.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
  }
}

/** NUL, or a CR that ends no line. */
function hasControls(text: string): boolean {
  if (text.includes('\0')) return true;
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (at + 1 < text.length && text.charCodeAt(at + 1) !== 10) return true;
  }
  return false;
}

/** RFC 5322 §3.6.4: `<left@right>` each, with its brackets; words and comments between them are passed over. */
function messageIds(value: string | undefined): string[] {
  if (value === undefined) return [];
  const ids = value.match(/<[^<>]+>/g);
  if (ids !== null) return ids.map((id) => id.replace(/\s+/g, ''));
  const bare = value.trim();
  return bare !== '' && !/\s/.test(bare) ? [`<${bare}>`] : [];
}
