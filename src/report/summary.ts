import type { Level } from '../rule/types.ts';
import { groupFindings, joinRepeated, LEVEL_ORDER, type Repeated } from './group.ts';
import { peopleSeen } from './sayings.ts';
import { addCount, noCount, Tally, type Count } from './tally.ts';
import type { LocatedFinding, Overview, Result } from './types.ts';
import { Worst } from './worst.ts';

/** Where something was found. */
export interface MailPlace {
  readonly filePath: string;
  readonly number: number | undefined;
}

/** One mail and who sees whom in it. */
export interface MailRow extends MailPlace {
  readonly overview: Overview;
  /** Its worst finding's level; null if there is none. */
  readonly level: Level | null;
}

/** One cause in one mail. */
export interface Cause extends Repeated, MailPlace {
  readonly people: number;
}

/** All that one rule found. */
export interface RuleSummary {
  readonly ruleId: string;
  readonly title: string;
  /** In how many mails, and how many findings of each level: headlines and reasons. */
  readonly count: Count;
  /** Causes that this rule headlines, the worst first. */
  readonly causes: Worst<Cause>;
}

export interface Unread extends MailPlace {
  readonly message: string;
}

/** How many of each are kept; whatever is beyond is counted. */
const MOST = { mails: 100, causes: 40, unread: 50, senders: 10_000, months: 1_200 };

const byPersons = (a: MailRow, b: MailRow): number =>
  b.overview.persons - a.overview.persons || b.overview.identifiable - a.overview.identifiable || b.overview.visible - a.overview.visible;
const byWeight = (a: Cause, b: Cause): number => LEVEL_ORDER[a.headline.level] - LEVEL_ORDER[b.headline.level] || b.people - a.people;

/** `2026-05`, of the Date field in UTC; '' without one. */
function monthOf(date: number | null): string {
  return date === null ? '' : new Date(date).toISOString().slice(0, -17);
}

function worstLevel(findings: readonly LocatedFinding[]): Level | null {
  return (['error', 'warning', 'info'] as const).find((level) => findings.some((finding) => finding.level === level)) ?? null;
}

/**
 * What a run comes to, gathered a message at a time in bounded memory: sums are exact, lists keep the worst.
 * An input that could not be read counts for itself alone: it was not judged.
 */
export class Summary {
  readonly total: Readonly<Count> = noCount();
  readonly rules = new Map<string, RuleSummary>();
  /** By folded address; '' is a mail without a sender. */
  readonly senders = new Tally(MOST.senders);
  /** By month as `2026-05`; '' is a mail without a date. */
  readonly months = new Tally(MOST.months);
  /** Those with more than one recipient: in the others there is nobody else to see. */
  readonly mails = new Worst<MailRow>(MOST.mails, byPersons);
  readonly unread = new Worst<Unread>(MOST.unread, () => 0);
  /** The mail in which most people see each other; null if they do in none. */
  mostSeen: (MailPlace & { readonly people: number }) | null = null;
  readonly #quiet: boolean;

  /** @param quiet list errors only; what else there is stays in the counts */
  constructor(quiet = false) {
    this.#quiet = quiet;
  }

  add(result: Result): void {
    const { filePath, number, findings, overview } = result;
    const place = { filePath, number };
    if (result.fatal) {
      this.unread.add({ ...place, message: findings[0]?.message ?? '' });
      return;
    }
    const people = findings.reduce((most, finding) => Math.max(most, peopleSeen(finding)), 0);
    const count: Count = { ...noCount(), mails: 1, flagged: findings.length > 0 ? 1 : 0, exposed: people > 0 ? 1 : 0, people };
    for (const { level } of findings) count[level]++;
    addCount(this.total, count);
    this.senders.add(overview?.sender ?? '', count);
    this.months.add(monthOf(overview?.date ?? null), count);
    if (overview && overview.visible + overview.blind > 1) this.mails.add({ ...place, overview, level: worstLevel(findings) });
    if (people > (this.mostSeen?.people ?? 0)) this.mostSeen = { ...place, people };
    this.#addRules(findings);
    for (const block of joinRepeated(groupFindings(this.#quiet ? findings.filter(({ level }) => level === 'error') : findings))) {
      const seen = Math.max(peopleSeen(block.headline), ...block.reasons.map(peopleSeen));
      this.rules.get(block.headline.ruleId)!.causes.add({ ...block, ...place, people: seen });
    }
  }

  #addRules(findings: readonly LocatedFinding[]): void {
    const met = new Set<string>();
    for (const { ruleId, title, level } of findings) {
      let rule = this.rules.get(ruleId);
      if (!rule) this.rules.set(ruleId, (rule = { ruleId, title, count: noCount(), causes: new Worst(MOST.causes, byWeight) }));
      rule.count[level]++;
      if (met.has(ruleId)) continue;
      met.add(ruleId);
      rule.count.mails++;
      rule.count.flagged++;
    }
  }
}

/** The rules that found something, by their worst level, then by how often. */
export function rulesByWeight(summary: Summary): RuleSummary[] {
  const level = ({ count }: RuleSummary): number => (count.error > 0 ? 0 : count.warning > 0 ? 1 : 2);
  return [...summary.rules.values()].sort((a, b) =>
    level(a) - level(b) || b.count.error - a.count.error || b.count.warning - a.count.warning || b.count.info - a.count.info || (a.ruleId < b.ruleId ? -1 : 1));
}

/** What to do before all else: the first advice of the worst cause; '' if there is none, or if it comes too late. */
export function firstAdvice(summary: Summary, sent: boolean): string {
  if (sent) return '';
  const worst = rulesByWeight(summary).flatMap(({ causes }) => causes.items.slice(0, 1)).sort(byWeight)[0]?.headline;
  return worst ? worst.suggestions[0]?.desc ?? worst.suggestion : '';
}
