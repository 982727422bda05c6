import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS } from '../../src/hosts/cli/commands.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

interface Step { readonly name: string; readonly shell: string; readonly env: Record<string, string>; readonly run: string }
interface Action {
  readonly inputs: Record<string, { readonly description: string; readonly required?: boolean; readonly default?: string }>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
interface Hook { readonly id: string; readonly entry: string; readonly language: string; readonly files: string }

describe('action.yml', () => {
  const action = parse(read('action.yml')) as Action;
  const step = action.runs.steps[0]!;

  it('has the keys that GitHub documents for a composite action, and no others', () => {
    expect(Object.keys(action).sort()).toEqual(['branding', 'description', 'inputs', 'name', 'runs']);
    for (const input of Object.values(action.inputs)) {
      for (const key of Object.keys(input)) expect(['description', 'required', 'default', 'deprecationMessage']).toContain(key);
      expect(input.required === true || input.default !== undefined).toBe(true);
      if (input.default !== undefined) expect(typeof input.default, 'every input is a text').toBe('string');
    }
    expect(action.runs.using).toBe('composite');
    for (const one of action.runs.steps) for (const key of Object.keys(one)) expect(['name', 'id', 'if', 'shell', 'run', 'env', 'working-directory', 'uses', 'with', 'continue-on-error']).toContain(key);
  });
  it('takes inputs by the environment alone, so that none of them is a command', () => {
    expect(step.run).not.toContain('${{');
    for (const name of Object.keys(action.inputs)) if (name !== 'working-directory') expect(step.env[`INPUT_${name.toUpperCase().replaceAll('-', '_')}`]).toBe(`\${{ inputs.${name} }}`);
  });
  it('is packed under a name that stands alone, as pre-commit reads it', () => {
    expect(read('.npmrc').split('\n')).toContain('foreground-scripts=false');
  });
  it('runs the version of this package', () => {
    expect(step.run.match(/undisclosed@\S+/g)).toEqual([`undisclosed@${version}`]);
  });

  const folder = mkdtempSync(join(tmpdir(), 'undisclosed-action-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'npx'), '#!/bin/sh\nfor word in "$@"; do printf "%s\\n" "$word"; done\nexit 1\n');
  chmodSync(join(folder, 'npx'), 0o755);
  const words = (inputs: Record<string, string>, runner: Record<string, string> = {}): { status: number | null; words: string[] } => {
    const env = Object.fromEntries(Object.entries(action.inputs).map(([name, { default: fallback }]) => [`INPUT_${name.toUpperCase().replaceAll('-', '_')}`, inputs[name] ?? fallback ?? '']));
    const { status, stdout } = spawnSync('bash', ['-c', step.run], { encoding: 'utf8', cwd: folder, env: { ...env, ...runner, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` } });
    return { status, words: stdout.trimEnd().split('\n') };
  };
  it('asks for annotations, and hands on the exit code', () => {
    expect(words({ paths: 'drafts/' })).toEqual({ status: 1, words: ['--yes', `undisclosed@${version}`, 'check', '-f', 'github', '--fail-on', 'error', '--', 'drafts/'] });
  });
  it.each([['out.sarif', '/home/runner/work/mail/out.sarif'], ['reports/out.sarif', '/home/runner/work/mail/reports/out.sarif'], ['/tmp/out.sarif', '/tmp/out.sarif'], ['D:\\out.sarif', 'D:\\out.sarif']])('writes SARIF where the upload looks for it: %s', (sarif, path) => {
    expect(words({ paths: 'drafts/', sarif, 'working-directory': 'mails' }, { GITHUB_WORKSPACE: '/home/runner/work/mail' }).words.slice(3, 7)).toEqual(['-f', 'sarif', '-o', path]);
  });
  it('hands on every input as one word, whatever stands in it', () => {
    const inputs = {
      paths: '\n  drafts/a b.eml  \n$(touch pwned)\n-x.eml\n*.eml\n', preset: 'hr', config: 'my config.yaml', 'fail-on': 'warning', 'max-warnings': '3', 'as-template': 'true',
      data: 's.json', baseline: 'b.json', sarif: 'out.sarif', locale: 'fr',
    };
    expect(words(inputs).words.slice(2)).toEqual(['check', '-f', 'sarif', '-o', 'out.sarif', '-f', 'github', '--fail-on', 'warning', '--preset', 'hr', '--config', 'my config.yaml', '--max-warnings', '3', '--as-template',
      '--data', 's.json', '--baseline', 'b.json', '--locale', 'fr', '--', 'drafts/a b.eml', '$(touch pwned)', '-x.eml', '*.eml']);
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const hooks = parse(read('.pre-commit-hooks.yaml')) as Hook[];
  const matches = (id: string, path: string): boolean => new RegExp(hooks.find((hook) => hook.id === id)!.files, 'u').test(path);

  it('has a hook for mails and one for templates, which Node runs', () => {
    expect(hooks.map(({ id, language }) => [id, language])).toEqual([['undisclosed', 'node'], ['undisclosed-templates', 'node']]);
    for (const { entry } of hooks) {
      const [program, command, ...options] = entry.split(' ');
      expect([program, command]).toEqual(['undisclosed', 'check']);
      for (const option of options) expect(Object.keys(COMMANDS.check.options)).toContain(option.slice(2));
    }
  });
  it.each([['a.eml', true], ['archive/2026.mbox', true], ['drafts/x.json', true], ['outbox/may/x.jsonl', true], ['package.json', false], ['src/mail.ts', false], ['data/rows.jsonl', false], ['a.eml.bak', false]])('mails: %s %s', (path, expected) => {
    expect(matches('undisclosed', path)).toBe(expected);
  });
  it.each([['emails/refusal.html', true], ['app/templates/email/a.liquid', true], ['mail-templates/fr/a.hbs', true], ['modèles/refus.txt', true], ['views/index.html', false], ['README.md', false], ['templates/page.html', false], ['emails/logo.png', false]])('templates: %s %s', (path, expected) => {
    expect(matches('undisclosed-templates', path)).toBe(expected);
  });
});
