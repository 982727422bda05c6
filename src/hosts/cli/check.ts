import type { Rules } from '../../engine/compile.ts';
import { draftOf, lint } from '../../engine/lint.ts';
import { describeFault } from '../../io/faults.ts';
import { readInputs, type Input } from '../../io/read.ts';
import { excerptOf } from '../../report/excerpt.ts';
import { JsonReport } from '../../report/json.ts';
import { locator } from '../../report/locate.ts';
import { PrettyReport } from '../../report/pretty.ts';
import type { LocatedFinding, Result } from '../../report/types.ts';
import type { Finding, Level, Locale } from '../../rule/types.ts';
import { EXIT } from './errors.ts';
import type { Output } from './output.ts';
import { Progress } from './progress.ts';
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

/** An input of which nothing was read: one finding, whatever the configuration says of the rule. */
function unread(input: Input, findings: readonly Finding[], locale: Locale): Finding {
  const message = describeFault(input.fault ?? 'io', locale);
  const said = findings.find(({ ruleId }) => ruleId === 'reading/unreadable');
  const bare: Finding = {
    ruleId: 'reading/unreadable', level: 'error', grade: 'unreadable', spot: input.draft.spot, section: 'header', attached: [],
    data: {}, title: message, message, why: '', suggestion: '', law: [], url: '', suggestions: [],
  };
  return said ? { ...said, level: 'error', message } : bare;
}

/** Lints one input and finds the lines and columns. `content`: excerpts of the mail, masked or plain. */
function judge(input: Input, rules: Rules, settings: Settings, locale: Locale, content: 'none' | 'masked' | 'plain'): Result {
  const { draft, filePath, source } = input;
  const found = lint(draft, rules, { phase: settings.phase, locale, filePath });
  const fatal = input.fatal === true;
  const findings = fatal ? [unread(input, found, locale)] : found;
  const place = findings.length > 0 ? locator(source) : null;
  return {
    filePath,
    ...(input.number === undefined ? {} : { number: input.number }),
    fatal,
    findings: findings.map((finding): LocatedFinding => {
      const owner = draftOf(draft, finding);
      const { line, column, endLine, endColumn } = place!(owner, finding.spot);
      const excerpt = content === 'none' || fatal ? null : excerptOf(finding, owner, source.text, content === 'plain');
      return { ...finding, line, column, endLine, endColumn, ...(excerpt ? { excerpt } : {}) };
    }),
  };
}

/**
 * Checks mails one after another and prints each as it is done, in the memory of one.
 * @returns the exit code
 */
export async function check(paths: readonly string[], rules: Rules, settings: Settings, locale: Locale, output: Output, page: (finding: Finding) => string): Promise<number> {
  const content = settings.showContent ? 'plain' : output.terminal && settings.format === 'pretty' ? 'masked' : 'none';
  const report = settings.format === 'json' ? new JsonReport(settings.quiet) : new PrettyReport({
    locale,
    sent: settings.phase === 'sent',
    width: output.width,
    style: output.style,
    quiet: settings.quiet,
    mask: !output.terminal && !settings.showContent,
    page,
  });
  const progress = new Progress(CLI_WORDS[locale]);
  const counts: Counts = { error: 0, warning: 0, info: 0, fatal: 0 };
  let done = 0;
  let stopped = false;
  const { stdinFilename, reader } = settings;
  for await (const input of readInputs(paths, { reader, ...(stdinFilename === undefined ? {} : { stdinFilename }) })) {
    const result = judge(input, rules, settings, locale, content);
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
