import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Policy } from '../../src/rule/policy.ts';
import { portableDatabase } from '../../src/tasks/held/database.ts';
import type { Desk } from '../../src/tasks/held/decide.ts';
import { messageDigest, recipientsDigest } from '../../src/tasks/held/digest.ts';
import { queueEnvelope, type QueueEnvelope, type Rewriting } from '../../src/tasks/held/envelope.ts';
import { QueueError, type MailQueue, type QueueCopy, type QueuedMail } from '../../src/tasks/held/queue.ts';
import { HeldStore } from '../../src/tasks/held/store.ts';
import type { HeldMail, Holding } from '../../src/tasks/held/types.ts';

const folders: string[] = [];
// Here, and not where a folder is made: within a test, nothing more can be asked to be done behind all of them.
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'undisclosed-held-'));
  folders.push(folder);
  return folder;
}

export const openStore = async (folder = newFolder()): Promise<HeldStore> => HeldStore.open(folder, await portableDatabase());

export const ARRIVED = Date.UTC(2026, 2, 4, 10, 0, 0, 500);
export const DAY = 86_400_000;
const MESSAGE = 'From: claire@agence.example\nSubject: x\n\nBonjour.\n';
const TO = ['a@un.example', 'b@deux.example'];

export const holding = (more: Partial<Holding> = {}): Holding => ({
  queueId: '4bXyZ12345', arrived: ARRIVED, envelope: recipientsDigest(TO), message: messageDigest(Buffer.from(MESSAGE)), sender: 'claire@agence.example', login: null,
  authors: ['claire@agence.example'], locale: 'fr', recipients: 2, findings: [{ rule: 'recipients/visible-recipients', level: 'error', count: 1, action: 'hold' }],
  cause: 'undisclosed: recipients/visible-recipients=1', expires: ARRIVED + 7 * DAY, ...more,
});

export const POLICY: Policy = { approvers: [{ user: 'jeanne', addresses: ['jeanne@agence.example'] }, { user: 'claire', addresses: ['claire@agence.example'] }] };

/** A queue in memory that does what it is told, or fails as it is told. */
export class TestQueue implements MailQueue {
  readonly mails = new Map<string, QueuedMail & { text: string; to: readonly string[]; delivered: readonly string[] }>();
  readonly released: string[] = [];
  readonly deleted: string[] = [];
  readonly sent: { to: string; message: string }[] = [];
  failure: QueueError | null = null;
  mute = false;
  rewritingAs: Rewriting = { origin: 'mx.example', everyMail: '', tables: false };

  put(id: string, text = MESSAGE, to: readonly string[] = TO, arrived = Math.floor(ARRIVED / 1000) * 1000): void {
    this.mails.set(id, { id, arrived, text, to, delivered: [] });
  }

  /** The server, or somebody in its place, delivers to others than those who were given. */
  divert(id: string, ...delivered: readonly string[]): void {
    this.mails.set(id, { ...this.mails.get(id)!, delivered });
  }

  held(): Promise<ReadonlyMap<string, QueuedMail>> {
    return Promise.resolve(new Map(this.mails));
  }

  read(id: string): Promise<QueueCopy> {
    const bytes = Buffer.from(this.mails.get(id)!.text);
    return Promise.resolve({ ...this.#envelope(id), bytes, message: messageDigest(bytes) });
  }

  #envelope(id: string): QueueEnvelope {
    const { to, delivered } = this.mails.get(id)!;
    const records = to.map((address, index) => `original_recipient: ${address}\nrecipient: ${delivered[index] ?? address}\n`);
    return queueEnvelope(records.join(''), this.rewritingAs);
  }

  envelope(id: string): Promise<QueueEnvelope> {
    return Promise.resolve(this.#envelope(id));
  }

  rewriting(): Promise<Rewriting> {
    return Promise.resolve(this.rewritingAs);
  }

  #take(id: string, into: string[]): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.mails.delete(id);
    into.push(id);
    return Promise.resolve();
  }

  release(id: string): Promise<void> {
    return this.#take(id, this.released);
  }

  delete(id: string): Promise<void> {
    return this.#take(id, this.deleted);
  }

  send(to: string, message: string): Promise<void> {
    if (this.mute) return Promise.reject(new QueueError('failed', 'sendmail'));
    this.sent.push({ to, message });
    return Promise.resolve();
  }
}

/** One held mail, and somebody who decides about it. */
export async function deskFor(user: string, more: Partial<Holding> = {}, policy: Policy = POLICY): Promise<Desk & { queue: TestQueue; mail: HeldMail; at: (time: number) => Desk; as: (user: string) => Desk; events: () => Promise<string[]> }> {
  const store = await openStore();
  const queue = new TestQueue();
  const mail = store.transaction((transaction) => transaction.add(holding(more)));
  queue.put(mail.queueId);
  const desk = { store, queue, policy, actor: { user, uid: 1000, root: true }, now: () => ARRIVED + 60_000 };
  const { journalLines, parseEntry } = await import('../../src/tasks/held/journal.ts');
  const events = async (): Promise<string[]> => {
    const all: string[] = [];
    for await (const line of journalLines(store.journal)) all.push(`${parseEntry(line)!.event} ${parseEntry(line)!.who}`);
    return all;
  };
  return { ...desk, mail, at: (time) => ({ ...desk, now: () => time }), as: (name) => ({ ...desk, actor: { ...desk.actor, user: name } }), events };
}
