import { nextOf, withState, type Job } from './job.ts';

export interface JobSteps {
  /** Opens the mail of one recipient. Until what it returns is called, nothing has left for certain. */
  readonly prepare: (index: number) => Promise<() => Promise<void>>;
  readonly save: (job: Job) => Promise<void>;
  readonly changed: (job: Job) => void;
}

/** `paused`: something went wrong, and a person has to look. */
export type Outcome = 'done' | 'stopped' | 'paused';

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
      let deliver: () => Promise<void>;
      try {
        deliver = await this.#steps.prepare(index);
        await this.#save(withState(this.#job, index, 'sending'));
      } catch {
        this.#job = withState(this.#job, index, 'waiting');
        this.#steps.changed(this.#job);
        return 'paused';
      }
      try {
        await deliver();
      } catch {
        await this.#save(withState(this.#job, index, 'failed')).catch(() => undefined);
        return 'paused';
      }
      try {
        await this.#save(withState(this.#job, index, 'sent'));
      } catch {
        // It left, but the next run would not know: nothing more is sent by this one.
        return 'paused';
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
