import { activeRules } from '../../engine/levels.ts';
import type { FormatOptions } from '../../report/formats/options.ts';
import type { Report } from '../../report/types.ts';
import type { Level } from '../../rule/types.ts';
import { packageVersion } from './package.ts';
import type { ReportContext } from './reports.ts';
import { repositoryPath } from './repository.ts';

const RANK: Readonly<Record<Level | 'none', number>> = { none: 0, error: 1, warning: 2, info: 3 };

/** The reports for machines; each is loaded when it is asked for. */
export async function machineReport(format: string, { settings, rules, locale }: ReportContext): Promise<Report> {
  const fromRoot = format === 'github' || format === 'sarif' ? repositoryPath(process.env) : null;
  const options: FormatOptions = { locale, quiet: settings.quiet, fails: (level) => RANK[level] <= RANK[settings.failOn], ...(fromRoot ? { fromRoot } : {}) };
  switch (format) {
    case 'sarif': {
      const { SarifReport } = await import('../../report/formats/sarif.ts');
      const { pack, config } = rules;
      return new SarifReport({ ...options, version: packageVersion(), rules: pack.rules, active: activeRules(pack, config, []).map(({ definition }) => definition) });
    }
    case 'junit': return new (await import('../../report/formats/junit.ts')).JunitReport(options);
    case 'checkstyle': return new (await import('../../report/formats/checkstyle.ts')).CheckstyleReport(options);
    case 'github': return new (await import('../../report/formats/github.ts')).GithubReport(options);
    case 'gitlab': return new (await import('../../report/formats/gitlab.ts')).GitlabReport(options);
    case 'tap': return new (await import('./eslint-report.ts')).EslintReport((await import('eslint-formatter-tap')).default, options, true);
    default: return new (await import('./eslint-report.ts')).EslintReport((await import('eslint-formatter-compact')).default, options, false);
  }
}
