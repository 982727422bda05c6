import { resolve } from 'node:path';
import type { Rules } from '../../engine/compile.ts';
import { escapeControls } from '../../report/escape.ts';
import { JsonReport } from '../../report/json.ts';
import { PrettyReport } from '../../report/pretty.ts';
import type { Report, Result } from '../../report/types.ts';
import type { Finding, Locale } from '../../rule/types.ts';
import { UsageError } from './errors.ts';
import { openOutput, type Output } from './output.ts';
import type { Settings } from './settings.ts';

/** One report of a run, and where it goes. */
export interface OpenReport {
  readonly format: string;
  readonly report: Report;
  readonly output: Output;
}

/** What reports are made with, beside what was typed. */
export interface ReportContext {
  readonly settings: Settings;
  readonly rules: Rules;
  readonly locale: Locale;
  /** Where the page about a finding's rule is. */
  readonly page: (finding: Finding) => string;
  /** What is done about the mails first; standard input, where that is fixed, goes to standard output. */
  readonly fix?: { readonly guard: Rules; readonly stdin: Buffer | null };
}

/** Formats in which a finding needs a fingerprint. */
export const FINGERPRINTED: ReadonlySet<string> = new Set(['sarif', 'gitlab']);

async function reportOf(format: string, output: Output, context: ReportContext): Promise<Report> {
  const { settings, locale, page } = context;
  switch (format) {
    case 'json': return new JsonReport(settings.quiet);
    case 'pretty': return new PrettyReport({
      locale,
      sent: settings.phase === 'sent',
      width: output.width,
      style: output.style,
      quiet: settings.quiet,
      dryRun: settings.fix === 'show',
      mask: !output.terminal && !settings.showContent,
      page,
    });
    case 'html': case 'markdown': return (await import('./summary-reports.ts')).summaryReport(format, context);
    default: return (await import('./machine-reports.ts')).machineReport(format, context);
  }
}

/**
 * Opens all reports that were asked for, before any mail is read.
 * @param paths what is to be read: no report is written over a mail
 * @throws UsageError if one cannot be written
 */
export async function openReports(paths: readonly string[], context: ReportContext): Promise<OpenReport[]> {
  const open: OpenReport[] = [];
  const { settings, fix } = context;
  const read = new Set(paths.map((path) => resolve(path)));
  for (const { path } of settings.reports) {
    if (path !== undefined && read.has(resolve(path))) throw new UsageError((words) => words.overInput(escapeControls(path)));
  }
  for (const { format, path } of settings.reports) {
    const output = await openOutput(path, settings.color, fix?.stdin != null && settings.fix === 'write');
    open.push({ format, output, report: await reportOf(format, output, context) });
  }
  return open;
}

/** The result without the words that are shown to the mail's own writer on a terminal. */
export function withoutExcerpts(result: Result): Result {
  return { ...result, findings: result.findings.map((finding) => {
      const { excerpt, ...bare } = finding;
      return excerpt ? bare : finding;
    }) };
}
