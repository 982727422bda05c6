import { readJsonDraft } from '../../draft/json.ts';
import { groupRecipients } from '../../draft/organisations.ts';
import { compile } from '../../engine/compile.ts';
import { lint } from '../../engine/lint.ts';
import { verdictOf } from '../../engine/verdict.ts';
import { pack } from '../../generated/pack.js';
import type { Config, Finding, Locale } from '../../rule/types.ts';
import { choiceOf, configFor } from './settings.ts';
import type { Written } from './read.ts';

/** What is to be done as the user presses Send. `ask`: the user decides. */
export type Outcome = 'go' | 'ask' | 'stop';

export interface Checked {
  readonly outcome: Outcome;
  /** All findings, those that decided first. */
  readonly findings: readonly Finding[];
  /** How many of them decided. */
  readonly deciding: number;
}

/** The very engine that judges everywhere else. */
export function check({ json }: Pick<Written, 'json'>, base: Config, chosen: unknown, locale: Locale): Checked {
  const config = configFor(base, choiceOf(chosen));
  const rules = compile(pack, config);
  const draft = readJsonDraft(json);
  // A Bcc field is right here: Outlook takes it out as it sends.
  const findings = lint(draft, rules, { phase: 'compose', locale });
  const { settings } = rules.setFor(draft, 'compose');
  const { sender, visible, blind } = groupRecipients(draft, settings.people, settings.addresses);
  const { action, rules: acting } = verdictOf(findings, config.policy, {
    user: null,
    sender: sender?.key ?? '',
    recipientDomains: [...visible, ...blind].map(({ key }) => key.slice(key.lastIndexOf('@') + 1)),
    groupSize: visible.length + blind.length,
    locale,
  });
  const outcome: Outcome = action === 'pass' ? 'go' : action === 'tag' ? 'ask' : 'stop';
  const ranks = new Map(acting.map(({ rule }, index) => [rule, index]));
  const rank = ({ ruleId }: Finding): number => ranks.get(ruleId) ?? ranks.size;
  const sorted = findings.map((finding, index) => ({ finding, index })).sort((a, b) => rank(a.finding) - rank(b.finding) || a.index - b.index).map(({ finding }) => finding);
  return { outcome, findings: sorted, deciding: findings.filter(({ ruleId }) => ranks.has(ruleId)).length };
}
