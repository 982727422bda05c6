import type { Rules } from '../../engine/compile.ts';
import { activeRules } from '../../engine/levels.ts';
import { JsonReport } from '../../report/json.ts';
import { PrettyReport } from '../../report/pretty.ts';
import type { RunFacts } from '../../report/summary-words.ts';
import type { Report } from '../../report/types.ts';
import type { Finding, Locale } from '../../rule/types.ts';
import type { Output } from './output.ts';
import { packageVersion } from './package.ts';
import type { Settings } from './settings.ts';

/** What a report says of the run: overrides that hold for some mails only count for none of its rules. */
function factsOf({ pack, config }: Rules, { phase }: Settings): RunFacts {
  const everywhere = (config.overrides ?? []).filter(({ files, senders, purposes }) => !files && !senders && !purposes);
  return {
    version: packageVersion(),
    now: Date.now(),
    presets: [config.extends ?? 'recommended'].flat(),
    rules: activeRules(pack, config, everywhere).length,
    phase,
  };
}

/** The report that was asked for. Those about many mails are loaded where they are. */
export async function openReport(settings: Settings, rules: Rules, locale: Locale, output: Output, page: (finding: Finding) => string): Promise<Report> {
  const { format, quiet, showContent } = settings;
  if (format === 'json') return new JsonReport(quiet);
  if (format === 'html' || format === 'markdown') {
    const options = { locale, facts: factsOf(rules, settings), quiet, showContent };
    if (format === 'html') return new (await import('../../report/html.ts')).HtmlReport(options);
    return new (await import('../../report/markdown.ts')).MarkdownReport(options);
  }
  return new PrettyReport({
    locale,
    sent: settings.phase === 'sent',
    width: output.width,
    style: output.style,
    quiet,
    mask: !output.terminal && !showContent,
    page,
  });
}
