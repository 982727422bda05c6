import { LIMITS } from '../draft/limits.ts';
import type { Draft } from '../draft/types.ts';
import { lawIn } from '../rule/law.ts';
import type { Data, Finding, Hit, Locale, RuleDefinition, RuleLanguage } from '../rule/types.ts';
import type { Mail, Phase } from '../text/types.ts';
import type { Finder, Rules, RuleSet } from './compile.ts';
import { choose, fill, INSTEAD, MORE } from './words.ts';

export interface LintOptions {
  /** What is right in a draft (a Bcc field) is wrong in a message about to leave. Default compose. */
  readonly phase?: Phase;
  /** Language of the findings' words, or `mail`: that of the mail, where we speak it. Default: the configuration's, else English. */
  readonly locale?: Locale | 'mail';
  /** Unix time in milliseconds for rules about dates; default: the clock. */
  readonly now?: number;
  /** As given to the host; for overrides by path. */
  readonly filePath?: string;
  /** Where the rules' pages stand; default `docs/rules/` of the package. */
  readonly docs?: string;
}

/** Whether a rule has anything to say about this mail at all. */
function speaks(rule: RuleDefinition, mail: Mail): boolean {
  if (rule.human && mail.automatic) return false;
  return !rule.purposes || mail.isFor(rule.purposes);
}

function words(rule: RuleDefinition, locale: Locale): RuleLanguage {
  return rule.languages[locale] ?? rule.languages['en'] ?? Object.values(rule.languages)[0]!;
}

function say(hit: Hit, rule: RuleDefinition, level: Finding['level'], locale: Locale, docs: string, attached: readonly number[]): Finding {
  const text = words(rule, locale);
  const data: Data = hit.data;
  const more = 'more' in data ? fill(MORE[locale], data, locale) : '';
  const fixes = (rule.fixes ?? []).filter(({ id }) => !hit.fixes || hit.fixes.includes(id));
  if (hit.fixes) fixes.sort((a, b) => hit.fixes!.indexOf(a.id) - hit.fixes!.indexOf(b.id));
  return {
    ruleId: rule.id,
    level,
    grade: hit.grade,
    spot: hit.spot,
    section: hit.section ?? 'header',
    attached,
    data,
    title: text.title,
    message: fill(choose(text.message, hit.grade, data), data, locale) + more,
    why: fill(text.why, data, locale),
    suggestion: fill(text.suggestion, data, locale),
    law: lawIn(rule.law, locale),
    url: `${docs}${rule.id}.md`,
    suggestions: fixes.map(({ id, safety }) => ({
      id,
      safety,
      desc: fill(text.fixes?.[id] ?? text.suggestion, data, locale),
      ...(hit.replacement === undefined ? {} : { replacement: hit.replacement }),
    })).concat((hit.alternatives ?? []).map((sentence) => ({ id: 'alternative', safety: 'ask' as const, desc: INSTEAD[locale] + sentence, replacement: sentence }))),
  };
}

function localeOf({ language }: Mail, set: RuleSet): Locale {
  return language === 'fr' || language === 'en' ? language : set.locale;
}

/** The language to speak to the writer of a mail in: the mail's, where we speak it, else the configuration's. */
export function localeFor(draft: Draft, rules: Rules, phase: Phase): Locale {
  const set = rules.setFor(draft, phase);
  return localeOf(set.read(draft, phase), set);
}

/** The first hits of each rule; the last one listed counts the rest. */
function bounded(hits: readonly Hit[]): Hit[] {
  if (hits.length <= LIMITS.findingsPerRule) return [...hits];
  const byRule = new Map<string, Hit[]>();
  for (const hit of hits) {
    const own = byRule.get(hit.rule);
    if (own) own.push(hit);
    else byRule.set(hit.rule, [hit]);
  }
  return [...byRule.values()].flatMap((own) => {
    const more = own.length - LIMITS.findingsPerRule;
    if (more <= 0) return own;
    const last = own[LIMITS.findingsPerRule - 1]!;
    return [...own.slice(0, LIMITS.findingsPerRule - 1), { ...last, data: { ...last.data, more } }];
  });
}

function lintOne(draft: Draft, finders: readonly Finder[], set: RuleSet, options: LintOptions, attached: readonly number[]): Finding[] {
  const mail = set.read(draft, options.phase ?? 'compose');
  const now = options.now ?? Date.now();
  const hits: Hit[] = [];
  for (const { rules, find } of finders) {
    if (!rules.some((rule) => speaks(rule, mail))) continue;
    for (const hit of find(mail, now)) hits.push(hit);
  }
  if (hits.length === 0) return [];
  return sayAll(hits, set, options.locale === 'mail' ? { ...options, locale: localeOf(mail, set) } : options, attached, (rule) => speaks(rule, mail));
}

/** Hits with the words and levels of their rules; those of a rule that is off, or has nothing to say here, are left out. */
export function sayAll(hits: readonly Hit[], set: RuleSet, options: LintOptions, attached: readonly number[] = [], said: (rule: RuleDefinition) => boolean = () => true): Finding[] {
  const locale = options.locale === undefined || options.locale === 'mail' ? set.locale : options.locale;
  return bounded(hits).flatMap((hit) => {
    const rule = set.active.get(hit.rule)!;
    const level = rule.level(hit.grade);
    if (!level || !said(rule.definition)) return [];
    return [say(hit, rule.definition, level, locale, options.docs ?? 'docs/rules/', attached)];
  });
}

/**
 * Looks at one draft. Synchronous and pure; never throws on a mail's content.
 * Messages attached to the draft are looked at by the rules that concern them, down to `LIMITS.depth`.
 */
export function lint(draft: Draft, rules: Rules, options: LintOptions = {}): Finding[] {
  const set = rules.setFor(draft, options.phase ?? 'compose', options.filePath);
  const findings = lintOne(draft, set.finders, set, options, []);
  const open: { draft: Draft; path: readonly number[] }[] = [{ draft, path: [] }];
  while (open.length > 0) {
    const { draft: outer, path } = open.pop()!;
    if (path.length >= LIMITS.depth) continue;
    outer.attachments.forEach((attachment, index) => {
      if (!attachment.draft) return;
      const inner = { draft: attachment.draft, path: [...path, index] };
      open.push(inner);
      findings.push(...lintOne(inner.draft, set.attachedFinders, set, options, inner.path));
    });
  }
  return findings;
}

/** The draft that a finding's spot belongs to: the one linted, or a message attached to it. */
export function draftOf(draft: Draft, finding: Finding): Draft {
  return finding.attached.reduce((outer, index) => outer.attachments[index]?.draft ?? outer, draft);
}
