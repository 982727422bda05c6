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

function levelWords({ levels }: RuleState, locale: Locale): string {
  const words = REPORT_WORDS[locale].level;
  const said = (level: Level | 'off'): string => (level === 'off' ? WORDS[locale].off : words[level]);
  const entries = Object.entries(levels);
  if (new Set(entries.map(([, level]) => level)).size === 1) return said(entries[0]![1]);
  return entries.map(([grade, level]) => `${grade}\u00A0${said(level).replaceAll(' ', '\u00A0')}`).join(', ');
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
    const rows = members.flatMap((state) => {
      const name = `  ${state.on ? '●' : '○'} ${state.id.slice(family.length + 1)}`;
      const [first = '', ...rest] = wrap(levelWords(state, locale), 30);
      return [[name, first, state.title], ...rest.map((line) => ['', line, ''])];
    });
    const owner: RuleState[] = [];
    let index = -1;
    for (const [name] of rows) owner.push(members[name === '' ? index : ++index]!);
    lines.push(...table(rows, width, (cell, column, row) => {
      const state = owner[row]!;
      if (!state.on) return style.dim(cell);
      return column === 1 ? style[LEVEL_COLOUR[worst(state)]](cell) : cell;
    }), '');
  }
  const on = states.filter((state) => state.on).length;
  lines.push(style.dim(`● ${words.on}   ○ ${words.off}`), ...wrap(words.summary(on, states.length), width));
  return `${lines.join('\n')}\n`;
}

export function rulesJson(states: readonly RuleState[]): string {
  return `${safeJson(states, 2)}\n`;
}
