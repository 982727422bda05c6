import { exampleDraft, runExample } from '../engine/examples.ts';
import { lawIn } from '../rule/law.ts';
import type { Check, Example, Level, Locale, Pack, RuleDefinition } from '../rule/types.ts';

const T = {
  en: {
    generated: 'Generated from the rule\'s file. Edit that, then `npm run docs`.',
    level: 'Level', levels: { error: 'blocking (error)', warning: 'to review (warning)', info: 'advice (info)' },
    why: 'Why it matters', what: 'What to do', fixes: 'Fixes', safety: { safe: 'safe', ask: 'asks first', advice: 'advice' },
    law: 'Law', courtesy: 'None: this rule is about courtesy, not law.', options: 'Options', option: 'Option', meaning: 'Meaning', standard: 'Default',
    none: 'None.', flagged: 'What is flagged', left: 'What is left alone', says: 'It says', because: 'Because', presets: 'In the presets', since: 'Since',
    speaks: 'Speaks only for', attached: 'Looks into attached messages as well.', raw: 'a raw message', always: 'always on', config: 'To change it, in `undisclosed.config.yaml`:', other: 'Français',
  },
  fr: {
    generated: 'Page produite depuis le fichier de la règle. Modifiez celui-ci, puis `npm run docs`.',
    level: 'Niveau', levels: { error: 'bloquant (error)', warning: 'à revoir (warning)', info: 'conseil (info)' },
    why: 'Pourquoi c\'est important', what: 'Que faire', fixes: 'Corrections', safety: { safe: 'sûre', ask: 'demande d\'abord', advice: 'conseil' },
    law: 'Droit', courtesy: 'Aucun : cette règle relève de la courtoisie, pas du droit.', options: 'Options', option: 'Option', meaning: 'Sens', standard: 'Défaut',
    none: 'Aucune.', flagged: 'Ce qui est signalé', left: 'Ce qui est laissé tranquille', says: 'Message', because: 'Parce que', presets: 'Dans les préréglages', since: 'Depuis',
    speaks: 'Ne parle que pour', attached: 'Regarde aussi dans les messages joints.', raw: 'un message brut', always: 'toujours active', config: 'Pour la régler, dans `undisclosed.config.yaml` :', other: 'English',
  },
} as const;

/** Levels of a rule, by grade. */
export function levelsOf(rule: RuleDefinition): [grade: string, level: Level][] {
  return typeof rule.severity === 'string' ? [['', rule.severity]] : Object.entries(rule.severity);
}

const escape = (text: string): string => text.replace(/[|]/g, '\\|').replace(/\n/g, ' ');

function fence(text: string, kind: string): string {
  const ticks = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${ticks}${kind}\n${text.replace(/\s+$/, '')}\n${ticks}`;
}

/** Long recipient lists say nothing on a page: the first two and a count. */
function shown(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, content]) =>
    [key, Array.isArray(content) && content.length > 3 ? [...content.slice(0, 2).map((item: unknown) => (typeof item === 'object' && item !== null && 'address' in item ? item.address : item)), `… ${content.length - 2}`] : content]));
}

function draftText(example: Example): { text: string; kind: string } {
  const { source } = exampleDraft(example);
  if (typeof source === 'string') return { text: source.replace(/\r\n/g, '\n'), kind: 'eml' };
  const { from, ...rest } = source;
  const keys = Object.keys(rest);
  if (keys.length === 1 && typeof rest['text'] === 'string') return { text: rest['text'], kind: 'text' };
  return { text: JSON.stringify(shown(example['from'] === undefined ? rest : { from, ...rest }), null, 2), kind: 'json' };
}

function example(rule: RuleDefinition, one: Example, kind: 'invalid' | 'valid', pack: Pack, locale: Locale): string {
  const t = T[locale];
  const { text, kind: syntax } = draftText(one);
  const notes: string[] = [];
  if (one.because) notes.push(`${t.because}${locale === 'fr' ? ' :' : ':'} ${one.because}`);
  if (kind === 'invalid') {
    const said = runExample(rule, { ...one, lang: locale }, kind, pack).findings;
    for (const finding of said.slice(0, 2)) notes.push(`${t.says} (${t.levels[finding.level]})${locale === 'fr' ? ' :' : ':'} **${finding.message}**`);
  }
  if (one.phase) notes.push(`\`--phase ${one.phase}\``);
  return `${fence(text, syntax)}\n\n${notes.map((note) => `- ${note}`).join('\n')}\n`;
}

interface Property { readonly description?: string; readonly default?: unknown }

/** What stands under `label`, in the page's language first: examples of the other are shown after. */
function examples(rule: RuleDefinition, kind: 'invalid' | 'valid', pack: Pack, locale: Locale): string {
  const all = rule.examples[kind];
  const own = all.filter(({ lang }) => lang === locale);
  const others = all.filter(({ lang }) => lang !== locale);
  return [...own, ...others].slice(0, 5).map((one) => example(rule, one, kind, pack, locale)).join('\n');
}

/** A rule's page in Markdown, with what the engine really says for each example. */
export function rulePage(rule: RuleDefinition, check: Check, pack: Pack, locale: Locale): string {
  const t = T[locale];
  const words = rule.languages[locale]!;
  const name = rule.id.split('/')[1]!;
  const properties = Object.entries((check.options as { properties?: Record<string, Property> }).properties ?? {});
  const options = properties.map(([key, schema]) => `| \`${key}\` | ${escape(words.options?.[key] ?? schema.description ?? '')} | \`${escape(JSON.stringify(rule.options?.[key] ?? schema.default ?? null))}\` |`);
  const levels = levelsOf(rule).map(([grade, level]) => (grade ? `\`${grade}\`: ${t.levels[level]}` : t.levels[level])).join(' · ');
  const presets = rule.id.startsWith('reading/') ? [t.always] : Object.entries(pack.presets).filter(([, patterns]) => patterns.some((pattern) => (pattern.endsWith('/*') ? rule.id.startsWith(pattern.slice(0, -1)) : pattern === rule.id))).map(([preset]) => `\`${preset}\``);
  const first = levelsOf(rule)[0]!;
  const colon = locale === 'fr' ? ' :' : ':';
  return [
    `<!-- ${t.generated} -->`,
    `# ${rule.id}: ${words.title}`,
    `[${t.other}](${locale === 'en' ? `${name}.fr.md` : `${name}.md`})`,
    `- ${t.level}${colon} ${levels}\n- ${t.presets}${colon} ${presets.join(', ')}\n- ${t.since}${colon} ${rule.since}${rule.purposes ? `\n- ${t.speaks}${colon} ${rule.purposes.join(', ')}` : ''}${rule.attached ? `\n- ${t.attached}` : ''}`,
    `## ${t.why}\n\n${words.why}`,
    `## ${t.what}\n\n${words.suggestion}${(rule.fixes ?? []).map(({ id, safety }) => `\n\n- ${words.fixes?.[id] ?? id} (${t.safety[safety]})`).join('')}`,
    `## ${t.law}\n\n${(rule.law ?? []).length === 0 ? t.courtesy : lawIn(rule.law, locale).map((law) => `- ${law.url ? `[${law.ref}](${law.url})` : law.ref} (${law.jurisdictions.join(', ')})`).join('\n')}`,
    `## ${t.options}\n\n${options.length === 0 ? t.none : `| ${t.option} | ${t.meaning} | ${t.standard} |\n|---|---|---|\n${options.join('\n')}`}\n\n${t.config}\n\n${fence(`rules:\n  ${rule.id}: ${first[0] ? `{ level: { ${first[0]}: ${first[1]} } }` : first[1]}`, 'yaml')}`,
    `## ${t.flagged}\n\n${examples(rule, 'invalid', pack, locale)}`,
    `## ${t.left}\n\n${examples(rule, 'valid', pack, locale)}`,
  ].join('\n\n').replace(/\n{3,}/g, '\n\n').trimEnd() + '\n';
}

/** The table of all rules, for the README. */
export function ruleTable(pack: Pack, locale: Locale): string {
  const t = T[locale];
  const short = (rule: RuleDefinition): string => [...new Set(levelsOf(rule).map(([, level]) => level))].join(', ');
  const rows = pack.rules.map((rule) => `| [${rule.id}](docs/rules/${rule.id}${locale === 'fr' ? '.fr' : ''}.md) | ${short(rule)} | ${escape(rule.languages[locale]!.title)} |`);
  return [`| ${locale === 'fr' ? 'Règle' : 'Rule'} | ${t.level} | ${locale === 'fr' ? 'Ce qu\'elle trouve' : 'What it finds'} |`, '|---|---|---|', ...rows].join('\n');
}
