import { groupRecipients } from '../../draft/organisations.ts';
import type { Rules } from '../../engine/compile.ts';
import { draftOf, lint, type LintOptions } from '../../engine/lint.ts';
import { describeFault } from '../../io/faults.ts';
import type { Input } from '../../io/read.ts';
import { excerptOf } from '../../report/excerpt.ts';
import { locator } from '../../report/locate.ts';
import type { LocatedFinding, Overview, Result } from '../../report/types.ts';
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

/** Who sees whom, in numbers. */
export function overviewOf({ draft, filePath }: Input, rules: Rules, { phase }: Settings): Overview {
  const { people, addresses } = rules.setFor(draft, phase, filePath).settings;
  const { sender, visible, external, persons, organisations, identifiable, blind } = groupRecipients(draft, people, addresses);
  return {
    sender: sender?.key ?? null,
    date: draft.date,
    visible: visible.length,
    external: external.length,
    persons: persons.length,
    webmail: persons.filter(({ webmail }) => webmail).length,
    organisations,
    identifiable,
    blind: blind.length,
  };
}

/** What is found in an input; of one that was not read, that alone. */
export function findingsOf(input: Input, rules: Rules, { phase }: Pick<Settings, 'phase'>, locale: Locale, find: Find = lint): readonly Finding[] {
  const found = find(input.draft, rules, { phase, locale, filePath: input.filePath });
  return input.fatal ? [unread(input, found, locale)] : found;
}

/** What fixing has to say of an input. */
export interface FixNotes {
  readonly note?: ((finding: Finding) => Pick<LocatedFinding, 'fixable' | 'edits' | 'notFixed'>) | undefined;
  readonly fixed?: number | undefined;
}

/**
 * Finds the lines and columns.
 * @param content excerpts of the mail, masked or plain
 * @param overview where the report tells who sees whom
 */
export function judge(input: Input, findings: readonly Finding[], content: 'none' | 'masked' | 'plain', { note, fixed }: FixNotes = {}, overview?: Overview): Result {
  const { draft, filePath, source } = input;
  const fatal = input.fatal === true;
  const place = findings.length > 0 ? locator(source) : null;
  return {
    filePath,
    ...(input.number === undefined ? {} : { number: input.number }),
    fatal,
    ...(overview && !fatal ? { overview } : {}),
    findings: findings.map((finding): LocatedFinding => {
      const owner = draftOf(draft, finding);
      const { line, column, endLine, endColumn } = place!(owner, finding.spot);
      const excerpt = content === 'none' || fatal ? null : excerptOf(finding, owner, source.text, content === 'plain');
      return { ...finding, line, column, endLine, endColumn, ...(excerpt ? { excerpt } : {}), ...note?.(finding) };
    }),
    ...(fixed === undefined ? {} : { fixed }),
  };
}
