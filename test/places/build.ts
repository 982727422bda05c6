import iconv from 'iconv-lite';

/**
 * Messages whose texts stand at known places: everything is put together character by character, so that where each one stands is known from
 * what was written before it, and from nothing that is tested.
 */

/** Half-open range. */
export type Range = readonly [start: number, end: number];

/** Bytes, and for each character of the text they spell (by UTF-16 unit) where it stands in them. */
export interface Written {
  readonly bytes: Buffer;
  readonly at: readonly Range[];
}

const ESC = '\x1b';

/** `text` in `charset`, one character after another. Shifts are nobody's place. */
export function inCharset(text: string, charset: string): Written {
  const pieces: Buffer[] = [];
  const at: Range[] = [];
  let size = 0;
  const put = (bytes: Buffer): Range => {
    pieces.push(bytes);
    return [size, (size += bytes.length)];
  };
  let kanji = false;
  for (const character of text) {
    let range: Range;
    if (charset === 'iso-2022-jp') {
      const ascii = character.charCodeAt(0) < 0x80;
      if (ascii === kanji) put(Buffer.from(`${ESC}${ascii ? '(B' : '$B'}`));
      kanji = !ascii;
      range = put(ascii ? Buffer.from(character) : Buffer.from(iconv.encode(character, 'euc-jp').map((byte) => byte & 0x7f)));
    } else if (charset === 'utf-7' && character.charCodeAt(0) >= 0x80) {
      put(Buffer.from('+'));
      range = put(Buffer.from(iconv.encode(character, 'utf-16be').toString('base64').replace(/=+$/, '')));
      put(Buffer.from('-'));
    } else range = put(iconv.encode(character, charset === 'utf-7' ? 'ascii' : charset, { addBOM: false }));
    for (let unit = 0; unit < character.length; unit++) at.push(range);
  }
  if (kanji) put(Buffer.from(`${ESC}(B`));
  return { bytes: Buffer.concat(pieces), at };
}

export type Transfer = '8bit' | 'quoted-printable' | 'base64';

const SAFE = /^[!-<>-~]$/;

/** Bytes in a transfer encoding; `at` gives where each byte stands in it. Long lines are broken. */
export function transferred(bytes: Buffer, transfer: Transfer, eol: string): { readonly body: string; readonly at: readonly Range[] } {
  const at: Range[] = [];
  if (transfer === '8bit') {
    for (let i = 0; i < bytes.length; i++) at.push([i, i + 1]);
    return { body: bytes.toString('latin1'), at };
  }
  if (transfer === 'base64') {
    const place = (symbol: number): number => symbol + Math.floor(symbol / 76) * eol.length;
    for (let i = 0; i < bytes.length; i++) {
      const first = Math.floor(i / 3) * 4 + (i % 3);
      at.push([place(first), place(first + 1) + 1]);
    }
    return { body: bytes.toString('base64').replace(/.{76}(?=.)/g, `$&${eol}`), at };
  }
  let body = '';
  let line = 0;
  for (let i = 0; i < bytes.length; i++) {
    const character = String.fromCharCode(bytes[i]!);
    const isEnd = character === '\n' || (character === '\r' && bytes[i + 1] === 10);
    const before = bytes.subarray(i + 1, i + 3).toString('latin1');
    const written = isEnd || SAFE.test(character) || (character === ' ' && !/^\r?\n|^$/.test(before)) ? character : `=${bytes[i]!.toString(16).toUpperCase().padStart(2, '0')}`;
    if (!isEnd && line + written.length > 72) {
      body += `=${eol}`;
      line = 0;
    }
    at.push([body.length, body.length + written.length]);
    body += written;
    line = isEnd ? 0 : line + written.length;
  }
  return { body, at };
}

/** Line and column of a byte, as an editor counts that reads the file as UTF-8: all before it is decoded and cut into lines. */
export function editor(raw: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = new TextDecoder().decode(Buffer.from(raw.slice(0, offset), 'latin1')).split(/\r\n|\r|\n/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

export interface Location { readonly line: number; readonly column: number; readonly endLine: number; readonly endColumn: number }

export function located(raw: string, [start, end]: Range): Location {
  const from = editor(raw, start);
  const to = editor(raw, end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** What stands around the part. */
export const SHAPES = ['alone', 'nested', 'attached'] as const;
export type Shape = (typeof SHAPES)[number];

export interface Built {
  readonly raw: string;
  /** Where a stretch of the text stands in `raw`. */
  readonly place: (start: number, end: number) => Range;
}

/** A message with one text in it. `text` has the line ends of the file. */
export function message(text: string, options: { readonly charset: string; readonly transfer: Transfer; readonly eol: string; readonly shape: Shape; readonly type?: string }): Built {
  const { charset, transfer, eol, shape, type = 'text/plain' } = options;
  const written = inCharset(text, charset);
  const { body, at } = transferred(written.bytes, transfer, eol);
  const part = [`Content-Type: ${type}; charset=${charset}`, `Content-Transfer-Encoding: ${transfer}`, '', ''].join(eol);
  const top = ['From: Claire Morel <claire.morel@maison.example>', 'To: jean@client.example', 'X-Note: caf\xc3\xa9 \xf0\x9f\x99\x82', 'MIME-Version: 1.0', ''].join(eol);
  const other = ['--in', 'Content-Type: text/html; charset=us-ascii', '', '<p>Autre chose</p>', '--in--', ''].join(eol);
  const around: Readonly<Record<Shape, readonly [string, string]>> = {
    // A line feed would be half a character, or less.
    alone: [top + part, /^utf-(?:16|32)/.test(charset) ? '' : eol],
    nested: [[`${top}Content-Type: multipart/mixed; boundary=out`, '', 'Pr\xe9ambule', '--out', 'Content-Type: multipart/alternative; boundary="in"', '', '--in', part].join(eol), eol + other + [`--out`, 'Content-Type: image/png', 'Content-Transfer-Encoding: base64', '', 'iVBORw0KGgo=', '--out--', ''].join(eol)],
    attached: [[`${top}Content-Type: multipart/mixed; boundary=out`, '', '--out', '', 'Ci-joint.', '--out', 'Content-Type: message/rfc822', '', `Subject: Ancien${eol}To: b@client.example${eol}${part}`].join(eol), `${eol}--out--${eol}`],
  };
  const [before, after] = around[shape];
  return {
    raw: before + body + after,
    place: (start, end) => [before.length + at[written.at[start]![0]]![0], before.length + at[written.at[end - 1]![1] - 1]![1]],
  };
}
