import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { pack } from '../../src/generated/pack.js';
import { install, patchMail, validate } from '../../src/hosts/git/send-email.ts';

const folder = mkdtempSync(join(tmpdir(), 'undisclosed-git-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PATCH = [
  'From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001', 'From: Ana Lind <ana@studio.example>', 'Date: Mon, 5 Oct 2026 10:00:00 +0000',
  'Subject: [PATCH] parser: keep the last line', '', 'The last line was lost when no line end stood behind it.', '---', ' parser.c | 2 +-', ' 1 file changed', '',
  'diff --git a/parser.c b/parser.c', '--- a/parser.c', '+++ b/parser.c', '@@ -1,2 +1,2 @@', '-Hello {{name}}', '+Hello {{first_name}} from ana@secret.example', '-- ', '2.39.5', '',
].join('\n');
const crowd = Array.from({ length: 14 }, (_, n) => `person${n}@company${n}.example`).join(',\n ');

async function judged(patch: string, headers?: string): Promise<{ code: number; said: string }> {
  const files = [join(folder, 'patch')];
  writeFileSync(files[0]!, patch);
  if (headers !== undefined) {
    files.push(join(folder, 'headers'));
    writeFileSync(files[1]!, headers);
  }
  let said = '';
  const code = await validate(files, { pack, config: {} }, (text) => (said += text));
  return { code, said };
}

describe('a patch before git sends it', () => {
  it('goes, whatever its code says', async () => {
    expect(await judged(PATCH)).toEqual({ code: 0, said: '' });
  });

  it('is stopped by whom it goes to, by its own header', async () => {
    const { code, said } = await judged(PATCH.replace('Subject:', `To: ${crowd}\nSubject:`));
    expect(code).toBe(1);
    expect(said).toMatch(/14 people[\s\S]*recipients\/visible-recipients\]\n$/);
  });

  it('is stopped by the recipients of the command line, which git gives in a second file', async () => {
    expect((await judged(PATCH, `From: Ana Lind <ana@studio.example>\nTo: ${crowd}\nSubject: [PATCH] parser: keep the last line\n`)).code).toBe(1);
    expect((await judged(PATCH, 'From: Ana Lind <ana@studio.example>\nTo: list@project.example\nSubject: [PATCH] parser\n')).code).toBe(0);
  });

  it('may have a blind recipient: that is git’s own business', async () => {
    expect((await judged(PATCH.replace('Subject:', 'Bcc: ana@studio.example\nSubject:'))).code).toBe(0);
  });

  it('is read without its code, and with the header it will have', () => {
    expect(patchMail(Buffer.from(PATCH), null).toString()).not.toContain('secret');
    expect(patchMail(Buffer.from('From: a@b.example\n\nBody\n'), Buffer.from('To: c@d.example\n')).toString()).toBe('To: c@d.example\n\nBody\n');
  });
});

describe('a repository that is set up', () => {
  const BIN = fileURLToPath(new URL('../../bin/undisclosed.js', import.meta.url));
  const repository = realpathSync(mkdtempSync(join(tmpdir(), 'undisclosed-repository-')));
  afterAll(() => rmSync(repository, { recursive: true, force: true }));
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
  const command = (): string => git('config', 'sendemail.sendmailCmd');
  /** The hook's last line. */
  const hook = (): string => readFileSync(join(repository, '.git/hooks/sendemail-validate'), 'utf8').trimEnd().split('\n').at(-1)!;
  const said = (config: string | null): string => {
    let text = '';
    expect(install(repository, config, 'en', (part) => (text += part))).toBe(0);
    return text;
  };

  beforeEach(() => {
    rmSync(join(repository, '.git'), { recursive: true, force: true });
    git('init', '-q');
    git('config', 'sendemail.sendmailCmd', '/usr/bin/msmtp');
  });

  it('judges in the hook and in the sendmail by the same file', () => {
    expect(said('/home/ana/undisclosed.config.yaml')).toContain('judged by /home/ana/undisclosed.config.yaml');
    expect(hook()).toBe('exec undisclosed hook git-send-email --config /home/ana/undisclosed.config.yaml "$@"');
    expect(command()).toBe('undisclosed-sendmail --config /home/ana/undisclosed.config.yaml --sendmail /usr/bin/msmtp');
  });

  it('names no file where there is none, and says so', () => {
    expect(said(null)).toContain('There is no configuration file');
    expect(hook()).toBe('exec undisclosed hook git-send-email "$@"');
    expect(command()).toBe('undisclosed-sendmail --sendmail /usr/bin/msmtp');
  });

  it('names another file when it is set up again, and keeps the one it has where there is no other', () => {
    said(null);
    said("/home/ana/Ana's mail/policy.yaml");
    const file = String.raw`'/home/ana/Ana'\''s mail/policy.yaml'`;
    expect([hook(), command()]).toEqual([`exec undisclosed hook git-send-email --config ${file} "$@"`, `undisclosed-sendmail --config ${file} --sendmail /usr/bin/msmtp`]);
    expect(execFileSync('sh', ['-c', `printf '%s\n' ${command()}`], { encoding: 'utf8' }).split('\n')[2]).toBe("/home/ana/Ana's mail/policy.yaml");
    expect(said(null)).toMatch(/already\.[\s\S]*Ana/);
    expect([hook(), command()]).toEqual([`exec undisclosed hook git-send-email --config ${file} "$@"`, `undisclosed-sendmail --config ${file} --sendmail /usr/bin/msmtp`]);
    said('/etc/policy.yaml');
    expect(command()).toBe('undisclosed-sendmail --config /etc/policy.yaml --sendmail /usr/bin/msmtp');
  });

  it('keeps a command of its owner’s, and says what that lacks', () => {
    git('config', 'sendemail.sendmailCmd', 'nice undisclosed-sendmail --sendmail /usr/bin/msmtp');
    expect(said('/etc/policy.yaml')).toMatch(/stays as it is.* it needs --config \/etc\/policy\.yaml\n/);
    expect(command()).toBe('nice undisclosed-sendmail --sendmail /usr/bin/msmtp');
  });

  it('tells the file in the lines that are left to its owner', () => {
    git('config', 'sendemail.sendmailCmd', '/usr/bin/msmtp -a work');
    expect(said('/etc/policy.yaml')).toContain('"undisclosed-sendmail --config /etc/policy.yaml --sendmail');
    writeFileSync(join(repository, '.git/hooks/sendemail-validate'), '#!/bin/sh\nexit 0\n');
    let text = '';
    expect(install(repository, '/etc/policy.yaml', 'fr', (part) => (text += part))).toBe(1);
    expect(text).toContain('undisclosed hook git-send-email --config /etc/policy.yaml "$@" || exit 1');
  });

  it.each([
    ['found above', [], 'work', 'undisclosed.config.yaml'],
    ['that is named', ['--config', '../policy.yaml'], 'work', 'policy.yaml'],
  ])('has the configuration %s', (_how, options, folder_, file) => {
    mkdirSync(join(repository, folder_), { recursive: true });
    for (const name of ['undisclosed.config.yaml', 'policy.yaml']) writeFileSync(join(repository, name), 'policy: { groupMailing: { from: 3, action: hold } }\n');
    expect(spawnSync('node', [BIN, 'hook', 'git-send-email', '--install', ...options], { cwd: join(repository, folder_) }).status).toBe(0);
    expect(hook()).toContain(` --config ${join(repository, file)} `);
    expect(command()).toContain(` --config ${join(repository, file)} `);
  });

  it.each([['a preset', ['--preset', 'strict']], ['a file that is not there', ['--config', 'nowhere.yaml']]])('is not set up with %s', (_what, options) => {
    const { status, stderr } = spawnSync('node', [BIN, 'hook', 'git-send-email', '--install', ...options], { cwd: repository, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/no --preset|nowhere\.yaml/);
    expect(command()).toBe('/usr/bin/msmtp');
  });
});
