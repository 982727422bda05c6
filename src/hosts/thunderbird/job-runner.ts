import { nextOf, withState, type Job } from './job.ts';

/** A mail in its compose window. Until `deliver` is called, nothing of it has left for certain. */
export interface PreparedMail {
  /** Settles when Thunderbird has sent it. */
  readonly deliver: () => Promise<void>;
  /** Closes the window. */
  readonly discard: () => Promise<void>;
}

export interface JobSteps {
  /** Opens the mail of one recipient. */
  readonly prepare: (index: number) => Promise<PreparedMail>;
  readonly save: (job: Job) => Promise<void>;
  readonly changed: (job: Job) => void;
}

/**
 * Of what went wrong a person has to be told:
 * - unready: the next mail could not be opened as it has to be; it did not leave
 * - unsure: nobody knows whether a mail left
 * - unsaved: how far the job is could not be written down
 */
export type Outcome = 'done' | 'stopped' | 'unready' | 'unsure' | 'unsaved';

/** Sends the mails of a job one behind the other. At most one runner at a time may have a job. */
export class JobRunner {
  #job: Job;
  readonly #steps: JobSteps;
  #stopping = false;

  constructor(job: Job, steps: JobSteps) {
    this.#job = job;
    this.#steps = steps;
  }

  get job(): Job {
    return this.#job;
  }

  /** The mail that is under way is still sent. */
  stop(): void {
    this.#stopping = true;
  }

  async run(): Promise<Outcome> {
    for (let index = nextOf(this.#job); index !== null; index = nextOf(this.#job)) {
      if (this.#stopping) return 'stopped';
      let mail: PreparedMail;
      try {
        mail = await this.#steps.prepare(index);
      } catch {
        return 'unready';
      }
      try {
        await this.#save(withState(this.#job, index, 'sending'));
      } catch {
        await mail.discard();
        this.#job = withState(this.#job, index, 'waiting');
        this.#steps.changed(this.#job);
        return 'unsaved';
      }
      try {
        await mail.deliver();
      } catch {
        await this.#save(withState(this.#job, index, 'failed')).catch(() => undefined);
        return 'unsure';
      }
      try {
        await this.#save(withState(this.#job, index, 'sent'));
      } catch {
        // It left, but the next run would not know: nothing more is sent by this one.
        return 'unsaved';
      }
    }
    return 'done';
  }

  async #save(job: Job): Promise<void> {
    this.#job = job;
    this.#steps.changed(job);
    await this.#steps.save(job);
  }
}
