import { readNewInputs, type Input, type KnownInput } from '../../io/read.ts';
import type { Result } from '../../report/types.ts';
import type { Level } from '../../rule/types.ts';
import { EXIT } from './errors.ts';
import { judge } from './judge.ts';
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

/** Milliseconds after which signals are listened to; files are read without waiting, so that nothing else lets them through. */
const TURN = 50;

/**
 * Checks mails one after another and reports each as it is done, in the memory of one where the formats allow it.
 * @returns the exit code
 * @throws UsageError if a report cannot be written
 */
export async function check(paths: readonly string[], context: ReportContext): Promise<number> {
  const { settings, rules, locale } = context;
  const known = settings.baseline === undefined ? null : new (await import('./baseline.ts')).KnownFindings(settings.baseline, settings, locale);
  const caching = settings.cache ? await import('./cache.ts') : null;
  const cache = caching?.openCache(context);
  const reports = await openReports(paths, context);
  const watched = reports.find(({ output }) => output.terminal);
  const content = settings.showContent ? 'plain' : watched?.format === 'pretty' ? 'masked' : 'none';
  const fingerprinted = reports.some(({ format }) => FINGERPRINTED.has(format)) ? (await import('../../io/fingerprint.ts')).withFingerprints : null;
  const progress = new Progress(CLI_WORDS[locale]);
  const counts: Counts = { error: 0, warning: 0, info: 0, fatal: 0 };

  function resultOf(input: Input | KnownInput): Result {
    if ('known' in input) return { filePath: input.filePath, ...(input.number === undefined ? {} : { number: input.number }), fatal: false, findings: [] };
    const judged = judge(input, rules, settings, locale, content);
    // A file without any address may be no mail at all; it is looked at each time.
    if (judged.findings.length === 0 && input.digest !== undefined && input.draft.addressFields.length > 0) cache?.add(input.digest);
    return known ? known.rest(judged, input.draft) : judged;
  }

  let done = 0;
  let turned = performance.now();
  let stopped = false;
  const { stdinFilename, reader } = settings;
  for await (const input of readNewInputs(paths, { reader, ...(stdinFilename === undefined ? {} : { stdinFilename }) }, cache)) {
    const result = resultOf(input);
    for (const { level } of result.findings) counts[level]++;
    if (result.fatal) counts.fatal++;
    const bare = content === 'masked' ? withoutExcerpts(result) : result;
    const marked = fingerprinted?.(bare);
    for (const { format, report, output } of reports) {
      const text = report.result((FINGERPRINTED.has(format) ? marked : undefined) ?? (output.terminal ? result : bare));
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
  for (const { report, output } of reports) {
    output.write(report.end());
    output.end();
  }
  if (stopped) return EXIT.error;
  for (const line of known?.finish(counts.fatal, locale) ?? []) process.stderr.write(`${line}\n`);
  if (cache) caching?.keepCache(cache, context);
  return exitCode(counts, settings);
}
