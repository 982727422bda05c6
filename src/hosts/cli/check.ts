import type { Rules } from '../../engine/compile.ts';
import { readInputs, type Input } from '../../io/read.ts';
import type { Finding, Level, Locale } from '../../rule/types.ts';
import type { Fixing } from './check-fix.ts';
import { EXIT } from './errors.ts';
import { findingsOf, judge, type FixNotes } from './judge.ts';
import type { Output } from './output.ts';
import { Progress } from './progress.ts';
import { openReport } from './reports.ts';
import type { Settings } from './settings.ts';
import { CLI_WORDS } from './words.ts';

/** What the findings of a run come to. Level info counts for itself, not as a warning. */
export type Counts = Record<Level, number> & { fatal: number };

/** 2 beats 1: what could not be read was not judged. */
export function exitCode(counts: Readonly<Counts>, { failOn, maxWarnings }: Pick<Settings, 'failOn' | 'maxWarnings'>): number {
  if (counts.fatal > 0) return EXIT.error;
  const { error, warning, info } = counts;
  const reached = { error, warning: error + warning, info: error + warning + info, none: 0 }[failOn];
  return reached > 0 || warning > maxWarnings ? EXIT.findings : EXIT.clean;
}

/**
 * Checks mails one after another and prints each as it is done, in the memory of one.
 * @param fixing what is done about them first
 * @returns the exit code
 */
export async function check(paths: readonly string[], rules: Rules, settings: Settings, locale: Locale, output: Output, page: (finding: Finding) => string, fixing?: Fixing): Promise<number> {
  const content = settings.showContent ? 'plain' : output.terminal && settings.format === 'pretty' ? 'masked' : 'none';
  const report = openReport(settings, locale, output, page);
  const progress = new Progress(CLI_WORDS[locale]);
  const counts: Counts = { error: 0, warning: 0, info: 0, fatal: 0 };
  let done = 0;
  let stopped = false;
  const { stdinFilename, reader } = settings;
  const stdin = fixing?.stdin;
  for await (const read of readInputs(paths, { reader, ...(stdinFilename === undefined ? {} : { stdinFilename }), ...(stdin ? { stdin: [stdin] } : {}) })) {
    const after = await fixing?.take(read);
    const input = after?.input ?? read;
    const findings = after?.findings ?? findingsOf(input, rules, settings, locale);
    const note = after?.note ?? (await fixNotes(input, findings, rules, settings, locale));
    const result = judge(input, findings, content, { note, fixed: after?.fixed });
    for (const { level } of result.findings) counts[level]++;
    if (result.fatal) counts.fatal++;
    const text = (after?.diff ?? '') + report.result(result);
    if (text !== '') {
      if (output.terminal) progress.clear();
      output.write(text);
    }
    progress.tick(++done);
    if (output.closed) {
      stopped = true;
      break;
    }
  }
  progress.clear();
  output.write(report.end());
  counts.fatal += await fixing?.end() ?? 0;
  output.end();
  return stopped ? EXIT.error : exitCode(counts, settings);
}

/** What can be done about findings is worked out only where there is something, and somebody is told: a person, what is safe. */
async function fixNotes(input: Input, findings: readonly Finding[], rules: Rules, settings: Settings, locale: Locale): Promise<FixNotes['note']> {
  const told = settings.format === 'pretty' ? ['safe'] : ['safe', 'ask'];
  if (settings.phase === 'sent' || input.fatal || !findings.some(({ suggestions }) => suggestions.some(({ safety }) => told.includes(safety)))) return undefined;
  const { fixNotes } = await import('./fixable.ts');
  return fixNotes(input, findings, rules, { phase: settings.phase, locale, filePath: input.filePath });
}
