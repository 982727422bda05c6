import { CleanCache } from '../../io/clean-cache.ts';
import { describeFault } from '../../io/faults.ts';
import { FileFault } from '../../io/open.ts';
import { escapeControls } from '../../report/escape.ts';
import { programDigest } from './digest.ts';
import { UsageError } from './errors.ts';
import type { ReportContext } from './reports.ts';
import { CLI_WORDS } from './words.ts';

/**
 * The cache of `--cache`, as far as it was made by this program under these settings.
 * @throws UsageError if there is something else at its place
 */
export function openCache({ settings, rules, locale }: ReportContext): CleanCache {
  const { cacheLocation, phase, reader } = settings;
  try {
    return new CleanCache(cacheLocation, { program: programDigest(), phase, reader, config: rules.config, rules: rules.pack.rules, now: Date.now() });
  } catch (error) {
    if (error instanceof FileFault) throw new UsageError((words) => `${words.cannotRead(escapeControls(cacheLocation))} ${describeFault(error.fault, locale)}`);
    throw error;
  }
}

/** Keeps what was found clean. A cache that cannot be written makes the next run slower, not this one wrong. */
export function keepCache(cache: CleanCache, { settings, locale }: ReportContext): void {
  try {
    cache.write();
  } catch (error) {
    process.stderr.write(`${CLI_WORDS[locale].cacheUnwritten(escapeControls(settings.cacheLocation), (error as NodeJS.ErrnoException).code ?? 'error')}\n`);
  }
}
