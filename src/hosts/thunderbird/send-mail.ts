import { digestOf } from './digest.ts';
import { discard } from './discard.ts';
import { addressOf, entriesOf, mailboxText } from './draft-json.ts';
import type { Job, JobContent } from './job.ts';
import type { PreparedMail } from './job-runner.ts';
import type { ComposeDetails, Messenger } from './messenger.ts';
import type { Store } from './store.ts';

/** One mail of a job is not what it should be; it was not sent. */
export class WrongMail extends Error {}

/** Thunderbird says that it sent a mail also where the server refused it; then its window stays open. */
export class NotSent extends Error {}

/** Turns and milliseconds between them in which the window of a mail that was sent closes. */
const TURNS = 30;
const PAUSE = 100;

async function isGone({ tabs }: Messenger, tabId: number): Promise<boolean> {
  for (let turn = 0; turn < TURNS; turn++) {
    try {
      await tabs.get(tabId);
    } catch {
      return true;
    }
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
  }
  return false;
}

/**
 * Opens the mail of one recipient in a compose window and looks at it again: it goes to this one person, and to nobody else but those to whom
 * the identity copies each mail. What there is to say of its text was said before the first one was sent, so this very mail is acknowledged.
 * @throws WrongMail, and what Thunderbird throws; what sends it, NotSent
 */
export async function prepareMail(host: Messenger, store: Store, { recipients }: Job, { details, texts, textOf, attachments }: JobContent, index: number): Promise<PreparedMail> {
  const { compose } = host;
  const to = recipients[index]!;
  const text = texts[textOf[index]!]!;
  const own: ComposeDetails = {
    // Said even where there are none: else Thunderbird adds what the writer has taken out.
    cc: [],
    bcc: [],
    ...details,
    to: [mailboxText(to)],
    ...(details.isPlainText === true ? { plainTextBody: text } : { body: text }),
    attachments: attachments.map(({ name, file }) => ({ name, file })),
  };
  const expected = { cc: addresses(own.cc), bcc: addresses(own.bcc) };
  const tabId = (await compose.beginNew(own)).id!;
  const close = (): Promise<void> => discard(host, tabId);
  try {
    const [opened, listed] = await Promise.all([compose.getComposeDetails(tabId), compose.listAttachments(tabId)]);
    if (!isFor(opened, to.address, expected) || listed.length < attachments.length) throw new WrongMail();
    await store.acknowledge(tabId, await digestOf(opened, listed));
  } catch (error) {
    await close();
    throw error;
  }
  const deliver = async (): Promise<void> => {
    try {
      const { headerMessageId } = await compose.sendMessage(tabId);
      // A mail that was put into the outbox has no id yet.
      if ((headerMessageId ?? '') === '' && !await isGone(host, tabId)) throw new NotSent();
    } catch (error) {
      await close();
      throw error;
    }
  };
  return { deliver, discard: close };
}

function addresses(list: ComposeDetails['to']): string {
  return JSON.stringify(entriesOf(list).map(addressOf).sort());
}

/** In To stands this one alone, and in Cc and Bcc what was put there. */
function isFor({ to, cc, bcc }: ComposeDetails, address: string, copies: Readonly<Record<'cc' | 'bcc', string>>): boolean {
  return addresses(to) === addresses(address) && addresses(cc) === copies.cc && addresses(bcc) === copies.bcc;
}
