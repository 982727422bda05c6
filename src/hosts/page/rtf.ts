import { toBytes } from '../../draft/bytes.ts';

/** The text of a rich text document (RTF 1.9.1), for mails that Outlook kept in no other form. */

export interface RtfText {
  readonly text: string;
  /** False: pictures, objects or characters were left out, or it does not end as it should. */
  readonly complete: boolean;
}

/** Destinations whose content nobody reads as the mail's text. */
const SILENT = new Set(['fonttbl', 'colortbl', 'stylesheet', 'info', 'listtable', 'listoverridetable', 'rsidtbl', 'generator', 'themedata', 'header', 'footer', 'xmlnstbl', 'latentstyles', 'datastore', 'fldinst']);
/** Those that stand for something to look at. */
const LOST = new Set(['pict', 'object', 'shp', 'shppict']);
const CHARACTERS: Readonly<Record<string, string>> = {
  par: '\n', line: '\n', sect: '\n', page: '\n', row: '\n', tab: '\t', cell: '\t', emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•',
  '~': '\u00A0', _: '\u2011', '-': '\u00AD', '{': '{', '}': '}', '\\': '\\', '\n': '\n', '\r': '\n',
};
/** Nested groups; more make no document. */
const DEEPEST = 500;
/** One token: a group's edge, a byte in hexadecimal, a control word with its number, a control symbol, or text. */
const TOKEN = /([{}])|\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z])|([^{}\\]+)/gy;

interface Group {
  readonly silent: boolean;
  /** Characters that stand behind a \u for readers that do not know it. */
  readonly fallback: number;
}

/** @param rtf one character a byte; never throws */
export function rtfText(rtf: string): RtfText {
  const decoder = decoderOf(rtf);
  const pieces: string[] = [];
  const outer: Group[] = [];
  let group: Group = { silent: false, fallback: 1 };
  let complete = true;
  let bytes = '';
  let skip = 0;
  /** Behind `{\*`: an unknown destination is nobody's text. */
  let starred = false;
  let closed = false;
  const flush = (): void => {
    if (bytes !== '') pieces.push(decoder.decode(toBytes(bytes)));
    bytes = '';
  };
  const add = (text: string): void => {
    flush();
    if (!group.silent) pieces.push(text);
  };
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = TOKEN.exec(rtf); match !== null; match = TOKEN.exec(rtf)) {
    end = TOKEN.lastIndex;
    const [, edge, hex, word, number, symbol, text] = match;
    if (edge === '{') {
      if (outer.length >= DEEPEST) return { text: '', complete: false };
      outer.push(group);
      skip = 0;
    } else if (edge === '}') {
      flush();
      const before = outer.pop();
      if (before === undefined) return { text: tidy(pieces), complete: false };
      group = before;
      skip = 0;
      closed = outer.length === 0;
      if (closed) break;
    } else if (hex !== undefined) {
      if (skip > 0) skip--;
      else if (!group.silent) bytes += String.fromCharCode(parseInt(hex, 16));
    } else if (symbol === '*') starred = true;
    else if (word !== undefined) {
      if (word === 'u' && number !== undefined) {
        add(String.fromCharCode(Number(number) & 0xffff));
        skip = group.fallback;
      } else if (word === 'uc' && number !== undefined) group = { ...group, fallback: Number(number) };
      else if (word === 'bin') {
        TOKEN.lastIndex += Math.max(0, Number(number ?? 0));
        complete = false;
      } else if (LOST.has(word)) {
        complete = false;
        group = { ...group, silent: true };
      } else if (starred || SILENT.has(word)) group = { ...group, silent: true };
      else if (CHARACTERS[word] !== undefined) add(CHARACTERS[word]);
      starred = false;
    } else if (symbol !== undefined) {
      if (skip > 0) skip--;
      else if (CHARACTERS[symbol] !== undefined) add(CHARACTERS[symbol]);
    } else if (text !== undefined) {
      const plain = text.replace(/[\r\n]+/g, '');
      const rest = plain.slice(Math.min(skip, plain.length));
      skip -= plain.length - rest.length;
      if (!group.silent) bytes += rest;
    }
  }
  flush();
  return { text: tidy(pieces), complete: complete && closed && rtf.slice(end).trim().replace(/\0/g, '') === '' };
}

function decoderOf(rtf: string): TextDecoder {
  const page = /\\ansicpg(\d{3,5})/.exec(rtf.slice(0, 2000))?.[1] ?? '1252';
  for (const label of [`windows-${page}`, page === '932' ? 'shift_jis' : page === '936' ? 'gbk' : page === '949' ? 'euc-kr' : page === '950' ? 'big5' : page === '65001' ? 'utf-8' : 'windows-1252']) {
    try {
      return new TextDecoder(label);
    } catch {
      // Not one that browsers know: the next.
    }
  }
  return new TextDecoder('windows-1252');
}

function tidy(pieces: readonly string[]): string {
  return pieces.join('').replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}
