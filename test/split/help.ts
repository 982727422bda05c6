import { createHash } from 'node:crypto';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { fileURLToPath } from 'node:url';
import { readPack } from '../../src/build/pack.ts';
import { readJsonText } from '../../src/draft/json.ts';
import { readMessage } from '../../src/draft/message.ts';
import { addressData } from '../../src/draft/organisations.ts';
import { splitMessage } from '../../src/edit/split.ts';
import { firstNames } from '../../src/edit/split-names.ts';
import type { NotSplit, Split, SplitOptions } from '../../src/edit/split-types.ts';

export const PACK = readPack(fileURLToPath(new URL('../..', import.meta.url)));
const NAMES = { addresses: addressData(PACK.lexicons), firstNames: firstNames(PACK.lexicons) };

/** A raw message as one unit a byte, with CRLF. */
export function raw(...lines: readonly string[]): string {
  return Buffer.from(`${lines.join('\r\n')}\r\n`).toString('latin1');
}

export function splitRaw(text: string, options: SplitOptions = {}): Split | NotSplit {
  return splitMessage({ kind: 'message', text }, readMessage(text), { ...NAMES, ...options });
}

export function splitJson(draft: unknown, options: SplitOptions = {}): Split | NotSplit {
  const text = typeof draft === 'string' ? draft : JSON.stringify(draft);
  return splitMessage({ kind: 'json', text }, readJsonText(text), { ...NAMES, ...options });
}

/** The mails' texts. @throws where nothing was split */
export function texts(result: Split | NotSplit): string[] {
  if (result.refused !== null) throw new Error(`refused: ${JSON.stringify(result.refused)}`);
  return [...result.mails].map(({ text }) => text.join(''));
}

/** The mails as mailparser reads them, which knows nothing of this program. */
export function parsed(mails: readonly string[]): Promise<ParsedMail[]> {
  return Promise.all(mails.map((text) => simpleParser(Buffer.from(text, 'latin1'), { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true })));
}

/** Addresses of one field, lower case. */
export function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  const objects = field === undefined ? [] : Array.isArray(field) ? field : [field];
  return objects.flatMap(({ value }) => value).flatMap((one) => (one.group ?? [one]).map(({ address }) => (address ?? '').toLowerCase()));
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Everything of a mail that anybody could read, however it is encoded; lower case. */
export function readable(text: string, mail: ParsedMail): string {
  return [
    text, Buffer.from(text, 'latin1').toString('utf8'), ...mail.headerLines.map(({ line }) => line), mail.subject ?? '', mail.text ?? '', mail.html || '',
    JSON.stringify([...mail.headers.values()]), ...mail.attachments.flatMap(({ content, filename }) => [content.toString('latin1'), content.toString('utf8'), filename ?? '']),
  ].join('\n').toLowerCase();
}
