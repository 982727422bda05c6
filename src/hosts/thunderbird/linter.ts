import {
  applyEdits, compile, firstNames, fixPlanner, groupRecipients, lint, pack, readJsonText, REFUSAL_WORDS, sourceEdits, splitMessage,
  type Change, type Config, type Draft, type Finding, type FixRefusal, type Pack, type Rules, type Suggestion,
} from '../../index.ts';
import { peopleSeen } from '../../report/sayings.ts';
import { RECIPIENT_FIELDS, type DraftJson, type Mailbox, type RecipientField } from './draft-json.ts';
import type { Answers, FixAnswer, Question, Report, ReportedFinding, SplitAnswer, TextEdit } from './questions.ts';

/** The core, as the add-on asks it. It runs in a Worker, so that a rule that never ends can be ended. */

/** These are carried out by the add-on itself. */
const BY_BUTTON: ReadonlySet<string> = new Set(['move-to-bcc', 'one-mail-a-person']);
/** Phrases are made ready when the first mail of a language and a purpose needs them. */
const WARM_UP = [['en', 'Thank you for your application.'], ['fr', 'Merci de votre candidature.']].map(([language, text]) =>
  JSON.stringify({ from: 'a@a.example', to: ['b@b.example'], subject: text, text, context: { language, purpose: 'rejection' } }));
const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** Answers questions; what is compiled is kept until the configuration changes. Pure but for that. */
export function createLinter(rulebook: Pack = pack): <Kind extends Question['kind']>(question: Extract<Question, { readonly kind: Kind }>) => Answers[Kind] {
  let compiled: { readonly key: string; readonly rules: Rules } | null = null;
  const rulesFor = (config: Config): Rules => {
    const key = JSON.stringify(config);
    if (compiled?.key !== key) compiled = { key, rules: compile(rulebook, config) };
    return compiled.rules;
  };
  const answer = (question: Question): Answers[Question['kind']] => {
    if (question.kind === 'warm-up') {
      const all = compile(rulebook, { extends: ['all'] });
      for (const text of WARM_UP) lint(readJsonText(text), all);
      return null;
    }
    const rules = rulesFor(question.config);
    const draft = readJsonText(question.text);
    switch (question.kind) {
      case 'report': return report(draft, lint(draft, rules), rules);
      case 'fix': return fix(question.text, draft, rules, question);
      case 'split': return split(question.text, draft, rules);
    }
  };
  return answer as ReturnType<typeof createLinter>;
}

/**
 * Names each finding: the rule, the grade, which of how many. The editor's own reading of a text has other offsets than Thunderbird's, and the
 * same findings in the same order; where it has not, no key fits. Holds no text of the mail.
 */
function keysOf(findings: readonly Finding[]): string[] {
  const kind = ({ ruleId, grade }: Finding): string => `${ruleId} ${grade}`;
  const totals = new Map<string, number>();
  for (const finding of findings) totals.set(kind(finding), (totals.get(kind(finding)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const number = (seen.get(kind(finding)) ?? 0) + 1;
    seen.set(kind(finding), number);
    return `${kind(finding)} ${number}/${totals.get(kind(finding))}`;
  });
}

function report(draft: Draft, findings: readonly Finding[], rules: Rules): Report {
  const { people: settings, addresses } = rules.setFor(draft, 'compose').settings;
  const { visible, external, blind } = groupRecipients(draft, settings, addresses);
  const plan = fixPlanner(draft, findings, rules);
  const fixes = (finding: Finding): ReportedFinding['fixes'] => finding.suggestions.flatMap((suggestion, index) => {
    if (BY_BUTTON.has(suggestion.id) || suggestion.safety === 'advice') return [];
    return 'refused' in plan(finding, suggestion) ? [] : [{ index, text: suggestion.desc, wording: isWording(suggestion) }];
  });
  const keys = keysOf(findings);
  const shown = findings.map((finding, index): ReportedFinding => ({
    key: keys[index]!,
    ruleId: finding.ruleId,
    level: finding.level,
    title: finding.title,
    message: finding.message,
    why: finding.why,
    suggestion: finding.suggestion,
    law: finding.law,
    range: finding.spot.at === 'text' && finding.attached.length === 0 ? { start: finding.spot.start, end: finding.spot.end } : null,
    fixes: fixes(finding),
  }));
  return {
    people: Math.max(0, ...findings.map(peopleSeen)),
    visible: visible.length,
    blind: blind.length,
    group: external.map(({ key }) => key),
    findings: shown.sort((a, b) => ORDER[a.level] - ORDER[b.level] || (a.range?.start ?? -1) - (b.range?.start ?? -1)),
  };
}

function isWording({ id }: Suggestion): boolean {
  return id === 'alternative' || id === 'remove-ground' || id === 'remove-question';
}

/** What the compose window has to change: words of the text at their place, header fields as a whole. */
function fix(text: string, draft: Draft, rules: Rules, { key, index, locale }: Extract<Question, { readonly kind: 'fix' }>): FixAnswer {
  const refused = (reason: FixRefusal): FixAnswer => ({ refused: REFUSAL_WORDS[locale][reason] });
  const findings = lint(draft, rules);
  const finding = findings[keysOf(findings).indexOf(key)];
  const suggestion = finding?.suggestions[index];
  if (finding === undefined || suggestion === undefined) return refused('not-found');
  const planned = fixPlanner(draft, findings, rules)(finding, suggestion);
  if ('refused' in planned) return refused(planned.refused);
  const isText = (change: Change): change is Extract<Change, { readonly kind: 'text' }> => change.kind === 'text';
  const edits = planned.changes.filter(isText).map(({ start, end, text: instead }): TextEdit => ({ start, end, text: instead }));
  const answer = sourceEdits({ kind: 'json', text }, draft, planned.changes.filter((change) => !isText(change)));
  return 'refused' in answer ? refused(answer.refused) : { refused: null, edits, header: headerChanges(text, applyEdits(text, answer.edits)) };
}

function headerChanges(before: string, after: string): Extract<FixAnswer, { readonly refused: null }>['header'] {
  const [old, changed] = [JSON.parse(before), JSON.parse(after)] as [DraftJson, Readonly<Record<string, unknown>>];
  const header: { subject?: string; recipients?: Record<RecipientField, readonly Mailbox[]> } = {};
  if (typeof changed['subject'] === 'string' && changed['subject'] !== old.subject) header.subject = changed['subject'];
  if (RECIPIENT_FIELDS.some((field) => JSON.stringify(changed[field] ?? []) !== JSON.stringify(old[field]))) {
    const { addressFields } = readJsonText(after);
    const listed = (field: RecipientField): Mailbox[] => addressFields.filter(({ name }) => name === field).flatMap(({ addresses }) => addresses.map(({ name, address }) => ({ name, address })));
    header.recipients = { to: listed('to'), cc: listed('cc'), bcc: listed('bcc') };
  }
  return header;
}

function split(text: string, draft: Draft, rules: Rules): SplitAnswer {
  const { people, addresses } = rules.setFor(draft, 'compose').settings;
  const { visible, blind } = groupRecipients(draft, people, addresses);
  const inside = new Set([...visible, ...blind].filter(({ internal }) => internal).map(({ key }) => key));
  const found = splitMessage({ kind: 'json', text }, draft, { isInternal: ({ key }) => inside.has(key), addresses, firstNames: firstNames(rules.pack.lexicons), layout: 'line' });
  if (found.refused !== null) return { refused: found.refused };
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  const mails = [...found.mails].map((mail) => {
    const { html, text: plain } = JSON.parse(mail.text.join('')) as { readonly html?: string; readonly text?: string };
    const body = html ?? plain ?? '';
    let number = numbers.get(body);
    if (number === undefined) {
      numbers.set(body, (number = texts.length));
      texts.push(body);
    }
    return { to: { name: mail.to.name, address: mail.to.address }, text: number };
  });
  const [first] = found.mails;
  const single = first === undefined ? draft : readJsonText(first.text.join(''));
  return { refused: null, texts, mails, left: report(single, lint(single, rules), rules).findings };
}

