import { createHash } from 'node:crypto';
import { compile, type Rules } from '../../engine/compile.ts';
import { pack as builtIn } from '../../generated/pack.js';
import { ConfigError, loadConfigNow } from '../../io/config.ts';
import { MODULES } from '../../io/modules-now.ts';
import type { Config, Locale, Pack, RuleSetting } from '../../rule/types.ts';
import { systemLocale } from '../cli/settings.ts';
import type { MailOptions } from './options.ts';

/** A configuration of Undisclosed as it stands on the disk. */
export interface Configuration {
  readonly config: Config;
  readonly pack: Pack;
  readonly locale: Locale;
  /** Of all that it says, own rules included. */
  readonly digest: string;
  /** Ids of rules that are the user's own. */
  readonly own: readonly string[];
}

/** Milliseconds for which a configuration is not looked for again: an editor keeps its ESLint for days, a run has many files a second. */
const FRESH = 1000;
const loaded = new Map<string, { readonly at: number; readonly configuration: Configuration }>();

/** @throws ConfigError, without a stack trace: ESLint prints one if there is one */
export function configurationFor(options: MailOptions, cwd: string): Configuration {
  const key = JSON.stringify([cwd, options.config, options.locale]);
  const known = loaded.get(key);
  if (known && performance.now() - known.at < FRESH) return known.configuration;
  const configuration = load(options, cwd);
  loaded.set(key, { at: performance.now(), configuration });
  return configuration;
}

function load({ config: given, locale }: MailOptions, cwd: string): Configuration {
  const system = systemLocale(process.env);
  try {
    const { config, pack } = loadConfigNow(typeof given === 'object' ? { cwd, given: { name: 'languageOptions.config', config: given } } : { cwd, configPath: given }, MODULES);
    const names = new Set(builtIn.rules.map(({ id }) => id));
    const changed = pack.rules.filter((rule) => !builtIn.rules.includes(rule));
    return {
      config,
      pack,
      locale: locale ?? config.locale ?? system ?? 'en',
      digest: createHash('sha256').update(JSON.stringify([config, changed])).digest('base64url'),
      own: pack.rules.map(({ id }) => id).filter((id) => !names.has(id)),
    };
  } catch (error) {
    if (error instanceof ConfigError) {
      error.message = error.say(locale ?? system ?? 'en');
      error.stack = error.message;
    }
    throw error;
  }
}

/** What eslint.config.js says of one rule beside its severity: `level` as in a configuration of Undisclosed, the rest are the rule's options. */
export type RuleOptions = Readonly<Record<string, unknown>> & { readonly level?: RuleSetting };

/** The rules that are asked for, by id. */
export type Asked = ReadonlyMap<string, RuleOptions | undefined>;

/** Of the sets of rules in use at a time; an editor makes new ones as its user writes eslint.config.js. */
const KEPT = 20;
const compiled = new Map<string, Rules>();

/** These rules, ready to look; made once. */
export function rulesFor(configuration: Configuration, asked: Asked, enabledBy: MailOptions['enabledBy']): Rules {
  const key = JSON.stringify([configuration.digest, enabledBy, ...asked]);
  let rules = compiled.get(key);
  if (!rules) {
    const [oldest] = compiled.keys();
    if (compiled.size >= KEPT && oldest !== undefined) compiled.delete(oldest);
    compiled.set(key, (rules = compileAsked(configuration, asked, enabledBy)));
  }
  return rules;
}

function compileAsked({ config, pack }: Configuration, asked: Asked, enabledBy: MailOptions['enabledBy']): Rules {
  const settings = [...asked].flatMap(([id, options]): [string, RuleSetting][] => {
    if (options === undefined) return [];
    const { level, ...rest } = options;
    return [[id, { ...(level === undefined ? {} : { level }), options: rest } as RuleSetting]];
  });
  return compile({ ...pack, rules: pack.rules.filter(({ id }) => asked.has(id)) }, {
    ...config,
    ...(enabledBy === 'configuration' ? {} : { extends: ['all'] }),
    overrides: [...config.overrides ?? [], ...(settings.length > 0 ? [{ rules: Object.fromEntries(settings) }] : [])],
  });
}
