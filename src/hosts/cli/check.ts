import { readNewInputs, type Input, type KnownInput } from '../../io/read.ts';
import type { Result } from '../../report/types.ts';
import type { Finding, Level } from '../../rule/types.ts';
import { EXIT } from './errors.ts';
import { findingsOf, judge, overviewOf, type Find, type FixNotes } from './judge.ts';
import { Progress } from './progress.ts';
import { FINGERPRINTED, openReports, withoutExcerpts, type ReportContext } from './reports.ts';
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

/** Milliseconds after which signals are listened to; files are read without waiting, so that nothing else lets them through. */
const TURN = 50;

/**
 * Checks mails one after another and reports each as it is done, in the memory of one where the formats allow it.
 * @returns the exit code
 * @throws UsageError if a report cannot be written
 */
export async function check(paths: readonly string[], context: ReportContext): Promise<number> {
  const { settings, rules, locale, fix } = context;
  const known = settings.baseline === undefined ? null : new (await import('./baseline.ts')).KnownFindings(settings.baseline, settings, locale);
  const reports = await openReports(paths, context);
  const overview = reports.some(({ report }) => report.wantsOverview === true);
  // Who sees whom has to be told of clean mails as well.
  const caching = settings.cache && !overview && !settings.asTemplate ? await import('./cache.ts') : null;
  const cache = caching?.openCache(context);
  const fixing = fix && new (await import('./check-fix.ts')).Fixing({ ...fix, rules, settings, locale, output: (reports.find(({ format }) => format === 'pretty') ?? reports[0]!).output });
  const find = await finder(settings);
  const watched = reports.find(({ output }) => output.terminal);
  const content = settings.showContent ? 'plain' : watched?.format === 'pretty' ? 'masked' : 'none';
  const fingerprinted = reports.some(({ format }) => FINGERPRINTED.has(format)) ? (await import('../../io/fingerprint.ts')).withFingerprints : null;
  const progress = new Progress(CLI_WORDS[locale]);
  const counts: Counts = { error: 0, warning: 0, info: 0, fatal: 0 };

  async function resultOf(read: Input | KnownInput): Promise<{ result: Result; diff: string }> {
    if ('known' in read) return { result: { filePath: read.filePath, ...(read.number === undefined ? {} : { number: read.number }), fatal: false, findings: [] }, diff: '' };
    const after = await fixing?.take(read);
    const input = after?.input ?? read;
    const findings = after?.findings ?? findingsOf(input, rules, settings, locale, find);
    const note = after?.note ?? (await fixNotes(input, findings, context));
    const judged = judge(input, findings, content, { note, fixed: after?.fixed }, overview ? overviewOf(input, rules, settings) : undefined);
    // A file without any address may be no mail at all; it is looked at each time.
    if (judged.findings.length === 0 && input.digest !== undefined && input === read && input.draft.addressFields.length > 0) cache?.add(input.digest);
    return { result: known ? known.rest(judged, input.draft) : judged, diff: after?.diff ?? '' };
  }

  let done = 0;
  let turned = performance.now();
  let stopped = false;
  const { stdinFilename, reader, asTemplate: templates } = settings;
  const stdin = fix?.stdin;
  for await (const read of readNewInputs(paths, { reader, templates, ...(stdinFilename === undefined ? {} : { stdinFilename }), ...(stdin ? { stdin: [stdin] } : {}) }, cache)) {
    const { result, diff } = await resultOf(read);
    for (const { level } of result.findings) counts[level]++;
    if (result.fatal) counts.fatal++;
    const bare = content === 'masked' ? withoutExcerpts(result) : result;
    const marked = fingerprinted?.(bare);
    for (const { format, report, output } of reports) {
      const text = (format === 'pretty' ? diff : '') + report.result((FINGERPRINTED.has(format) ? marked : undefined) ?? (output.terminal ? result : bare));
      if (output.terminal && text !== '') progress.clear();
      output.write(text);
    }
    progress.tick(++done);
    if (performance.now() - turned > TURN) {
      await new Promise((resolve) => setImmediate(resolve));
      turned = performance.now();
    }
    if (reports.every(({ output }) => output.closed)) {
      stopped = true;
      break;
    }
  }
  progress.clear();
  counts.fatal += await fixing?.end() ?? 0;
  for (const { report, output } of reports) {
    output.write(report.end());
    output.end();
  }
  if (stopped) return EXIT.error;
  for (const line of known?.finish(counts.fatal, rules, locale) ?? []) process.stderr.write(`${line}\n`);
  if (cache) caching?.keepCache(cache, context);
  return exitCode(counts, settings);
}

/** What can be done about findings is worked out only where there is something, and somebody is told: a person, what is safe. */
async function fixNotes(input: Input, findings: readonly Finding[], { settings, rules, locale }: ReportContext): Promise<FixNotes['note']> {
  const told = settings.reports.every(({ format }) => format === 'pretty') ? ['safe'] : ['safe', 'ask'];
  if (settings.phase === 'sent' || settings.asTemplate || input.fatal || !findings.some(({ suggestions }) => suggestions.some(({ safety }) => told.includes(safety)))) return undefined;
  const { fixNotes } = await import('./fixable.ts');
  return fixNotes(input, findings, rules, { phase: settings.phase, locale, filePath: input.filePath });
}
