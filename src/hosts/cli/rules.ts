import { activeRules } from '../../engine/levels.ts';
import { safeJson } from '../../report/escape.ts';
import type { Style } from '../../report/types.ts';
import { REPORT_WORDS } from '../../report/words.ts';
import { wrap } from '../../report/wrap.ts';
import type { Config, Level, Locale, Pack, RuleDefinition } from '../../rule/types.ts';
import { table } from './terminal.ts';

const WORDS = {
  en: { on: 'on', off: 'off', summary: (on: number, all: number) => `${on} of ${all} rules are on here. A rule in full: undisclosed explain RULE` },
  fr: { on: 'active', off: 'inactive', summary: (on: number, all: number) => `${on} règles sur ${all} sont actives ici. Une règle en entier\u00A0: undisclosed explain RÈGLE` },
} as const;

export interface RuleState {
  readonly id: string;
  readonly on: boolean;
  /** By grade in the effective configuration (a rule that is off: as its file has them); a rule with one level has the key ''. */
  readonly levels: Readonly<Record<string, Level | 'off'>>;
  readonly title: string;
  readonly check: string;
  readonly since: string;
}

/** Level of each grade as the rule's file says it. */
function ownLevels({ severity }: RuleDefinition): Readonly<Record<string, Level>> {
  return typeof severity === 'string' ? { '': severity } : severity;
}

/** All rules of the pack, as the configuration leaves them. */
export function ruleStates(pack: Pack, config: Config, locale: Locale): RuleState[] {
  const active = new Map(activeRules(pack, config, []).map((rule) => [rule.definition.id, rule]));
  return pack.rules.map((rule) => {
    const on = active.get(rule.id);
    const own = ownLevels(rule);
    return {
      id: rule.id,
      on: on !== undefined,
      levels: on ? Object.fromEntries(Object.keys(own).map((grade) => [grade, on.level(grade) ?? 'off'])) : own,
      title: (rule.languages[locale] ?? rule.languages['en'])?.title ?? rule.id,
      check: rule.check,
      since: rule.since,
    };
  });
}

const LEVEL_COLOUR = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** `blocking (refused, group), advice (mention)`; the level alone where all grades have it. */
function levelWords({ levels }: RuleState, locale: Locale): string {
  const grades = new Map<Level | 'off', string[]>();
  for (const [grade, level] of Object.entries(levels)) grades.set(level, [...(grades.get(level) ?? []), grade]);
  const said = (level: Level | 'off'): string => (level === 'off' ? WORDS[locale].off : REPORT_WORDS[locale].level[level]);
  if (grades.size === 1) return said([...grades.keys()][0]!);
  return [...grades].map(([level, names]) => `${said(level).replaceAll(' ', '\u00A0')} (${names.join(', ')})`).join(', ');
}

function worst({ levels }: RuleState): Level {
  const all = Object.values(levels);
  return all.includes('error') ? 'error' : all.includes('warning') ? 'warning' : 'info';
}

/** The table of rules for a terminal, a family at a time. */
export function rulesTable(states: readonly RuleState[], locale: Locale, width: number, style: Style): string {
  const words = WORDS[locale];
  const families = new Map<string, RuleState[]>();
  for (const state of states) {
    const family = state.id.split('/')[0]!;
    families.set(family, [...(families.get(family) ?? []), state]);
  }
  const lines: string[] = [];
  for (const [family, members] of families) {
    lines.push(style.bold(family));
    const rows = members.map((state) => [`${state.on ? '●' : '○'}\u00A0${state.id.slice(family.length + 1)}`, levelWords(state, locale), state.title]);
    lines.push(...table(rows, [28, 32], width - 2, (cell, column, row) => {
      const state = members[row]!;
      if (!state.on) return style.dim(cell);
      return column === 1 ? style[LEVEL_COLOUR[worst(state)]](cell) : cell;
    }).map((line) => `  ${line}`), '');
  }
  const on = states.filter((state) => state.on).length;
  lines.push(style.dim(`● ${words.on}   ○ ${words.off}`), ...wrap(words.summary(on, states.length), width));
  return `${lines.join('\n')}\n`;
}

export function rulesJson(states: readonly RuleState[]): string {
  return `${safeJson(states, 2)}\n`;
}
