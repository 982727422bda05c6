import { execFile } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { messageDigest, recipientsDigest } from '../../src/tasks/held/digest.ts';
import { goesToSame } from '../../src/tasks/held/envelope.ts';
import { PostfixQueue } from '../../src/tasks/held/queue.ts';
import { runIn, type Run } from '../cli/program.ts';
import { hasPostfix, Postfix, startMilter, until, type Delivered, type RunningMilter } from './postfix.ts';
import { send } from './smtp.ts';

const fixture = (path: string): string => readFileSync(fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url)), 'latin1').replace(/\r?\n/g, '\r\n');
const TOULOUSE = fixture('incidents/toulouse-rejection/rejection.eml');
const candidates = Array.from({ length: 340 }, (_, n) => `candidate${n}@webmail${n % 9}.example`);
const SENDER = 'recrutement@agence-belvezet.example';
const APPROVERS = 'approvers: [{ user: jeanne, addresses: [jeanne@agence-belvezet.example] }, { user: marc, addresses: [marc@agence-belvezet.example, recrutement@agence-belvezet.example] }]';
const withoutTrace = (message: string): string => message.replace(/^(?:Received: .*\r\n(?:[ \t].*\r\n)*)+/, '');

const run = promisify(execFile);

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly queueId: string;
}

it('has a Postfix to speak with', () => expect(hasPostfix).toBe(true));

describe.runIf(hasPostfix)('mail held by Postfix', () => {
  let postfix: Postfix;
  let milter: RunningMilter | null = null;
  let state: string;

  beforeAll(async () => {
    postfix = await Postfix.start();
    await postfix.set({ smtpd_milters: `unix:${postfix.socket}`, non_smtpd_milters: `unix:${postfix.socket}`, milter_default_action: 'tempfail' });
  });
  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), 'undisclosed-held-'));
  });
  afterEach(async () => {
    await milter?.stop();
    milter = null;
    await postfix.clear();
    rmSync(state, { recursive: true, force: true });
  });
  afterAll(() => postfix.stop());

  const start = async (more = 'notices: false'): Promise<void> => {
    milter = await startMilter(postfix, `extends: [hr]\ninternalDomains: [agence-belvezet.example]\npolicy: { mode: enforce, ${APPROVERS}, ${more} }\n`, ['--state', state, '--postfix-config', join(postfix.folder, 'etc')]);
  };
  /** As sudo runs it for this user of the system. */
  const as = (user: string, ...args: string[]): Promise<Run> => runIn(postfix.folder, ['held', ...args, '--state', state, '--postfix-config', join(postfix.folder, 'etc')], { env: { SUDO_USER: user, SUDO_UID: '54321' } });
  const list = async (...args: string[]): Promise<Shown[]> => JSON.parse((await as('jeanne', 'list', '-f', 'json', ...args)).out) as Shown[];
  const holdToulouse = async (message = TOULOUSE, recipients = candidates): Promise<Shown> => {
    expect((await send(postfix.port, SENDER, recipients, message)).code).toBe(250);
    await until('a held mail', async () => (await postfix.held()).length > 0);
    await postfix.settled();
    expect(postfix.delivered.filter(({ from }) => from !== '')).toEqual([]);
    const [mail] = await list();
    return mail!;
  };
  const notices = (): readonly Delivered[] => postfix.delivered.filter(({ from }) => from === '');
  const textOf = ({ message }: Delivered): string => Buffer.from(message.slice(message.indexOf('\r\n\r\n')), 'base64').toString('utf8');

  it('keeps a rejection that shows 340 candidates to each other until a second person lets it go', async () => {
    await start();
    const mail = await holdToulouse();
    expect(mail).toMatchObject({ state: 'held', recipients: 340, locale: 'fr' });
    const own = await as('marc', 'approve', mail.id);
    expect([own.code, own.out]).toEqual([1, expect.stringContaining('Another person has to decide')]);
    const nobody = await as('paul', 'approve', mail.id);
    expect([nobody.code, nobody.out]).toEqual([1, expect.stringContaining('paul is not among the approvers')]);
    expect(await postfix.held()).toHaveLength(1);
    expect((await as('jeanne', 'refuse', mail.id, '--reason', 'a\u001b[2Jb')).code).toBe(2);
    const other = await as('jeanne', 'approve', mail.id, '--reason', 'seen with the works council');
    expect(other).toMatchObject({ code: 0, out: `${mail.id} is on its way.\n` });
    await postfix.settled();
    expect(new Set(postfix.delivered.flatMap(({ to }) => to))).toEqual(new Set(candidates));
    expect(postfix.delivered.flatMap(({ to }) => to)).toHaveLength(340);
    for (const { message } of postfix.delivered) expect(withoutTrace(message)).toBe(TOULOUSE);
    expect(await list('--all')).toMatchObject([{ id: mail.id, state: 'released', decidedBy: 'jeanne' }]);
    expect((await as('jeanne', 'approve', mail.id)).out).toContain('decided already');
    const journal = await as('jeanne', 'journal');
    expect(journal.out.split('\n').map((line) => line.split('  ').slice(3, 5).join(' '))).toEqual([expect.stringMatching(/^put on hold undisclosed: .*recipients\/visible-recipients=/), 'decision denied marc', 'decision denied paul', 'approved jeanne', 'released jeanne', '']);
    expect(await as('jeanne', 'journal', '--verify')).toMatchObject({ code: 0, out: expect.stringContaining('5 entries') as string });
  });

  it('deletes what is refused or waited too long; none of it leaves, and what was decided stays so', async () => {
    await start('notices: false, holdDays: 1');
    const refused = await holdToulouse();
    expect((await as('jeanne', 'refuse', refused.id)).code).toBe(2);
    expect((await as('paul', 'refuse', refused.id, '--reason', 'x')).code).toBe(1);
    expect(await as('jeanne', 'refuse', refused.id, '--reason', 'All see each other.')).toMatchObject({ code: 0, out: `${refused.id} is deleted; nobody got it.\n` });
    expect(await postfix.queue()).toEqual([]);
    expect((await as('jeanne', 'approve', refused.id)).code).toBe(1);

    const late = await holdToulouse();
    expect(await as('root', 'expire')).toMatchObject({ code: 0, out: 'Nothing was due.\n' });
    const { HeldStore } = await import('../../src/tasks/held/store.ts');
    const { expire } = await import('../../src/tasks/held/decide.ts');
    const desk = { store: await HeldStore.open(state), queue: new PostfixQueue(join(postfix.folder, 'etc')), policy: undefined, actor: { user: 'root', uid: 0, root: true } };
    expect(await expire({ ...desk, now: () => Date.now() + 23 * 3_600_000 })).toEqual([]);
    expect(await expire({ ...desk, now: () => Date.now() + 25 * 3_600_000 })).toMatchObject([{ kind: 'expired', mail: { id: late.id, state: 'expired' } }]);
    expect(await postfix.queue()).toEqual([]);
    expect(postfix.delivered).toEqual([]);
    expect(await as('jeanne', 'journal', '--verify')).toMatchObject({ code: 0 });
  });

  it('knows a mail again in the queue, whatever the server adds, folds, cuts or rewrites', async () => {
    await start('notices: false, groupMailing: { from: 2, action: hold }');
    const queue = new PostfixQueue(join(postfix.folder, 'etc'));
    const head = 'From: a@agence-belvezet.example\r\nTo: b@x.example,\r\n\tc@x.example\r\n';
    const recipients = ['B+T@X.Example', 'b+t@x.example', '"q q"@y.example', 'c@x.example', 'unqualified'];
    const mails = [
      `${head}Subject: one\r\n\r\nText.\r\n`,
      `${head}Subject:   folded\r\n   over\r\n\tlines\r\nX-Undisclosed-Purpose: hr\r\nX-Undisclosed: forged\r\nReceived: by here\r\nDKIM-Signature: v=1;\r\n b=x\r\nReturn-Path: <x@y.example>\r\n\r\n..\r\n.x\r\n\r\n\r\n`,
      `${head}Subject:no space\r\nMessage-ID: <1@x.example>\r\nDate: Mon, 3 Nov 2025 09:00:00 +0100\r\n\r\n${'long '.repeat(4000)}\r\n`,
      `${head}Bcc: d@x.example\r\nContent-Length: 9\r\nSubject: =?utf-8?Q?=C3=A9?=\r\n\r\n\u00c3\u00a9 8 bit \u0001\u0007\t \r\nrecipient: e@evil.example\r\n`,
      `${head}X-Long: ${'w'.repeat(990)}\r\n ${'v'.repeat(990)}\r\n\r\n`,
      `${head}not a field\r\n\r\nbody\r\n`,
      `${head.replace('To:', 'to  :')}\r\n\r\n\r\nblank lines\r\n\r\n`,
    ];
    for (const [index, mail] of mails.entries()) {
      expect((await send(postfix.port, 'a@agence-belvezet.example', recipients, mail)).code).toBe(250);
      const held = await until('a held mail', async () => (await list())[index]);
      const copy = await queue.read(held.queueId);
      const { HeldStore } = await import('../../src/tasks/held/store.ts');
      const recorded = (await HeldStore.open(state)).list().find(({ id }) => id === held.id)!;
      expect([index, copy.message, copy.rewritten, goesToSame(recorded.envelope, copy)]).toEqual([index, recorded.message, false, true]);
      expect(recorded.envelope).toBe(recipientsDigest(recipients));
      expect(recorded.message).not.toBe(messageDigest(Buffer.from('')));
    }
    await postfix.sendmail(['-i', '-f', SENDER, '--', 'b@x.example', 'C@x.example'], mails[0]!.replaceAll('\r\n', '\n'));
    const local = await until('a held mail', async () => (await list())[mails.length]);
    expect((await as('jeanne', 'approve', local.id)).code).toBe(0);
  });

  it('does not release a mail that was changed in the queue, nor another one under its id', async () => {
    await start('notices: false, groupMailing: { from: 2, action: hold }');
    const mail = await holdToulouse();
    const file = (await run('find', [join(postfix.folder, 'spool/hold'), '-name', mail.queueId])).stdout.trim();
    const bytes = readFileSync(file, 'latin1');
    const { mode, uid, gid, atimeMs, mtimeMs } = statSync(file);
    expect(mode & 0o700).toBe(0o700);
    // As long as before, since records of a queue file say their length.
    const name = bytes.indexOf('Bonjour');
    expect(name).toBeGreaterThan(0);
    writeFileSync(file, Buffer.from(`${bytes.slice(0, name)}Bonsoir${bytes.slice(name + 7)}`, 'latin1'));
    expect([uid, gid, mtimeMs >= atimeMs - 86_400_000]).toEqual([statSync(file).uid, statSync(file).gid, true]);
    const first = await as('jeanne', 'approve', mail.id);
    expect([first.code, first.out]).toEqual([1, expect.stringContaining('not the mail any more')]);
    expect(await postfix.held()).toHaveLength(1);
    expect((await as('marc', 'approve', mail.id)).code).toBe(1);
    expect((await as('jeanne', 'show', mail.id)).out).toContain('State: changed');
    // What is there now was looked at, and is approved by itself.
    expect((await as('jeanne', 'approve', mail.id)).code).toBe(0);
    await postfix.settled();
    expect(postfix.delivered.every(({ message }) => message.includes('Bonsoir'))).toBe(true);

    // Deleted by other means.
    postfix.delivered.length = 0;
    const again = await holdToulouse();
    await run('postsuper', ['-c', join(postfix.folder, 'etc'), '-d', again.queueId]);
    expect((await as('jeanne', 'approve', again.id)).out).toContain('is not on hold any more');
    expect(await list()).toEqual([]);
  });

  it('delivers to those who were given, or whom its own tables make of them, and to nobody else', async () => {
    await start('notices: false, groupMailing: { from: 2, action: hold }');
    const recipients = ['anne.martel@gmail.example', 'team@a.example', 'clerk'];
    const plain = 'From: a@agence-belvezet.example\r\nTo: anne.martel@gmail.example\r\nSubject: x\r\n\r\nBonjour.\r\n';
    const hold = async (): Promise<Shown> => {
      expect((await send(postfix.port, SENDER, recipients, plain)).code).toBe(250);
      return until('a held mail', async () => (await list()).find(({ state: at }) => at === 'held'));
    };
    const divert = async ({ queueId }: Shown, from: string, to: string): Promise<void> => {
      const file = (await run('find', [join(postfix.folder, 'spool/hold'), '-name', queueId])).stdout.trim();
      // A record is its type, its length and what it says; where the mail is delivered is in those of type R.
      const bytes = readFileSync(file, 'latin1');
      const record = `R${String.fromCharCode(from.length)}`;
      expect([bytes.split(record + from).length, to.length]).toEqual([2, from.length]);
      writeFileSync(file, Buffer.from(bytes.replace(record + from, record + to), 'latin1'));
    };
    const diverted = await hold();
    await divert(diverted, 'anne.martel@gmail.example', 'evil.martel@gmail.example');
    expect((await list())[0]).toMatchObject({ state: 'held' });
    const told = await as('jeanne', 'approve', diverted.id);
    expect([told.code, told.out]).toEqual([1, expect.stringContaining('not the mail any more')]);
    expect((await as('jeanne', 'refuse', diverted.id, '--reason', 'x')).code).toBe(0);

    const tables = join(postfix.folder, 'etc/aliases-of-many');
    writeFileSync(tables, 'team@a.example one@un.example, two@deux.example\n');
    await postfix.set({ virtual_alias_maps: `texthash:${tables}`, always_bcc: 'archive@b.example' });
    try {
      const aliased = await hold();
      expect(await as('jeanne', 'approve', aliased.id)).toMatchObject({ code: 0 });
      await postfix.settled();
      expect(postfix.delivered.flatMap(({ to }) => to).sort()).toEqual(['anne.martel@gmail.example', 'archive@b.example', expect.stringMatching(/^clerk@/), 'one@un.example', 'two@deux.example']);
      // Seen when it was listed; changed since.
      const later = await hold();
      await divert(later, 'two@deux.example', 'bad@deux.example');
      expect((await as('jeanne', 'approve', later.id)).code).toBe(1);
    } finally {
      await postfix.set({ virtual_alias_maps: '', always_bcc: '' });
    }
  });

  it('does not let go what nobody decided about in time, before the timer comes by either', async () => {
    await start('notices: false, holdDays: 1');
    const { id } = await holdToulouse();
    const { HeldStore } = await import('../../src/tasks/held/store.ts');
    const { portableDatabase } = await import('../../src/tasks/held/database.ts');
    const database = (await portableDatabase())(join((await HeldStore.open(state)).folder, 'held.sqlite'));
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.run('UPDATE held SET expires = ?', [Date.now() - 1]);
    database.close();
    expect(await list()).toMatchObject([{ id, state: 'expiring' }]);
    expect(await as('jeanne', 'approve', id)).toMatchObject({ code: 1, out: `${id} is deleted: nobody decided in time.\n` });
    expect(await postfix.queue()).toEqual([]);
    expect(postfix.delivered).toEqual([]);
  });

  it('knows a hash of the journal that was kept', async () => {
    await start();
    await holdToulouse();
    const verified = async (...args: string[]): Promise<{ head: string; expected?: number | null }> => JSON.parse((await as('jeanne', 'journal', '--verify', '-f', 'json', ...args)).out) as { head: string };
    const { head } = await verified();
    await as('paul', 'approve', (await list())[0]!.id);
    expect(await verified('--expect', head)).toMatchObject({ entries: 2, expected: 1, faults: [] });
    expect(await as('jeanne', 'journal', '--verify', '--expect', head.toUpperCase())).toMatchObject({ code: 0, out: expect.stringMatching(/whole: 2 entries[^]*entry 1; 1 entry has come since\.\n$/) as string });
    const other = await as('jeanne', 'journal', '--verify', '--expect', '0'.repeat(64));
    expect([other.code, other.out]).toEqual([1, expect.stringContaining('of no entry')]);
    expect((await as('jeanne', 'journal', '--verify', '--expect', head.slice(1))).code).toBe(2);
    expect((await as('jeanne', 'journal', '--expect', head)).code).toBe(2);
  });

  it('tells sender and approvers once, in counts, and never about a notice', async () => {
    await start('groupMailing: { from: 2, action: hold }');
    const mail = await holdToulouse();
    await until('two notices', () => notices().length === 2);
    const [toSender, toApprover] = ['recrutement', 'jeanne'].map((name) => notices().find(({ to }) => to[0]?.startsWith(name))!);
    expect(toSender!.message).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(textOf(toSender!)).toMatch(/à 340 destinataires n'est pas encore parti/);
    expect(textOf(toApprover!)).toContain(`sudo undisclosed held approve ${mail.id}`);
    for (const notice of notices()) expect(notice.message + textOf(notice)).not.toMatch(/webmail|candidat(?:e\d|ure)|Subject: Votre candidature/i);
    expect((await as('jeanne', 'refuse', mail.id, '--reason', 'Tous se voient.')).code).toBe(0);
    await until('a third notice', () => notices().length === 3);
    expect(textOf(notices()[2]!)).toMatch(/refusé et supprimé[\s\S]*Raison\u00a0: Tous se voient\./);
    expect(await as('root', 'expire')).toMatchObject({ code: 0, err: '' });
    await postfix.settled();
    expect(postfix.delivered).toHaveLength(3);
    expect(await list('--all')).toHaveLength(1);
  });

  it('believes the system, not what somebody calls themselves', async () => {
    await start();
    const mail = await holdToulouse();
    const own = mkdtempSync(join(tmpdir(), 'undisclosed-own-'));
    try {
      const config = join(own, 'mine.yaml');
      writeFileSync(config, 'policy: { approvers: [{ user: paul, addresses: [paul@x.example] }] }\n');
      chownSync(config, 54321, 54321);
      const forged = await as('paul', 'approve', mail.id, '--config', config);
      expect([forged.code, forged.err]).toEqual([2, expect.stringContaining('could have been changed by you')]);
      chmodSync(own, 0o777);
      chownSync(config, 0, 0);
      expect((await as('paul', 'approve', mail.id, '--config', config)).err).toContain('could have been changed by you');
      chmodSync(own, 0o755);
      expect((await as('paul', 'approve', mail.id, '--config', config)).err).toContain('no other counts');
      expect((await as('paul', 'list', '-o', '/tmp/undisclosed-never')).code).toBe(2);
      // A name that leads to the milter's own from where it is typed, and to theirs from the root.
      const turned = join(own, config);
      mkdirSync(dirname(turned), { recursive: true });
      symlinkSync(join(postfix.folder, 'undisclosed.config.yaml'), turned);
      const asPaulIn = (folder: string, path: string): Promise<Run> => runIn(folder, ['held', 'approve', mail.id, '--state', state, '--postfix-config', join(postfix.folder, 'etc'), '--config', path], { env: { SUDO_USER: 'paul', SUDO_UID: '54321' } });
      expect([(await asPaulIn(own, config.slice(1))).code, await postfix.held()]).toEqual([1, [expect.anything()]]);
      chownSync(own, 54321, 54321);
      expect((await asPaulIn(own, config.slice(1))).err).toContain('could have been changed by you');
      // Nor a record, be it in a folder of root's where everybody may write.
      chownSync(own, 0, 0);
      copyFileSync(join(state, 'held.sqlite'), join(own, 'held.sqlite'));
      const withRecord = (): Promise<Run> => runIn(own, ['held', 'approve', mail.id, '--state', own, '--postfix-config', join(postfix.folder, 'etc')], { env: { SUDO_USER: 'paul', SUDO_UID: '54321' } });
      expect((await withRecord()).out).toContain('paul is not among the approvers');
      chmodSync(own, 0o1777);
      expect(await withRecord()).toMatchObject({ code: 2, err: expect.stringContaining('could have been changed by you') as string });
      // Typed from where it is, it is the milter's own.
      expect((await runIn(postfix.folder, ['held', 'list', '--state', state, '--config', 'undisclosed.config.yaml'], { env: {} })).code).toBe(0);
      expect(await postfix.held()).toHaveLength(1);
      // Without root, a name in the environment is nothing, and the record is not for reading.
      const bin = fileURLToPath(new URL('../../bin/undisclosed.js', import.meta.url));
      const unprivileged = await run('setpriv', ['--reuid=54321', '--regid=54321', '--clear-groups', process.execPath, bin, 'held', 'approve', mail.id, '--state', state], { env: { PATH: process.env['PATH'], LANG: 'en_GB.UTF-8', SUDO_USER: 'jeanne', SUDO_UID: '0' } }).catch((error: { code: number; stderr: string }) => error);
      expect(unprivileged).toMatchObject({ code: 2 });
      expect(await postfix.held()).toHaveLength(1);
    } finally {
      rmSync(own, { recursive: true, force: true });
    }
  });

  it('goes on with a decision that was broken off', async () => {
    await start();
    const mail = await holdToulouse();
    const { HeldStore } = await import('../../src/tasks/held/store.ts');
    const store = await HeldStore.open(state);
    store.transaction((transaction) => transaction.move(mail.id, ['held'], 'approving') && transaction.decide(mail.id, 'jeanne', 0, null));
    expect(await as('root', 'expire')).toMatchObject({ code: 0, out: `${mail.id} is on its way.\n` });
    await postfix.settled();
    expect(postfix.delivered.flatMap(({ to }) => to)).toHaveLength(340);
    // And where the server had done it already.
    store.transaction((transaction) => transaction.move(mail.id, ['released'], 'approving'));
    expect((await as('root', 'expire')).code).toBe(0);
    expect(await list('--all')).toMatchObject([{ state: 'released' }]);
    await postfix.settled();
    expect(postfix.delivered.flatMap(({ to }) => to)).toHaveLength(340);
  });
});
