import type { Locale } from '../rule/types.ts';
import type { Shown } from './shown.ts';
import type { Summary } from './summary.ts';
import type { RunFacts } from './summary-words.ts';

/** How a report about many mails is to be made. */
export interface SummaryOptions {
  readonly locale: Locale;
  readonly facts: RunFacts;
  /** List errors only; what else there is stays in the counts. */
  readonly quiet: boolean;
  /** Show addresses, and excerpts where findings have them. */
  readonly showContent: boolean;
}

/** The one thing to know, in plain words. */
export function headline({ total, unread }: Summary, { words, terms }: Shown, sent: boolean): string {
  if (total.exposed > 0) return words.exposed(total.exposed, total.people, sent);
  if (total.flagged > 0) return `${terms.counts(total)} ${terms.mails(total.flagged, total.mails)}.`;
  return total.mails === 0 && unread.total > 0 ? words.nothingRead : words.clean(total.mails);
}
