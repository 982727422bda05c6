import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { entryHash, journalLines, parseEntry, verifyJournal, type JournalFault } from '../../src/tasks/held/journal.ts';
import type { HeldStore } from '../../src/tasks/held/store.ts';
import { openStore } from './desk.ts';

const NOW = Date.UTC(2026, 2, 4);

async function filled(count: number): Promise<HeldStore> {
  const store = await openStore();
  for (let n = 1; n <= count; n++) store.transaction((transaction) => transaction.enter({ event: 'held', held: `mail${n}`, queueId: `Q${n}`, who: null, reason: 'a "b" é' }, NOW + n));
  return store;
}

const hashesOf = (store: HeldStore): string[] => store.transaction((transaction) => transaction.hashes());
const verify = (store: HeldStore): Promise<JournalFault[]> => verifyJournal(journalLines(store.journal), hashesOf(store));

let lines: string[];
let hashes: string[];
beforeAll(async () => {
  const store = await filled(5);
  lines = readFileSync(store.journal, 'utf8').trimEnd().split('\n');
  hashes = hashesOf(store);
});

/** The hash made right again, as somebody would who knows how it is made. */
function rehashed(line: string, change: object): string {
  const { hash, ...rest } = { ...parseEntry(line)!, ...change };
  const right = entryHash(rest);
  expect(right).not.toBe(hash);
  return JSON.stringify({ ...rest, hash: right });
}

describe('the journal', () => {
  it('chains its entries, the first from nothing', async () => {
    expect(lines).toHaveLength(5);
    const entries = lines.map((line) => parseEntry(line)!);
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(entries.map(({ previous }) => previous)).toEqual(['', ...hashes.slice(0, 4)]);
    expect(await verifyJournal(lines, hashes)).toEqual([]);
    expect(await verifyJournal([], [])).toEqual([]);
  });

  const at = (index: number, line: string): string[] => lines.with(index, line);
  it.each<[string, () => string[], JournalFault[]]>([
    ['a word changed', () => at(2, lines[2]!.replace('mail3', 'mail9')), [{ kind: 'changed', sequence: 3, line: 3 }]],
    ['a word changed and its hash made right', () => at(2, rehashed(lines[2]!, { who: 'claire' })), [{ kind: 'changed', sequence: 3, line: 3 }]],
    ['the last changed and its hash made right', () => at(4, rehashed(lines[4]!, { who: 'claire' })), [{ kind: 'changed', sequence: 5, line: 5 }]],
    ['a key twice', () => at(1, lines[1]!.replace('{', '{"held":"mail7",')), [{ kind: 'changed', sequence: 2, line: 2 }]],
    ['no JSON', () => at(1, '\u001b[2J'), [{ kind: 'changed', sequence: 2, line: 2 }]],
    ['one removed', () => lines.toSpliced(1, 1), [{ kind: 'removed', sequence: 2, line: null }]],
    ['the first removed', () => lines.slice(1), [{ kind: 'removed', sequence: 1, line: null }]],
    ['one put in', () => lines.toSpliced(2, 0, rehashed(lines[1]!, { sequence: 3, previous: hashes[1]!, event: 'approved' })), [{ kind: 'inserted', sequence: null, line: 3 }]],
    ['one twice', () => lines.toSpliced(3, 0, lines[2]!), [{ kind: 'inserted', sequence: null, line: 4 }]],
    ['one added', () => [...lines, rehashed(lines[4]!, { sequence: 6, previous: hashes[4]! })], [{ kind: 'inserted', sequence: null, line: 6 }]],
    ['an empty line', () => [...lines, ''], [{ kind: 'inserted', sequence: null, line: 6 }]],
    ['two exchanged', () => [lines[0]!, lines[2]!, lines[1]!, lines[3]!, lines[4]!], [{ kind: 'reordered', sequence: 2, line: 3 }]],
    ['the end cut', () => lines.slice(0, 3), [{ kind: 'cut', sequence: 4, line: null }, { kind: 'cut', sequence: 5, line: null }]],
    ['all of it gone', () => [], hashesAll()],
  ])('finds %s, and says where', async (_what, tampered, faults) => {
    expect(await verifyJournal(tampered(), hashes)).toEqual(faults);
  });

  it('finds an entry that was made up in the record as well, by the one behind it', async () => {
    const madeUp = rehashed(lines[2]!, { who: 'claire' });
    const alsoThere = hashes.with(2, parseEntry(madeUp)!.hash);
    expect(await verifyJournal(lines.with(2, madeUp), alsoThere)).toEqual([{ kind: 'unchained', sequence: 4, line: 4 }]);
    expect(await verifyJournal(lines, alsoThere)).toEqual([{ kind: 'changed', sequence: 3, line: 3 }, { kind: 'unchained', sequence: 4, line: 4 }]);
    // The first stands behind nothing.
    const headless = rehashed(lines[0]!, { previous: hashes[4]! });
    expect(await verifyJournal([headless], [parseEntry(headless)!.hash])).toEqual([{ kind: 'unchained', sequence: 1, line: 1 }]);
  });

  it('never finds a journal whole that is not', async () => {
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4]), fc.option(fc.tuple(fc.nat(4), fc.nat(400), fc.constantFrom('x', '0', ' ', '"')), { nil: null }), async (order, flip) => {
      const changed = lines.map((line, index) => (flip && flip[0] === index ? line.slice(0, flip[1] % line.length) + flip[2] + line.slice((flip[1] % line.length) + 1) : line));
      const tampered = order.map((index) => changed[index]!);
      const same = tampered.join('\n') === lines.join('\n');
      expect((await verifyJournal(tampered, hashes)).length === 0).toBe(same);
    }));
  });

  it('goes on where a crash left it: before the line, in the middle of it, or behind it', async () => {
    for (const kept of ['nothing', 'half', 'all']) {
      const store = await filled(3);
      const before = readFileSync(store.journal);
      const last = before.toString().trimEnd().split('\n')[2]!;
      const start = before.length - Buffer.byteLength(last) - 1;
      truncateSync(store.journal, kept === 'nothing' ? start : kept === 'half' ? start + 40 : before.length);
      // What the database knows to be unwritten, as at the moment of the crash.
      const { portableDatabase } = await import('../../src/tasks/held/database.ts');
      const database = (await portableDatabase())(`${store.folder}/held.sqlite`);
      database.exec('PRAGMA locking_mode = EXCLUSIVE');
      database.run('UPDATE journal SET line = ? WHERE sequence = 3', [last]);
      database.close();
      expect(await verify(store)).toEqual([]);
      expect(readFileSync(store.journal)).toEqual(before);
    }
  });

  it('shows a line that somebody added while it was not looking, also behind half a line', async () => {
    const store = await filled(2);
    appendFileSync(store.journal, '{"sequence":9');
    store.transaction((transaction) => transaction.enter({ event: 'gone', held: 'x', queueId: 'Q', who: null, reason: null }, NOW));
    expect(await verify(store)).toEqual([{ kind: 'inserted', sequence: null, line: 3 }]);
    writeFileSync(store.journal, '');
    expect((await verify(store)).map(({ kind }) => kind)).toEqual(['cut', 'cut', 'cut']);
  });
});

function hashesAll(): JournalFault[] {
  return [1, 2, 3, 4, 5].map((sequence) => ({ kind: 'cut', sequence, line: null }));
}
