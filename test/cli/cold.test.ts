import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, workFolder } from './program.ts';

const folder = workFolder({
  'nothing.cjs': '',
  'probe.cjs': "process.on('exit', () => require('node:fs').writeFileSync(process.env.LOADED, JSON.stringify(process.moduleLoadList)));",
  'draft.eml': 'From: a@example.com\r\nTo: b@example.org, c@example.net\r\nSubject: Bonjour\r\n\r\nBonjour,\r\n',
});

/** Of Node itself, what a run loads. */
function loaded(args: readonly string[], stdout: 'ignore' | 'pipe'): readonly string[] {
  const file = join(folder, 'loaded.json');
  const { status } = spawnSync(process.execPath, ['--require', join(folder, 'probe.cjs'), ...args], { cwd: folder, env: { PATH: process.env['PATH'], LOADED: file }, stdio: ['ignore', stdout, 'pipe'] });
  expect(status).toBe(0);
  return JSON.parse(readFileSync(file, 'utf8')) as string[];
}

describe('a plain check', () => {
  it.each(['ignore', 'pipe'] as const)('loads little of Node beyond what any program does, its output %sd', (stdout) => {
    const bare = new Set(loaded([join(folder, 'nothing.cjs')], stdout));
    const more = loaded([BIN, 'check', 'draft.eml', '--fail-on', 'none'], stdout).filter((name) => !bare.has(name));
    expect(more).toContain('NativeModule vm');
    expect(more.filter((name) => /crypto|stream|worker|zlib|http|net\b|tty|readline|child_process/.test(name))).toEqual([]);
  });
});
