import type { Draft } from '../../draft/types.ts';
import type { Rules } from '../../engine/compile.ts';
import { fixPlanner } from '../../engine/fix.ts';
import type { LintOptions } from '../../engine/lint.ts';
import { sourceEdits } from '../../edit/source-edits.ts';
import type { Edit } from '../../edit/types.ts';
import type { Source } from '../../draft/source.ts';
import { unitCounter } from '../../report/units.ts';
import type { EditorFix, LocatedFinding } from '../../report/types.ts';
import type { Finding, Suggestion } from '../../rule/types.ts';

/** What can be done about findings, as reports tell it: what `--fix` would end, and what an editor can write by itself. */
export function fixNotes({ source, draft }: { readonly source: Source; readonly draft: Draft }, findings: readonly Finding[], rules: Rules, options: LintOptions): (finding: Finding) => Pick<LocatedFinding, 'fixable' | 'edits'> {
  const plan = fixPlanner(draft, findings, rules, options);
  const unit = unitCounter(source);
  const edit = (finding: Finding, suggestion: Suggestion): readonly Edit[] | null => {
    const planned = plan(finding, suggestion);
    if ('refused' in planned) return null;
    const answer = sourceEdits(source, draft, planned.changes);
    return 'edits' in answer ? answer.edits : null;
  };
  const told = (edits: readonly Edit[] | null, { replacement }: Suggestion): EditorFix | null => {
    const [only, ...others] = edits ?? [];
    const own = only !== undefined && others.length === 0 ? ownText(only, source, replacement ?? '') : null;
    // Offsets of a draft within a file of several are none of the file.
    if (own === null || source.firstLine !== undefined) return replacement === undefined ? null : { text: replacement };
    return { range: [unit(only!.start), unit(only!.end)], text: own };
  };
  return (finding) => {
    const all = finding.suggestions.map((suggestion) => (suggestion.safety === 'advice' ? null : edit(finding, suggestion)));
    const fixable = finding.suggestions.some(({ safety }, index) => safety === 'safe' && all[index] !== null);
    return { ...(fixable ? { fixable } : {}), edits: finding.suggestions.map((suggestion, index) => told(all[index]!, suggestion)) };
  };
}

/** The text of an edit, if all of it is the rule's: an edit may have to write words of the mail anew, and these are told to nobody. */
function ownText({ text }: Edit, { kind }: Source, replacement: string): string | null {
  const own = kind === 'json' ? text : new TextDecoder().decode(Uint8Array.from(text, (byte) => byte.charCodeAt(0)));
  return own === '' || replacement.includes(own) ? own : null;
}
