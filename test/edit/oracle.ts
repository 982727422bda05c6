import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';

/** What mailparser, which shares no code with this project, sees in a message. */
export interface Seen {
  readonly text: string;
  readonly html: string;
  /** Raw field lines by name, in order. */
  readonly fields: readonly string[];
  readonly subject: string;
  readonly recipients: Readonly<Record<'to' | 'cc' | 'bcc', readonly string[]>>;
  readonly attachments: readonly string[];
}

/** Null if mailparser cannot read it. */
export async function see(raw: string): Promise<Seen | null> {
  let mail: ParsedMail;
  try {
    mail = await simpleParser(Buffer.from(raw, 'latin1'), { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true });
  } catch {
    return null;
  }
  return {
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : '',
    fields: mail.headerLines.map(({ line }) => line),
    subject: mail.subject ?? '',
    recipients: { to: addresses(mail.to), cc: addresses(mail.cc), bcc: addresses(mail.bcc) },
    attachments: mail.attachments.map(({ content, contentType, filename }) => `${contentType} ${filename ?? ''} ${createHash('sha256').update(content).digest('hex')}`),
  };
}

function addresses(field: ParsedMail['to']): string[] {
  return (field === undefined ? [] : Array.isArray(field) ? field : [field])
    .flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]))
    .map(({ address }) => (address ?? '').toLowerCase())
    .filter((address) => address !== '');
}

/**
 * `whole` with `text` in the place of [start, end) of `part`, which stands in it somewhere; null if it stands there more than once, so that
 * nobody can say where. Both are compared as `alike` has them.
 */
export function expected(whole: string, part: string, start: number, end: number, text: string): string | null {
  for (const reach of [40, 200, part.length]) {
    const left = part.slice(Math.max(0, start - reach), start);
    const right = part.slice(end, end + reach);
    const found = whole.indexOf(left + part.slice(start, end) + right);
    if (found < 0) return null;
    if (whole.indexOf(left + part.slice(start, end) + right, found + 1) >= 0) continue;
    return whole.slice(0, found) + left + text + right + whole.slice(found + left.length + end - start + right.length);
  }
  return null;
}

/** Without what readers differ in where parts and lines meet: white space. */
export function alike(text: string): string {
  return text.replace(/[ \t\r\n]+/g, '');
}
