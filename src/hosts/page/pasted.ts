import { toBinaryString } from '../../draft/bytes.ts';
import { parseAddressList } from '../../draft/addresses.ts';
import { parseDate } from '../../draft/date.ts';
import { EMPTY_LETTER, rawMessage, type Letter, type Mailbox } from './letter.ts';
import type { MsgProblem } from './msg.ts';
import { mayBeNames, readRecipientLine, type RecipientLine } from './recipient-lines.ts';
import { readTable } from './table.ts';

/** Text that somebody pasted: a whole message, a mail with some header lines in English or French, recipients and a text, or a text alone. */

export type PastedKind = 'message' | 'json' | 'labelled' | 'recipients' | 'plain';

export interface Pasted {
  readonly kind: PastedKind;
  /** `message` and those that become one: a binary string. `json`: the text. */
  readonly text: string;
  /** The header as it stood, up to where the text begins. */
  readonly head: string;
  /** Recipients that could not be told from the text. */
  readonly problems: readonly MsgProblem[];
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
  // What mail programs in German, Dutch, Spanish, Portuguese and Italian print.
  von: 'from', van: 'from', da: 'from', an: 'to', aan: 'to', para: 'to', cco: 'bcc', ccn: 'bcc',
  betreff: 'subject', onderwerp: 'subject', asunto: 'subject', assunto: 'subject', oggetto: 'subject',
  datum: 'date', gesendet: 'date', verzonden: 'date', fecha: 'date', enviado: 'date', data: 'date', inviato: 'date',
  importance: 'ignored', priority: 'ignored', priorite: 'ignored', attachments: 'ignored', 'pieces jointes': 'ignored',
};
/** What only a whole message has. */
const WHOLE = /^(?:mime-version|content-type|received|message-id|return-path|dkim-signature|delivered-to|x-mailer):/im;
/** Looked at to tell what a text is. */
const HEAD = 64 * 1024;
/** A header line of any name, and its continuations; in a copied table a tab stands for the colon. */
const FIELD = /^([^\s:][^:\n]{0,40}?)(?:[ \t\u00A0\u202F]*:[ \t\u00A0]*(.*)|\t([^\t]*))$/;

/** Addresses at the top of a text, from which on they are hardly somebody's words; and from which on others may see them. */
const [MANY, SEVERAL] = [4, 2];

export function readPasted(pasted: string): Pasted {
  const text = pasted.replace(/^\uFEFF/, '');
  if (/^\s*\{\s*(?:"|\}\s*$)/.test(text.slice(0, HEAD))) return { kind: 'json', text, head: '', problems: [] };
  if (isWholeMessage(text)) return { kind: 'message', text: toBinaryString(new TextEncoder().encode(text)), head: '', problems: [] };
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const bare = bareRecipients(lines);
  const labelled = labelledFields(lines.slice(bare.lines));
  const head = bare.lines + (labelled?.lines ?? 0);
  let start = head;
  while (start < lines.length && isBlank(lines[start]!)) start++;
  const letter: Letter = { ...EMPTY_LETTER, ...labelled?.letter, to: [...bare.mailboxes, ...(labelled?.letter.to ?? [])], text: lines.slice(start).join('\n') };
  const unread = hidesRecipients(lines.slice(start), head > 0 && start === head);
  return {
    kind: labelled !== null ? 'labelled' : bare.lines > 0 ? 'recipients' : 'plain',
    text: rawMessage(letter),
    head: lines.slice(0, start).map((line) => `${line}\n`).join(''),
    problems: unread ? [{ kind: 'unreadable', reason: 'not-a-message', detail: 'To' }] : [],
  };
}

/**
 * Whether recipients may stand at the top of what was taken for the text, where nobody would look at who they are.
 * @param broken the header or a list of recipients ended there without an empty line
 */
function hidesRecipients(text: readonly string[], broken: boolean): boolean {
  let inAll = 0;
  let inBlock = 0;
  let block = '';
  let rest = '';
  const severalNames = (): boolean => inAll >= SEVERAL && mayBeNames(rest, inAll);
  for (const [index, line] of text.entries()) {
    if (isBlank(line)) {
      if (inBlock === 0) return severalNames();
      inBlock = 0;
      rest += block;
      block = '';
      broken = false;
      continue;
    }
    const { addresses, rest: beside } = readRecipientLine(line);
    if (broken && ((index === 0 && addresses > 0) || labelOf(line) !== null)) return true;
    inBlock += addresses;
    inAll += addresses;
    if (inAll >= MANY) return true;
    block += `${beside}\n`;
  }
  if (inBlock > 0) rest += block;
  return severalNames();
}

function isBlank(line: string): boolean {
  return line.trim() === '';
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
  let lead = 0;
  while (lead < lines.length && isBlank(lines[lead]!)) lead++;
  let end = lead;
  while (end < lines.length && !isBlank(lines[end]!)) end++;
  const block = lines.slice(lead, end);
  const labels = block.map(labelOf);
  const lastLabel = labels.findLastIndex((label) => label !== null);
  let count = 0;
  for (; count < block.length; count++) {
    const line = block[count]!;
    const label = labels[count]!;
    if (label !== null) {
      const known = values.get(label.name);
      if (known === undefined) values.set(label.name, [label.value]);
      else known.push(label.value);
      last = label.name;
    } else if (last !== null && isContinuation(line, last, count < lastLabel)) values.get(last)!.push(line.trim());
    else break;
  }
  if (![...values.keys()].some((label) => label !== 'ignored' && label !== 'date')) return null;
  const addresses = (label: AddressLabel): Mailbox[] => parsed((values.get(label) ?? []).map((line) => readRecipientLine(line).text).join('\n '));
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

export function labelOf(line: string): { readonly name: Label; readonly value: string } | null {
  const [, name = '', stated, cell = ''] = FIELD.exec(line) ?? [];
  // Stars are those around a bold label.
  const value = (stated ?? cell).replace(name.startsWith('*') ? /^\*+\s*/ : '', '');
  const label = LABELS[name.replace(/^[*>\s]+|[*\s]+$/g, '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()];
  // A heading of a table, and no header: 'Date', 'Email'.
  if (label === undefined || (stated === undefined && !/[@\d]/.test(value) && label !== 'subject')) return null;
  // 'A: yes' and 'To: do' are somebody's words.
  if (label !== 'subject' && label !== 'date' && label !== 'ignored' && value.trim() !== '' && !value.includes('@') && !/^[\p{Lu}"]/u.test(value)) return null;
  return { name: label, value: value.trim() };
}

/** @param within whether another header line follows before an empty one */
function isContinuation(line: string, label: Label, within: boolean): boolean {
  if (/^[ \t]/.test(line)) return true;
  if (label === 'subject' || label === 'date' || label === 'ignored') return false;
  return (within && /[@;]/.test(line)) || readRecipientLine(line).isList;
}

function parsed(text: string): Mailbox[] {
  return parseAddressList(text, () => ({ at: 'raw', start: 0, end: 0 })).addresses.map(({ name, address }) => ({ name, address }));
}

/** Lines at the top that hold nothing but recipients, as mail programs copy them. */
function bareRecipients(lines: readonly string[]): { readonly mailboxes: readonly Mailbox[]; readonly lines: number } {
  const texts: string[] = [];
  const lead = Math.max(0, lines.findIndex((line) => !isBlank(line)));
  const blank = lines.findIndex((line, index) => index > lead && isBlank(line));
  const table = labelOf(lines[lead]!) === null ? readTable(lines.slice(lead, blank < 0 ? lines.length : blank)) : null;
  let end = table === null ? 0 : lead + table.lines;
  let at = end;
  while (at < lines.length) {
    const start = at;
    while (at < lines.length && isBlank(lines[at]!)) at++;
    // One empty line may stand between two lists; what follows more of them is the text.
    if (end > 0 && at - start > 1) break;
    const block: RecipientLine[] = [];
    while (at < lines.length && !isBlank(lines[at]!) && labelOf(lines[at]!) === null) block.push(readRecipientLine(lines[at++]!));
    const taken = recipientLines(block);
    if (taken === 0) break;
    for (const { text } of block.slice(0, taken)) texts.push(text);
    end = at - block.length + taken;
    if (taken < block.length) break;
  }
  return { mailboxes: [...table?.mailboxes ?? [], ...parsed(texts.join(';\n'))], lines: end };
}

/** How many lines at the top of a block are recipients: one in four may be none if others follow, so that nobody behind it is lost. */
function recipientLines(block: readonly RecipientLine[]): number {
  const first = block.findIndex(({ isList }) => !isList);
  if (first <= 0) return first === 0 ? 0 : block.length;
  const upTo = block.findLastIndex(({ isList }) => isList) + 1;
  const others = block.slice(0, upTo).filter(({ isList }) => !isList).length;
  return others <= upTo / 4 ? upTo : first;
}
