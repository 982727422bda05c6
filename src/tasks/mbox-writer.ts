import type { Draft } from '../draft/types.ts';

/** Messages one behind the other (RFC 4155), lines that look like a separator quoted as mboxrd does. */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** What may stand as the sender in a separator line. */
const SENDER = /^[\x21-\x7e]{1,320}$/;

/** The line before each message of one draft, without its end: the draft's own sender and date, so that a second run gives the same. */
export function separatorOf({ addressFields, date }: Draft): string {
  const from = addressFields.find(({ name }) => name === 'from')?.addresses.find(({ valid }) => valid)?.key ?? '';
  const at = new Date(date !== null && Math.abs(date) < 8e12 ? date : 0);
  const two = (number: number, fill = '0'): string => String(number).padStart(2, fill);
  const day = `${DAYS[at.getUTCDay()]} ${MONTHS[at.getUTCMonth()]} ${two(at.getUTCDate(), ' ')}`;
  return `From ${SENDER.test(from) ? from : 'MAILER-DAEMON'} ${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} ${at.getUTCFullYear()}`;
}

/** One message with the separator before it and the empty line behind it, in pieces; what was shared is not copied. */
export function* inMbox(separator: string, pieces: readonly string[], lineEnd: '\r\n' | '\n'): Generator<string> {
  yield separator + lineEnd;
  let line = '';
  for (const piece of pieces) {
    const first = piece.indexOf('\n');
    if (first < 0) {
      line += piece;
      continue;
    }
    const last = piece.lastIndexOf('\n');
    yield quoted(line + piece.slice(0, first + 1));
    yield quoted(piece.slice(first + 1, last + 1));
    line = piece.slice(last + 1);
  }
  if (line !== '') yield quoted(line) + lineEnd;
  yield lineEnd;
}

/** Whole lines; the inverse of what src/io/mbox.ts takes away. */
function quoted(lines: string): string {
  return lines.includes('From ') ? lines.replace(/^(?=>*From )/gm, '>') : lines;
}
