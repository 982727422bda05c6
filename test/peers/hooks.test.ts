import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { smtpSink, type Received, type SmtpSink } from '../hosts/smtp-sink.ts';

/** Real programs that send mail, each through undisclosed-sendmail and a real msmtp to a mail server on this machine. */

const BIN = fileURLToPath(new URL('../../bin', import.meta.url));
const WRAPPER = join(BIN, 'undisclosed-sendmail.js');
const crowd = Array.from({ length: 14 }, (_, n) => `person${n}@company${n}.example`);
let sink: SmtpSink;
let received: Received[];
const folder = mkdtempSync(join(tmpdir(), 'undisclosed-hooks-'));
/** The wrapper with msmtp behind it, as one path: not every program takes a command with options. */
const sendmail = join(folder, 'sendmail');

beforeAll(async () => {
  sink = await smtpSink();
  ({ received } = sink);
  writeFileSync(join(folder, 'msmtprc'), `account default\nhost 127.0.0.1\nport ${sink.port}\nfrom ana@studio.example\n`);
  chmodSync(join(folder, 'msmtprc'), 0o600);
  writeFileSync(sendmail, `#!/bin/sh\nexec '${WRAPPER}' --sendmail '${join(folder, 'real')}' "$@"\n`);
  writeFileSync(join(folder, 'real'), `#!/bin/sh\nexec msmtp -C '${join(folder, 'msmtprc')}' "$@"\n`);
  writeFileSync(join(folder, 'undisclosed'), `#!/bin/sh\nexec node '${join(BIN, 'undisclosed.js')}' "$@"\n`);
  for (const name of ['sendmail', 'real', 'undisclosed']) chmodSync(join(folder, name), 0o755);
  mkdirSync(join(folder, 'home'));
});
afterAll(async () => {
  await sink.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => void received.splice(0));

interface Sent {
  readonly code: number | null;
  readonly out: string;
}

/** Not spawnSync: the mail server is in this process. */
function run(command: string, args: readonly string[], input = '', cwd = folder): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`, HOME: join(folder, 'home'), LANG: 'C.UTF-8', TERM: 'dumb' } });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.on('error', reject).on('close', (code) => resolve({ code, out }));
    child.stdin.on('error', () => undefined).end(input);
  });
}

const STOPPED = /14 people will read each other's addresses/;

describe.each(['mutt', 'neomutt'])('%s', (program) => {
  const send = (to: readonly string[]): Promise<Sent> => {
    writeFileSync(join(folder, 'muttrc'), `set sendmail="${sendmail} -oi"\nset from="ana@studio.example"\nset realname="Ana"\nset copy=no\n`);
    return run(program, ['-n', '-F', join(folder, 'muttrc'), '-s', 'Your visit', '--', ...to], 'Hello Ben,\n\nSee you on Monday.\n');
  };

  it('sends a mail that may go, and prints nothing', async () => {
    expect(await send(['ben@client.example'])).toEqual({ code: 0, out: '' });
    expect(received.map(({ to }) => to)).toEqual([['ben@client.example']]);
    expect(received[0]!.message).toContain('See you on Monday.');
  });

  it('is told why a mail does not go', async () => {
    const { code, out } = await send(crowd);
    expect(code).not.toBe(0);
    expect(out).toMatch(STOPPED);
    expect(received).toEqual([]);
  });
});

describe('msmtp', () => {
  const mail = (to: readonly string[]): string => `From: ana@studio.example\nTo: ${to.join(',\n ')}\nBcc: archive@studio.example\nSubject: Your visit\n\nHello Ben,\n`;

  it('sends what the wrapper hands it, and takes the blind recipient out of the header', async () => {
    expect(await run(sendmail, ['-t', '-i'], mail(['ben@client.example']))).toEqual({ code: 0, out: '' });
    expect(received[0]!.to.toSorted()).toEqual(['archive@studio.example', 'ben@client.example']);
    expect(received[0]!.message).not.toContain('archive@');
  });

  it('is not called for a mail that may not go', async () => {
    expect(await run(sendmail, ['-t', '-i'], mail(crowd))).toMatchObject({ code: 77, out: expect.stringMatching(STOPPED) as string });
    expect(received).toEqual([]);
  });
});

describe('Emacs', () => {
  const send = (to: readonly string[]): Promise<Sent> => run('emacs', ['-Q', '--batch', '--eval', `
    (progn (require 'message)
      (setq message-send-mail-function 'message-send-mail-with-sendmail sendmail-program "${sendmail}"
            user-mail-address "ana@studio.example" message-sendmail-envelope-from 'header message-interactive t mail-interactive t
            message-confirm-send nil message-kill-buffer-on-exit t message-setup-hook nil)
      (message-mail "${to.join(', ')}" "Your visit")
      (message-goto-body) (insert "Hello Ben,\\n\\nSee you on Monday.\\n")
      (message-send-and-exit))`]);

  it('sends a mail that may go: any word printed would count as a failure', async () => {
    const { code, out } = await send(['ben@client.example']);
    expect(out).not.toMatch(/failed|error/i);
    expect(code).toBe(0);
    expect(received.map(({ to }) => to)).toEqual([['ben@client.example']]);
  });

  it('is told why a mail does not go', async () => {
    const { code, out } = await send(crowd);
    expect(code).not.toBe(0);
    expect(out).toMatch(/Sending\.\.\.failed|exited with code 77|14 people/);
    expect(received).toEqual([]);
  });
});

describe('git send-email', () => {
  const repository = join(folder, 'repository');
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: repository, encoding: 'utf8', env: { ...process.env, HOME: join(folder, 'home') } });
  const send = (to: readonly string[], ...more: string[]): Promise<Sent> =>
    run('git', ['send-email', '--confirm=never', '--quiet', '--from=ana@studio.example', '--suppress-cc=all', ...to.map((address) => `--to=${address}`), ...more, 'patches/0001-First.patch'], '', repository);

  beforeAll(() => {
    mkdirSync(join(repository, 'patches'), { recursive: true });
    git('init', '-q');
    git('config', 'user.name', 'Ana');
    git('config', 'user.email', 'ana@studio.example');
    writeFileSync(join(repository, 'file'), 'Hello {{name}}\n');
    git('add', 'file');
    git('commit', '-qm', 'First');
    git('format-patch', '-q', '--root', '-o', 'patches', 'HEAD');
    git('config', 'sendemail.smtpServer', join(folder, 'real'));
  });

  it('is set up by one command, which says what it did', async () => {
    const installed = await run('undisclosed', ['hook', 'git-send-email', '--install'], '', repository);
    expect(installed.code).toBe(0);
    expect(installed.out).toMatch(/sendemail-validate[\s\S]*sendemail\.sendmailCmd/);
    // Found by its name, as an installed package is.
    writeFileSync(join(folder, 'undisclosed-sendmail'), `#!/bin/sh\nexec '${WRAPPER}' "$@"\n`, { mode: 0o755 });
    expect(git('config', 'sendemail.sendmailCmd').trim()).toBe(`undisclosed-sendmail --sendmail ${join(folder, 'real')}`);
    expect((await run('undisclosed', ['hook', 'git-send-email', '--install'], '', repository)).out).toMatch(/already/);
  });

  it('sends a patch that may go', async () => {
    const { code, out } = await send(['list@project.example']);
    expect({ code, out }).toEqual({ code: 0, out: 'Sent [PATCH] First\n' });
    expect(received.map(({ to }) => to)).toEqual([['list@project.example']]);
  });

  it('does not send one to a crowd of its command line', async () => {
    const { code, out } = await send(crowd);
    expect(code).not.toBe(0);
    expect(out).toMatch(STOPPED);
    expect(received).toEqual([]);
  });

  it('does not send one to a crowd of its own header', async () => {
    git('format-patch', '-q', '--root', '-o', 'patches', ...crowd.map((address) => `--to=${address}`), 'HEAD');
    const { code, out } = await send([]);
    expect(code).not.toBe(0);
    expect(out).toMatch(STOPPED);
    expect(received).toEqual([]);
  });

  it('judges by the configuration of the repository, in the hook and in the sendmail', async () => {
    git('format-patch', '-q', '--root', '-o', 'patches', 'HEAD');
    writeFileSync(join(repository, 'undisclosed.config.yaml'), 'policy: { groupMailing: { from: 3, action: reject } }\n');
    expect((await run('undisclosed', ['hook', 'git-send-email', '--install'], '', repository)).out).toContain(join(repository, 'undisclosed.config.yaml'));
    const three = ['a', 'b', 'c'].map((name) => `${name}@project.example`);
    expect(await send(three)).toMatchObject({ out: expect.stringContaining('policy/group-mailing') as string });
    // The sendmail by itself, where git calls no hook.
    expect(await send(three, '--no-validate')).toMatchObject({ out: expect.stringContaining('policy/group-mailing') as string });
    expect(received).toEqual([]);
    expect((await send(three.slice(1), '--no-validate')).code).toBe(0);
    expect(received).toHaveLength(1);
  });

  it('leaves another hook as it stands', () => {
    writeFileSync(join(repository, '.git/hooks/sendemail-validate'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    expect(spawnSync('node', [join(BIN, 'undisclosed.js'), 'hook', 'git-send-email', '--install'], { cwd: repository }).status).toBe(1);
  });
});
