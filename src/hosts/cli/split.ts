import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { describeFault } from '../../io/faults.ts';
import { readInputs, type Input } from '../../io/read.ts';
import { escapeControls } from '../../report/escape.ts';
import { maskAddresses } from '../../report/mask.ts';
import type { Locale } from '../../rule/types.ts';
import { shapeOf, split as splitTask, type SplitReport } from '../../tasks/split.ts';
import { OutputExists } from '../../tasks/split-output.ts';
import type { Invocation } from './commands.ts';
import type { Loaded } from './environment.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Output } from './output.ts';
import type { Settings } from './settings.ts';
import { SPLIT_WORDS } from './split-words.ts';

/** The one draft that a command changes. @throws UsageError if there are several, or it cannot be read */
export async function onlyDraft(path: string, { stdinFilename }: Settings, locale: Locale): Promise<Input> {
  let only: Input | null = null;
  for await (const input of readInputs([path], stdinFilename === undefined ? {} : { stdinFilename })) {
    if (only !== null) throw new UsageError((words) => `${shownPath(path)}${words.colon} ${SPLIT_WORDS[locale].severalDrafts}`);
    only = input;
  }
  if (only === null || only.fatal) throw new UsageError((words) => `${shownPath(path)}${words.colon} ${describeFault(only?.fault ?? 'empty', locale)}`);
  return only;
}

export function shownPath(path: string): string {
  return escapeControls(maskAddresses(path));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * Writes one mail for each recipient and says in numbers what came of it.
 * @returns the exit code: 1 if the mail must stay as it is, or a rule still finds something in what was written
 * @throws UsageError
 */
export async function split({ operands, options }: Invocation, { pack, config, locale }: Loaded, settings: Settings, output: Output): Promise<number> {
  const words = SPLIT_WORDS[locale];
  const out = options['out'];
  if (typeof out !== 'string' || out === '') throw new UsageError(() => words.noOut, { help: true });
  const input = await onlyDraft(operands[0]!, settings, locale);
  const { source, draft, filePath } = input;
  const shape = shapeOf(out, source.kind);
  const shown = shownPath(out);
  if (shape === 'folder' && (isFile(out) || /^\.(?:eml|json)$/i.test(extname(out)))) throw new UsageError(() => words.badOut(shown), { help: true });
  if (shape === 'mbox' && source.kind === 'json') throw new UsageError(() => words.jsonToMbox);
  const dryRun = options['dry-run'] === true;
  let report: ReturnType<typeof splitTask>;
  try {
    report = splitTask({
      source, draft, filePath, out, dryRun,
      force: options['force'] === true,
      greeting: options['no-greeting'] !== true,
      internal: options['no-internal'] !== true,
      allowNames: options['allow-names-in-body'] === true,
    }, pack, config);
  } catch (error) {
    if (error instanceof OutputExists) throw new UsageError(() => (error.what === 'file' ? words.exists : words.otherMails)(shownPath(error.path)));
    if (error instanceof Error && 'syscall' in error) throw new UsageError((cli) => `${cli.cannotWrite(shown, (error as NodeJS.ErrnoException).code ?? 'error')} ${words.nothing}`);
    throw error;
  }
  if (report.refused !== null) {
    process.stderr.write(`${words.refused(report.refused)}\n${words.nothing}\n`);
    return EXIT.findings;
  }
  const text = summary(report, shown, dryRun, locale, output);
  if (out === '-') process.stderr.write(text);
  else output.write(text);
  output.end();
  return report.findings.some(({ level }) => level !== 'info') ? EXIT.findings : EXIT.clean;
}

function summary({ mails, greeted, same, unchanged, findings }: SplitReport, out: string, dryRun: boolean, locale: Locale, { style }: Output): string {
  const words = SPLIT_WORDS[locale];
  const lines = [`${style.green('✓')} ${words.written(mails, out, dryRun)}`];
  if (same > 0) lines.push(words.there(same));
  lines.push(unchanged ? words.unchanged : words.greeted(greeted, mails));
  lines.push(...(findings.length === 0 ? [words.checked] : findings.map(({ rule, mails: count }) => words.finding(rule, count))));
  return `${lines.join('\n  ')}\n`;
}
