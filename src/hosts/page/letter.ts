import { isAscii, toBinaryString } from '../../draft/bytes.ts';
import type { Address } from '../../draft/types.ts';
import { DEFAULT_STYLE, encodedWords } from '../../edit/encoded-words.ts';
import { foldedLine } from '../../edit/folding.ts';
import { mailboxText } from '../../edit/mailbox.ts';

/** What came without being a raw message, pasted or from Outlook, becomes one: then all that reads, marks, mends and splits one serves here too. */

export type Mailbox = Pick<Address, 'name' | 'address'>;

export interface LetterAttachment {
  /** '' if none. */
  readonly filename: string;
  readonly type: string;
  /** A raw message for message/rfc822. */
  readonly content: Uint8Array;
  readonly cid?: string | undefined;
}

export interface Letter {
  readonly from: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly subject: string | null;
  /** Further fields, name and value; what is not ASCII or holds a control character is left out. */
  readonly fields: readonly (readonly [string, string])[];
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly LetterAttachment[];
}

export const EMPTY_LETTER: Letter = { from: [], replyTo: [], to: [], cc: [], bcc: [], subject: null, fields: [], text: null, html: null, attachments: [] };

const CRLF = '\r\n';
/** Longest line of a header (RFC 5322 §2.1.1), and of a body that is written as it is (998 there, with room for another's count). */
const LONGEST = 78;
const LONGEST_TEXT = 900;

/** The letter as a raw message: a binary string with CRLF. `X-Unsent` has mail programs open it as a draft. */
export function rawMessage(letter: Letter): string {
  const { from, replyTo, to, cc, bcc, subject, fields } = letter;
  const lists = [['From', from], ['Reply-To', replyTo], ['To', to], ['Cc', cc], ['Bcc', bcc]] as const;
  const header = [
    ...lists.filter(([, mailboxes]) => mailboxes.length > 0).map(([name, mailboxes]) => `${name}: ${mailboxes.map(written).join(`,${CRLF} `)}`),
    ...(subject === null ? [] : [subjectField(subject)]),
    ...fields.filter(([, value]) => /^[\x20-\x7e]+$/.test(value)).map(([name, value]) => foldedLine(`${name}: ${value}`, LONGEST, CRLF)),
    'X-Unsent: 1',
    'MIME-Version: 1.0',
  ];
  const { head, body } = contentOf(letter);
  return [...header, ...head, '', body].join(CRLF);
}

function written({ name, address }: Mailbox): string {
  const clean = (text: string): string => text.replace(/[\0-\x1f\x7f]+/g, ' ').trim();
  // Bare words would be half a name of whoever follows ('Dupont, Jean <…>').
  if (name === '' && /^[^@<>"\\]+$/.test(address)) return `<${utf8(clean(address))}>`;
  try {
    return mailboxText({ name: clean(name), address: clean(address) }, CRLF);
  } catch {
    // Half a surrogate pair in a name: the address is what counts.
    return mailboxText({ name: '', address: clean(address).replace(/[\ud800-\udfff]/g, '\ufffd') }, CRLF);
  }
}

function subjectField(subject: string): string {
  const value = subject.replace(/[\0-\x1f\x7f]+/g, ' ').trim();
  if (isAscii(value) && !value.includes('=?')) return foldedLine(`Subject: ${value}`, LONGEST, CRLF);
  const words = encodedWords(value.replace(/\p{Cs}/gu, '\ufffd'), DEFAULT_STYLE, LONGEST - 'Subject: '.length, CRLF);
  return `Subject: ${words ?? ''}`;
}

/** A MIME entity: its own fields and its body. */
interface Entity {
  readonly head: readonly string[];
  readonly body: string;
}

function contentOf({ text, html, attachments }: Letter): Entity {
  const texts = [...(text === null ? [] : [textEntity('plain', text)]), ...(html === null ? [] : [textEntity('html', html)])];
  const [only = textEntity('plain', '')] = texts;
  const read = texts.length > 1 ? multipart('alternative', texts) : only;
  return attachments.length === 0 ? read : multipart('mixed', [read, ...attachments.map(attachmentEntity)]);
}

function utf8(text: string): string {
  return isAscii(text) ? text : toBinaryString(new TextEncoder().encode(text));
}

function textEntity(kind: 'plain' | 'html', content: string): Entity {
  const lines = content.replace(/\r\n?|\n/g, CRLF);
  // A line too long for transport, or a NUL, has to be packed.
  const packed = /\0/.test(lines) || new RegExp(`[^\\n]{${LONGEST_TEXT}}`).test(lines);
  const bytes = utf8(lines);
  return {
    head: [`Content-Type: text/${kind}; charset=utf-8`, `Content-Transfer-Encoding: ${packed ? 'base64' : '8bit'}`],
    body: packed ? base64(bytes) : bytes,
  };
}

function attachmentEntity({ filename, type, content, cid }: LetterAttachment): Entity {
  const message = type === 'message/rfc822';
  const binary = toBinaryString(content);
  return {
    head: [
      `Content-Type: ${/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream'}`,
      `Content-Disposition: ${cid === undefined ? 'attachment' : 'inline'}${filenameParameter(filename)}`,
      ...(cid !== undefined && /^[\x21-\x7e]+$/.test(cid) ? [`Content-ID: <${cid}>`] : []),
      `Content-Transfer-Encoding: ${message ? '8bit' : 'base64'}`,
    ],
    body: message ? binary : base64(binary),
  };
}

/** RFC 2231 where the name is not ASCII. */
function filenameParameter(filename: string): string {
  const clean = filename.replace(/[\0-\x1f\x7f]+/g, ' ').replace(/\p{Cs}/gu, '\ufffd');
  if (clean === '') return '';
  if (isAscii(clean)) return `;${CRLF} filename="${clean.replace(/["\\]/g, '\\$&')}"`;
  return `;${CRLF} filename*=UTF-8''${encodeURIComponent(clean).replace(/['()*!]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}

function multipart(kind: 'alternative' | 'mixed', entities: readonly Entity[]): Entity {
  let boundary = `=_undisclosed_${kind}`;
  while (entities.some(({ body }) => body.includes(boundary))) boundary += '_';
  const parts = entities.map(({ head, body }) => [`--${boundary}`, ...head, '', body].join(CRLF));
  return { head: [`Content-Type: multipart/${kind}; boundary="${boundary}"`], body: [...parts, `--${boundary}--`, ''].join(CRLF) };
}

function base64(binary: string): string {
  // In pieces of whole lines: a regular expression over all of a large attachment would need as much again.
  const lines: string[] = [];
  for (let at = 0; at < binary.length; at += 57) lines.push(btoa(binary.slice(at, at + 57)));
  return lines.join(CRLF);
}
