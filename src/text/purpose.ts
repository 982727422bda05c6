import type { Purpose } from '../draft/types.ts';
import type { Mail } from './types.ts';

/** What the mail is written for, by what it says; null unless it is plain. */
export function inferPurpose(mail: Mail, _lexicons: Readonly<Record<string, unknown>>): Purpose | null {
  for (const field of mail.draft.fields) if (field.name === 'list-unsubscribe') return 'newsletter';
  return null;
}
