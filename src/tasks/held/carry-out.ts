import { readEml } from '../../io/eml.ts';
import type { Draft } from '../../draft/types.ts';
import { canBeRewritten, goesToSame, isSeen, seenEnvelope } from './envelope.ts';
import { QueueError, type MailQueue, type QueueCopy, type QueuedMail } from './queue.ts';
import type { HeldStore } from './store.ts';
import type { HeldMail, HeldState, JournalEvent } from './types.ts';

/** Addresses of From and Sender: whose mail it is. */
export function authorsOf({ addressFields }: Draft): string[] {
  return [...new Set(addressFields.filter(({ name }) => name === 'from' || name === 'sender').flatMap(({ addresses }) => addresses).filter(({ valid }) => valid).map(({ key }) => key))];
}

/** What a mail in the queue is, compared with what was held. */
export type Compared =
  | { readonly kind: 'same'; readonly copy: QueueCopy; readonly authors: readonly string[] }
  | { readonly kind: 'changed'; readonly copy: QueueCopy; readonly authors: readonly string[] }
  /** Not on hold any more, or another mail that the server gave the same id. */
  | { readonly kind: 'gone' };

/** The server dates a mail by the whole second in which it began to arrive, which is before we held it. */
const SECOND = 1000;

/** Whether a mail is still on hold; another one that the server gave its id is not it. */
export function isQueued({ queueId, arrived }: HeldMail, held: ReadonlyMap<string, QueuedMail>): boolean {
  const queued = held.get(queueId);
  return queued !== undefined && queued.arrived <= arrived + SECOND;
}

/** Compares a held mail with the one in the queue. @throws QueueError */
export async function compare(mail: HeldMail, queue: MailQueue, held: ReadonlyMap<string, QueuedMail>): Promise<Compared> {
  if (!isQueued(mail, held)) return { kind: 'gone' };
  const copy = await queue.read(mail.queueId);
  const authors = authorsOf(await readEml(copy.bytes));
  const same = goesToSame(mail.envelope, copy) && (mail.message === null || mail.message === copy.message);
  return { kind: same ? 'same' : 'changed', copy, authors };
}

/**
 * Looks whom the mails that wait are delivered to, where the server's own tables may have made others of those who were given: from then
 * on they are what is compared. What cannot be looked at now is looked at another time.
 */
export async function seeEnvelopes(mails: readonly HeldMail[], store: HeldStore, queue: MailQueue): Promise<void> {
  const unseen = mails.filter(({ state, envelope }) => state === 'held' && !isSeen(envelope));
  if (unseen.length === 0) return;
  try {
    const rewriting = await queue.rewriting();
    if (!rewriting.tables) return;
    const held = await queue.held();
    for (const mail of unseen.filter((each) => isQueued(each, held))) {
      const queued = await queue.envelope(mail.queueId);
      if (canBeRewritten(mail.envelope, queued, rewriting)) store.transaction((transaction) => transaction.see(mail.id, mail.envelope, seenEnvelope(queued)));
    }
  } catch (error) {
    if (!(error instanceof QueueError)) throw error;
  }
}

interface Ending {
  readonly state: HeldState;
  readonly event: JournalEvent;
  /** Kind of the notice; null: nobody is told. */
  readonly notice: string | null;
}

const ENDINGS: Partial<Record<HeldState, Ending>> = {
  approving: { state: 'released', event: 'released', notice: 'released' },
  refusing: { state: 'refused', event: 'deleted', notice: 'refused' },
  expiring: { state: 'expired', event: 'deleted', notice: 'expired' },
};

/**
 * Carries out a decision that stands in the record, be it for the second time: a mail that is not on hold any more has had it
 * carried out, since nothing else was to happen to it.
 * @param tells whether there are notices
 * @throws QueueError; the decision stands, and can be carried out later
 */
export async function carryOut(mail: HeldMail, store: HeldStore, queue: MailQueue, tells: boolean, now: number): Promise<void> {
  const ending = ENDINGS[mail.state];
  if (!ending) return;
  if (isQueued(mail, await queue.held())) {
    if (mail.state === 'approving') await queue.release(mail.queueId);
    else await queue.delete(mail.queueId);
    if ((await queue.held()).has(mail.queueId)) throw new QueueError('failed', 'postsuper');
  }
  store.transaction((transaction) => {
    if (!transaction.move(mail.id, [mail.state], ending.state)) return;
    transaction.enter({ event: ending.event, held: mail.id, queueId: mail.queueId, who: mail.decidedBy, reason: null }, now);
    if (tells && ending.notice !== null) transaction.owe(mail.id, `sender:${ending.notice}`);
  });
}
