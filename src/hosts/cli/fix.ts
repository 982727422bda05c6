import { resolve } from 'node:path';
import { describeFault } from '../../io/faults.ts';
import { describeFileRefusal } from '../../io/fix-faults.ts';
import { writeReplacements } from '../../io/fix-file.ts';
import { readInputs, type Input } from '../../io/read.ts';
import { escapeControls } from '../../report/escape.ts';
import { EXIT, UsageError } from './errors.ts';
import { FixSession, type Prompts, type SessionOptions } from './fix-session.ts';
import { FIX_WORDS, type FixWords } from './fix-words.ts';
import type { Output } from './output.ts';

export interface FixCommand extends Omit<SessionOptions, 'diff'> {
  readonly output: Output;
}

/**
 * `undisclosed fix`: asks about each finding of one mail what is to become of it, and writes the mail at the end.
 * @returns the exit code: 0 whatever was decided, 2 where nothing could be written
 * @throws UsageError without a terminal, for more than one mail, or for one that could not be read
 */
export async function fix(operands: readonly string[], command: FixCommand): Promise<number> {
  const [path = ''] = operands;
  const input = await theMail(path, command);
  if (!process.stdin.isTTY || !process.stdout.isTTY) throw new UsageError((words) => words.needsTerminal(escapeControls(path)));
  return decide(input, await terminalPrompts(FIX_WORDS[command.locale]), command);
}

/** Without the terminal: whoever answers is given. */
export async function decide(input: Input, prompts: Prompts, command: FixCommand): Promise<number> {
  const { locale, output, settings } = command;
  const words = FIX_WORDS[locale];
  const { filePath, source } = input;
  const result = await new FixSession(input, prompts, { ...command, diff: { style: output.style, mask: !output.terminal && !settings.showContent } }).run();
  if (result === null) {
    output.write(`${words.unwritten}\n`);
    return EXIT.clean;
  }
  const replacement = { kind: source.kind, before: source.text, after: result.input.source.text };
  const refused = await writeReplacements(resolve(filePath), [replacement], { backup: settings.backup });
  const shown = escapeControls(filePath);
  if (refused !== null) {
    output.write(`${words.unwritten} ${describeFileRefusal(refused, locale)}\n`);
    return EXIT.error;
  }
  const backup = settings.backup === undefined ? '' : `${words.backup(shown + settings.backup)}\n`;
  output.write(`${output.style.green('✓')} ${words.written(shown, result.fixed)}\n${backup}${words.next(shown)}\n`);
  return EXIT.clean;
}

async function theMail(path: string, { settings, locale }: FixCommand): Promise<Input> {
  if (settings.phase === 'sent') throw new UsageError((words) => words.fixSent, { help: true });
  let found: Input | null = null;
  for await (const input of path === '-' ? [] : readInputs([path])) {
    if (input.number !== undefined || found !== null) throw new UsageError((words) => words.oneDraft, { help: true });
    found = input;
  }
  if (found === null) throw new UsageError((words) => words.oneDraft, { help: true });
  const { fatal, fault = 'io', filePath } = found;
  if (fatal) throw new UsageError((words) => `${escapeControls(filePath)}${words.colon} ${describeFault(fault, locale)}`);
  return found;
}

async function terminalPrompts({ title, yes, no }: FixWords): Promise<Prompts> {
  const clack = await import('@clack/prompts');
  clack.intro(title);
  return {
    async choose(message, options) {
      const answer = await clack.select({ message, options: [...options] });
      return clack.isCancel(answer) ? null : answer;
    },
    async confirm(message, presumed) {
      const answer = await clack.confirm({ message, initialValue: presumed, active: yes, inactive: no });
      return clack.isCancel(answer) ? null : answer;
    },
    show: (text) => clack.log.message(text),
  };
}
