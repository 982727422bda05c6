import type { Rules } from '../../engine/compile.ts';
import { draftOf, lint, type LintOptions } from '../../engine/lint.ts';
import { describeFault } from '../../io/faults.ts';
import type { Input } from '../../io/read.ts';
import { excerptOf } from '../../report/excerpt.ts';
import { locator } from '../../report/locate.ts';
import type { LocatedFinding, Result } from '../../report/types.ts';
import type { Finding, Locale } from '../../rule/types.ts';
import type { Draft } from '../../draft/types.ts';
import type { Settings } from './settings.ts';

/** Looks at one draft. */
export type Find = (draft: Draft, rules: Rules, options: LintOptions) => Finding[];

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
export function judge(input: Input, rules: Rules, settings: Settings, locale: Locale, content: 'none' | 'masked' | 'plain', find: Find = lint): Result {
  const { draft, filePath, source } = input;
  const found = find(draft, rules, { phase: settings.phase, locale, filePath });
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
