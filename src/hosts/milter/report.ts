import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { isLiteral } from '../../engine/glob.ts';
import { escapeControls, safeJson } from '../../report/escape.ts';
import { maskAddress } from '../../report/mask.ts';
import type { Locale } from '../../rule/types.ts';
import type { RecordEntry } from './record.ts';
import { MILTER_WORDS } from './words.ts';

/** What the record says of one sender: mails by the strongest action that enforcing would take. */
export interface SenderReport {
  readonly sender: string;
  readonly mails: Readonly<Record<string, number>>;
  /** Mails by rule. */
  readonly rules: Readonly<Record<string, number>>;
}

export interface RecordReport {
  /** ISO 8601; null: nothing recorded. */
  readonly from: string | null;
  readonly to: string | null;
  readonly mails: number;
  /** Most mails first. */
  readonly senders: readonly SenderReport[];
  /** Senders beyond those counted one by one. */
  readonly more: number;
  readonly broken: number;
}

/** Senders that are told apart; a record of years has no more that matter. */
const SENDERS = 10_000;
const LONGEST_LINE = 100_000;

function parse(line: string): RecordEntry | null {
  try {
    const entry = JSON.parse(line) as Partial<RecordEntry> | null;
    return typeof entry?.time === 'string' && typeof entry.sender === 'string' && typeof entry.intended === 'string' && typeof entry.rules === 'object' ? entry as RecordEntry : null;
  } catch {
    return null;
  }
}

/**
 * Counts the record by sender and rule, line after line.
 * @param since ISO 8601 day or time; older entries are left out
 * @throws what the system says, where there is no record
 */
export async function readRecord(path: string, since = ''): Promise<RecordReport> {
  const senders = new Map<string, { mails: Map<string, number>; rules: Map<string, number> }>();
  const others = new Set<string>();
  let [from, to, mails, broken] = [null as string | null, null as string | null, 0, 0];
  const add = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const entry = line.length > LONGEST_LINE ? null : parse(line);
    if (!entry) {
      if (line.trim() !== '') broken++;
      continue;
    }
    if (entry.time < since) continue;
    mails++;
    if (from === null || entry.time < from) from = entry.time;
    if (to === null || entry.time > to) to = entry.time;
    const sender = entry.sender.toLowerCase();
    let own = senders.get(sender);
    if (!own && senders.size >= SENDERS) {
      if (others.size < SENDERS) others.add(sender);
      continue;
    }
    if (!own) senders.set(sender, (own = { mails: new Map(), rules: new Map() }));
    add(own.mails, entry.failure === null ? entry.intended : 'unjudged');
    for (const rule of Object.keys(entry.rules)) add(own.rules, rule);
  }
  const total = ({ mails: counts }: { mails: Map<string, number> }): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const sorted = [...senders].sort(([a, one], [b, other]) => total(other) - total(one) || (a < b ? -1 : 1));
  const byCount = (map: Map<string, number>): Record<string, number> => Object.fromEntries([...map].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)));
  return { from, to, mails, senders: sorted.map(([sender, own]) => ({ sender, mails: Object.fromEntries(own.mails), rules: byCount(own.rules) })), more: others.size, broken };
}

const SHOWN = 50;
const MINUTE = 16;
/** From so many mails on that a sender sends for the same rule it may be his task to send such. */
const USUAL = 3;
const RULE_ID = /^[a-z][a-z0-9-]*\/[a-z0-9-]+$/;

/** Lines of an allow-list for senders whose mails are stopped again and again by the same rules. */
function allowLines(senders: readonly SenderReport[]): string[] {
  return senders.flatMap(({ sender, rules }) => {
    const usual = Object.entries(rules).filter(([rule, count]) => count >= USUAL && RULE_ID.test(rule)).map(([rule]) => rule);
    const own = usual.filter((rule) => !rule.startsWith('policy/'));
    const group = usual.includes('policy/group-mailing');
    // A line for `*@example.com`, which anybody may write as their reverse path, would let the whole domain pass.
    if (sender === '' || !isLiteral(sender) || (own.length === 0 && !group)) return [];
    return [
      `    - senders: [${safeJson(sender)}]`,
      ...(own.length === 0 ? [] : ['      rules:', ...own.map((rule) => `        ${rule}: pass`)]),
      ...(group ? ['      groupMailing: { from: 2, action: pass }'] : []),
    ];
  });
}

/** The report for a person. `masked`: addresses are, and lines to paste, which need them, are left out. */
export function reportText(report: RecordReport, locale: Locale, masked: boolean): string {
  const words = MILTER_WORDS[locale];
  const broken = report.broken > 0 ? `\n${words.broken(report.broken)}\n` : '';
  if (report.mails === 0) return `${words.nothing}\n${broken}`;
  const day = (time: string | null): string => (time ?? '').slice(0, MINUTE).replace('T', ' ');
  const actions = ['reject', 'hold', 'rewrite', 'tag', 'unjudged'];
  const used = actions.flatMap((action, index) => (report.senders.some(({ mails }) => mails[action]) ? [{ action, title: words.columns[index + 1]! }] : []));
  const shown = report.senders.slice(0, SHOWN);
  const name = ({ sender }: SenderReport): string => (sender === '' ? words.noSender : masked ? maskAddress(sender) : escapeControls(sender));
  const width = Math.max(words.columns[0].length, ...shown.map((each) => name(each).length));
  const row = (first: string, counts: readonly string[], last: string): string => `  ${first.padEnd(width)}${counts.map((count, index) => count.padStart(used[index]!.title.length + 2)).join('')}  ${last}`.trimEnd();
  const table = [
    row(words.columns[0], used.map(({ title }) => title), words.columns[6]),
    ...shown.map((each) => row(name(each), used.map(({ action }) => String(each.mails[action] ?? '·')), Object.entries(each.rules).map(([rule, count]) => `${escapeControls(rule)} ×${count}`).join(', '))),
  ];
  const hidden = report.senders.length - shown.length + report.more;
  const allow = allowLines(shown);
  return [
    words.summary(report.mails, day(report.from), day(report.to)), '', ...table,
    ...(hidden > 0 ? [`  ${words.more(hidden)}`] : []), '',
    ...(masked ? [words.masked, ''] : allow.length === 0 ? [] : [words.paste, '', '  overrides:', ...allow, '']),
  ].join('\n') + broken;
}

/** The report for a program. */
export function reportJson(report: RecordReport, masked: boolean): string {
  return `${safeJson(masked ? { ...report, senders: report.senders.map((each) => ({ ...each, sender: each.sender === '' ? '' : maskAddress(each.sender) })) } : report, 2)}\n`;
}
