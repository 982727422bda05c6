import type { ComposeWindow } from './compose-window.ts';
import { discard } from './discard.ts';
import { addressOf, draftJson, entriesOf } from './draft-json.ts';
import type { ComposeDetails, Messenger } from './messenger.ts';
import { peopleOf } from './recipients.ts';

/** Entries of address fields. */
export type Copies = Readonly<Record<'cc' | 'bcc', readonly string[]>>;

const NONE: Copies = { cc: [], bcc: [] };

/**
 * What stands in this mail because its identity copies each of its mails there. Thunderbird tells add-ons of no such setting, but adds the
 * entries to every mail that it opens: so an empty one is opened, looked at and closed.
 */
export async function copiesOf(host: Messenger, { cc, bcc, identityId }: ComposeDetails): Promise<Copies> {
  const listed = { cc: entriesOf(cc), bcc: entriesOf(bcc) };
  if (listed.cc.length + listed.bcc.length === 0 || typeof identityId !== 'string') return NONE;
  const tabId = (await host.compose.beginNew({ identityId })).id!;
  try {
    const empty = await host.compose.getComposeDetails(tabId);
    const added = (field: 'cc' | 'bcc'): string[] => {
      const addresses = entriesOf(empty[field]).map(addressOf);
      return listed[field].filter((entry) => addresses.includes(addressOf(entry)));
    };
    return { cc: added('cc'), bcc: added('bcc') };
  } finally {
    await discard(host, tabId);
  }
}

/** The text of the JSON draft in which these entries do not stand; null if nothing changes. */
export async function draftWithout({ cc, bcc }: Copies, { details, attachments }: ComposeWindow, { messengerUtilities }: Messenger): Promise<string | null> {
  if (cc.length + bcc.length === 0) return null;
  const rest = { ...details, cc: entriesOf(details.cc).filter((entry) => !cc.includes(entry)), bcc: entriesOf(details.bcc).filter((entry) => !bcc.includes(entry)) };
  const { people } = await peopleOf(rest, messengerUtilities);
  return JSON.stringify(draftJson(rest, people, attachments));
}
