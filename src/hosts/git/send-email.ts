import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readWhole } from '../../io/open.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Config, Locale, Pack } from '../../rule/types.ts';
import { judgeOutgoing, rulesInForce, type Outgoing } from '../../tasks/outgoing.ts';
import { GIT_WORDS } from './words.ts';

/** Where the code of a patch begins: what stands behind is none of the writer's words. */
const CODE = '\ndiff --git ';

/**
 * A patch mail as git hands it to its `sendemail-validate` hook (githooks(5)), with the header that it will be sent with.
 * @param headers what git 2.41 and later give as the second file: the fields of the mail, recipients from the command line included
 */
export function patchMail(patch: Buffer, headers: Buffer | null): Buffer {
  const text = patch.toString('latin1');
  const code = text.indexOf(CODE);
  const mail = code < 0 ? text : text.slice(0, code + 1);
  if (headers === null) return Buffer.from(mail, 'latin1');
  const body = /\r?\n\r?\n/.exec(mail);
  return Buffer.from(`${headers.toString('latin1').trimEnd()}${body === null ? '\n\n' : mail.slice(body.index)}`, 'latin1');
}

/**
 * Judges the files of one call of the hook.
 * @param read throws for a file that cannot be read
 * @returns 0: send; 1: git stops and says so
 */
export async function validate([patch, headers]: readonly string[], loaded: { pack: Pack; config: Config }, write: (text: string) => void, read: (path: string) => Buffer = readWhole): Promise<number> {
  const rules = rulesInForce(loaded);
  const mail = patchMail(read(patch!), headers === undefined ? null : read(headers));
  // The recipients of this one mail stand in its header; Bcc is git's own business.
  const { verdict }: Outgoing = await judgeOutgoing(mail, rules, { phase: 'compose', asItIs: true });
  if (verdict.action === 'pass' || verdict.action === 'tag') return 0;
  write(`${(verdict.reply?.lines ?? [verdict.reason]).map((line) => `undisclosed: ${escapeControls(line)}`).join('\n')}\n`);
  return 1;
}

function git(cwd: string, ...args: readonly string[]): string {
  try {
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/** A word of a command line for sh(1). */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

const HOOK_START = '#!/bin/sh\n# Looks at each mail before `git send-email` sends it. Taken away: git sends unchecked.\nexec undisclosed hook git-send-email';
const HOOK_END = ' "$@"\n';

/** Whether `text` is a hook written here, by whatever configuration it judges. */
function isOwnHook(text: string): boolean {
  return text.startsWith(HOOK_START) && text.endsWith(HOOK_END) && !text.slice(HOOK_START.length, -HOOK_END.length).includes('\n');
}

/** A command as it is written here: the configuration that it judges by, as sh(1) reads it, and the program that it sends through. */
const OWN_COMMAND = /^undisclosed-sendmail( --config (?:[^\s']+|(?:'[^']*'|\\')+))? --sendmail (\S+)$/;

/**
 * Sets up a repository: the hook, and, where git hands its mails to a sendmail, the wrapper before it.
 * @param config absolute path of the file by which both are to judge; null: there is none, and that of an earlier call stays
 * @returns the exit code; what was done, and what was left as it stood, is told
 */
export function install(cwd: string, config: string | null, locale: Locale, write: (text: string) => void): number {
  const words = GIT_WORDS[locale];
  const say = (line: string): void => write(`${line}\n`);
  const path = git(cwd, 'rev-parse', '--git-path', 'hooks/sendemail-validate');
  if (path === '') {
    say(words.noRepository);
    return 2;
  }
  const command = git(cwd, 'config', 'sendemail.sendmailCmd');
  const server = git(cwd, 'config', 'sendemail.smtpServer');
  const there = command !== '' ? command : server.startsWith('/') ? server : '';
  const [, standing = '', real = there] = OWN_COMMAND.exec(there) ?? [];
  // git calls the hook in the repository's uppermost folder, and the wrapper searches for no file: both are told.
  const judging = config === null ? standing : ` --config ${quoted(config)}`;
  const hook = resolve(cwd, path);
  if (existsSync(hook) && !isOwnHook(readFileSync(hook, 'utf8'))) {
    say(words.otherHook(escapeControls(hook), escapeControls(judging)));
    return 1;
  }
  mkdirSync(dirname(hook), { recursive: true });
  writeFileSync(hook, `${HOOK_START}${judging}${HOOK_END}`, { mode: 0o755 });
  say(words.hookWritten(escapeControls(hook)));
  const wrapped = `undisclosed-sendmail${judging} --sendmail ${real}`;
  if (there === wrapped) say(words.wrapperThere);
  else if (real.includes('undisclosed-sendmail')) say(there.includes(judging) ? words.wrapperThere : words.wrapperOther(escapeControls(judging)));
  else if (/^\S+$/.test(real)) {
    git(cwd, 'config', 'sendemail.sendmailCmd', wrapped);
    say(words.wrapperSet(escapeControls(real)));
  } else say(words.wrapperAdvice(escapeControls(judging)));
  say(judging === '' ? words.noConfiguration : words.configuration(escapeControls(judging.slice(' --config '.length))));
  return 0;
}
