import { join } from 'node:path';
import { loadConfig } from '../../io/config.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Locale } from '../../rule/types.ts';
import { currentActor, othersPath, type Actor } from '../../tasks/held/actor.ts';
import { seeEnvelopes } from '../../tasks/held/carry-out.ts';
import { approve, expire, isOverdue, refuse, type Decision, type Desk } from '../../tasks/held/decide.ts';
import { journalLines, verifyJournal } from '../../tasks/held/journal.ts';
import { LockedError } from '../../tasks/held/lock.ts';
import { sendNotices } from '../../tasks/held/notices.ts';
import { PostfixQueue, QueueError } from '../../tasks/held/queue.ts';
import { DATABASE_FILE, HeldStore } from '../../tasks/held/store.ts';
import { HELD_STATES, OPEN_STATES, type HeldMail } from '../../tasks/held/types.ts';
import { HELD_ACTIONS, type Invocation } from './commands.ts';
import { EXIT, UsageError } from './errors.ts';
import { heldDetails, heldJson, heldTable, journalLine, json, shownMail } from './held-report.ts';
import { HELD_WORDS, type HeldWords } from './held-words.ts';
import { nearest } from './nearest.ts';
import { openOutput, type Output } from './output.ts';
import type { Settings } from './settings.ts';

const STATE = '/var/lib/undisclosed';
const LONGEST_REASON = 500;

type Action = (typeof HELD_ACTIONS)[number];

interface Call {
  readonly desk: Desk;
  readonly settings: Settings;
  readonly locale: Locale;
  readonly words: HeldWords;
  readonly output: Output;
  readonly masked: boolean;
}

/** What a decision comes to, in words; exit code 1 where the mail is not where it was meant to go. */
function told({ words, desk: { actor } }: Call, decision: Decision): { readonly text: string; readonly done: boolean } {
  const { kind, mail } = decision;
  switch (kind) {
    case 'released': case 'refused': case 'expired': return { text: words[kind](mail.id), done: true };
    case 'pending': return { text: words.pending(mail.id, escapeControls(decision.command)), done: false };
    case 'changed': case 'gone': return { text: words[kind](mail.id), done: false };
    case 'decided': return { text: words.decided(mail.id, words.states[mail.state]), done: false };
    case 'denied': {
      const user = escapeControls(actor.user) || '?';
      return { text: decision.permission === 'sender' ? words.ownMail(user) : words[decision.permission](user), done: false };
    }
  }
}

function report(call: Call, decisions: readonly Decision[]): number {
  const { settings, output, masked } = call;
  const all = decisions.map((decision) => ({ ...told(call, decision), decision }));
  output.write(settings.format === 'json' ? json(all.map(({ decision, done }) => ({ result: decision.kind, done, ...('permission' in decision ? { permission: decision.permission } : {}), mail: heldJson(decision.mail, masked) }))) : all.map(({ text }) => `${text}\n`).join(''));
  return all.every(({ done }) => done) ? EXIT.clean : EXIT.findings;
}

/** One whose time has run out never leaves, whether or not the timer has come by. */
function asOf(mail: HeldMail, now: number): HeldMail {
  return isOverdue(mail, now) ? { ...mail, state: 'expiring' } : mail;
}

async function show({ desk, settings, locale, words, output, masked }: Call, mail: HeldMail, content: boolean): Promise<number> {
  const { actor, policy, queue } = desk;
  if (content && !(actor.root && actor.uid === 0) && !policy?.approvers?.some(({ user }) => user === actor.user)) throw new UsageError(() => words.noContent);
  output.write(settings.format === 'json' ? json(heldJson(mail, masked)) : heldDetails(mail, locale, masked));
  if (content) output.write(`\n${shownMail((await queue.read(mail.queueId)).bytes)}\n`);
  return EXIT.clean;
}

/** The hash that somebody kept, by which they know an older end of the journal again. @throws UsageError */
function keptHash({ options }: Invocation, words: HeldWords): string | null {
  const { expect } = options;
  if (typeof expect !== 'string') return null;
  if (options['verify'] !== true) throw new UsageError((all) => all.needsOption('--expect', '--verify'), { help: true });
  if (!/^[0-9a-f]{64}$/i.test(expect)) throw new UsageError(() => words.badHash, { help: true });
  return expect.toLowerCase();
}

async function journal(invocation: Invocation, { desk: { store }, settings, locale, words, output }: Call): Promise<number> {
  const kept = keptHash(invocation, words);
  if (invocation.options['verify'] !== true) {
    for await (const line of journalLines(store.journal)) output.write(settings.format === 'json' ? `${line}\n` : journalLine(line, locale));
    return EXIT.clean;
  }
  const hashes = store.transaction((transaction) => transaction.hashes());
  const faults = await verifyJournal(journalLines(store.journal), hashes);
  const head = hashes.at(-1) ?? null;
  const at = kept === null ? null : hashes.indexOf(kept) + 1 || null;
  if (settings.format === 'json') output.write(json({ entries: hashes.length, head, faults, ...(kept === null ? {} : { expected: at }) }));
  else {
    output.write(faults.length === 0 ? `${words.journalWhole(hashes.length, head ?? '-')}\n` : faults.map(({ kind, sequence, line }) => `${words.faults[kind](sequence, line)}\n`).join(''));
    if (kept !== null) output.write(`${at === null ? words.hashMissing : words.hashFound(at, hashes.length - at)}\n`);
  }
  return faults.length === 0 && (kept === null || at !== null) ? EXIT.clean : EXIT.findings;
}

async function run(action: Action, id: string | undefined, invocation: Invocation, call: Call): Promise<number> {
  const { options } = invocation;
  const { desk, settings, words, output, locale, masked } = call;
  if (action === 'list') {
    const found = desk.store.list(options['all'] === true ? HELD_STATES : OPEN_STATES);
    await seeEnvelopes(found, desk.store, desk.queue);
    const mails = found.map((mail) => asOf(mail, desk.now()));
    output.write(settings.format === 'json' ? json(mails.map((mail) => heldJson(mail, masked))) : heldTable(mails, locale, masked));
    return EXIT.clean;
  }
  if (action === 'journal') return journal(invocation, call);
  if (action === 'expire') {
    const decisions = await expire(desk);
    const failed = await sendNotices(desk.store, desk.queue, desk.policy, desk.now());
    const code = report(call, decisions);
    if (settings.format === 'pretty' && decisions.length === 0) output.write(`${words.nothingExpired}\n`);
    if (failed > 0) process.stderr.write(`${words.unsent(failed)}\n`);
    return code;
  }
  const mail = desk.store.transaction((transaction) => transaction.find(id!.toLowerCase()));
  if (!mail) throw new UsageError(() => words.unknown(escapeControls(id!)));
  if (action === 'show') {
    await seeEnvelopes([mail], desk.store, desk.queue);
    return show(call, asOf(mail, desk.now()), options['content'] === true);
  }
  const reason = typeof options['reason'] === 'string' ? options['reason'].trim() : null;
  if ((action === 'refuse' && !reason) || (reason !== null && (reason.length > LONGEST_REASON || /\p{Cc}/u.test(reason)))) throw new UsageError(() => words.needsReason, { help: true });
  const decision = action === 'approve' ? await approve(desk, mail, reason) : await refuse(desk, mail, reason!);
  const failed = await sendNotices(desk.store, desk.queue, desk.policy, desk.now());
  if (failed > 0) process.stderr.write(`${words.unsent(failed)}\n`);
  // Deleted, since nobody had decided in time, is not what was asked for.
  return decision.kind === 'expired' ? Math.max(report(call, [decision]), EXIT.findings) : report(call, [decision]);
}

/** What went wrong outside, in words. */
function explained(error: unknown, words: HeldWords, folder: string): unknown {
  if (error instanceof QueueError) return new UsageError(() => (error.code === 'missing' ? words.noPostfix : error.code === 'denied' ? words.queueDenied(escapeControls(error.command)) : words.queueFailed(escapeControls(error.command))));
  if (error instanceof LockedError) return new UsageError(() => words.busy);
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? new UsageError(() => (code === 'ENOENT' ? words.noRecord(escapeControls(folder)) : words.noState(escapeControls(folder), code))) : error;
}

/** What says who may decide must not be of the making of who decides. @returns the path to open @throws UsageError, or what the system says */
function mustBeOthers(path: string, actor: Actor, words: HeldWords): string {
  const real = othersPath(path, actor);
  if (real === null) throw new UsageError(() => words.ownMaking(escapeControls(path)));
  return real;
}

/** The configuration by which mails are held. @throws UsageError */
function configFor(typed: string | undefined, recorded: string | null, actor: Actor, words: HeldWords, folder: string): string {
  const real = (path: string): string => {
    try {
      return mustBeOthers(path, actor, words);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      throw typeof code === 'string' ? new UsageError(() => words.badConfig(escapeControls(path), code)) : error;
    }
  };
  const path = typed ?? recorded;
  if (path === null) throw new UsageError(() => words.noConfig, { help: true });
  const found = real(path);
  if (!actor.root || actor.uid === 0 || typed === undefined) return found;
  // Nor is a file of root's to be read by naming it as a configuration: what is wrong in it would be shown.
  if (recorded === null) throw new UsageError(() => words.noRecord(escapeControls(folder)));
  if (found !== real(recorded)) throw new UsageError(() => words.otherConfig(escapeControls(recorded)));
  return found;
}

/** `undisclosed held`: mails that the mail server holds, and what is decided about them. @throws UsageError */
export async function held(invocation: Invocation, settings: Settings, system: Locale | null): Promise<number> {
  const { operands: [action, id, ...rest], options } = invocation;
  const early = HELD_WORDS[settings.locale ?? system ?? 'en'];
  if (action === undefined) throw new UsageError(() => early.needsAction, { help: true });
  if (!(HELD_ACTIONS as readonly string[]).includes(action)) throw new UsageError((words) => words.badChoice('held', escapeControls(action), HELD_ACTIONS), { near: nearest(action, HELD_ACTIONS), help: true });
  const needsId = ['show', 'approve', 'refuse'].includes(action);
  if (needsId && id === undefined) throw new UsageError(() => early.needsId(action), { help: true });
  if (rest.length > 0 || (!needsId && id !== undefined)) throw new UsageError((words) => words.tooMany, { help: true });
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);
  const folder = text('state') ?? (process.env['STATE_DIRECTORY']?.split(':', 1)[0] || STATE);
  const actor = currentActor();
  try {
    const state = mustBeOthers(folder, actor, early);
    mustBeOthers(join(state, DATABASE_FILE), actor, early);
    const typedPostfix = text('postfix-config');
    const postfix = typedPostfix === undefined ? undefined : mustBeOthers(typedPostfix, actor, early);
    const store = await HeldStore.openExisting(state);
    const recorded = store.transaction((transaction) => transaction.setting('config'));
    // Never searched for: whoever types this chooses where. And by its real path, which is the one that was looked at.
    const { config } = await loadConfig({ cwd: '/', configPath: configFor(settings.config, recorded, actor, early, folder) });
    const locale = settings.locale ?? config.locale ?? system ?? 'en';
    const words = HELD_WORDS[locale];
    const output = await openOutput(undefined, settings.color);
    try {
      const desk: Desk = { store, queue: new PostfixQueue(postfix), policy: config.policy, actor, now: () => Date.now() };
      const code = await run(action as Action, id, invocation, { desk, settings, locale, words, output, masked: !settings.showContent && !output.terminal });
      output.end();
      return code;
    } catch (error) {
      throw explained(error, words, folder);
    }
  } catch (error) {
    throw explained(error, early, folder);
  }
}
