import type { Policy } from '../../rule/policy.ts';
import type { Actor } from './actor.ts';
import { permissionFor, type Permission } from './approvers.ts';
import { carryOut, compare, isQueued, seeEnvelopes, type Compared } from './carry-out.ts';
import { seenEnvelope } from './envelope.ts';
import { QueueError, type MailQueue } from './queue.ts';
import type { HeldStore, Transaction } from './store.ts';
import type { HeldMail, JournalEvent } from './types.ts';

/** What decisions are made with. */
export interface Desk {
  readonly store: HeldStore;
  readonly queue: MailQueue;
  readonly policy: Policy | undefined;
  readonly actor: Actor;
  /** Unix time in milliseconds. */
  readonly now: () => number;
}

/** What came of a decision. */
export type Decision =
  | { readonly kind: 'released' | 'refused' | 'expired'; readonly mail: HeldMail }
  /** Decided, but not carried out: the command is to be typed by who may. */
  | { readonly kind: 'pending'; readonly mail: HeldMail; readonly command: string }
  | { readonly kind: 'denied'; readonly mail: HeldMail; readonly permission: Exclude<Permission, 'allowed'> }
  | { readonly kind: 'changed' | 'gone' | 'decided'; readonly mail: HeldMail };

/** Nobody has decided about it yet. */
function isWaiting({ state }: HeldMail): boolean {
  return state === 'held' || state === 'changed';
}

/** Whether its time has run out without a decision. @param now Unix time in milliseconds */
export function isOverdue(mail: HeldMail, now: number): boolean {
  return isWaiting(mail) && mail.expires <= now;
}

/** Notices are for those who can do something about them. */
export function tells(policy: Policy | undefined): boolean {
  return policy?.notices !== false && (policy?.approvers?.length ?? 0) > 0;
}

function note(desk: Desk, mail: HeldMail, event: JournalEvent, reason: string | null = null): void {
  desk.store.transaction((transaction) => transaction.enter({ event, held: mail.id, queueId: mail.queueId, who: desk.actor.user, reason }, desk.now()));
}

async function finish(desk: Desk, id: string): Promise<Decision> {
  const read = (): HeldMail => desk.store.transaction((transaction) => transaction.find(id))!;
  const mail = read();
  try {
    await carryOut(mail, desk.store, desk.queue, tells(desk.policy), desk.now());
  } catch (error) {
    if (!(error instanceof QueueError) || error.code === 'missing') throw error;
    return { kind: 'pending', mail, command: error.command };
  }
  const after = read();
  return { kind: after.state === 'released' ? 'released' : after.state === 'refused' ? 'refused' : after.state === 'expired' ? 'expired' : 'decided', mail: after };
}

/** Somebody else was first. @returns what came of that */
function tooLate(desk: Desk, id: string): Decision {
  const mail = desk.store.transaction((transaction) => transaction.find(id))!;
  return { kind: isWaiting(mail) ? 'changed' : mail.state === 'gone' ? 'gone' : 'decided', mail };
}

/** What is there now is what the next approval is about. */
function foundChanged(desk: Desk, mail: HeldMail, { copy, authors }: Extract<Compared, { kind: 'changed' }>): Decision {
  const first = desk.store.transaction((transaction) => {
    if (!transaction.move(mail.id, [mail.state], 'changed')) return false;
    transaction.redigest(mail.id, seenEnvelope(copy), copy.message, [...new Set([...mail.authors, ...authors])], copy.recipients);
    transaction.enter({ event: 'changed', held: mail.id, queueId: mail.queueId, who: desk.actor.user, reason: null }, desk.now());
    return true;
  });
  return first ? { kind: 'changed', mail } : tooLate(desk, mail.id);
}

function leftWithoutUs(desk: Desk, mail: HeldMail): Decision {
  const first = desk.store.transaction((transaction) => {
    if (!transaction.move(mail.id, [mail.state], 'gone')) return false;
    transaction.enter({ event: 'gone', held: mail.id, queueId: mail.queueId, who: null, reason: null }, desk.now());
    return true;
  });
  return first ? { kind: 'gone', mail } : tooLate(desk, mail.id);
}

/** Nobody decided in time. @returns false: somebody did */
function runOut({ actor, now }: Desk, mail: HeldMail, transaction: Transaction): boolean {
  if (!transaction.move(mail.id, [mail.state], 'expiring')) return false;
  transaction.decide(mail.id, null, now(), null);
  transaction.enter({ event: 'expired', held: mail.id, queueId: mail.queueId, who: actor.user, reason: null }, now());
  return true;
}

/**
 * Lets a held mail go, where the actor may and it is still the mail that was held. One that was changed is not: what is there now
 * needs an approval of its own. Nor is one whose time has run out, be it that nothing has deleted it yet: it is deleted now.
 * @throws QueueError
 */
export async function approve(desk: Desk, mail: HeldMail, reason: string | null): Promise<Decision> {
  const { store, queue, policy, actor } = desk;
  const deny = (permission: Exclude<Permission, 'allowed'>): Decision => {
    note(desk, mail, 'denied', permission);
    return { kind: 'denied', mail, permission };
  };
  const permission = permissionFor(actor.user, policy?.approvers, mail);
  if (permission !== 'allowed') return deny(permission);
  if (!isWaiting(mail) && mail.state !== 'approving') return { kind: 'decided', mail };
  const compared = await compare(mail, queue, await queue.held());
  if (compared.kind === 'gone') return mail.state === 'approving' ? finish(desk, mail.id) : leftWithoutUs(desk, mail);
  // Of a mail that was changed, or could not be read when it was held, the queue alone says whose it is.
  const now = permissionFor(actor.user, policy?.approvers, { ...mail, authors: [...mail.authors, ...compared.authors] });
  if (now !== 'allowed') return deny(now);
  if (isOverdue(mail, desk.now())) return store.transaction((transaction) => runOut(desk, mail, transaction)) ? finish(desk, mail.id) : tooLate(desk, mail.id);
  if (compared.kind === 'changed') return foundChanged(desk, mail, compared);
  if (mail.state !== 'approving') {
    const first = store.transaction((transaction) => {
      // Somebody else may have found it changed in the meantime.
      const there = transaction.find(mail.id);
      if (there?.message !== mail.message || there.envelope !== mail.envelope || !transaction.move(mail.id, [mail.state], 'approving')) return false;
      transaction.decide(mail.id, actor.user, desk.now(), reason);
      transaction.enter({ event: 'approved', held: mail.id, queueId: mail.queueId, who: actor.user, reason }, desk.now());
      return true;
    });
    if (!first) return tooLate(desk, mail.id);
  }
  return finish(desk, mail.id);
}

/** Deletes a held mail. Those who may approve others' mails may refuse their own too: it does not leave. @throws QueueError */
export async function refuse(desk: Desk, mail: HeldMail, reason: string): Promise<Decision> {
  const { policy, actor, store } = desk;
  const permission = permissionFor(actor.user, policy?.approvers, mail);
  if (permission === 'nobody' || permission === 'unlisted') {
    note(desk, mail, 'denied', permission);
    return { kind: 'denied', mail, permission };
  }
  if (mail.state === 'refusing') return finish(desk, mail.id);
  if (!isWaiting(mail)) return { kind: 'decided', mail };
  if (!isQueued(mail, await desk.queue.held())) return leftWithoutUs(desk, mail);
  const first = store.transaction((transaction) => {
    if (!transaction.move(mail.id, [mail.state], 'refusing')) return false;
    transaction.decide(mail.id, actor.user, desk.now(), reason);
    transaction.enter({ event: 'refused', held: mail.id, queueId: mail.queueId, who: actor.user, reason }, desk.now());
    return true;
  });
  return first ? finish(desk, mail.id) : tooLate(desk, mail.id);
}

/** Deletes what has waited too long, and carries out what was decided but not done. @throws QueueError */
export async function expire(desk: Desk): Promise<Decision[]> {
  const { store, now, queue } = desk;
  const held = await queue.held();
  const due = store.transaction((transaction) => {
    for (const mail of transaction.list(['held', 'changed'])) {
      if (isOverdue(mail, now()) && isQueued(mail, held)) runOut(desk, mail, transaction);
    }
    return transaction.list(['approving', 'refusing', 'expiring']);
  });
  const done: Decision[] = [];
  for (const mail of due) {
    // What was approved is what leaves, however long ago that was.
    const compared = mail.state === 'approving' ? await compare(mail, queue, held) : null;
    done.push(compared?.kind === 'changed' ? foundChanged(desk, mail, compared) : await finish(desk, mail.id));
  }
  const waiting = store.list(['held', 'changed']);
  await seeEnvelopes(waiting, store, queue);
  for (const mail of waiting) {
    if (!isQueued(mail, held) && now() - mail.arrived > SETTLED) done.push(leftWithoutUs(desk, mail));
  }
  return done;
}

/** What is recorded is on hold only when the server has heard so. */
const SETTLED = 60_000;
