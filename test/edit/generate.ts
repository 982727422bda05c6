import iconv from 'iconv-lite';

/** Random nested messages, written by means of their own: Buffer, iconv-lite, and what stands here. */

/** A small generator of numbers (mulberry32): a failing seed makes the same message again. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** [from, to], whole. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  of<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)]!;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }
}

const WORDS = ['bonjour', 'poste', 'candidature', 'merci', 'equipe', 'suite', 'reponse', 'a', 'le', 'dossier', 'x=y', 'From', '>>>', '--', 'https://www.example.org/une/adresse/assez/longue/pour/ne/pas/tenir', '1,5', '=20', '&', 'fin.'];
const ACCENTED = ['été', 'âgé', 'reçu', 'Noël', 'où', 'œuvre', 'l’équipe', '«', '»', '€', '–'];
const WIDE = ['日本', '🙂', 'привет', 'Łódź', 'ﬁn'];
const REPERTOIRE: Readonly<Record<string, readonly string[]>> = {
  'us-ascii': [], 'iso-8859-1': ['été', 'âgé', 'reçu', 'Noël', 'où'], 'iso-8859-15': ['été', 'œuvre', '€'], 'windows-1252': ACCENTED, 'utf-8': [...ACCENTED, ...WIDE], 'koi8-r': ['привет', 'день'],
};

let counter = 0;

/** A word; the number in it makes each stand but once. */
function word(random: Random, charset: string): string {
  const special = REPERTOIRE[charset]!;
  const base = special.length > 0 && random.chance(0.3) ? random.of(special) : random.of(WORDS);
  return random.chance(0.8) ? `${base}${String(counter++)}q` : base;
}

export function words(random: Random, charset: string, most: number): string {
  return Array.from({ length: random.int(1, most) }, () => word(random, charset)).join(random.chance(0.1) ? '  ' : ' ');
}

function plainLines(random: Random, charset: string): string[] {
  return Array.from({ length: random.int(1, 8) }, () => (random.chance(0.15) ? '' : words(random, charset, 14) + (random.chance(0.1) ? ' ' : '')));
}

/** RFC 3676, wrapped at any width. */
function flowedLines(random: Random, charset: string, delSp: boolean): string[] {
  const lines: string[] = [];
  for (let paragraph = random.int(1, 6); paragraph > 0; paragraph--) {
    const depth = random.chance(0.3) ? random.int(1, 3) : 0;
    const marks = depth > 0 ? `${'>'.repeat(depth)} ` : '';
    const text = words(random, charset, 40).replace(/ {2}/g, ' ').split(' ');
    let line = '';
    text.forEach((next, index) => {
      line += next;
      if (index === text.length - 1) lines.push(stuffed(marks, line));
      else if (line.length > random.int(20, 66)) {
        lines.push(stuffed(marks, `${line} ${delSp ? ' ' : ''}`));
        line = '';
      } else line += ' ';
    });
    if (random.chance(0.3)) lines.push('');
  }
  if (random.chance(0.3)) lines.push('-- ', 'Claire');
  return lines;
}

function stuffed(marks: string, line: string): string {
  return marks === '' && /^(?: |>|From )/.test(line) ? ` ${line}` : marks + line;
}

function htmlLines(random: Random, charset: string): string[] {
  const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const lines = ['<!DOCTYPE html>', '<html><head><style>p { color: red }</style></head><body class="a>b">'];
  for (let block = random.int(1, 6); block > 0; block--) {
    const runs = Array.from({ length: random.int(1, 5) }, () => {
      const text = escape(words(random, charset, 5)).replace(/é/g, (letter) => (random.chance(0.3) ? '&eacute;' : letter));
      const tag = random.of(['', '', 'b', 'i', 'span style="x: y"', 'a href="https://x.example/?a=1&amp;b=2"']);
      return tag === '' ? text : `<${tag}>${text}</${tag.split(' ')[0]!}>`;
    });
    const element = random.of(['p', 'div', 'li', 'td']);
    lines.push(`<${element}>${runs.join(random.chance(0.2) ? '' : ' ')}${random.chance(0.3) ? '<br>' : ''}${random.chance(0.1) ? '<!-- note -->' : ''}</${element}>`);
  }
  lines.push('</body></html>');
  return lines;
}

function quotedPrintable(random: Random, bytes: Buffer, eol: string): string {
  const text = bytes.toString('latin1');
  const most = random.of([76, 76, 60, 40]);
  return text.split(eol).map((content) => {
    const lines: string[] = [];
    let line = '';
    for (let i = 0; i < content.length; i++) {
      const code = content.charCodeAt(i);
      const blankAtEnd = (code === 32 || code === 9) && i === content.length - 1;
      const piece = code === 61 || code > 126 || (code < 32 && code !== 9) || blankAtEnd ? `=${code.toString(16).toUpperCase().padStart(2, '0')}` : content.charAt(i);
      if (line.length + piece.length > most - 1) {
        lines.push(`${line}=`);
        line = '';
      }
      line += piece;
    }
    lines.push(line + (random.chance(0.05) && line !== '' ? '  ' : ''));
    return lines.join(eol);
  }).join(eol);
}

function base64(random: Random, bytes: Buffer, eol: string): string {
  const width = random.of([76, 76, 60, 72]);
  return (bytes.toString('base64').match(new RegExp(`.{1,${String(width)}}`, 'g')) ?? []).join(eol);
}

function encode(text: string, charset: string): Buffer {
  return charset === 'us-ascii' ? Buffer.from(text, 'latin1') : iconv.encode(text, charset);
}

function leaf(random: Random, eol: string, type: string): string {
  const charset = random.of(Object.keys(REPERTOIRE));
  const flowed = type === 'text/plain' && random.chance(0.35);
  const delSp = flowed && random.chance(0.3);
  const lines = type === 'text/html' ? htmlLines(random, charset) : flowed ? flowedLines(random, charset, delSp) : plainLines(random, charset);
  const text = lines.join(eol) + (random.chance(0.5) ? eol : '');
  const bytes = encode(text, charset);
  const isAscii = !/[\x80-\xff]/.test(bytes.toString('latin1'));
  const encoding = random.of(isAscii ? ['7bit', '7bit', 'quoted-printable', 'base64', ''] : ['8bit', 'quoted-printable', 'quoted-printable', 'base64']);
  const body = encoding === 'quoted-printable' ? quotedPrintable(random, bytes, eol) : encoding === 'base64' ? base64(random, bytes, eol) : bytes.toString('latin1');
  const parameters = `; charset=${random.chance(0.5) ? charset : `"${charset.toUpperCase()}"`}${flowed ? '; format=flowed' : ''}${delSp ? '; delsp=yes' : ''}`;
  return `Content-Type: ${type}${parameters}${eol}${encoding === '' ? '' : `Content-Transfer-Encoding: ${encoding}${eol}`}${eol}${body}`;
}

function attachment(random: Random, eol: string): string {
  const bytes = Buffer.from(Array.from({ length: random.int(0, 200) }, () => random.int(0, 255)));
  return `Content-Type: application/octet-stream; name="a${String(counter++)}.bin"${eol}Content-Disposition: attachment; filename="a${String(counter)}.bin"${eol}Content-Transfer-Encoding: base64${eol}${eol}${base64(random, bytes, eol)}`;
}

function entity(random: Random, eol: string, depth: number): string {
  const kind = depth >= 4 ? 0 : random.int(0, 9);
  if (kind <= 3) return leaf(random, eol, random.of(['text/plain', 'text/plain', 'text/html']));
  if (kind === 4 && depth > 0) return attachment(random, eol);
  if (kind === 5 && depth > 0) return `Content-Type: message/rfc822${eol}${eol}${message(random, eol, depth + 2)}`;
  const boundary = `b${String(counter++)}=_${'x'.repeat(random.int(0, 30))}`;
  const subtype = random.of(['mixed', 'alternative', 'related']);
  const children = subtype === 'alternative'
    ? [leaf(random, eol, 'text/plain'), leaf(random, eol, 'text/html')]
    : Array.from({ length: random.int(1, 3) }, () => entity(random, eol, depth + 1));
  return `Content-Type: multipart/${subtype};${eol}\tboundary="${boundary}"${eol}${eol}${random.chance(0.3) ? `preamble${eol}` : ''}${children.map((child) => `--${boundary}${eol}${child}${eol}`).join('')}--${boundary}--${random.chance(0.5) ? eol : ''}`;
}

/** RFC 2047, cut anywhere between characters. */
export function encodedWord(random: Random, text: string, charset: string): string {
  const bytes = encode(text, charset);
  if (random.chance(0.5)) return `=?${charset}?B?${bytes.toString('base64')}?=`;
  return `=?${charset}?Q?${[...bytes].map((byte) => (byte === 32 ? '_' : /[A-Za-z0-9]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)).join('')}?=`;
}

export function subject(random: Random, eol: string): string {
  const pieces = Array.from({ length: random.int(1, 6) }, () => {
    const charset = random.of(['utf-8', 'utf-8', 'iso-8859-1', 'koi8-r']);
    return random.chance(0.5) ? words(random, 'us-ascii', 3).replace(/ {2}/g, ' ') : encodedWord(random, words(random, charset, 2), charset);
  });
  return pieces.reduce((line, piece) => `${line}${random.chance(0.4) ? `${eol} ` : ' '}${piece}`);
}

let persons = 0;

export function mailbox(random: Random, eol: string): string {
  const address = `p${String(persons++)}.${random.of(['x', 'y.z', 'k+l'])}@${random.of(['mail.example', 'gmial.example', 'sub.firma.example'])}`;
  switch (random.int(0, 6)) {
    case 0: case 1: return address;
    case 2: return `<${address}>`;
    case 3: return `"Martel, ${random.of(['Anne', 'Jo \\"X\\"'])}" <${address}>`;
    case 4: return `${encodedWord(random, random.of(['Zoé', 'Noël Été']), 'utf-8')}${random.chance(0.3) ? `${eol} ` : ' '}<${address}>`;
    case 5: return `${address} (Anne Martel)`;
    default: return `Anne Martel <${address}>`;
  }
}

export function addressList(random: Random, eol: string): string {
  const separator = (): string => (random.chance(0.3) ? `,${eol} ` : random.chance(0.1) ? ',' : ', ');
  const several = (most: number): string => {
    let list = mailbox(random, eol);
    for (let more = random.int(0, most); more > 0; more--) list += separator() + mailbox(random, eol);
    return list;
  };
  let list = several(6);
  if (random.chance(0.25)) list = random.chance(0.5) ? `${list}, Team: ${several(3)};` : `"The Team": ${several(3)};, ${list}`;
  return list;
}

export function message(random: Random, eol: string, depth = 0): string {
  const fields = [
    `From: Claire <claire@firma.example>${eol}`,
    `To: ${addressList(random, eol)}${eol}`,
    ...(random.chance(0.5) ? [`Cc: ${addressList(random, eol)}${eol}`] : []),
    ...(random.chance(0.3) ? [`Bcc:${eol} ${addressList(random, eol)}${eol}`] : []),
    ...(random.chance(0.1) ? [`to:${addressList(random, eol)}${eol}`] : []),
    `Subject: ${subject(random, eol)}${eol}`,
    `Date: Mon, 4 May 2026 10:00:00 +0200${eol}`,
    `Message-ID: <m${String(counter++)}@firma.example>${eol}`,
    ...(random.chance(0.3) ? [`X-Note: ${words(random, 'us-ascii', 5)}${eol}\t${words(random, 'us-ascii', 5)}${eol}`] : []),
    `MIME-Version: 1.0${eol}`,
  ];
  for (let i = fields.length - 1; i > 0; i--) {
    const j = random.int(0, i);
    [fields[i], fields[j]] = [fields[j]!, fields[i]!];
  }
  return fields.join('') + entity(random, eol, depth);
}

/** A whole message, as a binary string. */
export function randomMessage(seed: number): { raw: string; random: Random } {
  counter = 0;
  persons = 0;
  const random = new Random(seed);
  return { raw: message(random, random.chance(0.6) ? '\r\n' : '\n'), random };
}

/** Text that somebody might write instead. */
export function replacement(random: Random): string {
  if (random.chance(0.3)) return '';
  const charset = random.of(['us-ascii', 'us-ascii', 'us-ascii', 'iso-8859-1', 'utf-8']);
  return Array.from({ length: random.int(1, random.chance(0.2) ? 30 : 5) }, () => random.of([...REPERTOIRE[charset]!, 'neu', 'W', 'lettre', '<b>', '&amp;', 'x=3D'])).join(' ');
}
