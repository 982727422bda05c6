import { toBinaryString } from '../../draft/bytes.ts';
import { parseAddressList } from '../../draft/addresses.ts';
import { parseDate } from '../../draft/date.ts';
import { EMPTY_LETTER, rawMessage, type Letter, type Mailbox } from './letter.ts';

/** Text that somebody pasted: a whole message, a mail with some header lines in English or French, recipients and a text, or a text alone. */

export type PastedKind = 'message' | 'json' | 'labelled' | 'recipients' | 'plain';

export interface Pasted {
  readonly kind: PastedKind;
  /** `message` and those that become one: a binary string. `json`: the text. */
  readonly text: string;
}

type Label = 'from' | 'replyTo' | 'to' | 'cc' | 'bcc' | 'subject' | 'date' | 'ignored';
type AddressLabel = Extract<Label, 'from' | 'replyTo' | 'to' | 'cc' | 'bcc'>;

/** As mail programs print them, without accents and in lower case. */
const LABELS: Readonly<Record<string, Label>> = {
  from: 'from', de: 'from', expediteur: 'from', sender: 'from',
  'reply-to': 'replyTo', 'repondre a': 'replyTo',
  to: 'to', a: 'to', pour: 'to', destinataire: 'to', destinataires: 'to', recipients: 'to',
  cc: 'cc', copie: 'cc', 'copie a': 'cc',
  bcc: 'bcc', cci: 'bcc', 'copie cachee': 'bcc', 'copie cachee a': 'bcc',
  subject: 'subject', objet: 'subject', sujet: 'subject',
  date: 'date', sent: 'date', envoye: 'date', 'envoye le': 'date',
  importance: 'ignored', priority: 'ignored', priorite: 'ignored', attachments: 'ignored', 'pieces jointes': 'ignored',
};
/** What only a whole message has. */
const WHOLE = /^(?:mime-version|content-type|received|message-id|return-path|dkim-signature|delivered-to|x-mailer):/im;
/** Looked at to tell what a text is. */
const HEAD = 64 * 1024;
/** A header line of any name, and its continuations. */
const FIELD = /^([^\s:][^:\n]{0,40}?)[ \t\u00A0\u202F]*:[ \t\u00A0]*(.*)$/;

export function readPasted(pasted: string): Pasted {
  const text = pasted.replace(/^\uFEFF/, '');
  if (/^\s*\{\s*(?:"|\}\s*$)/.test(text.slice(0, HEAD))) return { kind: 'json', text };
  if (isWholeMessage(text)) return { kind: 'message', text: toBinaryString(new TextEncoder().encode(text)) };
  const lines = text.split(/\r\n|\r|\n/);
  const bare = bareRecipients(lines);
  const labelled = labelledFields(lines.slice(bare.lines));
  const body = lines.slice(bare.lines + (labelled?.lines ?? 0));
  while (body.length > 0 && body[0]!.trim() === '') body.shift();
  const letter: Letter = { ...EMPTY_LETTER, ...labelled?.letter, to: [...bare.mailboxes, ...(labelled?.letter.to ?? [])], text: body.join('\n') };
  return { kind: labelled !== null ? 'labelled' : bare.lines > 0 ? 'recipients' : 'plain', text: rawMessage(letter) };
}

/** A header that begins at once and says more than a mail program shows. */
function isWholeMessage(text: string): boolean {
  const end = text.search(/\r?\n[ \t]*\r?\n/);
  const head = text.slice(0, Math.min(end < 0 ? HEAD : end, 16 * HEAD));
  return /^(?:From [^\n]*\n)?[!-9;-~]+[ \t]*:/.test(head) && WHOLE.test(head);
}

/** Lines at the top, each an entry of labels; null: the text does not begin with one. */
function labelledFields(lines: readonly string[]): { readonly letter: Partial<Letter>; readonly lines: number } | null {
  const values = new Map<Label, string[]>();
  let last: Label | null = null;
  let count = 0;
  let lead = 0;
  while (lead < lines.length && lines[lead]!.trim() === '') lead++;
  for (const line of lines.slice(lead)) {
    const label = labelOf(line);
    if (label !== null) {
      values.set(label.name, [...(values.get(label.name) ?? []), label.value]);
      last = label.name;
    } else if (last !== null && isContinuation(line, last)) values.get(last)!.push(line.trim());
    else break;
    count++;
  }
  if (![...values.keys()].some((label) => label !== 'ignored' && label !== 'date')) return null;
  const addresses = (label: AddressLabel): Mailbox[] => parsed((values.get(label) ?? []).join('\n '));
  const date = (values.get('date') ?? []).find((value) => parseDate(value) !== null);
  const subject = values.get('subject');
  return {
    lines: lead + count,
    letter: {
      from: addresses('from'), replyTo: addresses('replyTo'), to: addresses('to'), cc: addresses('cc'), bcc: addresses('bcc'),
      subject: subject === undefined ? null : subject.join(' '),
      fields: date === undefined ? [] : [['Date', date]],
    },
  };
}

function labelOf(line: string): { readonly name: Label; readonly value: string } | null {
  const [, name = '', value = ''] = FIELD.exec(line) ?? [];
  const label = LABELS[name.replace(/^[*>\s]+|[*\s]+$/g, '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()];
  if (label === undefined) return null;
  // 'A: yes' and 'To: do' are somebody's words.
  if (label !== 'subject' && label !== 'date' && label !== 'ignored' && value.trim() !== '' && !value.includes('@') && !/^[\p{Lu}"]/u.test(value)) return null;
  return { name: label, value: value.trim() };
}

function isContinuation(line: string, label: Label): boolean {
  if (line.trim() === '') return false;
  if (/^[ \t]/.test(line)) return true;
  return label !== 'subject' && label !== 'date' && isRecipients(line);
}

function parsed(text: string): Mailbox[] {
  return parseAddressList(text, () => ({ at: 'raw', start: 0, end: 0 })).addresses.map(({ name, address }) => ({ name, address }));
}

/** Lines at the top that hold nothing but recipients, as mail programs copy them. */
function bareRecipients(lines: readonly string[]): { readonly mailboxes: readonly Mailbox[]; readonly lines: number } {
  let count = 0;
  let last = 0;
  for (; count < lines.length; count++) {
    const line = lines[count]!;
    if (line.trim() === '') {
      // A line between two lists; what follows the last is the text.
      if (last > 0 && count > last) break;
      continue;
    }
    if (!isRecipients(line)) break;
    last = count + 1;
  }
  return { mailboxes: last === 0 ? [] : parsed(lines.slice(0, last).join(';\n')), lines: last };
}

const BRACKETED = /<[^<>@\s]{1,64}@[^<>@\s]{1,255}>/g;
const ADDRESS = /[^<>@\s;,:"()]{1,64}@[^<>@\s;,:"()]{1,255}/g;
const [NAMED, ALONE] = ['\u0001', '\u0002'];
const ENTRY = new RegExp(`^\\s*(?:[\\p{L}\\p{M}\\p{N}'’.()&/ \\t-]{0,80}${NAMED}|${ALONE}|[\\p{L}\\p{M}'’. -]{1,40})?\\s*$`, 'u');

/** Whether a line is a list of recipients and nothing else: 'Write to me at x@y.example' is not. */
function isRecipients(line: string): boolean {
  if (!line.includes('@')) return false;
  const marked = line.replace(/"[^"]{0,100}"/g, 'x').replace(BRACKETED, NAMED).replace(ADDRESS, ALONE);
  const entries = marked.split(/[;,\t]|(?<=[\u0001\u0002]) /);
  const named = entries.filter((entry) => /[\u0001\u0002]/.test(entry)).length;
  return named > 0 && entries.every((entry) => ENTRY.test(entry)) && entries.filter((entry) => entry.trim() !== '').length <= 2 * named;
}
