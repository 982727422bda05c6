import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pipeline } from 'node:stream';
import { LIMITS } from '../../draft/limits.ts';
import { unavailableVerdict, type Verdict } from '../../engine/verdict.ts';
import { pack } from '../../generated/pack.js';
import { ConfigError } from '../../config/error.ts';
import { loadConfig } from '../../io/config.ts';
import { kindOf } from '../../io/open.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Locale } from '../../rule/types.ts';
import { judgeOutgoing, rulesInForce } from '../../tasks/outgoing.ts';
import { readSendmailArguments, type SendmailArguments } from './arguments.ts';
import { readInput, unchecked } from './input.ts';
import { forwardPaths, headerPaths } from './recipients.ts';
import { SENDMAIL_WORDS, type SendmailWords } from './words.ts';

/** Exit codes of sysexits.h, which programs that call sendmail know how to tell their users. */
export const EX = { OK: 0, DATAERR: 65, UNAVAILABLE: 69, OSERR: 71, TEMPFAIL: 75, NOPERM: 77 } as const;

const LIKELY = ['/usr/sbin/sendmail', '/usr/lib/sendmail', '/usr/bin/msmtp'];
/** Set for the program that is called: if that is this one again, they would call each other for ever. */
const WITHIN = 'UNDISCLOSED_SENDMAIL_WITHIN';

function localeOf(env: NodeJS.ProcessEnv): Locale {
  return /^fr/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'fr' : 'en';
}

function realProgram(asked: string | undefined, env: NodeJS.ProcessEnv, self: string | undefined): string | null {
  const isOther = (path: string): boolean => kindOf(path).kind === 'file' && (self === undefined || realpathSync(path) !== realpathSync(self));
  if (asked !== undefined && asked.includes('/')) return asked;
  if (asked !== undefined) return (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, asked)).find(isOther) ?? null;
  return LIKELY.find(isOther) ?? null;
}

/** Calls the real program with the same words. @param input what it reads on standard input; `nothing`: what sends nothing needs none @returns its exit code */
function pass(program: string, args: readonly string[], input: Uint8Array | AsyncIterable<Buffer> | 'inherit' | 'nothing', words: SendmailWords): Promise<number> {
  return new Promise((resolve) => {
    const stdin = input === 'inherit' ? 'inherit' : input === 'nothing' ? 'ignore' : 'pipe';
    const child = spawn(program, args, { stdio: [stdin, 'inherit', 'inherit'], env: { ...process.env, [WITHIN]: '1' } });
    child.on('error', ({ message: why }) => {
      process.stderr.write(`${words.cannotRun(escapeControls(program), escapeControls(why))}\n`);
      resolve(EX.TEMPFAIL);
    });
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    if (typeof input === 'string') return;
    // A program that refuses does not read to the end.
    if (input instanceof Uint8Array) child.stdin!.on('error', () => undefined).end(input);
    else pipeline(input, child.stdin!, () => undefined);
  });
}

/** The exit code that stops a mail; null: it goes. Nobody can keep a mail here, so what is held is refused. */
function stopped({ action }: Verdict): number | null {
  switch (action) {
    case 'reject': return EX.DATAERR;
    // What could not be rewritten as the policy says is held.
    case 'hold': case 'rewrite': return EX.NOPERM;
    case 'tempfail': return EX.TEMPFAIL;
    default: return null;
  }
}

function explain({ reply }: Verdict, tooLarge: boolean, words: SendmailWords): void {
  // A reply that puts off (4yz) is for mail servers, which try again by themselves.
  const lines = tooLarge ? [words.tooLarge(LIMITS.message / 2 ** 20)] : reply === null || reply.code < 500 ? [words.notChecked] : reply.lines;
  process.stderr.write(`${lines.map((line) => `undisclosed: ${escapeControls(line)}`).join('\n')}\n`);
}

/** The program. Silent when the mail goes: some callers take any output for a failure. @returns the exit code */
export async function run(argv: readonly string[], env: NodeJS.ProcessEnv, input: AsyncIterable<Buffer>, self?: string): Promise<number> {
  const locale = localeOf(env);
  const words = SENDMAIL_WORDS[locale];
  const say = (line: string): void => void process.stderr.write(`undisclosed: ${line}\n`);
  let args: SendmailArguments;
  try {
    args = readSendmailArguments(argv);
  } catch (error) {
    say(words.noValue((error as Error).message));
    return EX.NOPERM;
  }
  const program = realProgram(args.sendmail ?? (env['UNDISCLOSED_SENDMAIL'] || undefined), env, self);
  if (program === null || env[WITHIN] === '1') {
    say(program === null ? words.noProgram : words.circle);
    return EX.TEMPFAIL;
  }
  // With nothing to read: a program that takes these words for something else has no mail to send unread.
  if (args.mode === 'other') return pass(program, args.rest, 'nothing', words);
  let rules;
  try {
    const path = args.config ?? (env['UNDISCLOSED_CONFIG'] || undefined);
    // No file is searched for: the folder from which a program sends is not where its owner keeps a configuration.
    rules = rulesInForce(path === undefined ? { pack, config: {} } : await loadConfig({ cwd: '/', configPath: resolve(path) }));
  } catch (error) {
    // Without its rules nothing is checked, and a configuration that is wrong stays so: trying again would not help.
    say(error instanceof ConfigError ? error.say(locale) : words.unexpected);
    return EX.NOPERM;
  }
  const unjudged = (to: readonly string[]): Verdict =>
    unavailableVerdict(rules.config.policy, { sender: args.from ?? '', user: null, recipientDomains: to.map((address) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()) }, locale);
  if (args.mode === 'session') {
    if (unjudged([]).action === 'pass') return pass(program, args.rest, 'inherit', words);
    say(words.session);
    return EX.NOPERM;
  }
  const { head, rest } = await readInput(input);
  const to = await forwardPaths(args, head);
  const outgoing = rest !== null
    ? { verdict: unjudged(to ?? await headerPaths(head)), bytes: head }
    // -t: the header says who receives it, Bcc included, which the real program takes out.
    : await judgeOutgoing(head, rules, { from: args.from, to, ...(args.fromHeader ? { phase: 'compose' as const } : {}) });
  const code = stopped(outgoing.verdict);
  if (code !== null) {
    explain(outgoing.verdict, rest !== null, words);
    await rest?.return?.();
    return code;
  }
  return pass(program, args.rest, rest === null ? outgoing.bytes : unchecked(head, rest, outgoing.verdict), words);
}
