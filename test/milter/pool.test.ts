import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Pool, type Thread } from '../../src/hosts/milter/pool.ts';
import type { Submission } from '../../src/hosts/milter/types.ts';
import type { Job, Message } from '../../src/hosts/milter/worker.ts';
import { PASS } from './host.ts';

/** A thread that answers as its mail's sender says: `ok`, `fail`, `die`, or never (`hang`). */
class FakeThread extends EventEmitter implements Thread {
  ended = false;
  constructor(ready = true) {
    super();
    setImmediate(() => (ready ? this.emit('message', { ready: true } satisfies Message) : this.die(new Error('no start'))));
  }
  die(error?: Error): void {
    if (this.ended) return;
    this.ended = true;
    if (error) this.emit('error', error);
    this.emit('exit');
  }
  postMessage({ job, sender }: Job): void {
    if (sender === 'die') setImmediate(() => this.die(new Error('out of memory')));
    else if (sender !== 'hang') setImmediate(() => this.emit('message', { job, judged: sender === 'ok' ? { verdict: PASS, digest: null } : null } satisfies Message));
  }
  terminate(): Promise<void> {
    setImmediate(() => this.die());
    return Promise.resolve();
  }
}

const mail = (sender: string): Submission => ({ bytes: new Uint8Array(0), sender, recipients: [], user: null });

async function open(size: number, timeout = 100): Promise<{ pool: Pool; threads: FakeThread[]; losses: string[] }> {
  const [threads, losses]: [FakeThread[], string[]] = [[], []];
  const pool = new Pool({ size, timeout, onLoss: (reason) => losses.push(reason), start: () => {
    const thread = new FakeThread();
    threads.push(thread);
    return thread;
  } });
  await pool.started();
  return { pool, threads, losses };
}
const ended = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'ok', (error: unknown) => (error as Error).message);

describe('threads that judge', () => {
  it('judge more mails than there are threads, one at a time', async () => {
    const { pool, threads } = await open(2);
    expect(await Promise.all(Array.from({ length: 20 }, () => ended(pool.judge(mail('ok')))))).toEqual(Array(20).fill('ok'));
    expect(threads).toHaveLength(2);
    await pool.close();
  });
  it('are replaced where a mail hangs them or kills them; the next is judged', async () => {
    const { pool, threads, losses } = await open(1, 60);
    expect(await Promise.all(['ok', 'hang', 'fail'].map((each) => ended(pool.judge(mail(each)))))).toEqual(['ok', 'timeout', expect.stringMatching(/crash|busy/)]);
    expect(await ended(pool.judge(mail('die')))).toBe('crash');
    expect(await ended(pool.judge(mail('ok')))).toBe('ok');
    expect(losses).toEqual(['timeout', 'crash']);
    expect(threads).toHaveLength(3);
    expect(pool.ready).toBe(true);
    await pool.close();
  });
  it('leave a mail that finds none free for too long to the policy', async () => {
    const { pool } = await open(1, 50);
    const hanging = ended(pool.judge(mail('hang')));
    const waiting = [ended(pool.judge(mail('ok'))), ended(pool.judge(mail('ok')))];
    expect(await hanging).toBe('timeout');
    expect(['busy', 'ok']).toContain(await waiting[0]);
    await Promise.all(waiting);
    expect(pool.queued).toBe(0);
    await pool.close();
  });
  it('that cannot start are an error, not a loop', async () => {
    let started = 0;
    const pool = new Pool({ size: 1, timeout: 50, start: () => {
      started++;
      return new FakeThread(false);
    } });
    await expect(pool.started()).rejects.toThrow('no start');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(started).toBe(1);
    await pool.close();
  });
  it('finish what waits before they are closed', async () => {
    const { pool, threads } = await open(1);
    const all = Array.from({ length: 5 }, () => ended(pool.judge(mail('ok'))));
    await pool.close();
    expect(await Promise.all(all)).toEqual(Array(5).fill('ok'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(threads.every((thread) => thread.ended)).toBe(true);
  });
});
