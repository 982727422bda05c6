import type { Draft } from '../draft/types.ts';
import { draftOf } from '../engine/lint.ts';
import type { Finding } from '../rule/types.ts';

/** Who a mail is from and to, whatever the order; one entry a field name. */
function addresses(draft: Draft): readonly (readonly [string, readonly string[]])[] {
  const fields = new Map<string, string[]>();
  for (const { name, addresses: own } of draft.addressFields) fields.set(name, [...(fields.get(name) ?? []), ...own.map(({ key }) => key)]);
  return [...fields].map(([name, keys]) => [name, keys.sort()] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Which mail this is: its Message-ID, and for a draft, which has none yet, who it is from and to, its subject and its date. */
function mailIdentity(draft: Draft): readonly unknown[] {
  return draft.messageId === null ? [addresses(draft), draft.subject?.value ?? null, draft.date] : [draft.messageId];
}

/** What stands at the place of a finding: words of the text with single spaces, the subject, or who is written to. */
function placeText(finding: Finding, owner: Draft): unknown {
  const { spot, section } = finding;
  if (spot.at === 'text') return (owner.parts[spot.part]?.content.slice(spot.start, spot.end) ?? '').replace(/\s+/g, ' ').trim();
  return section === 'subject' ? owner.subject?.value ?? '' : addresses(owner);
}

/**
 * All that makes a finding this one and no other, wherever the mail lies and on whatever line it stands: for a keyed digest alone,
 * for it holds text of the mail. A mail with other recipients, or a place with other words, is another finding.
 */
export function findingIdentity(finding: Finding, draft: Draft): string {
  const owner = draftOf(draft, finding);
  const words = Object.entries(finding.data).filter(([, value]) => typeof value === 'string').sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([finding.ruleId, finding.grade, mailIdentity(draft), finding.attached, finding.section, words, placeText(finding, owner)]);
}
