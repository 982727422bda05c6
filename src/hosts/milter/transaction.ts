import { LIMITS } from '../../draft/limits.ts';
import { modeFor } from '../../engine/policy.ts';
import { unavailableVerdict } from '../../engine/verdict.ts';
import { recipientsDigest } from '../../tasks/held/digest.ts';
import type { Client, Peer, Unread } from './direction.ts';
import { canMake, endOfMessage, goesOnHold, UNCHANGED } from './edits.ts';
import { IncomingMessage } from './message.ts';
import type { Agreement } from './negotiate.ts';
import { JudgeError, type Failure, type Judged, type Outcome, type Rulebook, type SessionHost } from './types.ts';

const QUEUE_ID = /^[\w.-]{1,64}$/;

/** One mail, from MAIL to the end of its message. */
export class Transaction {
  readonly #host: SessionHost;
  #rulebook: Rulebook;
  readonly #message = new IncomingMessage();
  readonly #sender: string;
  readonly #recipients: string[] = [];
  #client: Client | null = null;
  /** Undefined until the envelope is complete. */
  #unread: Unread | null | undefined;
  #failure: Failure | null = null;
  #claimed = 0;

  constructor(host: SessionHost, sender: string) {
    this.#host = host;
    this.#rulebook = host.rulebook();
    this.#sender = sender;
  }

  addRecipient(address: string): void {
    if (this.#recipients.length < LIMITS.addresses) this.#recipients.push(address);
    else this.#giveUp('too-large');
  }

  /** The envelope is complete, and tells whether the message is to be read. */
  begin(peer: Peer, user: string | null): void {
    if (this.#client) return;
    this.#client = { ...peer, user };
    this.#unread = this.#rulebook.direction.unread(this.#client, this.#sender, this.#recipients);
    if (this.#unread !== null) this.#letGo();
  }

  addHeader(name: string, value: string): void {
    this.#keeping(() => this.#message.addHeader(name, value));
  }

  endHeaders(): void {
    if (this.#unread !== null || !this.#message.automatic || !this.#rulebook.direction.leavesAutomatic) return;
    this.#unread = 'automatic';
    this.#letGo();
  }

  addBody(chunk: Buffer): void {
    this.#keeping(() => this.#message.addBody(chunk));
  }

  #keeping(add: () => void): void {
    const before = this.#message.size;
    add();
    const more = this.#message.size - before;
    if (more === 0) return;
    if (this.#message.size > LIMITS.message) this.#giveUp('too-large');
    else if (this.#host.claim(more)) this.#claimed += more;
    else this.#giveUp('busy');
  }

  #giveUp(failure: Failure): void {
    this.#failure ??= failure;
    this.#letGo();
  }

  #letGo(): void {
    this.#message.letGo();
    this.release();
  }

  /** Gives back the room that the message took. */
  release(): void {
    this.#host.claim(-this.#claimed);
    this.#claimed = 0;
  }

  async #judge(agreement: Agreement): Promise<Judged> {
    if (this.#failure === null) {
      const submission = { bytes: this.#message.bytes(), sender: this.#sender, recipients: this.#recipients, user: this.#client!.user };
      // One copy is enough; the room stays claimed until the mail is done with.
      this.#message.letGo();
      try {
        return asMade(await this.#rulebook.judge(submission), agreement);
      } catch (error) {
        this.#failure = error instanceof JudgeError ? error.failure : 'crash';
      }
    }
    return { verdict: unavailableVerdict(this.#rulebook.policy, this.#parties(), this.#rulebook.locale), digest: null };
  }

  #holding({ author }: Judged): NonNullable<Outcome['hold']> {
    return { envelope: recipientsDigest(this.#recipients), authors: author?.addresses ?? [], locale: author?.locale ?? this.#rulebook.locale };
  }

  #parties(): Parameters<typeof unavailableVerdict>[1] {
    return { sender: this.#sender, user: this.#client!.user, recipientDomains: this.#recipients.map((address) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()) };
  }

  /** @returns the answer to the end of the message: all changes and the verdict */
  async answer(agreement: Agreement, id: string): Promise<Buffer> {
    this.endHeaders();
    // It may have been exchanged since the mail began; from here on it stays.
    this.#rulebook = this.#host.rulebook();
    const began = performance.now();
    const { size } = this.#message;
    const unread = this.#unread ?? null;
    const judged: Judged | null = unread === null ? await this.#judge(agreement) : null;
    const verdict = judged?.verdict ?? null;
    this.#host.done({
      id: QUEUE_ID.test(id) ? id : '', unread, verdict, failure: this.#failure, sender: this.#sender, user: this.#client!.user,
      recipients: this.#recipients.length, size, milliseconds: performance.now() - began, digest: judged?.digest ?? null,
      ...(judged && goesOnHold(judged.verdict, agreement) ? { hold: this.#holding(judged) } : {}),
    });
    const mode = verdict?.mode ?? modeFor(this.#rulebook.policy, this.#parties());
    if (mode === 'dry-run') return UNCHANGED;
    const { forgedVerdicts, contextFields } = this.#message;
    // What was said to us alone leaves with no mail; what is said among themselves inside, or comes in, is not ours.
    const gone = unread === null || unread === 'automatic' ? [...forgedVerdicts, ...contextFields] : forgedVerdicts;
    return endOfMessage(verdict ?? { action: 'pass', reply: null, headers: [], reason: '' }, gone, agreement, judged?.rewriting);
  }
}

/** A fix that cannot be made on the way leaves the mail, as it was, to a person. */
function asMade(judged: Judged, agreement: Agreement): Judged {
  const { verdict, rewriting, ...rest } = judged;
  if (verdict.action !== 'rewrite' || (rewriting && canMake(rewriting, agreement))) return judged;
  return { ...rest, verdict: { ...verdict, action: 'hold', headers: [] } };
}
