import { digestOf } from './digest.ts';
import { entriesOf, mailboxText, RECIPIENT_FIELDS } from './draft-json.ts';
import type { Job, JobContent } from './job.ts';
import type { ComposeDetails, Messenger } from './messenger.ts';
import type { Store } from './store.ts';

/** One mail of a job is not what it should be; it was not sent. */
export class WrongMail extends Error {}

/**
 * Opens the mail of one recipient in a compose window and looks at it again: it goes to this one person, and to nobody else of the job. What
 * there is to say of its text was said before the first one was sent, so this very mail is acknowledged.
 * @returns what sends it; settles when Thunderbird has
 * @throws WrongMail, and what Thunderbird throws
 */
export async function prepareMail({ compose, tabs }: Messenger, store: Store, { recipients }: Job, { details, texts, textOf, attachments }: JobContent, index: number): Promise<() => Promise<void>> {
  const to = recipients[index]!;
  const text = texts[textOf[index]!]!;
  const own: ComposeDetails = {
    ...details,
    to: [mailboxText(to)],
    ...(details.isPlainText === true ? { plainTextBody: text } : { body: text }),
    attachments: attachments.map(({ name, file }) => ({ name, file })),
  };
  const tab = await compose.beginNew(own);
  const tabId = tab.id!;
  const close = async (): Promise<void> => {
    // Else Thunderbird asks whether to keep it.
    await compose.setComposeDetails(tabId, { isModified: false }).catch(() => undefined);
    await tabs.remove(tabId).catch(() => undefined);
  };
  try {
    const [opened, listed] = await Promise.all([compose.getComposeDetails(tabId), compose.listAttachments(tabId)]);
    if (!isFor(opened, to.address, recipients.map(({ address }) => address)) || listed.length < attachments.length) throw new WrongMail();
    await store.acknowledge(tabId, await digestOf(opened, listed));
  } catch (error) {
    await close();
    throw error;
  }
  return async () => {
    try {
      await compose.sendMessage(tabId);
    } catch (error) {
      await close();
      throw error;
    }
  };
}

/** In To stands this one; what an identity adds of itself (a copy to the writer) is nobody of the job. */
function isFor(details: ComposeDetails, address: string, all: readonly string[]): boolean {
  const [to, cc, bcc] = RECIPIENT_FIELDS.map((field) => entriesOf(details[field])) as [string[], string[], string[]];
  const holds = (entry: string, one: string): boolean => entry.toLowerCase() === one.toLowerCase() || entry.toLowerCase().endsWith(`<${one.toLowerCase()}>`);
  return to.length === 1 && holds(to[0]!, address) && [...cc, ...bcc].every((entry) => !all.some((other) => other !== address && holds(entry, other)));
}
