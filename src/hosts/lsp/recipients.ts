import { groupRecipients } from '../../draft/organisations.ts';
import { RECIPIENT_COUNTS, recipientCounts, recipientLabel } from '../../report/recipient-counts.ts';
import type { Locale } from '../../rule/types.ts';
import type { ReadDraft } from './look.ts';
import type { RecipientsResult } from './types.ts';
import { LSP_WORDS } from './words.ts';

/** Who sees whom, in numbers and in words; no address is among them. */
export function recipientsOf({ snapshot: { draft }, rules, options }: ReadDraft, locale: Locale): RecipientsResult {
  const { people, addresses } = rules.setFor(draft, options.phase ?? 'compose', options.filePath).settings;
  const counts = recipientCounts(groupRecipients(draft, people, addresses));
  const told = RECIPIENT_COUNTS.filter((key) => counts[key] > 0).map((key) => `${counts[key]} ${recipientLabel(key, counts[key], locale)}`);
  return { counts, short: LSP_WORDS[locale].sees(counts.visible), long: told.length === 0 ? LSP_WORDS[locale].nobody : told.join('\n') };
}
