import { LIMITS } from '../draft/limits.ts';

/** One message of an mbox file. */
export interface Piece {
  /** One character a byte; the '>' of a quoted 'From ' line removed. Empty if `tooLarge`. */
  readonly text: string;
  /** Line of the file at which it begins, 1-based. */
  readonly firstLine: number;
  readonly tooLarge: boolean;
  /** Offsets of the lines of `text` whose '>' was removed, in order; absent: none. */
  readonly unquoted?: readonly number[];
}

/** Enough to judge a separator: its line and the beginning of the next. */
const AHEAD = 1024;
/** Longer than '\r\n\r\nFrom ': what the end of one chunk may hold of a separator. */
const KEEP = 12;

const MONTH = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/;
const TIME = /\b\d{1,2}:\d{2}\b/;
const SENDER = /^From (?:-|MAILER-DAEMON|\S+@\S+)(?: |$)/;
const HEADER = /^[!-9;-~]+[ \t]*:/;
/** The whole line as mboxo and mboxrd writers make it: 'From ', the envelope's sender, the date of asctime, some with a time zone or the host behind. */
const WRITTEN = new RegExp(
  '^From \\S+(?: at \\S+)? +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\\d{1,2} \\d{1,2}:\\d{2}(?::\\d{2})?'
  + '(?: [A-Z]{1,5}| [+-]\\d{4}){0,2} \\d{4}(?: [+-]\\d{4})?(?: remote from \\S+)?\\s*$',
);

/**
 * Whether a line that begins with 'From ' begins a message (RFC 4155). mboxo writers do not quote each such line of a body, so
 * 'From now on' must not cut a letter in two: a separator has a date as asctime writes it, or a sender and a header field below.
 */
function separates(text: string, at: number): boolean {
  const [line = '', next = ''] = text.slice(at, at + AHEAD).split('\n', 2);
  return (MONTH.test(line) && TIME.test(line)) || (SENDER.test(line.trimEnd()) && HEADER.test(next));
}

/**
 * The same for a line without a blank line before it, which some writers leave out: a mail that is swallowed there is one that nobody
 * judges. In the midst of a paragraph more is asked for: the whole line, and below it a header, or what one host after another put there.
 */
function separatesClosely(text: string, at: number): boolean {
  const [line = '', next = ''] = text.slice(at, at + AHEAD).split('\n', 2);
  return WRITTEN.test(line) && (HEADER.test(next) || next.startsWith('>From '));
}

/** Line ends before `end`, as an editor counts them: LF, CRLF, or a CR alone. */
function lineEnds(buffer: string, end: number): number {
  // With the unit behind, which tells whether a CR stands alone; no further, lest each message of a chunk be searched to the chunk's end.
  const text = buffer.slice(0, end + 1);
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  for (let at = text.indexOf('\r'); at >= 0 && at < end; at = text.indexOf('\r', at + 1)) if (text.charCodeAt(at + 1) !== 10) count++;
  return count;
}

/** mboxrd quotes by one '>' more than there was, so one is taken away; in mboxo that is the same for all but '>>From '. */
function unquote(text: string): Pick<Piece, 'text' | 'unquoted'> {
  if (!text.includes('>From ')) return { text };
  const unquoted: number[] = [];
  const plain = text.replace(/^>(>*From )/gm, (_, line: string, at: number) => {
    unquoted.push(at - unquoted.length);
    return line;
  });
  return { text: plain, unquoted };
}

/**
 * Cuts an mbox (mboxo, mboxrd; LF or CRLF) into messages, in memory that depends on the largest message alone.
 * @example const splitter = mboxSplitter(); for (chunk of chunks) yield* splitter.push(chunk); yield* splitter.end();
 */
export function mboxSplitter(): { push(chunk: string): Piece[]; end(): Piece[] } {
  let buffer = '';
  let searchFrom = 0;
  let line = 1;
  let begun = false; // A separator, or text before any, has been seen.
  let pieces: string[] = [];
  let size = 0;
  let firstLine = 1;

  function keep(end: number): void {
    const text = buffer.slice(0, end);
    line += lineEnds(buffer, end);
    size += text.length;
    if (size > LIMITS.message) pieces = [];
    else if (text !== '') pieces.push(text);
  }

  /** @param atEnd the file's last message: the blank line that closes it is still there */
  function finish(atEnd: boolean): Piece {
    let text = pieces.join('');
    const tooLarge = size > LIMITS.message;
    if (atEnd) text = text.replace(/(^|\n)\r?\n$/, '$1');
    else if (text.endsWith('\r')) text = text.slice(0, -1);
    pieces = [];
    size = 0;
    return { ...unquote(text), firstLine, tooLarge };
  }

  function begin(at: number): void {
    const end = buffer.indexOf('\n', at);
    const next = end < 0 ? buffer.length : end + 1;
    line += lineEnds(buffer, next);
    buffer = buffer.slice(next);
    searchFrom = 0;
    firstLine = line;
    begun = true;
  }

  /** Whether the line feed at `at` ends an empty line. */
  function isBlank(at: number): boolean {
    const end = buffer[at - 1] === '\r' ? at - 1 : at;
    return end === 0 ? size === 0 : buffer[end - 1] === '\n';
  }

  function read(final: boolean): Piece[] {
    const found: Piece[] = [];
    if (!begun) {
      if (!final && buffer.length < AHEAD) return found;
      const start = buffer.search(/[^\r\n]/);
      if (start < 0 && !final) return found;
      if (start < 0) return found;
      if (buffer.startsWith('From ', start)) begin(start);
      begun = true;
    }
    for (;;) {
      const at = buffer.indexOf('\nFrom ', searchFrom);
      if (at >= 0 && (final || buffer.length - at > AHEAD + 1)) {
        const blank = isBlank(at);
        if (blank ? separates(buffer, at + 1) : separatesClosely(buffer, at + 1)) {
          // The line feed of a blank line is the separator's, that of a line of text is the text's.
          const end = blank ? at : at + 1;
          keep(end);
          found.push(finish(false));
          buffer = buffer.slice(end);
          begin(blank ? 1 : 0);
        } else searchFrom = at + 1;
        continue;
      }
      const settled = final ? buffer.length : Math.max(0, (at >= 0 ? at : buffer.length) - KEEP);
      keep(settled);
      buffer = buffer.slice(settled);
      searchFrom = Math.max(0, searchFrom - settled);
      return found;
    }
  }

  return {
    push(chunk) {
      buffer += chunk;
      return read(false);
    },
    end() {
      const found = read(true);
      if (begun) found.push(finish(true));
      return found;
    },
  };
}
