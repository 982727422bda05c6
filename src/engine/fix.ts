import type { Draft } from '../draft/types.ts';
import type { Finding, Suggestion } from '../rule/types.ts';
import type { Mail } from '../text/types.ts';
import type { Rules } from './compile.ts';
import { answerSenderOnly, correctDomain, moveToBcc, removeDuplicate, removeField, removeName } from './fix-recipients.ts';
import { sentenceChanges, type Planned } from './fix-sentence.ts';
import type { LintOptions } from './lint.ts';
import type { FixRefusal } from './refusals.ts';

export type { Planned } from './fix-sentence.ts';

/** `safe` alone, or `ask` as well. */
export type FixType = 'safe' | 'ask';

/**
 * Which suggestion is carried out where nobody is asked, for `FixOptions.choose`: the first of a safety allowed. Sentences to write
 * instead say what only the writer knows to be true, and are nobody's to choose but theirs.
 */
export function firstFix(type: FixType): (finding: Finding) => Suggestion | FixRefusal | null {
  return ({ suggestions }) => {
    const safe = suggestions.find(({ safety }) => safety === 'safe');
    if (safe !== undefined || type === 'safe') return safe ?? null;
    const asked = suggestions.filter(({ safety }) => safety === 'ask');
    const done = asked.filter(({ id }) => id !== 'alternative');
    return done.find(({ id }) => id !== 'one-mail-a-person') ?? done[0] ?? (asked.length > 0 ? 'choice' : 'by-hand');
  };
}

/** How a suggestion is carried out, by its id. What is not here is for a person, or for a command of its own. */
const FIXES: Readonly<Record<string, (mail: Mail, finding: Finding, suggestion: Suggestion, findings: readonly Finding[]) => Planned>> = {
  'remove-field': removeField,
  'remove-duplicate': removeDuplicate,
  'correct-domain': (mail, finding, { replacement }) => correctDomain(mail, finding, replacement),
  'move-to-bcc': moveToBcc,
  'answer-sender-only': answerSenderOnly,
  'remove-name': removeName,
  'remove-ground': (mail, finding, _suggestion, findings) => sentenceChanges(mail, finding, findings, null),
  'remove-question': (mail, finding, _suggestion, findings) => sentenceChanges(mail, finding, findings, null),
  'alternative': (mail, finding, { replacement }, findings) => (replacement === undefined ? { refused: 'by-hand' } : sentenceChanges(mail, finding, findings, replacement)),
  'one-mail-a-person': () => ({ refused: 'split' }),
};

/**
 * Works out what the suggestions of a draft's findings would change. Pure; the draft is read once for all of them.
 * @param findings all that `lint` said of the draft, under the same rules and options
 * @returns a function from a finding and one of its suggestions to the changes, or to why there are none
 */
export function fixPlanner(draft: Draft, findings: readonly Finding[], rules: Rules, options: LintOptions = {}): (finding: Finding, suggestion: Suggestion) => Planned {
  let mail: Mail | undefined;
  return (finding, suggestion) => {
    if (suggestion.safety === 'advice') return { refused: 'by-hand' };
    if (finding.attached.length > 0) return { refused: 'attached' };
    const phase = options.phase ?? 'compose';
    mail ??= rules.setFor(draft, phase, options.filePath).read(draft, phase);
    return FIXES[suggestion.id]?.(mail, finding, suggestion, findings) ?? { refused: 'by-hand' };
  };
}
