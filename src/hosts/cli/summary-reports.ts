import { activeRules } from '../../engine/levels.ts';
import type { RunFacts } from '../../report/summary-words.ts';
import type { Report } from '../../report/types.ts';
import { packageVersion } from './package.ts';
import type { ReportContext } from './reports.ts';

/** What a report says of the run: overrides that hold for some mails only count for none of its rules. */
function factsOf({ rules: { pack, config }, settings: { phase } }: ReportContext): RunFacts {
  const everywhere = (config.overrides ?? []).filter(({ files, senders, purposes }) => !files && !senders && !purposes);
  return {
    version: packageVersion(),
    now: Date.now(),
    presets: [config.extends ?? 'recommended'].flat(),
    rules: activeRules(pack, config, everywhere).length,
    phase,
  };
}

/** The reports about many mails, for people; each is loaded when it is asked for. */
export async function summaryReport(format: 'html' | 'markdown', context: ReportContext): Promise<Report> {
  const { locale, settings: { quiet, showContent } } = context;
  const options = { locale, facts: factsOf(context), quiet, showContent };
  if (format === 'html') return new (await import('../../report/html.ts')).HtmlReport(options);
  return new (await import('../../report/markdown.ts')).MarkdownReport(options);
}
