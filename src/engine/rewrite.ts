import type { Source } from '../draft/source.ts';
import type { Draft } from '../draft/types.ts';
import type { Rules } from './compile.ts';
import { fixDraft } from './fix-draft.ts';
import type { JudgeOptions } from './judge.ts';
import type { Verdict } from './verdict.ts';

/**
 * A mail with the fixes that its verdict names, and no others. Pure.
 * @returns null if one of them cannot be made: then the mail is not to leave as it is
 */
export function rewritten(source: Source, draft: Draft, rules: Rules, { rewrites }: Verdict, { phase = 'send' }: JudgeOptions = {}): { readonly source: Source; readonly draft: Draft } | null {
  const named = new Map(rewrites.map(({ finding, fix }) => [finding.ruleId, fix]));
  const { fixed, notFixed, ...result } = fixDraft(source, draft, rules, {
    phase,
    locale: 'mail',
    choose: ({ ruleId, suggestions }) => suggestions.find(({ id }) => id === named.get(ruleId)) ?? null,
  });
  if (fixed.length === 0 || notFixed.length > 0) return null;
  return { source: result.source, draft: result.draft };
}
