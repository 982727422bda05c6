import { realpathSync } from 'node:fs';
import type { Policy } from '../../rule/policy.ts';
import { tells } from '../../tasks/held/decide.ts';
import { HELD_NOTICES, sendNotices } from '../../tasks/held/notices.ts';
import { PostfixQueue } from '../../tasks/held/queue.ts';
import { HeldStore } from '../../tasks/held/store.ts';
import type { Outcome } from './types.ts';

/** By which the command line finds the configuration that mails are held by. */
export const CONFIG_SETTING = 'config';

const HOLD_DAYS = 7;
const DAY = 86_400_000;
/** Long enough for the mail to be where the notice says it is. */
const TELL_AFTER = 1000;

/** Records what goes to the mail server's hold queue, and has sender and approvers told. */
export class Holdings {
  readonly #store: HeldStore;
  readonly #queue: PostfixQueue;
  readonly #failed: (what: 'notice', error: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #telling: Promise<void> = Promise.resolve();

  private constructor(store: HeldStore, queue: PostfixQueue, failed: (what: 'notice', error: unknown) => void) {
    this.#store = store;
    this.#queue = queue;
    this.#failed = failed;
  }

  /** @throws what the system says, where the folder cannot be written */
  static async open(folder: string, configPath: string, postfixConfig: string | undefined, failed: (what: 'notice', error: unknown) => void): Promise<Holdings> {
    const store = await HeldStore.open(folder);
    store.transaction((transaction) => transaction.set(CONFIG_SETTING, realpathSync(configPath)));
    return new Holdings(store, new PostfixQueue(postfixConfig), failed);
  }

  /** Before the server hears of it: what it holds is recorded. @throws what SQLite or the system says */
  keep({ id, hold, verdict, sender, user, recipients, digest }: Outcome, policy: Policy | undefined, now: number): void {
    if (!hold) return;
    if (id === '') throw new Error('no queue id');
    const { envelope, authors, locale } = hold;
    const told = tells(policy);
    this.#store.transaction((transaction) => {
      const mail = transaction.add({
        queueId: id, arrived: now, envelope, message: digest, sender, login: user, authors, locale, recipients,
        findings: verdict?.rules ?? [], cause: verdict?.reason ?? '', expires: now + (policy?.holdDays ?? HOLD_DAYS) * DAY,
      });
      transaction.enter({ event: 'held', held: mail.id, queueId: id, who: null, reason: mail.cause }, now);
      if (told) for (const kind of HELD_NOTICES) transaction.owe(mail.id, kind);
    });
    if (told) this.#tell(policy);
  }

  #tell(policy: Policy | undefined): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#telling = this.#telling.then(() => sendNotices(this.#store, this.#queue, policy, Date.now())).then((failed) => {
        if (failed > 0) this.#failed('notice', new Error('not sent'));
      }, (error: unknown) => this.#failed('notice', error));
    }, TELL_AFTER);
  }

  /** What was owed and not told stays owed. */
  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    await this.#telling;
  }
}
