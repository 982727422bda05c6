import { writeSync } from 'node:fs';
import { Worker, workerData } from 'node:worker_threads';

export const WATCH_ROLE = 'undisclosed-watch';

interface WatchData {
  readonly role: typeof WATCH_ROLE;
  readonly beat: Int32Array;
  readonly milliseconds: number;
}

/**
 * Has another thread watch over this one. Should a mail ever hang it, against all bounds, the process ends: the mail server puts
 * off what is in hand, and the service manager starts a new one, which is better than none for good.
 * @param milliseconds without a sign of life
 */
export function startWatchdog(script: URL, milliseconds: number): { stop(): void } {
  const beat = new Int32Array(new SharedArrayBuffer(4));
  const timer = setInterval(() => Atomics.add(beat, 0, 1), Math.min(1000, milliseconds / 4)).unref();
  const thread = new Worker(script, { workerData: { role: WATCH_ROLE, beat, milliseconds } satisfies WatchData });
  thread.unref();
  return {
    stop() {
      clearInterval(timer);
      void thread.terminate();
    },
  };
}

/** What the watching thread does. Two looks without a beat between them: one may fall behind a process that was suspended. */
export function watch(): void {
  const { beat, milliseconds } = workerData as WatchData;
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (let last = -1, missed = 0; missed < 2;) {
    Atomics.wait(never, 0, 0, milliseconds / 2);
    const now = Atomics.load(beat, 0);
    missed = now === last ? missed + 1 : 0;
    last = now;
  }
  writeSync(2, `${JSON.stringify({ level: 60, time: new Date().toISOString(), event: 'hanging', msg: 'no sign of life; ending' })}\n`);
  process.kill(process.pid, 'SIGKILL');
}
