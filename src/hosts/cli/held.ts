import { realpathSync } from 'node:fs';
import { loadConfig } from '../../io/config.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Locale } from '../../rule/types.ts';
import { currentActor, isOwnMaking, type Actor } from '../../tasks/held/actor.ts';
import { approve, expire, refuse, type Decision, type Desk } from '../../tasks/held/decide.ts';
import { journalLines, verifyJournal } from '../../tasks/held/journal.ts';
import { LockedError } from '../../tasks/held/lock.ts';
import { sendNotices } from '../../tasks/held/notices.ts';
import { PostfixQueue, QueueError } from '../../tasks/held/queue.ts';
import { HeldStore } from '../../tasks/held/store.ts';
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

async function show({ desk, settings, locale, words, output, masked }: Call, mail: HeldMail, content: boolean): Promise<number> {
  const { actor, policy, queue } = desk;
  if (content && !(actor.root && actor.uid === 0) && !policy?.approvers?.some(({ user }) => user === actor.user)) throw new UsageError(() => words.noContent);
  output.write(settings.format === 'json' ? json(heldJson(mail, masked)) : heldDetails(mail, locale, masked));
  if (content) output.write(`\n${shownMail((await queue.read(mail.queueId)).bytes)}\n`);
  return EXIT.clean;
}

async function journal({ desk: { store }, settings, locale, words, output }: Call, verify: boolean): Promise<number> {
  if (!verify) {
    for await (const line of journalLines(store.journal)) output.write(settings.format === 'json' ? `${line}\n` : journalLine(line, locale));
    return EXIT.clean;
  }
  const hashes = store.transaction((transaction) => transaction.hashes());
  const faults = await verifyJournal(journalLines(store.journal), hashes);
  const head = hashes.at(-1) ?? null;
  if (settings.format === 'json') output.write(json({ entries: hashes.length, head, faults }));
  else output.write(faults.length === 0 ? `${words.journalWhole(hashes.length, head ?? '-')}\n` : faults.map(({ kind, sequence, line }) => `${words.faults[kind](sequence, line)}\n`).join(''));
  return faults.length === 0 ? EXIT.clean : EXIT.findings;
}

async function run(action: Action, id: string | undefined, { options }: Invocation, call: Call): Promise<number> {
  const { desk, settings, words, output, locale, masked } = call;
  if (action === 'list') {
    const mails = desk.store.list(options['all'] === true ? HELD_STATES : OPEN_STATES);
    output.write(settings.format === 'json' ? json(mails.map((mail) => heldJson(mail, masked))) : heldTable(mails, locale, masked));
    return EXIT.clean;
  }
  if (action === 'journal') return journal(call, options['verify'] === true);
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
  if (action === 'show') return show(call, mail, options['content'] === true);
  const reason = typeof options['reason'] === 'string' ? options['reason'].trim() : null;
  if ((action === 'refuse' && !reason) || (reason !== null && (reason.length > LONGEST_REASON || /\p{Cc}/u.test(reason)))) throw new UsageError(() => words.needsReason, { help: true });
  const decision = action === 'approve' ? await approve(desk, mail, reason) : await refuse(desk, mail, reason!);
  const failed = await sendNotices(desk.store, desk.queue, desk.policy, desk.now());
  if (failed > 0) process.stderr.write(`${words.unsent(failed)}\n`);
  return report(call, [decision]);
}

/** What went wrong outside, in words. */
function explained(error: unknown, words: HeldWords, folder: string): unknown {
  if (error instanceof QueueError) return new UsageError(() => (error.code === 'missing' ? words.noPostfix : error.code === 'denied' ? words.queueDenied(escapeControls(error.command)) : words.queueFailed(escapeControls(error.command))));
  if (error instanceof LockedError) return new UsageError(() => words.busy);
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? new UsageError(() => (code === 'ENOENT' ? words.noRecord(escapeControls(folder)) : words.noState(escapeControls(folder), code))) : error;
}

/** What says who may decide must not be of the making of who decides. @throws UsageError */
function mustBeOthers(paths: readonly (string | undefined)[], actor: Actor, words: HeldWords): void {
  for (const path of paths) {
    if (path !== undefined && isOwnMaking(path, actor)) throw new UsageError(() => words.ownMaking(escapeControls(path)));
  }
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
    mustBeOthers([folder, text('postfix-config')], actor, early);
    const store = await HeldStore.openExisting(folder);
    const recorded = store.transaction((transaction) => transaction.setting('config'));
    const configPath = settings.config ?? recorded ?? undefined;
    if (configPath === undefined) throw new UsageError(() => early.noConfig, { help: true });
    mustBeOthers([configPath], actor, early);
    // Nor is a file of root's to be read by naming it as a configuration: what is wrong in it would be shown.
    if (actor.root && actor.uid !== 0 && recorded !== null && realpathSync(configPath) !== recorded) throw new UsageError(() => early.otherConfig(escapeControls(recorded)));
    // Never searched for: whoever types this chooses where.
    const { config } = await loadConfig({ cwd: '/', configPath });
    const locale = settings.locale ?? config.locale ?? system ?? 'en';
    const words = HELD_WORDS[locale];
    const output = await openOutput(undefined, settings.color);
    try {
      const desk: Desk = { store, queue: new PostfixQueue(text('postfix-config')), policy: config.policy, actor, now: () => Date.now() };
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
