import type { Draft } from './types.ts';

/** `ATTENDEE` in either case, as character codes: a content line starts with it or is passed over unread. */
const NAME = 'attendee';

/** No address is longer (RFC 5321 §4.5.3.1.3, with room to spare); what is longer is text, not an address. */
const LONGEST = 512;

/**
 * Unique addresses invited by a draft's calendar parts and .ics attachments (RFC 5545 §3.8.4.1): they see each other too.
 * Linear in the length of the calendars.
 */
export function countAttendees(draft: Draft): number {
  const found = new Set<string>();
  for (const part of draft.parts) {
    if (part.type === 'text/calendar') collectAttendees(part.content, found);
  }
  for (const attachment of draft.attachments) {
    if (attachment.text === undefined) continue;
    if (attachment.type === 'text/calendar' || attachment.type === 'application/ics' || /\.ics$/i.test(attachment.filename)) {
      collectAttendees(attachment.text, found);
    }
  }
  return found.size;
}

/** Adds each attendee's address, case-folded, to `found`. */
export function collectAttendees(calendar: string, found: Set<string>): void {
  let at = 0;
  while (at < calendar.length) {
    let end = lineEnd(calendar, at);
    if (!startsLine(calendar, at)) {
      at = end + 1;
      continue;
    }
    // A content line goes on for as long as the next one begins with a space or a tab (RFC 5545 §3.1).
    const pieces = [calendar.slice(at, end)];
    while (end + 1 < calendar.length && (calendar[end + 1] === ' ' || calendar[end + 1] === '\t')) {
      const next = lineEnd(calendar, end + 2);
      pieces.push(calendar.slice(end + 2, next));
      end = next;
    }
    const address = attendeeAddress(pieces.map((piece) => piece.replace(/\r$/, '')).join(''));
    if (address !== '') found.add(address);
    at = end + 1;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function startsLine(text: string, at: number): boolean {
  for (let i = 0; i < NAME.length; i++) {
    if ((text.charCodeAt(at + i) | 0x20) !== NAME.charCodeAt(i)) return false;
  }
  const after = text[at + NAME.length];
  return after === ';' || after === ':';
}

/** The address of one unfolded ATTENDEE line: its mailto value, else its EMAIL parameter (RFC 7986 §6.2); '' if there is none. */
function attendeeAddress(line: string): string {
  let quoted = false;
  let colon = -1;
  for (let i = NAME.length; i < line.length; i++) {
    const character = line[i];
    if (character === '"') quoted = !quoted;
    else if (character === ':' && !quoted) {
      colon = i;
      break;
    }
  }
  if (colon < 0) return '';
  const value = line.slice(colon + 1, colon + 1 + LONGEST).trim().toLowerCase();
  const mailto = value.startsWith('mailto:') ? value.slice('mailto:'.length) : '';
  if (isAddress(mailto)) return mailto;
  const parameters = line.slice(0, colon).toLowerCase();
  const email = parameters.indexOf(';email=');
  if (email < 0) return '';
  const given = parameters.slice(email + ';email='.length, email + LONGEST).replace(/^"/, '');
  const address = given.slice(0, Math.max(0, given.search(/[";]|$/)));
  return isAddress(address) ? address : '';
}

function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && at < text.length - 1;
}
