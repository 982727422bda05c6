import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from './native.ts';
import { describe, expect, it } from 'vitest';
import { loadDatabase, nativeDatabase, portableDatabase, type OpenDatabase } from '../../src/tasks/held/database.ts';
import { messageDigest, recipientsDigest } from '../../src/tasks/held/digest.ts';
import { journalLines, verifyJournal } from '../../src/tasks/held/journal.ts';
import { HeldStore } from '../../src/tasks/held/store.ts';
import { holding, newFolder, openStore } from './desk.ts';

const LOCK = 'held.sqlite.busy';
const PORTABLE_LOCK = 'held.sqlite.lock';

/** A process that has ended, so that its number is nobody's. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  await new Promise((resolve) => child.on('close', resolve));
  return child.pid!;
}

describe.each<[string, () => Promise<OpenDatabase>]>([
  ['node-sqlite3-wasm', portableDatabase],
  ['the interface of better-sqlite3', async () => nativeDatabase(await DatabaseSync())],
  ['whichever there is', loadDatabase],
])('the record, with %s', (_name, binding) => {
  it('gives back what it was given, and no text of a mail', async () => {
    const store = await HeldStore.open(newFolder(), await binding());
    const mail = store.transaction((transaction) => transaction.add(holding({ login: 'claire', message: null })));
    expect(mail).toEqual({ ...holding({ login: 'claire', message: null }), id: mail.id, state: 'held', decidedBy: null, decided: null, reason: null });
    expect(mail.id).toMatch(/^[a-hjkmnp-z2-9]{6}$/);
    expect(store.list()).toEqual([mail]);
    expect(store.list(['released'])).toEqual([]);
    store.transaction((transaction) => {
      expect(transaction.move(mail.id, ['changed'], 'approving')).toBe(false);
      expect(transaction.move(mail.id, ['held'], 'approving')).toBe(true);
      expect(transaction.move(mail.id, ['held'], 'refusing')).toBe(false);
      transaction.decide(mail.id, 'jeanne', 5, 'seen; DROP TABLE held');
    });
    expect(store.list()).toMatchObject([{ state: 'approving', decidedBy: 'jeanne', decided: 5, reason: 'seen; DROP TABLE held' }]);
    expect(store.list(['held', 'approving'])).toHaveLength(1);
  });

  it('does all of it or nothing', async () => {
    const store = await HeldStore.open(newFolder(), await binding());
    expect(() => store.transaction((transaction) => {
      transaction.enter({ event: 'held', held: transaction.add(holding()).id, queueId: 'Q', who: null, reason: null }, 0);
      throw new Error('no');
    })).toThrow('no');
    expect(store.list()).toEqual([]);
    expect(store.transaction((transaction) => transaction.hashes())).toEqual([]);
    expect(readdirSync(store.folder)).toEqual(['held.sqlite']);
  });

  it('tells what is owed once, and again where it was not told', async () => {
    const store = await HeldStore.open(newFolder(), await binding());
    const claim = (): unknown => store.transaction((transaction) => transaction.claim(1, 2));
    store.transaction((transaction) => transaction.owe('a', 'sender:held'));
    store.transaction((transaction) => transaction.owe('a', 'sender:held'));
    expect(claim()).toEqual([{ id: 'a', kind: 'sender:held' }]);
    expect(claim()).toEqual([]);
    store.transaction((transaction) => transaction.unclaim('a', 'sender:held'));
    expect(claim()).toEqual([{ id: 'a', kind: 'sender:held' }]);
    store.transaction((transaction) => transaction.unclaim('a', 'sender:held'));
    expect(claim()).toEqual([]);
  });
});

describe('the folder of the record', () => {
  it('is its owner\'s alone', async () => {
    const store = await openStore(join(newFolder(), 'new'));
    store.transaction((transaction) => transaction.enter({ event: 'held', held: 'a', queueId: 'Q', who: null, reason: null }, 0));
    expect(statSync(store.folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(store.folder)) expect([name, statSync(join(store.folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(readdirSync(store.folder).sort()).toEqual(['held.sqlite', 'journal.jsonl']);
  });

  it.runIf(process.getuid?.() === 0)('stays the service\'s own where root writes to it', async () => {
    const folder = newFolder();
    chownSync(folder, 54_321, 54_321);
    const store = await openStore(folder);
    store.transaction((transaction) => transaction.enter({ event: 'held', held: 'a', queueId: 'Q', who: null, reason: null }, 0));
    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).uid)).toEqual([54_321, 54_321]);
    expect([process.geteuid!(), process.getegid!()]).toEqual([0, 0]);
  });

  it('is not blocked by what a killed process left, nor opened to what a living one holds', async () => {
    const store = await openStore();
    store.transaction((transaction) => transaction.add(holding()));
    const lock = join(store.folder, LOCK);
    const leave = (holder: string): void => {
      mkdirSync(join(store.folder, PORTABLE_LOCK), { recursive: true });
      writeFileSync(lock, holder);
      utimesSync(lock, 1, 1);
    };
    leave(`${await deadProcess()} 1`);
    expect(store.list()).toHaveLength(1);
    // The number is somebody else's by now.
    leave(`${process.pid} 1`);
    expect(store.list()).toHaveLength(1);
    leave(`${await deadProcess()} 1`);
    writeFileSync(`${lock}.clear`, `${await deadProcess()} 1`);
    utimesSync(`${lock}.clear`, 1, 1);
    expect(store.list()).toHaveLength(1);
    expect(readdirSync(store.folder)).toEqual(['held.sqlite']);
    const start = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)!.split(' ')[19]!;
    leave(`${process.pid} ${start}`);
    expect(() => store.list()).toThrow('locked');
    expect(existsSync(lock)).toBe(true);
  });

  it('survives a process killed in the middle of a transaction', async () => {
    const store = await openStore();
    store.transaction((transaction) => transaction.add(holding()));
    const script = `
      const { Database } = require('node-sqlite3-wasm');
      const database = new Database(process.argv[1]);
      database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA cache_size = 1');
      database.exec("INSERT INTO setting (name, value) VALUES ('before', 'kept')");
      database.exec('BEGIN IMMEDIATE; DELETE FROM held');
      for (let n = 0; n < 500; n++) database.run('INSERT INTO setting (name, value) VALUES (?, ?)', [String(n), 'x'.repeat(2000)]);
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawn(process.execPath, ['-e', script, join(store.folder, 'held.sqlite')], { cwd: process.cwd(), stdio: 'inherit' });
    expect(await new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)))).toBe('SIGKILL');
    expect(existsSync(join(store.folder, PORTABLE_LOCK))).toBe(true);
    expect(store.list()).toHaveLength(1);
    expect(store.transaction((transaction) => [transaction.setting('7'), transaction.setting('before')])).toEqual([null, 'kept']);
    expect(readdirSync(store.folder)).toEqual(['held.sqlite']);
  });

  it('loses no entry of the journal where several write', async () => {
    const store = await openStore();
    const { build } = await import('esbuild');
    const folder = newFolder();
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    const bundle = join(folder, 'writer.cjs');
    await build({
      stdin: {
        contents: `import { HeldStore } from './src/tasks/held/store.ts';
          HeldStore.open(process.argv[2]).then((store) => {
            for (let n = 0; n < 25; n++) store.transaction((transaction) => transaction.enter({ event: 'held', held: process.argv[3] + n, queueId: 'Q', who: null, reason: null }, n));
          });`,
        resolveDir: process.cwd(), loader: 'ts',
      },
      outfile: bundle, bundle: true, platform: 'node', format: 'cjs', external: ['node-sqlite3-wasm'], logLevel: 'silent',
    });
    const codes = await Promise.all(['a', 'b', 'c', 'd'].map((name) => new Promise((resolve) => {
      spawn(process.execPath, [bundle, store.folder, name], { stdio: 'inherit' }).on('close', resolve);
    })));
    expect(codes).toEqual([0, 0, 0, 0]);
    const hashes = store.transaction((transaction) => transaction.hashes());
    expect(hashes).toHaveLength(100);
    expect(await verifyJournal(journalLines(store.journal), hashes)).toEqual([]);
  });
});

describe('what tells a mail again', () => {
  it('is whom it goes to, in whatever order and case, and quoted or not', () => {
    expect(recipientsDigest(['B@x.example', 'a@x.example', 'b@x.example'])).toBe(recipientsDigest(['a@x.example', 'b@x.example']));
    expect(recipientsDigest(['"q q"@x.example'])).toBe(recipientsDigest(['q q@x.example']));
    expect(recipientsDigest(['a@x.example'])).not.toBe(recipientsDigest(['a@x.example', 'c@x.example']));
    expect(recipientsDigest([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('is its header and body, but for what servers add', () => {
    const digest = (text: string): string => messageDigest(Buffer.from(text));
    const mail = 'From: a@x.example\nSubject: s\n\nbody\n';
    expect(digest(`Received: by mx\n\tx\nReturn-Path: <a>\nX-Undisclosed: hold\n${mail}`.replaceAll('\n', '\r\n'))).toBe(digest(mail));
    for (const other of ['To: b@x.example\n' + mail, mail + 'more\n', mail.replace('s\n', 's \n'), mail.replace('\n\n', '\nReceived:\n\n').replace('Received:', 'Receive:')]) expect(digest(other)).not.toBe(digest(mail));
  });
});
