import type { FixSafety, Level, Locale } from '../rule/types.ts';

/** What the report itself says; what a finding says comes from its rule. */
export interface ReportWords {
  readonly level: Readonly<Record<Level, string>>;
  readonly safety: Readonly<Record<FixSafety, string>>;
  readonly why: string;
  readonly law: string;
  readonly courtesy: string;
  readonly todo: string;
  readonly also: string;
  readonly page: string;
  readonly mail: (number: number) => string;
  readonly unreadable: string;
  /** @param where the file of these people, if there are several files */
  readonly seen: (people: number, more: number, sent: boolean, where: string | null) => string;
  readonly more: (places: number) => string;
  readonly colon: string;
  readonly counts: (counts: Readonly<Record<Level, number>>) => string;
  readonly mails: (flagged: number, total: number) => string;
  readonly clean: (total: number) => string;
  readonly next: string;
  readonly explain: string;
  readonly unread: (inputs: number) => string;
  readonly fixable: (findings: number) => string;
  /** @param would it was only shown what would be changed */
  readonly fixed: (findings: number, would: boolean) => string;
  /** Before the reason. */
  readonly notFixed: string;
}

/** Space that no line break may use, before French high punctuation. */
const N = '\u00A0';

/** A count with its thousands apart: 1,718; 1 718. */
export const grouped: Readonly<Record<Locale, (count: number) => string>> = {
  en: (count) => digits(count, ','),
  fr: (count) => digits(count, '\u202F'),
};

/** Thousands by hand: Intl.NumberFormat costs a cold start more than the rest of the report. */
function digits(count: number, separator: string): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, separator);
}

const en: ReportWords = {
  level: { error: 'blocking', warning: 'to review', info: 'advice' },
  safety: { safe: 'safe', ask: 'ask first', advice: 'by hand' },
  why: 'Why',
  law: 'Law',
  courtesy: 'a matter of courtesy, not of law',
  todo: 'Do',
  also: 'Also',
  page: 'More',
  mail: (number) => `mail ${grouped.en(number)}`,
  more: (places) => `and ${grouped.en(places)} more`,
  colon: ':',
  unreadable: 'could not be read',
  seen: (people, more, sent, where) => {
    const first = `${grouped.en(people)} people ${sent ? 'saw' : 'will see'} each other${where === null ? '' : ` in ${where}`}`;
    if (more === 0) return `${first}.`;
    return more === 1 ? `${first}; one more mail shows its recipients too.` : `${first}; ${grouped.en(more)} more mails show their recipients too.`;
  },
  counts: (counts) => [
    counts.error > 0 && `${grouped.en(counts.error)} blocking`,
    counts.warning > 0 && `${grouped.en(counts.warning)} to review`,
    counts.info > 0 && `${grouped.en(counts.info)} ${counts.info === 1 ? 'piece of advice' : 'pieces of advice'}`,
  ].filter(Boolean).join(', '),
  mails: (flagged, total) => (total === 1 ? 'in one mail' : `in ${grouped.en(flagged)} of ${grouped.en(total)} mails`),
  clean: (total) => (total === 1 ? 'Mail checked: nothing to report.' : `${grouped.en(total)} mails checked: nothing to report.`),
  next: 'Next',
  explain: 'To learn more:',
  unread: (inputs) => (inputs === 1 ? 'One input could not be read: nothing is known about it.' : `${grouped.en(inputs)} inputs could not be read: nothing is known about them.`),
  fixable: (findings) => `${grouped.en(findings)} can be fixed with --fix.`,
  fixed: (findings, would) => `${grouped.en(findings)} ${would ? 'would be ' : ''}fixed.`,
  notFixed: 'Not fixed',
};

const fr: ReportWords = {
  level: { error: 'Bloquant', warning: 'À revoir', info: 'Conseil' },
  safety: { safe: 'sans risque', ask: 'à confirmer', advice: 'à la main' },
  why: 'Pourquoi',
  law: 'Droit',
  courtesy: 'question de courtoisie, non de droit',
  todo: 'À faire',
  also: 'Aussi',
  page: 'Page',
  mail: (number) => `message ${grouped.fr(number)}`,
  more: (places) => `et ${grouped.fr(places)} ${places === 1 ? 'autre' : 'autres'}`,
  colon: `${N}:`,
  unreadable: "n'a pas pu être lu",
  seen: (people, more, sent, where) => {
    const first = `${grouped.fr(people)} personnes ${sent ? 'se sont vues' : 'se verront'} les unes les autres${where === null ? '' : ` dans ${where}`}`;
    if (more === 0) return `${first}.`;
    return more === 1 ? `${first}${N}; un autre message montre aussi ses destinataires.` : `${first}${N}; ${grouped.fr(more)} autres messages montrent aussi leurs destinataires.`;
  },
  counts: (counts) => [
    counts.error > 0 && `${grouped.fr(counts.error)} ${counts.error === 1 ? 'bloquant' : 'bloquants'}`,
    counts.warning > 0 && `${grouped.fr(counts.warning)} à revoir`,
    counts.info > 0 && `${grouped.fr(counts.info)} ${counts.info === 1 ? 'conseil' : 'conseils'}`,
  ].filter(Boolean).join(', '),
  mails: (flagged, total) => (total === 1 ? 'dans un message' : `dans ${grouped.fr(flagged)} des ${grouped.fr(total)} messages`),
  clean: (total) => (total === 1 ? `Message vérifié${N}: rien à signaler.` : `${grouped.fr(total)} messages vérifiés${N}: rien à signaler.`),
  next: 'Ensuite',
  explain: 'Pour en savoir plus\u00A0:',
  unread: (inputs) => (inputs === 1 ? `Une entrée n'a pas pu être lue${N}: on ne sait rien d'elle.` : `${grouped.fr(inputs)} entrées n'ont pas pu être lues${N}: on ne sait rien d'elles.`),
  fixable: (findings) => `${grouped.fr(findings)} ${findings === 1 ? 'se corrige' : 'se corrigent'} avec --fix.`,
  fixed: (findings, would) => `${grouped.fr(findings)} ${would ? (findings === 1 ? 'serait ' : 'seraient ') : ''}${findings === 1 ? 'corrigé' : 'corrigés'}.`,
  notFixed: 'Non corrigé',
};

export const REPORT_WORDS: Readonly<Record<Locale, ReportWords>> = { en, fr };
