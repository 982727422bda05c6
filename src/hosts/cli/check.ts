import type { Rules } from '../../engine/compile.ts';
import { readInputs } from '../../io/read.ts';
import type { Finding, Level, Locale } from '../../rule/types.ts';
import { EXIT } from './errors.ts';
import { judge, type Find } from './judge.ts';
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

/** How a draft is looked at: as it stands, or as the template of many. */
async function finder({ asTemplate, data }: Settings): Promise<Find | undefined> {
  if (!asTemplate) return undefined;
  const { templateFinder } = await import('./templates.ts');
  return templateFinder(data);
}

/**
 * Checks mails one after another and prints each as it is done, in the memory of one.
 * @returns the exit code
 */
export async function check(paths: readonly string[], rules: Rules, settings: Settings, locale: Locale, output: Output, page: (finding: Finding) => string): Promise<number> {
  const content = settings.showContent ? 'plain' : output.terminal && settings.format === 'pretty' ? 'masked' : 'none';
  const report = openReport(settings, locale, output, page);
  const find = await finder(settings);
  const progress = new Progress(CLI_WORDS[locale]);
  const counts: Counts = { error: 0, warning: 0, info: 0, fatal: 0 };
  let done = 0;
  let stopped = false;
  const { stdinFilename, reader, asTemplate: templates } = settings;
  for await (const input of readInputs(paths, { reader, templates, ...(stdinFilename === undefined ? {} : { stdinFilename }) })) {
    const result = judge(input, rules, settings, locale, content, find);
    for (const { level } of result.findings) counts[level]++;
    if (result.fatal) counts.fatal++;
    const text = report.result(result);
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
  output.end();
  return stopped ? EXIT.error : exitCode(counts, settings);
}
