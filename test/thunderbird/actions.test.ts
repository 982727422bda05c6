import { beforeEach, describe, expect, it } from 'vitest';
import { Actions } from '../../src/hosts/thunderbird/actions.ts';
import { guardSend } from '../../src/hosts/thunderbird/guard.ts';
import type { Done } from '../../src/hosts/thunderbird/requests.ts';
import { Store } from '../../src/hosts/thunderbird/store.ts';
import { fakeMessenger, mailTo, strangers, type Fake } from './fake-messenger.ts';
import { failing, workshopOf } from './workshop.ts';

let fake: Fake;
let actions: Actions;
const details = (): Record<string, unknown> => fake.windows.get(1)!.details as Record<string, unknown>;
const guard = (tabId = 1): Promise<unknown> => guardSend({ workshop: workshopOf(fake), show: () => undefined }, tabId, fake.windows.get(tabId)!.details);
const send = async (reason = '', later = false): Promise<Done> => actions.send({ kind: 'send', tabId: 1, digest: (await actions.show(1)).digest, reason, later });

beforeEach(() => {
  fake = fakeMessenger();
  actions = new Actions(fake.messenger, workshopOf(fake));
  fake.windows.set(1, mailTo(strangers(12)));
});

describe('the popup', () => {
  it('says the one thing to know, and which buttons there are', async () => {
    expect(await actions.show(1)).toMatchObject({ headline: '12 people will see each other’s addresses', stopped: true, needsReason: true, canSplit: true, canBlind: true, canKnow: true, unchecked: false });
    fake.windows.set(1, mailTo(['kim@lake.example']));
    expect(await actions.show(1)).toMatchObject({ headline: 'Nothing to report: it goes to one person', stopped: false, needsReason: false, canSplit: false, canBlind: false, canKnow: false, findings: [] });
  });

  it('says it in French', async () => {
    const french = new Actions(fake.messenger, workshopOf(fake, undefined, 'fr'));
    const shown = await french.show(1);
    expect(shown.headline).toBe('12 personnes verront l’adresse des autres');
    expect(shown.findings[0]!.title).toBe('Les destinataires se voient les uns les autres');
    expect(shown.findings[0]!.suggestion).toMatch(/^Envoyez à chaque personne un message à elle/);
  });

  it('says that the mail could not be looked at, once for each mail', async () => {
    const broken = new Actions(fake.messenger, workshopOf(fake, failing));
    expect(await broken.show(1)).toMatchObject({ headline: 'This mail could not be checked', unchecked: true, stopped: true, canBlind: true, canSplit: true });
    expect(fake.session.values['failure:1']).toMatchObject({ reason: 'failed' });
    // A linter that works again is not asked of this very mail, but of the next.
    expect((await actions.show(1)).unchecked).toBe(true);
    fake.windows.get(1)!.details.subject = 'Open days';
    expect((await actions.show(1)).unchecked).toBe(false);
  });
});

describe('move to Bcc', () => {
  it('leaves nobody in To and Cc, each once, and lists as lists', async () => {
    fake.lists.set('Everybody', strangers(30).map((email) => ({ email })));
    fake.windows.set(1, mailTo(['Anne <anne@one.example>', 'Everybody <Everybody>', 'Choir <singers>', 'Band <singers>'], { cc: ['paul@two.example'], bcc: ['paul@two.example', 'ANNE@one.example'] }));
    const { shown } = await actions.moveToBcc(1);
    expect([details()['to'], details()['cc'], details()['bcc']]).toEqual([[], [], ['Anne <anne@one.example>', 'Everybody <Everybody>', 'Choir <singers>', 'Band <singers>', 'paul@two.example']]);
    expect(shown).toMatchObject({ stopped: false });
  });
});

describe('this group knows each other', () => {
  it('is noted and lets the mail go, but not one with a stranger', async () => {
    expect((await actions.knowGroup(1)).shown).toMatchObject({ stopped: false });
    expect(await guard()).toBeUndefined();
    details()['to'] = [...strangers(12), 'new@river.example'];
    expect(await guard()).toEqual({ cancel: true });
  });
});

describe('send anyway', () => {
  it('takes a reason, which is kept without anything of the mail', async () => {
    expect(await send('  ')).toMatchObject({ failed: true, said: 'Please say in a few words why it has to leave like this.' });
    expect(fake.sent).toEqual([]);
    expect(await send(' They meet every week. ')).toMatchObject({ close: true });
    expect(fake.sent).toMatchObject([{ tabId: 1, mode: 'sendNow' }]);
    expect(await new Store(fake.messenger).reasons()).toEqual([{ at: expect.any(Number) as number, rules: ['recipients/visible-recipients'], reason: 'They meet every week.' }]);
  });

  it('lets this very mail go and no other', async () => {
    fake.onSend = () => new Promise(() => undefined);
    await send('They meet every week.', true);
    expect(fake.sent).toMatchObject([{ mode: 'sendLater' }]);
    expect(await guard()).toBeUndefined();
    for (const change of [{ subject: 'Open days' }, { body: '<p>Else</p>' }, { to: [...strangers(11), 'new@river.example'] }, { bcc: ['new@river.example'] }, { replyTo: ['new@river.example'] }]) {
      const before = fake.windows.get(1)!;
      fake.windows.set(1, { ...before, details: { ...before.details, ...change } });
      expect(await guard(), JSON.stringify(change)).toEqual({ cancel: true });
      fake.windows.set(1, before);
    }
    fake.windows.get(1)!.attachments.push({ id: 1, name: 'list.pdf', size: 9, file: new File(['x'], 'list.pdf') });
    expect(await guard()).toEqual({ cancel: true });
  });

  it('sends nothing that was changed since it was shown', async () => {
    const { digest } = await actions.show(1);
    fake.windows.get(1)!.details.subject = 'Something else';
    expect(await actions.send({ kind: 'send', tabId: 1, digest, reason: 'x', later: false })).toMatchObject({ failed: true, shown: { stopped: true } });
    expect(fake.sent).toEqual([]);
  });

  it('is forgotten when Thunderbird could not send', async () => {
    fake.onSend = () => Promise.reject(new Error('no server'));
    await send('They meet every week.');
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    expect(await guard()).toEqual({ cancel: true });
  });
});

describe('a fix', () => {
  it('has the editor change the words at their places', async () => {
    fake.local.values['settings'] = { role: 'candidates' };
    const content = '<p>Dear Kim,</p><p>Thank you for coming. You are too old for this team. Paul will ring you.</p>';
    fake.windows.set(1, mailTo(['kim@lake.example'], { body: `<html><head></head><body>${content}</body></html>` }));
    const said: unknown[] = [];
    fake.onScript = (_tab, message) => {
      said.push(message);
      return (message as { kind: string }).kind === 'read' ? content : true;
    };
    const { key, fixes } = (await actions.show(1)).findings.find(({ ruleId }) => ruleId === 'discrimination/age')!;
    expect(await actions.fix({ kind: 'fix', tabId: 1, key, index: fixes[0]!.index })).toMatchObject({ said: 'Done. You can undo it in the mail.' });
    const { edits } = said[1] as { edits: { start: number; end: number; text: string }[] };
    expect(edits.map(({ start, end }) => content.slice(start, end).trim())).toEqual(['You are too old for this team.']);
  });

  it('says so when the text has changed meanwhile', async () => {
    fake.local.values['settings'] = { role: 'candidates' };
    const content = '<p>Dear Kim,</p><p>Thank you for coming. You are too old for this team. Paul will ring you.</p>';
    fake.windows.set(1, mailTo(['kim@lake.example'], { body: content }));
    fake.onScript = (_tab, message) => ((message as { kind: string }).kind === 'read' ? content : false);
    const { key, fixes } = (await actions.show(1)).findings.find(({ ruleId }) => ruleId === 'discrimination/age')!;
    expect(await actions.fix({ kind: 'fix', tabId: 1, key, index: fixes[0]!.index })).toMatchObject({ failed: true, said: 'The mail has changed meanwhile. Here is what there is to say now.' });
  });

  it('writes addresses anew', async () => {
    fake.windows.set(1, mailTo(['"Doe, Kim" <kim.doe@gmial.com>']));
    fake.onScript = () => '<p>Hello,</p>';
    const [finding] = (await actions.show(1)).findings.filter(({ ruleId }) => ruleId === 'recipients/mistyped-domain');
    await actions.fix({ kind: 'fix', tabId: 1, key: finding!.key, index: finding!.fixes[0]!.index });
    expect(details()['to']).toEqual(['"Doe, Kim" <kim.doe@gmail.com>']);
  });
});
