import type { Config, Level, LevelSetting, Override, Pack, RuleDefinition, RuleSetting } from '../rule/types.ts';

/** What the configuration says of one rule, whichever of the three forms it was written in. */
export interface PlainSetting {
  readonly level?: LevelSetting;
  readonly options?: Readonly<Record<string, unknown>>;
}

export function plainSetting(setting: RuleSetting): PlainSetting {
  if (typeof setting === 'string') return { level: setting };
  if (Array.isArray(setting)) return { level: setting[0] as LevelSetting, options: setting[1] as Record<string, unknown> };
  const object = setting as PlainSetting & Record<string, Level>;
  return 'level' in object || 'options' in object ? object : { level: object };
}

/** A rule in effect: its options merged, a level for each grade (absent: that grade is off). */
export interface ActiveRule {
  readonly definition: RuleDefinition;
  level(grade: string): Level | null;
}

function matches(pattern: string, id: string): boolean {
  return pattern.endsWith('/*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id;
}

/** Always on: what could not be read is never 'clean'. A configuration may still set a level. */
const ALWAYS = 'reading/';

/** The rules of a pack that presets, configuration and overrides (in that order) leave on. */
export function activeRules(pack: Pack, config: Config, overrides: readonly Override[]): ActiveRule[] {
  const names = config.extends === undefined ? ['recommended'] : typeof config.extends === 'string' ? [config.extends] : config.extends;
  const patterns = names.flatMap((name) => pack.presets[name] ?? []);
  const layers = [config, ...overrides].map((layer) => layer.rules ?? {});
  const active: ActiveRule[] = [];
  for (const definition of pack.rules) {
    const settings = layers.flatMap((layer) => Object.entries(layer).filter(([key]) => matches(key, definition.id)).map(([, value]) => plainSetting(value)));
    const said = settings.findLast((setting) => setting.level !== undefined)?.level;
    const on = definition.id.startsWith(ALWAYS) || patterns.some((pattern) => matches(pattern, definition.id));
    if (said === 'off' || (said === undefined && !on)) continue;
    const options = Object.assign({}, definition.options, ...settings.map((setting) => setting.options)) as Record<string, unknown>;
    const grades: Record<string, Level | 'off'> = {};
    if (typeof definition.severity !== 'string') Object.assign(grades, definition.severity);
    let flat = typeof definition.severity === 'string' ? definition.severity : null;
    for (const { level } of settings) {
      if (typeof level === 'string') {
        flat = level === 'off' ? flat : level;
        for (const grade of Object.keys(grades)) grades[grade] = level;
      } else if (level) Object.assign(grades, level);
    }
    active.push({
      definition: { ...definition, options },
      level: (grade) => {
        const level = grades[grade] ?? flat ?? 'warning';
        return level === 'off' ? null : level;
      },
    });
  }
  return active;
}
