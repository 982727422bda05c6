import { spawnSync } from 'node:child_process';
import { chmodSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeFileRefusal } from '../../src/io/fix-faults.ts';
import { replaced, writeReplacements, type Replacement } from '../../src/io/fix-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'undisclosed-fix-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
function file(text: string, mode = 0o644): string {
  const path = join(folder, `${count++}.eml`);
  writeFileSync(path, text, 'latin1');
  chmodSync(path, mode);
  return path;
}
const OLD = 'To: a@b.example\r\n\r\n\xe9\r\n';
const NEW = 'To: a@b.example\r\n\r\n\xe8\r\n';
const change: Replacement = { kind: 'message', before: OLD, after: NEW };
const textOf = (path: string): string => readFileSync(path, 'latin1');

describe('a file', () => {
  it('is written byte for byte, and keeps its mode', async () => {
    const path = file(OLD, 0o640);
    expect(await writeReplacements(path, [change])).toBeNull();
    expect([textOf(path), statSync(path).mode & 0o777]).toEqual([NEW, 0o640]);
  });

  it('is not touched where there is nothing to change', async () => {
    const path = file(OLD);
    utimesSync(path, 1_000_000_000, 1_000_000_000);
    expect(await writeReplacements(path, [{ ...change, after: OLD }])).toBeNull();
    expect(statSync(path).mtimeMs).toBe(1_000_000_000_000);
  });

  it('is not written over what somebody else wrote meanwhile', async () => {
    const path = file(`${OLD}more`);
    expect(await writeReplacements(path, [change])).toBe('changed');
    expect(textOf(path)).toBe(`${OLD}more`);
    rmSync(path);
    expect(await writeReplacements(path, [change])).toBe('changed');
  });

  it('is not written where its owner took the right away', async () => {
    const path = file(OLD, 0o444);
    expect(await writeReplacements(path, [change], { backup: '.orig' })).toBe('read-only');
    expect(textOf(path)).toBe(OLD);
    expect(() => statSync(`${path}.orig`)).toThrow();
  });

  it('is the target of a link, which stays a link', async () => {
    const path = file(OLD);
    const link = join(folder, 'link.eml');
    symlinkSync(path, link);
    expect(await writeReplacements(link, [change], { backup: '~' })).toBeNull();
    expect([textOf(path), readlinkSync(link), lstatSync(link).isSymbolicLink(), textOf(`${link}~`)]).toEqual([NEW, path, true, OLD]);
  });

  it('is no pipe and no folder', async () => {
    const pipe = join(folder, 'pipe.eml');
    spawnSync('mkfifo', [pipe]);
    mkdirSync(join(folder, 'folder.eml'));
    expect(await writeReplacements(pipe, [change])).toBe('not-a-file');
    expect(await writeReplacements(join(folder, 'folder.eml'), [change])).toBe('not-a-file');
  });

  it('is kept as it was, but never over another', async () => {
    const path = file(OLD);
    expect(await writeReplacements(path, [change], { backup: '.orig' })).toBeNull();
    expect([textOf(path), textOf(`${path}.orig`)]).toEqual([NEW, OLD]);
    expect(await writeReplacements(path, [{ kind: 'message', before: NEW, after: OLD }], { backup: '.orig' })).toBe('backup-exists');
    expect([textOf(path), textOf(`${path}.orig`)]).toEqual([NEW, OLD]);
  });

  it('of a Maildir keeps a name that tells its size', async () => {
    const path = join(folder, '1718.M1P2.host,S=24:2,S');
    writeFileSync(path, OLD, 'latin1');
    expect(await writeReplacements(path, [change])).toBe('sized-name');
    const other = join(folder, '1718.M1P2.host:2,S');
    linkSync(path, other);
    expect(await writeReplacements(other, [change])).toBeNull();
    // The other name keeps what it had.
    expect([textOf(other), textOf(path)]).toEqual([NEW, OLD]);
  });
});

describe('one draft of many', () => {
  const put = (text: string, ...replacements: Replacement[]): string => {
    const answer = replaced(Buffer.from(text, 'utf8'), replacements);
    return typeof answer === 'string' ? answer : answer.toString('utf8');
  };

  it('goes back into its mailbox, quoted as mboxrd has it', () => {
    const box = 'From a@b.example Mon Jun 15 10:00:00 2026\nTo: x@y.example\n\n>From now on\n\nFrom a@b.example Mon Jun 15 10:00:01 2026\nTo: z@y.example\n\nEnd\n\n';
    const first: Replacement = { kind: 'message', before: 'To: x@y.example\n\nFrom now on\n', after: 'To: x@y.example\n\n>From then on\nFrom now on\n', firstLine: 2 };
    const second: Replacement = { kind: 'message', before: 'To: z@y.example\n\nEnd\n', after: 'To: z@y.example\n\nStart\n', firstLine: 7 };
    expect(put(box, second, first)).toBe(box.replace('>From now on', '>>From then on\n>From now on').replace('End', 'Start'));
    expect(put(`x\r${box}`, { ...first, firstLine: 3 })).toBe(`x\r${box.replace('>From now on', '>>From then on\n>From now on')}`);
    expect(put(box, { ...first, firstLine: 3 })).toBe('changed');
    expect(put(box.replace('>From now', 'From now'), first)).toBe('quoting');
  });

  it('goes back into its line', () => {
    const lines = '\uFEFF{"to":"é@b.example"}\r\n\n{"to":"c@d.example"}';
    expect(put(lines, { kind: 'json', before: '{"to":"é@b.example"}\r', after: '{"to":"e@b.example"}\r', firstLine: 1 }, { kind: 'json', before: '{"to":"c@d.example"}', after: '{}', firstLine: 3 })).toBe('\uFEFF{"to":"e@b.example"}\r\n\n{}');
  });

  it('is not written where bytes would be lost', () => {
    expect(replaced(Buffer.from('{"text":"\xe9"}', 'latin1'), [{ kind: 'json', before: '{"text":"\uFFFD"}', after: '{}' }])).toBe('not-utf8');
  });
});

it('has a sentence for each refusal in both languages', () => {
  for (const refusal of ['not-a-file', 'read-only', 'changed', 'backup-exists', 'not-utf8', 'quoting', 'sized-name', 'too-large', 'many', 'io'] as const) {
    expect(describeFileRefusal(refusal, 'en')).toMatch(/\.$/);
    expect(describeFileRefusal(refusal, 'fr')).not.toMatch(/ [:;?!]/);
  }
});
