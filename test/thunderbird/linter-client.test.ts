import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LinterClient, NotChecked, type LinterWorker, type ToWorker } from '../../src/hosts/thunderbird/linter-client.ts';
import type { Question } from '../../src/hosts/thunderbird/questions.ts';

const QUESTION: Extract<Question, { readonly kind: 'report' }> = { kind: 'report', config: {}, text: '{}' };

interface FakeWorker extends LinterWorker {
  readonly asked: ToWorker[];
  ended: boolean;
}

let workers: FakeWorker[];
function start(): LinterWorker {
  const worker: FakeWorker = { asked: [], ended: false, onmessage: null, onerror: null, postMessage: (message) => { worker.asked.push(message); }, terminate: () => { worker.ended = true; } };
  workers.push(worker);
  return worker;
}
const reason = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'answered', (error: unknown) => (error instanceof NotChecked ? error.reason : error));

beforeEach(() => {
  workers = [];
  vi.useFakeTimers();
});
afterEach(() => { vi.useRealTimers(); });

describe('asking the linter', () => {
  it('starts one Worker for all questions and gives each its own answer', async () => {
    const client = new LinterClient(start);
    const [first, second] = [client.ask(QUESTION, 100), client.ask({ ...QUESTION, text: '[]' }, 100)];
    const [worker] = workers;
    expect(worker!.asked.map(({ question }) => 'text' in question && question.text)).toEqual(['{}', '[]']);
    worker!.onmessage!({ data: { id: worker!.asked[1]!.id, answer: 'two' as never } });
    worker!.onmessage!({ data: { id: worker!.asked[0]!.id, answer: 'one' as never } });
    expect([await first, await second]).toEqual(['one', 'two']);
    expect(workers).toHaveLength(1);
  });

  it('says that a rule went wrong, and goes on', async () => {
    const client = new LinterClient(start);
    const first = reason(client.ask(QUESTION, 100));
    workers[0]!.onmessage!({ data: { id: 0, failed: true } });
    expect(await first).toBe('failed');
    void client.ask(QUESTION, 100).catch(() => undefined);
    expect(workers).toHaveLength(1);
  });

  it('ends a Worker that is late, and asks a new one what others had asked', async () => {
    const client = new LinterClient(start);
    const hung = reason(client.ask(QUESTION, 100));
    const other = client.ask({ ...QUESTION, text: '[]' }, 1000);
    await vi.advanceTimersByTimeAsync(100);
    expect(await hung).toBe('timeout');
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(workers[1]!.asked).toEqual([{ id: 1, question: { ...QUESTION, text: '[]' } }]);
    workers[1]!.onmessage!({ data: { id: 1, answer: 'late but there' as never } });
    expect(await other).toBe('late but there');
  });

  it('counts the time of each from when it was asked, whatever became of the Worker', async () => {
    const client = new LinterClient(start);
    const answers = [100, 150, 151].map((timeout) => reason(client.ask(QUESTION, timeout)));
    await vi.advanceTimersByTimeAsync(151);
    expect(await Promise.all(answers)).toEqual(['timeout', 'timeout', 'timeout']);
    // Nobody waits any more: nobody needs a new one.
    expect(workers.every(({ ended }) => ended)).toBe(true);
  });

  it('says so when the Worker cannot run at all, and tries again for the next', async () => {
    const client = new LinterClient(start);
    const answers = [reason(client.ask(QUESTION, 100)), reason(client.ask(QUESTION, 100))];
    workers[0]!.onerror!(null);
    expect(await Promise.all(answers)).toEqual(['failed', 'failed']);
    void client.ask(QUESTION, 100).catch(() => undefined);
    expect(workers).toHaveLength(2);
    const broken = new LinterClient(() => { throw new Error('no Worker here'); });
    expect(await reason(broken.ask(QUESTION, 100))).toBe('failed');
  });
});
