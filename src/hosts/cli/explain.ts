import { CHECKS } from '../../checks/index.ts';
import { flow } from '../../config/paste.ts';
import { activeRules } from '../../engine/levels.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Style } from '../../report/types.ts';
import { REPORT_WORDS } from '../../report/words.ts';
import { columns, wrap } from '../../report/wrap.ts';
import { lawIn } from '../../rule/law.ts';
import type { Config, Example, Law, Level, Locale, Pack, RuleDefinition } from '../../rule/types.ts';
import { difference, shownExample } from './examples.ts';
import { ruleStates } from './rules.ts';
import { labelled } from './terminal.ts';

const WORDS = {
  en: {
    level: 'Level', why: 'Why', says: 'It says', todo: 'What to do', law: 'Law', options: 'Options', flagged: 'Flagged', left: 'Left alone', configure: 'To set it', always: 'everywhere',
    on: 'on in your configuration', off: 'off in your configuration', none: 'none', courtesy: 'none: this is courtesy, not law', unset: 'not set',
  },
  fr: {
    level: 'Niveau', why: 'Pourquoi', says: 'Message', todo: 'Que faire', law: 'Droit', options: 'Options', flagged: 'Relevé', left: 'Non relevé', configure: 'Réglage', always: 'partout',
    on: 'active dans votre configuration', off: 'inactive dans votre configuration', none: 'aucune', courtesy: 'aucun\u00A0: question de courtoisie, non de droit', unset: 'sans valeur',
  },
} as const;

interface Property {
  readonly description?: string;
  readonly default?: unknown;
}

function lawLines(law: readonly Law[], locale: Locale): string[] {
  const byPlace = new Map<string, string[]>();
  for (const { ref, jurisdictions, url } of law) {
    const place = jurisdictions.join(', ') || WORDS[locale].always;
    byPlace.set(place, [...(byPlace.get(place) ?? []), url ? `${ref}  ${url}` : ref]);
  }
  return [...byPlace].flatMap(([place, refs]) => refs.map((ref, index) => `${index === 0 ? place : ' '.repeat(columns(place))}  ${ref}`));
}

/** Examples in the reader's language first, a few of them. */
function chosen(examples: readonly Example[], locale: Locale): Example[] {
  return [...examples.filter(({ lang }) => lang === locale), ...examples.filter(({ lang }) => lang !== locale)].slice(0, 3);
}

/** All that there is to know about a rule, for a person at a terminal. */
export function explanation(rule: RuleDefinition, examples: RuleDefinition['examples'], pack: Pack, config: Config, locale: Locale, width: number, style: Style): string {
  const words = WORDS[locale];
  const report = REPORT_WORDS[locale];
  const text = rule.languages[locale] ?? rule.languages['en']!;
  const label = Math.max(...[words.level, words.says, words.why, words.todo, words.law, words.options, words.configure].map(columns)) + 2;
  const field = (name: string, value: string): string[] => labelled(name, value, width, label, style);
  const below = (value: string): string[] => field('', value);
  const state = ruleStates(pack, config, locale).find(({ id }) => id === rule.id)!;
  const said = (level: Level | 'off'): string => (level === 'off' ? words.off : `${report.level[level]}\u00A0(${level})`);
  const byGrade = Object.entries(state.levels);
  const levels = new Set(Object.values(state.levels)).size === 1 ? said(byGrade[0]![1]) : byGrade.map(([grade, level]) => `${grade}\u00A0→\u00A0${said(level)}`).join(' · ');

  const lines = [style.bold(escapeControls(text.title)), style.dim(rule.id), ''];
  lines.push(...field(words.level, levels), ...below(state.on ? words.on : words.off), '');
  const messages = typeof text.message === 'string' ? [text.message] : Object.values(text.message);
  [...new Set(messages.map(readable))].forEach((message, index) => lines.push(...field(index === 0 ? words.says : '', `· ${message}`)));
  lines.push('', ...field(words.why, readable(text.why)), '');
  lines.push(...field(words.todo, readable(text.suggestion)));
  for (const { id, safety } of rule.fixes ?? []) lines.push(...below(`→ ${readable(text.fixes?.[id] ?? id).replace(/\.$/, '')} (${report.safety[safety]})`));
  lines.push('');
  const law = lawLines(lawIn(rule.law, locale), locale);
  if (law.length === 0) lines.push(...field(words.law, /^(?:tone|person|letter|reply)\//.test(rule.id) ? words.courtesy : words.none));
  law.forEach((line, index) => lines.push(style.dim((index === 0 ? words.law : '').padEnd(label)) + escapeControls(line)));
  lines.push('', ...optionLines(rule, rule.languages[locale]?.options, pack, config, words, width, label, style), '');
  lines.push(...field(words.configure, 'undisclosed.config.yaml'), ...configLines(rule).map((line) => ' '.repeat(label) + style.cyan(line)), '');

  for (const [title, sign, kind] of [[words.flagged, style.red('✖'), 'invalid'], [words.left, style.green('✓'), 'valid']] as const) {
    const some = chosen(examples[kind], locale);
    if (some.length === 0) continue;
    lines.push(style.bold(title));
    for (const example of some) {
      lines.push(...shownExample(example, sign, locale, width, style));
      const differs = difference(rule, example, kind, pack, locale);
      if (differs !== null) lines.push(...wrap(differs, width - 4).map((line) => `    ${style.red(line)}`));
      if (example.because) lines.push(...wrap(`(${escapeControls(example.because)})`, width - 4).map((line) => `    ${style.dim(line)}`));
      lines.push('');
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function optionLines(rule: RuleDefinition, meanings: Readonly<Record<string, string>> | undefined, pack: Pack, config: Config, words: (typeof WORDS)[Locale], width: number, label: number, style: Style): string[] {
  const properties = Object.entries(optionsOf(rule));
  if (properties.length === 0) return labelled(words.options, words.none, width, label, style);
  const effective = activeRules(pack, config, []).find(({ definition }) => definition.id === rule.id)?.definition.options ?? rule.options;
  return properties.flatMap(([name, schema], index) => {
    const value = effective?.[name] ?? schema.default;
    return [
      ...labelled(index === 0 ? words.options : '', `${name}: ${value === undefined ? words.unset : JSON.stringify(value)}`, width, label, style),
      ...labelled('', meanings?.[name] ?? schema.description ?? '', width, label + 2, style),
    ];
  });
}

/** As many options as a sample of a setting shows. */
const SAMPLED = 2;

/** Lines to paste: a level, and where its options stand. */
function configLines(rule: RuleDefinition): string[] {
  const [grade, own] = typeof rule.severity === 'string' ? ['', rule.severity] : Object.entries(rule.severity)[0]!;
  const level = grade === '' ? own : { [grade]: own };
  const options = Object.entries(optionsOf(rule)).map(([name, schema]) => [name, rule.options?.[name] ?? schema.default] as const)
    .filter(([, value]) => typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string').slice(0, SAMPLED);
  return ['rules:', `  ${rule.id}: ${flow(options.length === 0 ? level : { level, options: Object.fromEntries(options) }, false)}`];
}

function optionsOf(rule: RuleDefinition): Readonly<Record<string, Property>> {
  const check = CHECKS.find(({ name }) => name === rule.check);
  return (check?.options as { properties?: Readonly<Record<string, Property>> } | undefined)?.properties ?? {};
}

/** A template as a sentence: `{count:person|people}` in the plural, other places as …. */
function readable(template: string): string {
  return template.replace(/\{[A-Za-z]\w*(?::[^{}|]*\|([^{}|]*))?\}/g, (_, many?: string) => many ?? '…');
}
