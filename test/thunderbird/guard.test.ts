import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { guardSend, type Answer } from '../../src/hosts/thunderbird/guard.ts';
import type { LinterWorker } from '../../src/hosts/thunderbird/linter-client.ts';
import { fakeMessenger, mailTo, strangers, type Fake } from './fake-messenger.ts';
import { failing, sameThread, silent, workshopOf } from './workshop.ts';

const STOPPED = { cancel: true };
let fake: Fake;
let shown: number[];

beforeEach(() => {
  fake = fakeMessenger();
  shown = [];
});
afterEach(() => { vi.useRealTimers(); });

const press = (start: () => LinterWorker = sameThread): Promise<Answer> => guardSend({ workshop: workshopOf(fake, start), show: (tabId) => { shown.push(tabId); } }, 1, fake.windows.get(1)!.details);

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  return { promise: new Promise<void>((settle) => { resolve = settle; }), resolve: () => { resolve(); } };
}

describe('pressing Send', () => {
  it('sends what there is nothing to say about', async () => {
    fake.windows.set(1, mailTo(['kim@lake.example']));
    expect(await press()).toBeUndefined();
    expect(shown).toEqual([]);
  });

  it('is stopped when strangers would see each other, and the writer is shown why', async () => {
    fake.windows.set(1, mailTo(strangers(12)));
    expect(await press()).toEqual(STOPPED);
    expect(shown).toEqual([1]);
  });

  it('is stopped when a list hides them', async () => {
    fake.lists.set('Everybody', strangers(12).map((email) => ({ email })));
    fake.windows.set(1, mailTo(['Everybody <Everybody>']));
    expect(await press()).toEqual(STOPPED);
  });

  it('is not stopped where nothing ever is, not even by a rule that never ends', async () => {
    fake.local.values['settings'] = { policy: 'never' };
    fake.windows.set(1, mailTo(strangers(12)));
    expect(await press(silent)).toBeUndefined();
  });

  it('is stopped by a rule that goes wrong, which is remembered of this mail', async () => {
    fake.windows.set(1, mailTo(['kim@lake.example']));
    expect(await press(failing)).toEqual(STOPPED);
    expect(fake.session.values['failure:1']).toMatchObject({ reason: 'failed' });
    expect(shown).toEqual([1]);
  });

  it('is stopped by a rule that never ends, in time', async () => {
    vi.useFakeTimers();
    fake.windows.set(1, mailTo(['kim@lake.example']));
    const asked = deferred();
    const answer = press(() => {
      asked.resolve();
      return silent();
    });
    await asked.promise;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toEqual(STOPPED);
    expect(fake.session.values['failure:1']).toMatchObject({ reason: 'timeout' });
  });

  it('is stopped when Thunderbird itself does not answer, in time', async () => {
    vi.useFakeTimers();
    fake.windows.set(1, mailTo(['kim@lake.example']));
    fake.messenger.compose.listAttachments = () => new Promise(() => undefined);
    const answer = press();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await answer).toEqual(STOPPED);
    expect(shown).toEqual([1]);
  });

  it('is stopped when nothing can be read, and does not throw', async () => {
    fake.windows.set(1, mailTo(['kim@lake.example']));
    fake.messenger.storage.local.get = () => Promise.reject(new Error('no disk'));
    expect(await press()).toEqual(STOPPED);
    expect(shown).toEqual([1]);
  });
});
