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

/** Judges the files of one call of the hook. @returns 0: send; 1: git stops and says so */
export async function validate([patch, headers]: readonly string[], loaded: { pack: Pack; config: Config }, write: (text: string) => void): Promise<number> {
  const rules = rulesInForce(loaded);
  const mail = patchMail(readWhole(patch!), headers === undefined ? null : readWhole(headers));
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

const HOOK = '#!/bin/sh\n# Looks at each mail before `git send-email` sends it. Taken away: git sends unchecked.\nexec undisclosed hook git-send-email "$@"\n';

/**
 * Sets up a repository: the hook, and, where git hands its mails to a sendmail, the wrapper before it.
 * @returns the exit code; what was done, and what was left as it stood, is told
 */
export function install(cwd: string, locale: Locale, write: (text: string) => void): number {
  const words = GIT_WORDS[locale];
  const path = git(cwd, 'rev-parse', '--git-path', 'hooks/sendemail-validate');
  if (path === '') {
    write(`${words.noRepository}\n`);
    return 2;
  }
  const hook = resolve(cwd, path);
  if (existsSync(hook) && readFileSync(hook, 'utf8') !== HOOK) {
    write(`${words.otherHook(escapeControls(hook))}\n`);
    return 1;
  }
  mkdirSync(dirname(hook), { recursive: true });
  writeFileSync(hook, HOOK, { mode: 0o755 });
  write(`${words.hookWritten(escapeControls(hook))}\n`);
  const command = git(cwd, 'config', 'sendemail.sendmailCmd');
  const server = git(cwd, 'config', 'sendemail.smtpServer');
  const real = command !== '' ? command : server.startsWith('/') ? server : '';
  if (real.includes('undisclosed-sendmail')) write(`${words.wrapperThere}\n`);
  else if (/^\S+$/.test(real)) {
    git(cwd, 'config', 'sendemail.sendmailCmd', `undisclosed-sendmail --sendmail ${real}`);
    write(`${words.wrapperSet(escapeControls(real))}\n`);
  } else write(`${words.wrapperAdvice}\n`);
  return 0;
}
