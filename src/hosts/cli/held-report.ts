import { escapeControls, safeJson } from '../../report/escape.ts';
import { maskAddress } from '../../report/mask.ts';
import type { Locale } from '../../rule/types.ts';
import { parseEntry } from '../../tasks/held/journal.ts';
import type { HeldMail } from '../../tasks/held/types.ts';
import { HELD_WORDS } from './held-words.ts';

/** To the minute, as in the journal and in the mail server's log: sortable, in the server's zone. */
function moment(time: number): string {
  const date = new Date(time);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

function address(text: string, masked: boolean): string {
  return text === '' ? '<>' : masked ? maskAddress(text) : escapeControls(text);
}

function total({ findings }: HeldMail): number {
  return findings.filter(({ level }) => level !== null).reduce((sum, { count }) => sum + count, 0);
}

export function heldTable(mails: readonly HeldMail[], locale: Locale, masked: boolean): string {
  const words = HELD_WORDS[locale];
  if (mails.length === 0) return `${words.none}\n`;
  const rows = [[...words.columns], ...mails.map((mail) => [
    mail.id, moment(mail.arrived), String(mail.recipients), words.states[mail.state], address(mail.sender, masked),
    `${total(mail)}${mail.findings.length > 0 ? `${words.colon} ${mail.findings.map(({ rule }) => escapeControls(rule)).join(', ')}` : ''}`,
  ])];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => row.map((cell, column) => (column === 2 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd());
  return `${lines.join('\n')}\n${masked ? `\n${words.masked}\n` : ''}`;
}

/** Counts and findings first. */
export function heldDetails(mail: HeldMail, locale: Locale, masked: boolean): string {
  const { fields, states, levels, unread, colon } = HELD_WORDS[locale];
  const lines = mail.findings.map(({ rule, level, count }) => `  ${escapeControls(rule)}${level === null ? '' : ` (${levels[level]})`}${colon} ${count}`);
  const rows: [string, string | null][] = [
    [fields.since, moment(mail.arrived)], [fields.expires, moment(mail.expires)], [fields.state, states[mail.state]],
    [fields.sender, address(mail.sender, masked)], [fields.authors, mail.authors.map((each) => address(each, masked)).join(', ') || null],
    [fields.login, mail.login === null ? null : address(mail.login, masked)], [fields.queueId, escapeControls(mail.queueId)],
    [fields.decided, mail.decidedBy === null ? null : escapeControls(mail.decidedBy)], [fields.reason, mail.reason === null ? null : escapeControls(mail.reason)],
  ];
  return `${[
    mail.id, `${fields.recipients}${colon} ${mail.recipients}`,
    ...(lines.length > 0 ? [`${fields.findings}${colon} ${total(mail)}`, ...lines] : mail.message === null ? [`${fields.findings}${colon} ${unread}`] : []),
    ...rows.flatMap(([name, value]) => (value === null ? [] : [`${name}${colon} ${value}`])),
  ].join('\n')}\n`;
}

/** For a program; digests, which are nobody's to compare but ours, left out. */
export function heldJson(mail: HeldMail, masked: boolean): Record<string, unknown> {
  const { id, queueId, arrived, expires, state, sender, login, authors, locale, recipients, findings, decidedBy, decided, reason } = mail;
  const shown = (text: string): string => (masked && text !== '' ? maskAddress(text) : text);
  const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  return {
    id, state, recipients, findings, arrived: time(arrived), expires: time(expires), queueId, sender: shown(sender), login: login === null ? null : shown(login),
    authors: authors.map(shown), locale, decidedBy, decided: time(decided), reason,
  };
}

/** One line of the journal for a person; of what is none, the line as it is. */
export function journalLine(text: string, locale: Locale): string {
  const entry = parseEntry(text);
  const words = HELD_WORDS[locale];
  if (!entry) return `${escapeControls(text)}\n`;
  const { sequence, time, event, held, who, reason } = entry;
  const what = Object.hasOwn(words.events, event) ? words.events[event] : escapeControls(String(event));
  return `${[sequence, escapeControls(String(time)), escapeControls(String(held)), what, ...(who ? [escapeControls(String(who))] : []), ...(reason ? [escapeControls(String(reason))] : [])].join('  ')}\n`;
}

export function json(value: unknown): string {
  return `${safeJson(value, 2)}\n`;
}

/** A mail for a person: line by line, and nothing that a terminal would obey. */
export function shownMail(bytes: Buffer): string {
  return bytes.toString('utf8').split(/\r?\n/).map((line) => escapeControls(line.replaceAll('\t', ' '))).join('\n');
}
