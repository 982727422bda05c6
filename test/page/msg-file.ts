import { burn } from '@kenjiuno/msgreader/lib/Burner.js';

/** Outlook items for the tests, property by property as [MS-OXMSG] has them. */

export interface MsgRecipient {
  readonly name: string;
  /** SMTP address; absent: an entry of the directory, known by its distinguished name alone. */
  readonly address?: string;
  readonly type: 'to' | 'cc' | 'bcc';
}

export interface MsgFile {
  readonly subject: string;
  readonly from?: { readonly name: string; readonly address: string };
  readonly recipients: readonly MsgRecipient[];
  readonly body?: string;
  readonly html?: string;
  /** Compressed, or as it is ([MS-OXRTFCP] knows both). */
  readonly rtf?: string;
  readonly headers?: string;
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly content: Uint8Array }[];
  /** Strings in the code page of this number in place of Unicode. */
  readonly codePage?: { readonly number: number; readonly encode: (text: string) => Uint8Array };
}

interface Storage {
  readonly streams: readonly (readonly [name: string, content: Uint8Array])[];
  readonly storages: readonly (readonly [name: string, storage: Storage])[];
}

const TYPES = { to: 1, cc: 2, bcc: 3 } as const;

/** The bytes of an .msg file. */
export function msgFile(file: MsgFile): Uint8Array {
  const entries: { name: string; type: number; length: number; binaryProvider?: () => Uint8Array; children?: number[] }[] = [];
  const add = (name: string, type: number, { streams, storages }: Storage): number => {
    const children: number[] = [];
    const index = entries.push({ name, type, length: 0, children }) - 1;
    for (const [own, content] of streams) children.push(entries.push({ name: own, type: 2, length: content.length, binaryProvider: () => content }) - 1);
    for (const [own, storage] of storages) children.push(add(own, 1, storage));
    return index;
  };
  add('Root Entry', 5, item(file));
  return burn(entries);
}

function item({ subject, from, recipients, body, html, rtf, headers, attachments = [], codePage }: MsgFile): Storage {
  const text = (tag: string, value: string | undefined): [string, Uint8Array][] => (value === undefined ? [] : [[`__substg1.0_${tag}${codePage === undefined ? '001F' : '001E'}`, codePage === undefined ? utf16(value) : codePage.encode(value)]]);
  return {
    streams: [
      ['__properties_version1.0', properties(32, codePage === undefined ? [] : [[0x3ffd0003, codePage.number]], [recipients.length, attachments.length])],
      ...text('001A', 'IPM.Note'), ...text('0037', subject), ...text('1000', body), ...text('007D', headers),
      ...text('0C1A', from?.name), ...text('0C1F', from?.address), ...text('5D01', from?.address),
      ...(html === undefined ? [] : [['__substg1.0_10130102', new TextEncoder().encode(html)] as [string, Uint8Array]]),
      ...(rtf === undefined ? [] : [['__substg1.0_10090102', uncompressedRtf(rtf)] as [string, Uint8Array]]),
    ],
    storages: [
      ...recipients.map(({ name, address, type }, index) => [`__recip_version1.0_#${hex(index)}`, {
        streams: [['__properties_version1.0', properties(8, [[0x0c150003, TYPES[type]]])], ...text('3001', name), ...text('3002', address === undefined ? 'EX' : 'SMTP'), ...text('3003', address ?? '/o=Example/ou=Exchange/cn=Recipients/cn=somebody')],
        storages: [],
      }] as [string, Storage]),
      ...attachments.map(({ name, type, content }, index) => [`__attach_version1.0_#${hex(index)}`, {
        streams: [['__properties_version1.0', properties(8, [])], ...text('3707', name), ...text('370E', type), ['__substg1.0_37010102', content]],
        storages: [],
      }] as [string, Storage]),
    ],
  };
}

function hex(number: number): string {
  return number.toString(16).toUpperCase().padStart(8, '0');
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at++) new DataView(bytes.buffer).setUint16(at * 2, text.charCodeAt(at), true);
  return bytes;
}

/** A property stream: a header of so many bytes (an item's has its counts, [MS-OXMSG] §2.4.1.1), then 16 bytes a property. */
function properties(header: number, values: readonly (readonly [tag: number, value: number])[], counts: readonly number[] = []): Uint8Array {
  const bytes = new Uint8Array(header + values.length * 16);
  const view = new DataView(bytes.buffer);
  counts.forEach((count, index) => {
    view.setUint32(8 + index * 4, count, true);
    view.setUint32(16 + index * 4, count, true);
  });
  values.forEach(([tag, value], index) => {
    view.setUint32(header + index * 16, tag, true);
    view.setUint32(header + index * 16 + 4, 6, true);
    view.setUint32(header + index * 16 + 8, value, true);
  });
  return bytes;
}

/** [MS-OXRTFCP] §2.1.3.1: 'MELA' says that what follows is not compressed. */
function uncompressedRtf(rtf: string): Uint8Array {
  const bytes = new Uint8Array(16 + rtf.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, rtf.length + 12, true);
  view.setUint32(4, rtf.length, true);
  view.setUint32(8, 0x414c454d, true);
  for (let at = 0; at < rtf.length; at++) bytes[16 + at] = rtf.charCodeAt(at);
  return bytes;
}
