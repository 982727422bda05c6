import { JsonReport } from '../../report/json.ts';
import { PrettyReport } from '../../report/pretty.ts';
import type { Report } from '../../report/types.ts';
import type { Finding, Locale } from '../../rule/types.ts';
import type { Output } from './output.ts';
import type { Settings } from './settings.ts';

/** The report that was asked for. */
export function openReport(settings: Settings, locale: Locale, output: Output, page: (finding: Finding) => string): Report {
  if (settings.format === 'json') return new JsonReport(settings.quiet);
  return new PrettyReport({
    locale,
    sent: settings.phase === 'sent',
    width: output.width,
    style: output.style,
    quiet: settings.quiet,
    dryRun: settings.fix === 'show',
    mask: !output.terminal && !settings.showContent,
    page,
  });
}
