import { LIMITS } from '../draft/limits.ts';
import { fieldValue, readHeader } from '../draft/fields.ts';
import type { RawField } from '../draft/fields.ts';
import type { PeopleFinder } from './split-leaks.ts';
import type { Scan } from './split-scan.ts';

/** What stands in the header of every mail, and the places of what does not. */
export interface HeaderPlan {
  /** Text that all share, and what each has of its own. */
  readonly pieces: readonly (string | { readonly own: 'to' | 'message-id' | 'names' } | { readonly own: 'encoding'; readonly standing: string })[];
  readonly eol: string;
  /** Where in the raw message the empty line before the body begins. */
  readonly bodyStart: number;
}

/** Fields that name recipients by what they are. */
const BETRAYING: ReadonlySet<string> = new Set([
  'to', 'cc', 'bcc', 'x-to', 'x-cc', 'x-bcc', 'apparently-to', 'x-apparently-to', 'delivered-to', 'x-delivered-to', 'envelope-to', 'x-envelope-to',
  'original-to', 'x-original-to', 'x-original-cc', 'x-google-original-to', 'x-google-original-cc', 'original-recipient', 'final-recipient', 'rcpt-to', 'x-rcpt-to',
  'x-real-to', 'x-resolved-to', 'x-recipient', 'x-recipients', 'x-receiver', 'x-forwarded-to', 'x-forwarded-for', 'mail-followup-to',
  // Of one person alone; and a size that is no longer right.
  'x-undisclosed-first-name', 'x-undisclosed-last-name', 'content-length',
]);

export function isBetraying(name: string): boolean {
  return BETRAYING.has(name) || name.startsWith('resent-');
}

/** `for <somebody@…>` in a trace field: the way to one of them. */
const FOR_SOMEBODY = /\bfor\s+<?[^\s<>;]{1,320}@/i;
/** Fields the mail cannot do without: one that names another recipient cannot simply be left out. */
const NEEDED = /^(?:from|sender|reply-to|subject|mime-version|date|content-.*)$/;

export function mayStay(name: string, value: string, finder: PeopleFinder): boolean {
  if (isBetraying(name) || (name === 'received' && FOR_SOMEBODY.test(value))) return false;
  if (NEEDED.test(name)) return true;
  const found = new Set<number>();
  finder.addressesIn(value, found);
  finder.namesIn(value, found);
  return found.size === 0;
}

/** Where a field that stays may name somebody, it is looked through as well. */
export function scanField(name: string, value: string, scan: Scan): void {
  if (name === 'subject') scan.text('subject', value);
  else if (name.startsWith('content-')) scan.text('header', value);
  else if (NEEDED.test(name)) scan.code('header', value);
}

/** Reads the header of the raw message. Lines in it that are no field, which nobody can say what they are, are left out. */
export function planHeader(raw: string, finder: PeopleFinder, scan: Scan): HeaderPlan {
  const start = raw.startsWith('\xef\xbb\xbf') ? 3 : 0;
  const block = readHeader(raw, start, raw.length, LIMITS.fields, () => false);
  const firstEnd = raw.indexOf('\n', start);
  const eol = firstEnd > start && raw[firstEnd - 1] === '\r' ? '\r\n' : '\n';
  const pieces: HeaderPlan['pieces'][number][] = [];
  const place = block.fields.find(({ name }) => name === 'to') ?? block.fields.find(({ name }) => name === 'cc' || name === 'bcc');
  let identified = false;
  let named = false;
  const encoding = block.fields.find(({ name }) => name === 'content-transfer-encoding') ?? block.fields.find(({ name }) => name === 'content-type');
  for (const field of block.fields) {
    if (field === place) pieces.push({ own: 'to' });
    if (field.name.startsWith('x-undisclosed-') && !named) {
      named = true;
      pieces.push({ own: 'names' });
    }
    if (field.name === 'message-id') {
      if (!identified) pieces.push({ own: 'message-id' });
      identified = true;
      continue;
    }
    const value = fieldValue(raw, field.valueStart, field.valueEnd);
    const standing = raw.slice(field.start, field.valueEnd);
    if (!mayStay(field.name, value, finder) || !mayStay(field.name, standing, finder)) continue;
    scanField(field.name, value, scan);
    const line = standing + lineEnd(raw, field, eol);
    if (field !== encoding) pieces.push(line);
    else if (field.name === 'content-type') pieces.push(line, { own: 'encoding', standing: '' });
    else pieces.push({ own: 'encoding', standing: line });
  }
  if (!identified) pieces.push({ own: 'message-id' });
  return { pieces: joined(pieces), eol, bodyStart: blankLine(raw, block.bodyStart) };
}

function lineEnd(raw: string, { valueEnd }: RawField, eol: string): string {
  return raw.startsWith('\r\n', valueEnd) ? '\r\n' : raw[valueEnd] === '\n' ? '\n' : eol;
}

/** The empty line that ends at `bodyStart`; `bodyStart` if none does: then there is no body. */
function blankLine(raw: string, bodyStart: number): number {
  if (raw[bodyStart - 1] !== '\n') return bodyStart;
  const start = raw[bodyStart - 2] === '\r' ? bodyStart - 2 : bodyStart - 1;
  return start === 0 || raw[start - 1] === '\n' ? start : bodyStart;
}

function joined(pieces: HeaderPlan['pieces']): HeaderPlan['pieces'] {
  const result: HeaderPlan['pieces'][number][] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = last + piece;
    else result.push(piece);
  }
  return result;
}
