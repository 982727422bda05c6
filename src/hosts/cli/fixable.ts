import type { Draft } from '../../draft/types.ts';
import type { Rules } from '../../engine/compile.ts';
import { distinct } from '../../engine/fix-batch.ts';
import { fixPlanner } from '../../engine/fix.ts';
import type { LintOptions } from '../../engine/lint.ts';
import { sourceEdits } from '../../edit/source-edits.ts';
import type { Change, Edit } from '../../edit/types.ts';
import type { Source } from '../../draft/source.ts';
import { unitCounter } from '../../report/units.ts';
import type { EditorFix, LocatedFinding } from '../../report/types.ts';
import type { Finding, Suggestion } from '../../rule/types.ts';

/**
 * How much is read again to work out single edits, for one mail: each is proven by reading the mail once more, as markup and in its encoding
 * as well. Beyond that the safe ones are proven all at once, and an editor is told none.
 */
const MOST_READ = 8 * 1024 * 1024;
/** An address costs as much to read and compare as this many characters of a body. */
const ADDRESS = 1000;

/** What can be done about findings, as reports tell it: what `--fix` would end, and what an editor can write by itself. */
export function fixNotes({ source, draft }: { readonly source: Source; readonly draft: Draft }, findings: readonly Finding[], rules: Rules, options: LintOptions): (finding: Finding) => Pick<LocatedFinding, 'fixable' | 'edits'> {
  const plan = fixPlanner(draft, findings, rules, options);
  const unit = unitCounter(source);
  const cost = source.text.length + ADDRESS * draft.addressFields.reduce((sum, { addresses }) => sum + addresses.length, 0);
  let left = MOST_READ;
  const known = new Map<readonly Change[], Answer>();
  const edit = (finding: Finding, suggestion: Suggestion): Answer => {
    const planned = plan(finding, suggestion);
    if ('refused' in planned) return 'refused';
    // Words of the mail are told to nobody, so there is nothing to work out.
    if (suggestion.safety !== 'safe' && planned.changes.some((change) => writesAddresses(change, draft))) return 'refused';
    let answer = known.get(planned.changes);
    if (answer === undefined) {
      if ((left -= cost) < 0) return 'unread';
      const edited = sourceEdits(source, draft, planned.changes);
      known.set(planned.changes, answer = 'refused' in edited ? 'refused' : edited.edits.length === 1 ? edited.edits[0]! : 'several');
    }
    return answer;
  };
  const together = new Map<string, boolean>();
  const areFixable = (id: string): boolean => {
    let answer = together.get(id);
    if (answer === undefined) {
      const lists = findings.flatMap((finding) => finding.suggestions.flatMap((suggestion) => {
        const planned = suggestion.id === id && suggestion.safety === 'safe' ? plan(finding, suggestion) : null;
        return planned !== null && 'changes' in planned ? [planned.changes] : [];
      }));
      together.set(id, answer = 'edits' in sourceEdits(source, draft, distinct(lists)));
    }
    return answer;
  };
  const told = (answer: Answer, { replacement }: Suggestion): EditorFix | null => {
    // Offsets of a draft within a file of several are none of the file.
    const own = typeof answer === 'string' || source.firstLine !== undefined ? null : ownText(answer, source, replacement ?? '');
    if (typeof answer === 'string' || own === null) return replacement === undefined ? null : { text: replacement };
    return { range: [unit(answer.start), unit(answer.end)], text: own };
  };
  return (finding) => {
    const all = finding.suggestions.map((suggestion): Answer => (suggestion.safety === 'advice' ? 'refused' : edit(finding, suggestion)));
    const fixable = finding.suggestions.some(({ id, safety }, index) => safety === 'safe' && (all[index] === 'unread' ? areFixable(id) : all[index] !== 'refused'));
    return { ...(fixable ? { fixable } : {}), edits: finding.suggestions.map((suggestion, index) => told(all[index]!, suggestion)) };
  };
}

/** The one edit that does it; `several`: more than one does. */
type Answer = Edit | 'several' | 'refused' | 'unread';

/** Whether somebody is to stand in a field who does not stand there yet. */
function writesAddresses(change: Change, { addressFields }: Draft): boolean {
  return change.kind === 'recipients' && (['to', 'cc', 'bcc'] as const).some((name) => {
    const standing = new Set(addressFields.flatMap((field) => (field.name === name ? field.addresses : [])));
    return change[name].some((address) => !standing.has(address));
  });
}

/** The text of an edit, if all of it is the rule's: an edit may have to write words of the mail anew, and these are told to nobody. */
function ownText({ text }: Edit, { kind }: Source, replacement: string): string | null {
  // Base64 is written anew from the change on: megabytes, of which nothing is told. A UTF-16 unit is at most three bytes.
  if (text.length > 3 * replacement.length) return null;
  const own = kind === 'json' ? text : new TextDecoder().decode(Uint8Array.from(text, (byte) => byte.charCodeAt(0)));
  return own === '' || replacement.includes(own) ? own : null;
}
