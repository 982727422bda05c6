import { beforeEach, describe, expect, it, vi } from 'vitest';
import { guardSend } from '../../src/hosts/thunderbird/guard.ts';
import { Departures } from '../../src/hosts/thunderbird/departures.ts';
import { Live } from '../../src/hosts/thunderbird/live.ts';
import type { Workshop } from '../../src/hosts/thunderbird/checker.ts';
import { fakeMessenger, mailTo, strangers, type Fake } from './fake-messenger.ts';
import { workshopOf } from './workshop.ts';

/** Lets everything happen that waits for nothing but its turn. */
const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

describe('a mail on its way out', () => {
  it('is not read until it has left or is known to stay', async () => {
    const departures = new Departures();
    await departures.begin(1);
    const read = vi.fn(() => Promise.resolve('fields'));
    const reading = departures.read(1, read);
    await turn();
    expect(read).not.toHaveBeenCalled();
    expect(await departures.read(2, () => Promise.resolve('another window'))).toBe('another window');
    departures.end(1);
    expect(await reading).toBe('fields');
    expect(departures.isLeaving(1)).toBe(false);
  });

  it('waits for those who are reading it, also for one that fails', async () => {
    const departures = new Departures();
    const settle: (() => void)[] = [];
    const first = departures.read(1, () => new Promise<void>((resolve) => { settle.push(resolve); }));
    const second = departures.read(1, () => new Promise<void>((_resolve, reject) => { settle.push(() => { reject(new Error('the window is gone')); }); }));
    let begun = false;
    const beginning = departures.begin(1).then(() => { begun = true; });
    settle[0]!();
    await first;
    await turn();
    expect(begun).toBe(false);
    settle[1]!();
    await expect(second).rejects.toThrow('the window is gone');
    await beginning;
    expect(begun).toBe(true);
  });

  it('is not waited for without end', async () => {
    vi.useFakeTimers();
    try {
      const departures = new Departures();
      await departures.begin(1);
      await vi.advanceTimersByTimeAsync(300_000);
      expect(departures.isLeaving(1)).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('while a window is sent', () => {
  let fake: Fake;
  let workshop: Workshop;
  let reads: number;
  beforeEach(() => {
    fake = fakeMessenger();
    workshop = workshopOf(fake);
    reads = 0;
    const { compose } = fake.messenger;
    const real = compose.getComposeDetails;
    compose.getComposeDetails = (tabId) => {
      reads += 1;
      return real(tabId);
    };
  });
  const press = () => guardSend({ workshop, show: () => undefined }, 1, fake.windows.get(1)!.details);

  it('the editor, which goes on asking, is told that nothing is new', async () => {
    fake.windows.set(1, mailTo(['kim@lake.example']));
    const live = new Live(fake.messenger, workshop);
    expect(await live.look(1, { kind: 'look', plain: false, content: '<p>Hello</p>' })).toEqual({ marks: [] });
    expect(reads).toBe(1);
    expect(await press()).toBeUndefined();
    expect(await live.look(1, { kind: 'look', plain: false, content: '<p>Hello you</p>' })).toEqual({ same: true });
    expect(reads).toBe(1);
    // It stays: what was typed last was looked at by nobody.
    workshop.departures.end(1);
    expect(await live.look(1, { kind: 'look', plain: false })).toEqual({ need: true, plain: false });
  });

  it('and is not, when it was stopped', async () => {
    fake.windows.set(1, mailTo(strangers(12)));
    expect(await press()).toEqual({ cancel: true });
    expect(workshop.departures.isLeaving(1)).toBe(false);
  });
});
