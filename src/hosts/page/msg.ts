import { decompressRTF } from '@kenjiuno/decompressrtf';
import msgreader, { type FieldsData } from '@kenjiuno/msgreader';
import { toBinaryString, toBytes } from '../../draft/bytes.ts';
import { readHeader, fieldValue } from '../../draft/fields.ts';
import { LIMITS } from '../../draft/limits.ts';
import type { Problem } from '../../draft/types.ts';
import { decode } from './charsets.ts';
import { structureOf } from './compound-file.ts';
import { EMPTY_LETTER, rawMessage, type Letter, type LetterAttachment, type Mailbox } from './letter.ts';
import { rtfText } from './rtf.ts';

/** An Outlook item (.msg, [MS-OXMSG]) as a letter. */

/** Why something of it was not read; `detail` is a MIME type or a kind of place, never a value. */
export type MsgProblem = Pick<Problem, 'kind' | 'reason' | 'detail'>;

export interface MsgLetter {
  readonly letter: Letter;
  readonly problems: readonly MsgProblem[];
}

/** A CommonJS module, whose default export some loaders unwrap and some do not. */
const MsgReader = (msgreader as Partial<typeof msgreader>).default ?? (msgreader as unknown as typeof msgreader.default);
type Item = InstanceType<typeof MsgReader>;

/** First bytes of a compound file ([MS-CFB]). */
const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Of every item, and of nothing else ([MS-OXMSG] §2.4). */
const PROPERTIES = '__properties_version1.0';
/** Property tags of text that is shown or judged: subject, headers, text, a recipient's name and addresses. */
const TEXTS: ReadonlySet<number> = new Set([0x0037, 0x007d, 0x1000, 0x3001, 0x3003, 0x39fe]);
/** Items within items. */
const DEEPEST = 8;
/** Bytes of rich text when decompressed; what announces more is not opened. */
const LARGEST_RTF = 16 * 1024 * 1024;
/** Fields of a mail that was sent or received, kept for those who look at threads. */
const KEPT = ['date', 'message-id', 'in-reply-to', 'references', 'auto-submitted', 'list-id', 'list-post', 'list-unsubscribe', 'precedence'];

export function isCompoundFile(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/** Never throws: what is no item, or broken, is a letter with that problem. */
export function readMsg(bytes: Uint8Array, depth = 0): MsgLetter {
  const problems: MsgProblem[] = [];
  try {
    const reader = open(bytes);
    if (reader === null) return { letter: EMPTY_LETTER, problems: [{ kind: 'unreadable', reason: 'not-a-message' }] };
    const { fields, item } = reader;
    if (!reader.whole) problems.push({ kind: 'unreadable', reason: 'truncated', detail: 'application/vnd.ms-outlook' });
    const headers = headerFields(fields.headers ?? '');
    const { text, html } = bodies(fields, problems);
    const letter: Letter = {
      from: senderOf(fields),
      replyTo: [],
      to: recipients(fields, 'to'),
      cc: recipients(fields, 'cc'),
      bcc: recipients(fields, 'bcc'),
      subject: fields.subject ?? '',
      fields: otherFields(fields, headers),
      text,
      html,
      attachments: attachments(item, fields, depth, problems),
    };
    if (/^IPM\.Note\.(?:SMIME|rpmsg)/i.test(fields.messageClass ?? '')) problems.push({ kind: 'encrypted', reason: 's-mime' });
    return { letter, problems };
  } catch {
    return { letter: EMPTY_LETTER, problems: [{ kind: 'unreadable', reason: 'truncated', detail: 'application/vnd.ms-outlook' }] };
  }
}

/** The file below an item, which the reader of items shows to nobody: only there stand the counts of its header. */
interface Compound {
  rootFolder(): { readFile(name: string): Uint8Array | null } | null;
}

interface Opened {
  readonly fields: FieldsData;
  readonly item: Item;
  /** Nothing of it is missing, as far as it says itself what it holds. */
  readonly whole: boolean;
}

/** The item; strings that are not Unicode are read in the code page that it names. Null: this is none. @throws where it is too broken to be opened */
function open(bytes: Uint8Array): Opened | null {
  const structure = structureOf(bytes);
  if (structure === 'endless') throw new RangeError('endless');
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const read = (page: number): Opened | null => {
    let whole = structure === 'whole';
    const item = new MsgReader(buffer);
    const propertyObserver = (_fields: FieldsData, tag: number, content: Uint8Array | null): void => { whole &&= content === null || !hasGap(tag, content); };
    item.parserConfig = { ansiEncoding: String(page), propertyObserver };
    const fields = item.getFileData();
    if (fields.error !== undefined && fields.error !== null) return null;
    const properties = (item as unknown as { readonly reader: Compound }).reader.rootFolder()?.readFile(PROPERTIES) ?? null;
    return properties === null ? null : { item, fields, whole: whole && holdsAll(fields, properties) };
  };
  const first = read(1252);
  const page = first?.fields.messageCodepage;
  return first === null || page === undefined || page === 1252 || page === 1200 ? first : read(page);
}

/** Whether there are as many recipients and attachments as its header says, and something is known of each recipient. */
function holdsAll({ recipients: people = [], attachments: files = [] }: FieldsData, properties: Uint8Array): boolean {
  if (properties.length < 24) return false;
  const header = new DataView(properties.buffer, properties.byteOffset, properties.byteLength);
  return people.length >= header.getUint32(16, true) && files.length >= header.getUint32(20, true)
    && people.every(({ name = '', email = '', smtpAddress = '' }) => name + email + smtpAddress !== '');
}

/** A NUL before the end of a text: what is behind it would be taken for nothing. */
function hasGap(tag: number, content: Uint8Array): boolean {
  const type = tag & 0xffff;
  if (!TEXTS.has(tag >>> 16) || (type !== 0x1e && type !== 0x1f)) return false;
  const unit = type === 0x1f ? 2 : 1;
  for (let at = 0; at + unit < content.length - unit; at += unit) if (content[at] === 0 && content[at + unit - 1] === 0) return true;
  return false;
}

function senderOf({ senderName = '', senderSmtpAddress, sentRepresentingSmtpAddress, creatorSMTPAddress, senderEmail }: FieldsData): Mailbox[] {
  const address = [senderSmtpAddress, sentRepresentingSmtpAddress, senderEmail, creatorSMTPAddress].find((one) => one?.includes('@')) ?? '';
  return address === '' ? [] : [{ name: senderName === address ? '' : senderName, address }];
}

/** An entry of the company's directory without an address keeps its name: that one is not told apart is said, not guessed. */
function recipients({ recipients: all = [] }: FieldsData, type: 'to' | 'cc' | 'bcc'): Mailbox[] {
  return all.filter(({ recipType }) => (recipType ?? 'to') === type).map(({ name = '', email = '', smtpAddress = '' }) => {
    const address = [smtpAddress, email].find((one) => one.includes('@'));
    if (address === undefined) return { name: '', address: name.includes('@') ? name : name === '' ? email : name };
    return { name: name === address || name === `'${address}'` ? '' : name.replace(/^'(.*)'$/, '$1'), address };
  });
}

function headerFields(headers: string): ReadonlyMap<string, string> {
  const raw = toBinaryString(new TextEncoder().encode(headers));
  const block = readHeader(raw, 0, raw.length, LIMITS.fields, () => false);
  return new Map(block.fields.map(({ name, valueStart, valueEnd }) => [name, fieldValue(raw, valueStart, valueEnd)] as const).reverse());
}

function otherFields({ messageId, clientSubmitTime, messageDeliveryTime }: FieldsData, headers: ReadonlyMap<string, string>): (readonly [string, string])[] {
  const kept = KEPT.flatMap((name) => {
    const value = headers.get(name);
    return value === undefined ? [] : [[name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase()), value] as const];
  });
  const has = (name: string): boolean => kept.some(([one]) => one === name);
  const sent = clientSubmitTime ?? messageDeliveryTime;
  return [
    ...kept,
    ...(!has('Message-Id') && messageId ? [['Message-Id', messageId] as const] : []),
    ...(!has('Date') && sent ? [['Date', sent.replace(/GMT$/, '+0000')] as const] : []),
  ];
}

function bodies({ body, bodyHtml, html, compressedRtf, internetCodepage }: FieldsData, problems: MsgProblem[]): Pick<Letter, 'text' | 'html'> {
  const markup = bodyHtml ?? (html === undefined ? null : decode(html, String(internetCodepage ?? 65001)).replace(/\0+$/, ''));
  const plain = body === undefined || body.trim() === '' ? null : body;
  if (plain !== null || markup !== null || compressedRtf === undefined) return { text: plain ?? (markup === null ? '' : null), html: markup };
  const rtf = decompressed(compressedRtf);
  const { text, complete } = rtf === null ? { text: '', complete: false } : rtfText(rtf);
  if (!complete) problems.push({ kind: 'unreadable', reason: 'encoding', detail: 'application/rtf' });
  return { text, html: null };
}

/** [MS-OXRTFCP]: its header says how long it becomes. */
function decompressed(compressed: Uint8Array): string | null {
  const size = new DataView(compressed.buffer, compressed.byteOffset, compressed.byteLength);
  if (compressed.length < 16 || size.getUint32(4, true) > LARGEST_RTF) return null;
  const bytes = decompressRTF(compressed as unknown as number[]);
  return toBinaryString(Uint8Array.from(bytes));
}

function attachments(item: Item, { attachments: all = [] }: FieldsData, depth: number, problems: MsgProblem[]): LetterAttachment[] {
  return all.flatMap((attachment): LetterAttachment[] => {
    const { fileName, fileNameShort, name, attachMimeTag, pidContentId, innerMsgContent } = attachment;
    const filename = fileName ?? fileNameShort ?? name ?? '';
    try {
      const { content } = item.getAttachment(attachment);
      if (innerMsgContent !== true) return [{ filename, type: attachMimeTag ?? typeOf(filename), content, cid: pidContentId }];
      if (depth >= DEEPEST) throw new RangeError('too deep');
      const inner = readMsg(content, depth + 1);
      problems.push(...inner.problems);
      return [{ filename: `${filename}.eml`, type: 'message/rfc822', content: toBytes(rawMessage(inner.letter)) }];
    } catch {
      problems.push({ kind: 'unreadable', reason: 'truncated', detail: 'application/octet-stream' });
      return [];
    }
  });
}

/** What a reader of mail would open as text, by its ending. */
function typeOf(filename: string): string {
  const types: Readonly<Record<string, string>> = { txt: 'text/plain', csv: 'text/csv', vcf: 'text/vcard', ics: 'text/calendar', htm: 'text/html', html: 'text/html', pdf: 'application/pdf', eml: 'message/rfc822', p7m: 'application/pkcs7-mime' };
  return types[/\.([a-z0-9]{1,5})$/i.exec(filename)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}
