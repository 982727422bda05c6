import { compile } from '../../engine/compile.ts';
import { activeRules, type ActiveRule } from '../../engine/levels.ts';
import { readInputs } from '../../io/read.ts';
import { escapeControls, safeJson } from '../../report/escape.ts';
import type { Style } from '../../report/types.ts';
import type { Config, Level } from '../../rule/types.ts';
import type { Loaded } from './environment.ts';
import { originsOf } from './origins.ts';
import type { Settings } from './settings.ts';

/** What each key is where nothing says otherwise. */
const DEFAULTS = {
  extends: ['recommended'], locale: null, internalDomains: [], colleagues: [], lists: [], purpose: null, language: null, jurisdictions: [], learned: true, allow: [], template: null, policy: null,
} as const satisfies Partial<Record<keyof Config, unknown>>;

type PrintedLevel = Level | 'off' | Readonly<Record<string, Level | 'off'>>;

interface PrintedRule {
  readonly level: PrintedLevel;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** One level where all grades have the same, else one a grade. */
function levelsOf(rule: ActiveRule): PrintedLevel {
  const { severity } = rule.definition;
  if (typeof severity === 'string') return rule.level('') ?? 'off';
  const byGrade = Object.fromEntries(Object.keys(severity).map((grade) => [grade, rule.level(grade) ?? 'off' as const]));
  const [first, ...others] = new Set(Object.values(byGrade));
  return others.length === 0 ? first! : byGrade;
}

/** The overrides that match a mail: all by its path; by sender and purpose if it can be read. */
async function matchingOverrides({ pack, config }: Loaded, file: string | undefined, settings: Settings): Promise<readonly number[]> {
  if (file === undefined || (config.overrides ?? []).length === 0) return [];
  const rules = compile({ ...pack, rules: [] }, config);
  for await (const { draft, filePath } of readInputs([file])) return rules.setFor(draft, settings.phase, filePath).overrides;
  return [];
}

/**
 * The configuration in effect, for one mail with the overrides that match it, and where each value comes from: as comments of
 * the YAML, which is itself a configuration, or as `origins` of the JSON.
 */
export async function printedConfig(loaded: Loaded, file: string | undefined, settings: Settings, style: Style): Promise<string> {
  const { pack, config, locale } = loaded;
  const matching = await matchingOverrides(loaded, file, settings);
  const layers: readonly Partial<Config>[] = [config, ...matching.map((index) => config.overrides![index]!)];
  const values: Record<string, unknown> = {};
  for (const [key, fallback] of Object.entries(DEFAULTS)) {
    const said = layers.map((layer) => (layer as Record<string, unknown>)[key]).filter((value) => value !== undefined);
    values[key] = key === 'allow' ? said.flat() : said.at(-1) ?? fallback;
  }
  const rules: Record<string, PrintedRule> = {};
  for (const rule of activeRules(pack, config, matching.map((index) => config.overrides![index]!))) {
    const { id, options = {} } = rule.definition;
    rules[id] = { level: levelsOf(rule), ...(Object.keys(options).length > 0 ? { options } : {}) };
  }
  const origins = await originsOf(loaded, matching, settings.preset, locale);

  if (settings.format === 'json') {
    return `${safeJson({
      file: loaded.file,
      config: { ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)), rules },
      origins: { ...Object.fromEntries(Object.keys(values).map((key) => [key, origins.key(key)])), rules: Object.fromEntries(Object.keys(rules).map((id) => [id, origins.rule(id)])) },
    }, 2)}\n`;
  }
  const { stringify } = await import('yaml');
  const flow = (value: unknown): string => stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trimEnd();
  const line = (text: string, origin: string): string => `${escapeControls(text)}  ${style.dim(`# ${escapeControls(origin)}`)}`;
  return [
    ...Object.entries(values).map(([key, value]) => line(value === null ? `# ${key}:` : `${key}: ${flow(value)}`, origins.key(key))),
    Object.keys(rules).length === 0 ? 'rules: {}' : 'rules:',
    ...Object.entries(rules).map(([id, rule]) => line(`  ${id}: ${flow(rule.options ? rule : rule.level)}`, origins.rule(id))),
    '',
  ].join('\n');
}
