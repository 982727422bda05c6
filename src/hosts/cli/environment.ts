import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { activeRules } from '../../engine/levels.ts';
import { loadConfig, type LoadedConfig } from '../../io/config.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Config, Finding, Locale, Override, Pack } from '../../rule/types.ts';
import { UsageError } from './errors.ts';
import { nearest } from './nearest.ts';
import { packageFolder } from './package.ts';
import type { Settings } from './settings.ts';

/** What a command works with: the rules there are, the configuration in effect, the language to speak. */
export interface Loaded extends LoadedConfig {
  readonly locale: Locale;
}

/**
 * Reads the configuration: the file named, else the one found upward from the working directory.
 * @throws ConfigError
 */
export async function environment({ config: configPath, preset, locale }: Pick<Settings, 'config' | 'preset' | 'locale'>, system: Locale | null): Promise<Loaded> {
  const loaded = await loadConfig({ cwd: process.cwd(), configPath, preset });
  return { ...loaded, locale: locale ?? loaded.config.locale ?? system ?? 'en' };
}

/** The language that the configuration here asks for; help is given even where that cannot be read. */
export async function configuredLocale(): Promise<Locale | null> {
  try {
    return (await loadConfig({ cwd: process.cwd() })).config.locale ?? null;
  } catch {
    return null;
  }
}

/**
 * `--rule`: the pack has these rules alone, `family/*` being all of a family. One that is off is switched on as its file has it; a level that was typed stands
 * above the configuration and all its overrides.
 */
export function onlyRules({ pack, config }: Loaded, typed: Settings['rules']): { pack: Pack; config: Config } {
  if (typed.length === 0) return { pack, config };
  const ids = pack.rules.map(({ id }) => id);
  const chosen = typed.flatMap(({ id, level }) => {
    const members = id.endsWith('/*') ? ids.filter((one) => one.startsWith(id.slice(0, -1))) : ids.filter((one) => one === id);
    if (members.length > 0) return members.map((member) => ({ id: member, level }));
    const family = ids.some((one) => one.startsWith(`${id}/`)) ? [`${id}/*`] : [];
    throw new UsageError((words) => words.unknownRule(escapeControls(id)), { near: family.length > 0 ? family : nearest(id, ids) });
  });
  const only: Pack = { ...pack, rules: pack.rules.filter(({ id }) => chosen.some((rule) => rule.id === id)) };
  const on = new Set(activeRules(only, config, []).map(({ definition }) => definition.id));
  const last: Override = {
    rules: Object.fromEntries(chosen.flatMap(({ id, level }) => {
      if (level !== undefined) return [[id, level]];
      return on.has(id) ? [] : [[id, only.rules.find((rule) => rule.id === id)!.severity]];
    })),
  };
  return { pack: only, config: { ...config, overrides: [...(config.overrides ?? []), last] } };
}

/** Where a rule's page is: in this package, as a path from here, in the reader's language. */
export function pageOf(locale: Locale): (finding: Finding) => string {
  let pages: string | null = null;
  return ({ ruleId, url }) => {
    if (/^https?:/.test(url)) return url;
    pages ??= join(packageFolder(), 'docs/rules');
    const page = join(pages, `${ruleId}${locale === 'fr' ? '.fr' : ''}.md`);
    return existsSync(page) ? relative(process.cwd(), page) : '';
  };
}
