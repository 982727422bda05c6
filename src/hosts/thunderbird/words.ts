import type { Level, Locale } from '../../rule/types.ts';
import type { SplitRefusal } from '../../edit/split-types.ts';
import { WORDS_EN } from './words-en.ts';
import { WORDS_FR } from './words-fr.ts';

/** What the add-on says, outside what the rules say. Counts only: no address, no word of the mail. */
export interface Words {
  readonly level: Readonly<Record<Level, string>>;
  readonly headline: {
    readonly people: (people: number) => string;
    readonly counts: (counts: Readonly<Record<Level, number>>) => string;
    readonly cleanVisible: (visible: number) => string;
    readonly cleanBlind: (blind: number) => string;
    readonly empty: string;
    readonly unchecked: string;
    readonly timeout: string;
    readonly checking: string;
  };
  readonly popup: {
    readonly stopped: string;
    readonly uncheckedHelp: string;
    readonly why: string;
    readonly law: string;
    readonly courtesy: string;
    readonly alsoAt: (places: number) => string;
    readonly moved: string;
    readonly known: string;
    readonly replaced: string;
    readonly changedMeanwhile: string;
    readonly needReason: string;
    readonly sending: string;
    readonly failed: string;
    readonly noList: string;
  };
  readonly group: { readonly reason: string };
  readonly split: {
    readonly refused: (refusal: SplitRefusal) => string;
    readonly ready: (mails: number) => string;
    readonly example: (to: string, beginning: string) => string;
    readonly running: (sent: number, total: number) => string;
    readonly stopped: (sent: number, total: number) => string;
    readonly finished: (sent: number) => string;
    readonly paused: (failed: number) => string;
    readonly unready: (sent: number, total: number) => string;
    readonly unsaved: string;
    readonly copies: (addresses: number) => string;
    readonly unsure: (address: string) => string;
    readonly elsewhere: string;
    readonly gone: string;
    readonly left: (counts: Readonly<Record<Level, number>>) => string;
    readonly interruptedTitle: string;
    readonly interrupted: (sent: number, total: number) => string;
    readonly wasSent: string;
    readonly sendAgain: string;
  };
  readonly options: {
    readonly saved: string;
    readonly wrong: (entries: number) => string;
    readonly group: (members: number, until: string) => string;
    readonly members: string;
    readonly remove: string;
    readonly noGroups: string;
    readonly noJobs: string;
    readonly job: (sent: number, total: number) => string;
    readonly open: string;
    readonly noReasons: string;
    readonly reason: (day: string, rules: string, reason: string) => string;
  };
  /** Fixed texts of the pages, by the name that an element asks for them with. */
  readonly page: Readonly<Record<string, string>>;
}

export const WORDS: Readonly<Record<Locale, Words>> = { en: WORDS_EN, fr: WORDS_FR };

/** The language of Thunderbird, where we speak it. */
export function localeOf(language: string): Locale {
  return /^fr\b/i.test(language) ? 'fr' : 'en';
}

export function countLevels(findings: readonly { readonly level: Level }[]): Readonly<Record<Level, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { level } of findings) counts[level]++;
  return counts;
}

/** The one thing to know about a mail, in plain words. */
export function headline(report: { readonly people: number; readonly visible: number; readonly blind: number; readonly findings: readonly { readonly level: Level }[] }, { headline: words }: Words): string {
  if (report.people > 0) return words.people(report.people);
  if (report.findings.length > 0) return words.counts(countLevels(report.findings));
  if (report.visible + report.blind === 0) return words.empty;
  return report.visible === 0 ? words.cleanBlind(report.blind) : words.cleanVisible(report.visible);
}
