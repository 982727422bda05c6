import { describe, expect, it } from 'vitest';
import { seeEnvelopes } from '../../src/tasks/held/carry-out.ts';
import { approve, expire, refuse } from '../../src/tasks/held/decide.ts';
import { composeNotices, sendNotices } from '../../src/tasks/held/notices.ts';
import { QueueError } from '../../src/tasks/held/queue.ts';
import { ARRIVED, DAY, deskFor, POLICY } from './desk.ts';

const state = (desk: Awaited<ReturnType<typeof deskFor>>): string => desk.store.transaction((transaction) => transaction.find(desk.mail.id))!.state;

describe('an approval', () => {
  it('is a second person\'s', async () => {
    const desk = await deskFor('claire');
    expect(await approve(desk, desk.mail, null)).toMatchObject({ kind: 'denied', permission: 'sender' });
    expect(await approve(desk.as('paul'), desk.mail, null)).toMatchObject({ kind: 'denied', permission: 'unlisted' });
    expect(await approve({ ...desk.as('jeanne'), policy: {} }, desk.mail, null)).toMatchObject({ kind: 'denied', permission: 'nobody' });
    expect([desk.queue.released, state(desk)]).toEqual([[], 'held']);
    expect(await approve(desk.as('jeanne'), desk.mail, 'seen')).toMatchObject({ kind: 'released', mail: { state: 'released', decidedBy: 'jeanne', reason: 'seen' } });
    expect(desk.queue.released).toEqual([desk.mail.queueId]);
    expect(await desk.events()).toEqual(['denied claire', 'denied paul', 'denied jeanne', 'approved jeanne', 'released jeanne']);
    expect(await approve(desk.as('jeanne'), (desk.store.list(['released']))[0]!, null)).toMatchObject({ kind: 'decided' });
  });

  it('is of the mail that was held', async () => {
    for (const change of [{ text: 'From: claire@agence.example\nSubject: x\n\nBonsoir.\n' }, { to: ['a@un.example', 'b@deux.example', 'c@trois.example'] }, { to: ['a@un.example'] }]) {
      const desk = await deskFor('jeanne');
      desk.queue.put(desk.mail.queueId, change.text, change.to);
      expect(await approve(desk, desk.mail, null)).toMatchObject({ kind: 'changed' });
      expect([desk.queue.released, state(desk)]).toEqual([[], 'changed']);
      expect(await approve(desk, desk.store.list()[0]!, null)).toEqual(change.text || change.to ? expect.objectContaining({ kind: 'released' }) : null);
    }
  });

  it('is of those to whom it is delivered, whatever stands beside them as given', async () => {
    const desk = await deskFor('jeanne');
    await seeEnvelopes(desk.store.list(), desk.store, desk.queue);
    desk.queue.divert(desk.mail.queueId, 'evil@un.example');
    // Seen on its way is not approved: this server has no tables that would make others of them.
    await seeEnvelopes(desk.store.list(), desk.store, desk.queue);
    expect(await approve(desk, desk.store.list()[0]!, null)).toMatchObject({ kind: 'changed' });
    expect([desk.queue.released, state(desk)]).toEqual([[], 'changed']);
    // Nor is one of which both were changed since.
    desk.queue.put(desk.mail.queueId, undefined, ['evil@un.example', 'b@deux.example']);
    desk.queue.divert(desk.mail.queueId, 'worse@un.example');
    expect(await approve(desk, desk.store.list()[0]!, null)).toMatchObject({ kind: 'changed' });
    expect(desk.queue.released).toEqual([]);
  });

  it('holds where the server\'s own tables make others of the recipients, from when that was seen', async () => {
    const desk = await deskFor('jeanne');
    desk.queue.rewritingAs = { ...desk.queue.rewritingAs, tables: true };
    desk.queue.divert(desk.mail.queueId, 'team@un.example');
    expect(await expire(desk)).toEqual([]);
    desk.queue.divert(desk.mail.queueId, 'evil@un.example');
    await seeEnvelopes(desk.store.list(), desk.store, desk.queue);
    expect(await approve(desk, desk.store.list()[0]!, null)).toMatchObject({ kind: 'changed' });
    const honest = await deskFor('jeanne');
    honest.queue.rewritingAs = desk.queue.rewritingAs;
    honest.queue.divert(honest.mail.queueId, 'team@un.example');
    await seeEnvelopes(honest.store.list(), honest.store, honest.queue);
    expect(await approve(honest, honest.store.list()[0]!, null)).toMatchObject({ kind: 'released' });
    // Never seen before, it is looked at first.
    const unseen = await deskFor('jeanne');
    unseen.queue.rewritingAs = desk.queue.rewritingAs;
    unseen.queue.divert(unseen.mail.queueId, 'team@un.example');
    expect(await approve(unseen, unseen.mail, null)).toMatchObject({ kind: 'changed' });
    expect(await approve(unseen, unseen.store.list()[0]!, null)).toMatchObject({ kind: 'released' });
  });

  it('does not come too late: what has run out is deleted, whether or not the timer has come by', async () => {
    for (const changed of [false, true]) {
      const desk = await deskFor('jeanne');
      if (changed) desk.queue.put(desk.mail.queueId, 'From: claire@agence.example\nSubject: x\n\nBonsoir.\n');
      const late = desk.at(ARRIVED + 7 * DAY);
      expect(await approve({ ...late, actor: desk.as('claire').actor }, desk.mail, null)).toMatchObject({ kind: 'denied' });
      expect(await approve(late, desk.mail, null)).toMatchObject({ kind: 'expired', mail: { state: 'expired', decidedBy: null } });
      expect([desk.queue.deleted, desk.queue.released]).toEqual([[desk.mail.queueId], []]);
      expect(await desk.events()).toEqual(['denied claire', 'expired jeanne', 'deleted null']);
      expect(await approve(late, desk.store.list(['expired'])[0]!, null)).toMatchObject({ kind: 'decided' });
    }
    const desk = await deskFor('jeanne');
    expect(await approve(desk.at(ARRIVED + 7 * DAY - 1), desk.mail, null)).toMatchObject({ kind: 'released' });
  });

  it('tells who came second what became of it, not what it was before', async () => {
    const desk = await deskFor('jeanne');
    const policy = { approvers: [...POLICY.approvers!, { user: 'marc', addresses: ['marc@agence.example'] }] };
    const { mail } = desk;
    expect(await refuse({ ...desk.as('marc'), policy }, mail, 'no')).toMatchObject({ kind: 'refused' });
    // As it was read before.
    expect(await approve({ ...desk, policy }, mail, null)).toMatchObject({ kind: 'decided', mail: { state: 'refused', decidedBy: 'marc' } });
    expect(await refuse({ ...desk, policy }, mail, 'no')).toMatchObject({ kind: 'decided', mail: { state: 'refused' } });
    expect(await desk.events()).toEqual(['refused marc', 'deleted marc']);
  });

  it('is not of one that was changed into the approver\'s own', async () => {
    const desk = await deskFor('jeanne');
    desk.queue.put(desk.mail.queueId, 'From: Jeanne <JEANNE+x@agence.example>\nSubject: x\n\nBonjour.\n');
    expect(await approve(desk, desk.mail, null)).toMatchObject({ kind: 'denied', permission: 'sender' });
    expect([desk.queue.released, state(desk)]).toEqual([[], 'held']);
  });

  it('is not of another mail under the same queue id, nor of one that is not there', async () => {
    for (const arrived of [ARRIVED + 5000, null]) {
      const desk = await deskFor('jeanne');
      desk.queue.mails.clear();
      if (arrived !== null) desk.queue.put(desk.mail.queueId, undefined, undefined, arrived);
      expect(await approve(desk, desk.mail, null)).toMatchObject({ kind: 'gone' });
      expect([desk.queue.released, state(desk)]).toEqual([[], 'gone']);
      expect(await desk.events()).toEqual(['gone null']);
    }
  });

  it('of a mail that could not be read when it was held looks at whose it is now', async () => {
    const desk = await deskFor('jeanne', { message: null, authors: [] });
    desk.queue.put(desk.mail.queueId, 'Sender: jeanne@agence.example\nFrom: claire@agence.example\n\nx\n');
    expect(await approve(desk, desk.mail, null)).toMatchObject({ kind: 'denied', permission: 'sender' });
    desk.queue.put(desk.mail.queueId);
    expect(await approve(desk, desk.mail, null)).toMatchObject({ kind: 'released' });
  });

  it('stands where it could not be carried out, and is carried out once', async () => {
    const desk = await deskFor('jeanne');
    desk.queue.failure = new QueueError('denied', 'postsuper -H 4bXyZ12345');
    expect(await approve(desk, desk.mail, null)).toMatchObject({ kind: 'pending', command: 'postsuper -H 4bXyZ12345' });
    expect([desk.queue.released, state(desk)]).toEqual([[], 'approving']);
    expect(await refuse(desk, desk.store.list()[0]!, 'no')).toMatchObject({ kind: 'decided' });
    desk.queue.failure = null;
    expect(await expire(desk.at(ARRIVED + 99 * DAY))).toMatchObject([{ kind: 'released' }]);
    expect(await expire(desk)).toEqual([]);
    expect(desk.queue.released).toEqual([desk.mail.queueId]);
    expect(await desk.events()).toEqual(['approved jeanne', 'released jeanne']);
  });

  it('is void where the mail is changed before it is carried out', async () => {
    const desk = await deskFor('jeanne');
    desk.queue.failure = new QueueError('denied', 'postsuper');
    await approve(desk, desk.mail, null);
    desk.queue.failure = null;
    desk.queue.put(desk.mail.queueId, 'From: claire@agence.example\n\nother\n');
    expect(await expire(desk)).toMatchObject([{ kind: 'changed' }]);
    expect([desk.queue.released, state(desk)]).toEqual([[], 'changed']);
  });

  it('of two at a time is one', async () => {
    const desk = await deskFor('jeanne');
    const policy = { approvers: [...POLICY.approvers!, { user: 'marc', addresses: ['marc@agence.example'] }] };
    const both = await Promise.all([approve({ ...desk, policy }, desk.mail, null), refuse({ ...desk.as('marc'), policy }, desk.mail, 'no')]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['decided', expect.stringMatching(/released|refused/)]);
    expect(both.find(({ kind }) => kind === 'decided')!.mail.state).not.toBe('held');
    expect(desk.queue.released.length + desk.queue.deleted.length).toBe(1);
  });
});

describe('a refusal', () => {
  it('deletes, and may be of one\'s own mail', async () => {
    const desk = await deskFor('paul');
    expect(await refuse(desk, desk.mail, 'no')).toMatchObject({ kind: 'denied', permission: 'unlisted' });
    expect(await refuse(desk.as('claire'), desk.mail, 'my mistake')).toMatchObject({ kind: 'refused', mail: { state: 'refused', decidedBy: 'claire' } });
    expect([desk.queue.deleted, desk.queue.released]).toEqual([[desk.mail.queueId], []]);
  });
});

describe('time', () => {
  it('deletes what nobody decided about, not a moment before', async () => {
    const desk = await deskFor('root');
    expect(await expire(desk.at(ARRIVED + 7 * DAY - 1))).toEqual([]);
    expect(await expire(desk.at(ARRIVED + 7 * DAY))).toMatchObject([{ kind: 'expired' }]);
    expect([desk.queue.deleted, state(desk)]).toEqual([[desk.mail.queueId], 'expired']);
    expect(await desk.events()).toEqual(['expired root', 'deleted null']);
  });

  it('shows what somebody took away', async () => {
    const desk = await deskFor('root');
    desk.queue.mails.clear();
    // The server may not have heard yet that it is to hold it.
    expect(await expire(desk.at(ARRIVED + 1000))).toEqual([]);
    expect(await expire(desk.at(ARRIVED + 61_000))).toMatchObject([{ kind: 'gone' }]);
  });
});

describe('notices', () => {
  const body = (message: string): string => Buffer.from(message.slice(message.indexOf('\n\n')), 'base64').toString('utf8');

  it('say counts, rules and what to type, in the language of the mail, and nothing of it', async () => {
    const { mail } = await deskFor('jeanne');
    const [toApprover, ...others] = composeNotices(mail, 'approvers:held', POLICY);
    expect(others).toEqual([]);
    expect(toApprover!.to).toBe('jeanne@agence.example');
    expect(body(toApprover!.message)).toContain(`un message à 2 destinataires a été mis en attente.\r\n\r\nCe qui a été trouvé\u00a0:\r\n  recipients/visible-recipients (bloquant)\u00a0: 1\r\n`);
    const [toSender] = composeNotices({ ...mail, locale: 'en', reason: 'All see each other.' }, 'sender:refused', POLICY);
    expect(toSender!.to).toBe('claire@agence.example');
    expect(toSender!.message).toMatch(/^Subject: Your mail [a-z2-9]{6} was not sent$/m);
    expect(body(toSender!.message)).toContain('Reason: All see each other.');
    for (const { message } of [toApprover!, toSender!]) {
      expect(message).toMatch(/^Auto-Submitted: auto-generated$/m);
      expect(message + body(message)).not.toMatch(/un\.example|deux\.example|Bonjour/);
      expect(message.split('\n').every((line) => /^[\x20-\x7e]{0,78}$/.test(line))).toBe(true);
    }
  });

  it('go nowhere where the envelope names nobody', async () => {
    const { mail } = await deskFor('jeanne');
    for (const sender of ['', 'x@y.example\r\nBcc: z@y.example', 'a b@c.example']) expect(composeNotices({ ...mail, sender }, 'sender:held', POLICY)).toEqual([]);
  });

  it('are sent once, and later where the mail server did not take them', async () => {
    const desk = await deskFor('jeanne');
    desk.store.transaction((transaction) => transaction.owe(desk.mail.id, 'sender:held'));
    desk.queue.mute = true;
    expect(await sendNotices(desk.store, desk.queue, POLICY, 0)).toBe(1);
    desk.queue.mute = false;
    expect(await sendNotices(desk.store, desk.queue, POLICY, 0)).toBe(0);
    expect(await sendNotices(desk.store, desk.queue, POLICY, 0)).toBe(0);
    expect(desk.queue.sent.map(({ to }) => to)).toEqual(['claire@agence.example']);
  });

  it('are not made where the policy says so', async () => {
    for (const [policy, count] of [[POLICY, 1], [{ ...POLICY, notices: false }, 0]] as const) {
      const desk = await deskFor('jeanne', {}, policy);
      await approve(desk, desk.mail, null);
      await sendNotices(desk.store, desk.queue, policy, 0);
      expect(desk.queue.sent).toHaveLength(count);
    }
  });
});
