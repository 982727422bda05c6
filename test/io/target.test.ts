import { chmodSync, lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTarget, writeWhole } from '../../src/io/target.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'undisclosed-target-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a file being written', () => {
  it('has its name once it is whole, and its mode of before', () => {
    const path = join(folder, 'report');
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    const target = openTarget(path);
    writeSync(target.file, 'new');
    expect(readFileSync(path, 'utf8')).toBe('old');
    target.finish();
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777, readdirSync(folder)]).toEqual(['new', 0o640, ['report']]);
  });

  it('goes where a link leads, also one that leads nowhere yet', () => {
    writeFileSync(join(folder, 'real'), 'old');
    symlinkSync('real', join(folder, 'link'));
    symlinkSync('later', join(folder, 'dangling'));
    writeWhole(join(folder, 'link'), 'new');
    writeWhole(join(folder, 'dangling'), 'first');
    expect([readFileSync(join(folder, 'real'), 'utf8'), readFileSync(join(folder, 'later'), 'utf8')]).toEqual(['new', 'first']);
    expect(['link', 'dangling'].map((name) => lstatSync(join(folder, name)).isSymbolicLink())).toEqual([true, true]);
  });

  it('is a device as it stands', () => {
    writeWhole('/dev/null', 'gone');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});
