import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDone, nextOf, readJob, sentOf, unsureOf, withState, type Job } from '../../src/hosts/thunderbird/job.ts';
import { JobRunner, type Outcome } from '../../src/hosts/thunderbird/job-runner.ts';

const jobOf = (count: number): Job => ({
  id: 'a', created: 0, recipients: Array.from({ length: count }, (_, index) => ({ name: '', address: `p${index}@a.example` })), states: Array.from({ length: count }, () => 'waiting' as const),
  left: { error: 0, warning: 0, info: 0 }, needsReason: false, rules: [],
});

/** Thunderbird, the disk, and a clock that stops at the given step, as if the machine had lost its power. */
class Bench {
  readonly left: number[] = [];
  stored: Job;
  #steps = 0;
  #cut: () => void = () => undefined;

  constructor(job: Job) {
    this.stored = job;
  }

  async #tick(): Promise<void> {
    if (this.#steps-- > 0) return;
    this.#cut();
    await new Promise(() => undefined);
  }

  /** `cut`: the power was lost. */
  async run(steps: number, fails: (index: number) => 'prepare' | 'deliver' | 'after' | null = () => null, change?: (runner: JobRunner) => void): Promise<Outcome | 'cut'> {
    this.#steps = steps;
    const cut = new Promise<'cut'>((resolve) => { this.#cut = () => { resolve('cut'); }; });
    const runner: JobRunner = new JobRunner(this.stored, {
      prepare: async (index) => {
        await this.#tick();
        if (fails(index) === 'prepare') throw new Error('no window');
        const deliver = async (): Promise<void> => {
          await this.#tick();
          if (fails(index) === 'deliver') throw new Error('no server');
          this.left.push(index);
          await this.#tick();
          if (fails(index) === 'after') throw new Error('no copy in Sent');
        };
        return { deliver, discard: () => Promise.resolve() };
      },
      save: async (job) => {
        await this.#tick();
        this.stored = structuredClone(job);
        await this.#tick();
      },
      changed: () => change?.(runner),
    });
    return Promise.race([runner.run(), cut]);
  }
}

describe('a mailing', () => {
  it('sends each mail once, in order', async () => {
    const bench = new Bench(jobOf(3));
    expect(await bench.run(Infinity)).toBe('done');
    expect(bench.left).toEqual([0, 1, 2]);
    expect(isDone(bench.stored)).toBe(true);
  });

  it('stops after the mail under way, and goes on with the next', async () => {
    const bench = new Bench(jobOf(4));
    expect(await bench.run(Infinity, undefined, (runner) => { if (sentOf(runner.job) === 2) runner.stop(); })).toBe('stopped');
    expect(bench.left).toEqual([0, 1]);
    expect(unsureOf(bench.stored)).toEqual([]);
    expect(await bench.run(Infinity)).toBe('done');
    expect(bench.left).toEqual([0, 1, 2, 3]);
  });

  it('whose power is cut at any moment sends none twice and forgets none', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 4 }), async (cuts) => {
      const bench = new Bench(jobOf(3));
      for (const cut of cuts) {
        await bench.run(cut);
        // Whoever is asked tells the truth: they look into their Sent folder.
        for (const index of unsureOf(bench.stored)) bench.stored = withState(bench.stored, index, bench.left.includes(index) ? 'sent' : 'waiting');
      }
      await bench.run(Infinity);
      expect([...bench.left].sort()).toEqual([0, 1, 2]);
      expect(isDone(bench.stored)).toBe(true);
    }), { numRuns: 60 });
  });

  it('never sends by itself what may have left', async () => {
    const bench = new Bench({ ...jobOf(3), states: ['sending', 'failed', 'waiting'] });
    expect(await bench.run(Infinity)).toBe('done');
    expect(bench.left).toEqual([2]);
    expect(unsureOf(bench.stored)).toEqual([0, 1]);
    expect(isDone(bench.stored)).toBe(false);
  });

  it.each([['prepare', [], 'waiting', 'unready'], ['deliver', [], 'failed', 'unsure'], ['after', [0], 'failed', 'unsure']] as const)('pauses when it fails to %s, and tells what is certain from what is not', async (what, left, state, outcome) => {
    const bench = new Bench(jobOf(2));
    expect(await bench.run(Infinity, (index) => (index === 0 ? what : null))).toBe(outcome);
    expect(bench.left).toEqual(left);
    expect(bench.stored.states).toEqual([state, 'waiting']);
  });

  it('sends nothing more when it cannot write down what it sent', async () => {
    const left: number[] = [];
    let saves = 0;
    const runner = new JobRunner(jobOf(2), {
      prepare: (index) => Promise.resolve({ deliver: () => Promise.resolve(void left.push(index)), discard: () => Promise.resolve() }),
      save: () => (++saves === 2 ? Promise.reject(new Error('disk full')) : Promise.resolve()),
      changed: () => undefined,
    });
    expect(await runner.run()).toBe('unsaved');
    expect(left).toEqual([0]);
  });

  it('leaves no mail open that it may not send, since it cannot write down that it does', async () => {
    const open = new Set<number>();
    const left: number[] = [];
    const runner = new JobRunner(jobOf(2), {
      prepare: (index) => {
        open.add(index);
        return Promise.resolve({ deliver: () => Promise.resolve(void left.push(index)), discard: () => Promise.resolve(void open.delete(index)) });
      },
      save: () => Promise.reject(new Error('disk full')),
      changed: () => undefined,
    });
    expect(await runner.run()).toBe('unsaved');
    expect([left, [...open], runner.job.states]).toEqual([[], [], ['waiting', 'waiting']]);
  });

  it('is read as stored, or not at all', () => {
    expect(readJob(structuredClone(jobOf(2)))).toEqual(jobOf(2));
    expect([readJob(undefined), readJob('x'), readJob({ recipients: [], states: ['sent'] }), readJob({ ...jobOf(1), states: ['gone'] })]).toEqual([null, null, null, null]);
    expect(nextOf({ ...jobOf(2), states: ['sent', 'sending'] })).toBeNull();
  });
});
