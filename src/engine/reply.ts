/** An SMTP reply (RFC 5321 §4.2) with its enhanced status code (RFC 3463). */
export interface Reply {
  readonly code: number;
  readonly enhanced: string;
  /** Printable ASCII without code, each short enough for one reply line. The last one says it all: some clients show no other. */
  readonly lines: readonly string[];
}

/** RFC 5321 §4.5.3.1.5: octets of a reply line, code and CRLF included. */
const LONGEST_LINE = 512;
/** Code, hyphen, enhanced code, space, CRLF. */
const AROUND = '550-5.7.1 \r\n'.length;
/** How much a line of a reply may say. */
export const LONGEST_TEXT = LONGEST_LINE - AROUND;

const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE', ß: 'ss', ø: 'o', Ø: 'O', '’': "'", '‘': "'", '“': '"', '”': '"', '«': '"', '»': '"',
  '–': '-', '—': '-', '…': '...', '→': '->', '\u00a0': ' ', '\u202f': ' ', '·': '.',
};

/** Text as an SMTP reply may carry it: accents fall off their letters, what has no likeness in ASCII becomes '?'. */
export function toAscii(text: string): string {
  return text.replace(/«[\u00a0\u202f ]?/g, '"').replace(/[\u00a0\u202f ]?»/g, '"')
    .normalize('NFD').replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, (character) => LETTERS[character] ?? (/\s/.test(character) ? ' ' : '?'));
}

/** `text` in at most `limit` characters, cut between words. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const room = text.slice(0, limit - 3);
  const space = room.lastIndexOf(' ');
  return `${space > limit / 2 ? room.slice(0, space) : room}...`;
}

/** The lines of a reply as they go over the wire, without the last CRLF. */
export function replyText({ code, enhanced, lines }: Reply): string {
  return lines.map((line, index) => `${code}${index < lines.length - 1 ? '-' : ' '}${enhanced} ${line}`).join('\r\n');
}
