import { beforeEach, describe, expect, it } from 'vitest';
import { Actions } from '../../src/hosts/thunderbird/actions.ts';
import { guardSend } from '../../src/hosts/thunderbird/guard.ts';
import type { Job } from '../../src/hosts/thunderbird/job.ts';
import { NotSent, prepareMail, WrongMail } from '../../src/hosts/thunderbird/send-mail.ts';
import { Store } from '../../src/hosts/thunderbird/store.ts';
import { fakeMessenger, mailTo, strangers, type Fake } from './fake-messenger.ts';
import { workshopOf } from './workshop.ts';

let fake: Fake;
let actions: Actions;
const details = (): Record<string, unknown> => fake.windows.get(1)!.details as Record<string, unknown>;
const guard = (tabId: number): Promise<unknown> => guardSend({ workshop: workshopOf(fake), show: () => undefined }, tabId, fake.windows.get(tabId)!.details);

beforeEach(() => {
  fake = fakeMessenger();
  actions = new Actions(fake.messenger, workshopOf(fake));
  fake.windows.set(1, mailTo(strangers(12)));
});

describe('one mail to each person', () => {
  const split = async (): Promise<{ readonly store: Store; readonly job: Job }> => {
    expect(await actions.split(1)).toEqual({ said: '', close: true });
    const store = new Store(fake.messenger);
    const [job] = await store.jobs();
    return { store, job: job! };
  };

  it('is made ready, and nothing is sent', async () => {
    const { store, job } = await split();
    expect(job.recipients.map(({ address }) => address)).toEqual(strangers(12));
    expect(job.states).toEqual(Array.from({ length: 12 }, () => 'waiting'));
    expect(fake.opened).toEqual([{ url: `/split.html?job=${job.id}` }]);
    expect(fake.sent).toEqual([]);
    expect((await store.content(job.id))!.texts).toHaveLength(1);
  });

  it('opens each mail for one person alone, which then may leave', async () => {
    const { store, job } = await split();
    const { deliver } = await prepareMail(fake.messenger, store, job, (await store.content(job.id))!, 3);
    const [tabId] = [...fake.windows.keys()].slice(-1);
    expect(fake.windows.get(tabId!)!.details).toMatchObject({ to: ['person3@firm3.example'], subject: 'Open day', isPlainText: false });
    expect(await guard(tabId!)).toBeUndefined();
    await deliver();
    expect(fake.sent).toHaveLength(1);
  });

  it('is not taken for sent where the server refused it, though Thunderbird says nothing of it', async () => {
    const { store, job } = await split();
    const { deliver } = await prepareMail(fake.messenger, store, job, (await store.content(job.id))!, 3);
    fake.onSend = () => Promise.resolve({});
    await expect(deliver()).rejects.toThrow(NotSent);
    // Its window is not left behind.
    expect(fake.windows.size).toBe(1);
  });

  it('is sent when it went into the outbox', async () => {
    const { store, job } = await split();
    const { deliver } = await prepareMail(fake.messenger, store, job, (await store.content(job.id))!, 3);
    fake.onSend = (tabId) => {
      setTimeout(() => { fake.windows.delete(tabId); }, 150);
      return Promise.resolve({});
    };
    await deliver();
    expect(fake.sent).toHaveLength(1);
  });

  it('sends nothing where Thunderbird opened something else', async () => {
    const { store, job } = await split();
    const { beginNew } = fake.messenger.compose;
    fake.messenger.compose.beginNew = ((own: object) => (beginNew as (own: object) => unknown)({ ...own, bcc: ['person4@firm4.example'] })) as typeof beginNew;
    await expect(prepareMail(fake.messenger, store, job, (await store.content(job.id))!, 3)).rejects.toThrow(WrongMail);
    expect(fake.windows.size).toBe(1);
    expect(fake.sent).toEqual([]);
  });

  describe('from an identity that copies each of its mails to an address', () => {
    const archive = 'archive@office.example';
    const opened = async (index: number): Promise<Record<string, unknown>> => {
      const { store, job } = await split();
      await prepareMail(fake.messenger, store, job, (await store.content(job.id))!, index);
      return fake.windows.get([...fake.windows.keys()].slice(-1)[0]!)!.details as Record<string, unknown>;
    };

    it.each(['cc', 'bcc'] as const)('has a copy in each mail (%s), and no mail for the address that is copied to', async (field) => {
      fake.automatic[field] = [archive];
      details()[field] = ['Archive <Archive@office.example>'];
      const { store, job } = await split();
      expect(job.recipients.map(({ address }) => address)).toEqual(strangers(12));
      // The empty mail that tells what is added does not stay open.
      expect([...fake.windows.keys()]).toEqual([1]);
      const { deliver } = await prepareMail(fake.messenger, store, job, (await store.content(job.id))!, 0);
      expect(fake.windows.get([...fake.windows.keys()].slice(-1)[0]!)!.details).toMatchObject({ to: ['person0@firm0.example'], cc: [], bcc: [], [field]: ['Archive <Archive@office.example>'] });
      await deliver();
      expect(fake.sent).toHaveLength(1);
    });

    it('has a mail for those whom the writer added, whatever the field', async () => {
      fake.automatic.bcc = [archive];
      Object.assign(details(), { cc: ['paul@two.example'], bcc: [archive, 'anne@one.example'] });
      const { job } = await split();
      expect(job.recipients.map(({ address }) => address)).toEqual([...strangers(12), 'paul@two.example', 'anne@one.example']);
    });

    it('has a mail for the address as well where the writer put it into To', async () => {
      fake.automatic.bcc = [archive];
      Object.assign(details(), { to: [...strangers(2), archive], bcc: [archive] });
      expect(await opened(2)).toMatchObject({ to: [archive], bcc: [archive] });
      expect((await new Store(fake.messenger).jobs())[0]!.recipients).toHaveLength(3);
    });

    it('has no copy where the writer took the address out', async () => {
      fake.automatic.bcc = [archive];
      expect(await opened(0)).toMatchObject({ to: ['person0@firm0.example'], cc: [], bcc: [] });
    });

    it('has the members of a list for nobody of the mailing', async () => {
      fake.lists.set('Archives', [{ email: archive }, { email: 'second@office.example' }]);
      fake.automatic.bcc = ['Archives <Archives>'];
      details()['bcc'] = ['Archives <Archives>'];
      expect(await opened(0)).toMatchObject({ bcc: ['Archives <Archives>'] });
      expect((await new Store(fake.messenger).jobs())[0]!.recipients).toHaveLength(12);
    });
  });

  it.each([
    [{ type: 'reply' }, true], [{ type: 'draft', subject: 'Re: Open day' }, true], [{ type: 'draft' }, false], [{ type: 'new', subject: 'Re: Open day' }, false],
  ] as const)('is known for an answer, also one that was kept as a draft: %o', async (change, reply) => {
    Object.assign(details(), change);
    expect((await split()).job.reply).toBe(reply);
  });

  it('is refused in words where everybody would read of others', async () => {
    fake.windows.get(1)!.details.body = '<p>Hello, ask person3@firm3.example.</p>';
    expect(await actions.split(1)).toMatchObject({ failed: true, said: expect.stringContaining('1 address in the text') as string });
    expect(await new Store(fake.messenger).jobs()).toEqual([]);
  });
});
