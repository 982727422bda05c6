import { CHECKS } from '../checks/index.ts';
import type { Policy } from '../rule/policy.ts';
import type { Config, Lexicons, LevelSetting, Pack, RuleDefinition, RuleSetting } from '../rule/types.ts';
import { configGrammar, vocabulary, type Vocabulary } from './check.ts';
import { ConfigError, shown } from './error.ts';
import type { ConfigFiles } from './files.ts';
import { checkMeaning } from './meaning.ts';
import { refuse } from './refuse.ts';
import { givenSource, parseJson, readText, sourceSteps, type ConfigSource, type Path } from './source.ts';
import { finish, late, settled, type Steps } from './steps.ts';
import { suggest } from './suggest.ts';

export interface ConfigSearch {
  /** Where the search upward begins: never a draft's folder. */
  readonly folder: string;
  /** This file and no other: the name that errors carry, and its path. */
  readonly file?: { readonly name: string; readonly path: string } | undefined;
  /** This configuration, in no file: what it names by path is looked for from `folder`. */
  readonly given?: { readonly name: string; readonly config: object } | undefined;
  /** Replaces `extends`, nothing else. */
  readonly preset?: string | undefined;
  /** The built-in rules. */
  readonly pack: Pack;
}

export interface LoadedConfig {
  /** Valid, with what it extends merged in: `extends` names presets only, `ruleFolders` is gone. */
  readonly config: Config;
  /** The built-in rules and the user's own. */
  readonly pack: Pack;
  /** The file found; null if there is none. */
  readonly file: string | null;
}

/** What a configuration of its own is called. */
export const CONFIG_NAMES: readonly string[] = ['undisclosed.config.yaml', 'undisclosed.config.yml', 'undisclosed.config.json'];

/** A configuration file as written, before anything is resolved. */
interface ConfigFile extends Config {
  readonly $schema?: string;
  readonly replaceRules?: readonly string[];
}

interface Opened {
  readonly source: ConfigSource;
  /** ['undisclosed'] in a package.json. */
  readonly prefix: Path;
  readonly path: string;
}

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? value as readonly T[] : [value as T];
}

/** `undisclosed` in a package.json; null if there is none, or if the file is not JSON and so somebody else's concern. */
function* openManifest(files: ConfigFiles, file: string, path: string, asked: boolean): Steps<Opened | null> {
  const text = yield* readText(files, file, path);
  if (!asked && !text.includes('"undisclosed"')) return null;
  let source: ConfigSource;
  try {
    source = parseJson(file, text);
  } catch (error) {
    if (asked) throw error;
    return null;
  }
  const value = source.value as Record<string, unknown> | null;
  const has = typeof value === 'object' && value !== null && Object.hasOwn(value, 'undisclosed');
  if (!has && asked) throw new ConfigError({ file, line: 1, column: 1, what: { en: 'This package.json has no key undisclosed.', fr: 'Ce package.json n\'a pas de clé undisclosed.' }, paste: '"undisclosed": { "extends": "recommended" }' });
  return has ? { source, prefix: ['undisclosed'], path } : null;
}

function* openFile(files: ConfigFiles, file: string, path: string): Steps<Opened> {
  if (/(?:^|[\\/])package\.json$/.test(path)) return (yield* openManifest(files, file, path, true))!;
  return { source: yield* sourceSteps(files, file, path), prefix: [], path };
}

function openGiven(files: ConfigFiles, { name, config }: NonNullable<ConfigSearch['given']>, folder: string): Opened {
  return { source: givenSource(name, config), prefix: [], path: files.join(folder, name) };
}

function* find(files: ConfigFiles, start: string): Steps<Opened | null> {
  for (let folder = start; ; folder = files.folderOf(folder)) {
    for (const name of CONFIG_NAMES) {
      const path = files.join(folder, name);
      if (yield* settled(files.isFile(path))) return yield* openFile(files, path, path);
    }
    const manifest = files.join(folder, 'package.json');
    const opened = (yield* settled(files.isFile(manifest))) ? yield* openManifest(files, manifest, manifest, false) : null;
    if (opened) return opened;
    if (files.folderOf(folder) === folder) return null;
  }
}

function contents({ source, prefix }: Opened): unknown {
  const value = source.value as Record<string, unknown> | null;
  return prefix.length === 0 ? value ?? {} : value?.['undisclosed'];
}

function without<K extends keyof ConfigFile>(config: ConfigFile, ...keys: readonly K[]): Omit<ConfigFile, K> {
  return Object.fromEntries(Object.entries(config).filter(([key]) => !keys.includes(key as K))) as Omit<ConfigFile, K>;
}

/** Keys of the second win; of rules the later is stronger, so a repeated key moves to the end. */
function mergeRules<T>(base: Readonly<Record<string, T>> | undefined, own: Readonly<Record<string, T>> | undefined): Record<string, T> {
  const kept = Object.entries(base ?? {}).filter(([key]) => !own || !Object.hasOwn(own, key));
  return Object.fromEntries([...kept, ...Object.entries(own ?? {})]);
}

/** Lists are joined, single values replaced. */
function merge(base: ConfigFile, own: ConfigFile): ConfigFile {
  const joined: Record<string, unknown> = {};
  for (const key of ['internalDomains', 'colleagues', 'lists', 'allow', 'overrides', 'ruleFolders', 'replaceRules', 'extends'] as const) {
    if (base[key] !== undefined || own[key] !== undefined) joined[key] = [...new Set<unknown>([...list<unknown>(base[key]), ...list<unknown>(own[key])])];
  }
  const rules = base.rules || own.rules ? { rules: mergeRules(base.rules, own.rules) } : {};
  const policy = base.policy || own.policy ? { policy: mergePolicy(base.policy ?? {}, own.policy ?? {}) } : {};
  return { ...base, ...own, ...joined, ...rules, ...policy };
}

/** As the configuration itself: lists are joined, single values replaced. */
function mergePolicy(base: Policy, own: Policy): Policy {
  const joined: Record<string, unknown> = {};
  for (const key of ['networks', 'trustedUsers', 'approvers', 'overrides'] as const) {
    if (base[key] ?? own[key]) joined[key] = [...new Set<unknown>([...base[key] ?? [], ...own[key] ?? []])];
  }
  const levels = base.levels || own.levels ? { levels: { ...base.levels, ...own.levels } } : {};
  const rules = base.rules || own.rules ? { rules: mergeRules(base.rules, own.rules) } : {};
  return { ...base, ...own, ...joined, ...levels, ...rules };
}

/** Loads one file with all that it extends. */
class Loader {
  readonly #files: ConfigFiles;
  readonly #pack: Pack;
  readonly #words: Vocabulary;
  /** With those that only phrases are made of, once there are rules of the user's own. */
  #lexicons: Lexicons;
  /** Own rules, and where each file's meaning is yet to be checked: another file may bring the rules that it names. */
  readonly rules: RuleDefinition[] = [];
  readonly #pending: { config: ConfigFile; opened: Opened }[] = [];

  constructor(files: ConfigFiles, pack: Pack) {
    this.#files = files;
    this.#pack = pack;
    this.#words = vocabulary(pack, CHECKS);
    this.#lexicons = pack.lexicons;
  }

  *load(opened: Opened, chain: readonly string[], preset?: string): Steps<ConfigFile> {
    const { source, prefix, path } = opened;
    const value = contents(opened);
    // Loaded with the first file: most runs have none, and compiled schemas are long.
    const { default: validateConfig } = yield* late('validateConfig');
    if (!validateConfig(value)) refuse(validateConfig.errors ?? [], source, prefix, configGrammar(this.#words));
    const config = value as ConfigFile;
    this.#pending.push({ config, opened });
    const folder = this.#files.folderOf(path);
    let base: ConfigFile = {};
    const presets: string[] = [];
    for (const [index, name] of preset === undefined ? list(config.extends).entries() : []) {
      if (!/^\.\.?\//.test(name)) {
        presets.push(name);
        continue;
      }
      const file = this.#files.join(folder, name);
      const place = { file: source.file, ...source.place([...prefix, 'extends', ...(Array.isArray(config.extends) ? [index] : [])]) };
      if ([...chain, path].includes(file)) throw new ConfigError({ ...place, what: { en: `${shown(name)} leads back to a file that extends this one.`, fr: `${shown(name)} ramène à un fichier qui étend celui-ci.` } });
      if (!(yield* settled(this.#files.isFile(file)))) throw new ConfigError({ ...place, what: { en: `There is no file ${shown(name)} in this file's folder.`, fr: `Il n'y a pas de fichier ${shown(name)} dans le dossier de ce fichier.` } });
      base = merge(base, yield* this.load(yield* openFile(this.#files, file, file), [...chain, path]));
    }
    for (const [index, name] of (config.ruleFolders ?? []).entries()) {
      const at = { file: source.file, ...source.place([...prefix, 'ruleFolders', index]) };
      const { ruleFolderSteps } = yield* late('ruleFiles');
      const { phraseLexicons } = yield* late('phraseLexicons');
      this.#lexicons = { ...phraseLexicons, ...this.#pack.lexicons };
      const own = yield* ruleFolderSteps(this.#files, this.#files.join(folder, name), at, [...this.#pack.rules, ...this.rules].map(({ id }) => id), new Set(config.replaceRules), this.#lexicons);
      this.rules.push(...own);
    }
    const rest = without(config, 'extends');
    // A list that names files alone leaves the choice of a preset to those files.
    const named = preset !== undefined ? [preset] : presets.length > 0 || list(config.extends).length === 0 ? config.extends === undefined ? undefined : presets : undefined;
    return merge(base, named === undefined ? rest : { ...rest, extends: named });
  }

  /** The built-in rules but for those replaced, and the user's own. */
  finish(): Pack {
    const own = new Set(this.rules.map(({ id }) => id));
    const pack: Pack = { ...this.#pack, lexicons: this.#lexicons, rules: [...this.#pack.rules.filter(({ id }) => !own.has(id)), ...this.rules] };
    const words = vocabulary(pack, CHECKS);
    for (const { config, opened } of this.#pending) checkMeaning(config, opened.source, opened.prefix, words);
    return pack;
  }
}

function checkPreset(preset: string, pack: Pack): void {
  const names = Object.keys(pack.presets);
  if (names.includes(preset)) return;
  const near = suggest(preset, names);
  throw new ConfigError({
    file: null, line: 1, column: 1,
    what: {
      en: `There is no preset ${shown(preset)}; there are: ${names.join(', ')}.${near === null ? '' : ` Did you mean ${near}?`}`,
      fr: `Il n'y a pas de préréglage ${shown(preset)} ; il y a : ${names.join(', ')}.${near === null ? '' : ` Vouliez-vous dire ${near} ?`}`,
    },
    ...(near === null ? {} : { paste: `--preset ${near}` }),
  });
}

/**
 * Finds, reads and checks the configuration: the file given, else undisclosed.config.yaml, .yml, .json or package.json#undisclosed,
 * in a folder or the nearest one above. Data only: nothing in it is executed.
 * @throws ConfigError with file, line, column, what is wrong, and a line to paste
 */
export function loadFrom(files: ConfigFiles, search: ConfigSearch): Promise<LoadedConfig> {
  return finish(loadSteps(files, search));
}

/** `loadFrom`, step by step. */
export function* loadSteps(files: ConfigFiles, { folder, file, given, preset, pack }: ConfigSearch): Steps<LoadedConfig> {
  if (preset !== undefined) checkPreset(preset, pack);
  const opened = given !== undefined ? openGiven(files, given, folder) : file === undefined ? yield* find(files, folder) : yield* openFile(files, file.name, file.path);
  if (!opened) return { config: preset === undefined ? {} : { extends: [preset] }, pack, file: null };
  const loader = new Loader(files, pack);
  const config = without(yield* loader.load(opened, [], preset), 'ruleFolders', 'replaceRules', '$schema');
  const rules = loader.finish();
  if (loader.rules.length === 0) return { config, pack: rules, file: opened.source.file };
  // No preset names the user's own rules: they are on, at the level they say, unless the configuration says otherwise.
  const own = Object.fromEntries(loader.rules.map(({ id, severity }) => [id, severity as LevelSetting]));
  return { config: { ...config, rules: mergeRules<RuleSetting>(own, config.rules) }, pack: rules, file: opened.source.file };
}
