import { ConfigError } from '../../config/error.ts';
import { loadFrom } from '../../config/load.ts';
import { compile, type Rules } from '../../engine/compile.ts';
import type { Locale, Pack } from '../../rule/types.ts';
import type { Phase } from '../../text/types.ts';
import { WatchedFiles } from './config-files.ts';
import type { LspHost, Settings } from './types.ts';
import { isWithin, joinUri, pathFrom, uriKey } from './uri.ts';

/** What is wrong with a configuration, and where; `file` null: with a setting of the client. */
export interface Broken {
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
  readonly what: Readonly<Record<Locale, string>>;
}

/** What holds for the drafts of one folder. */
export interface Loaded {
  readonly rules: Rules | null;
  readonly broken: Broken | null;
  readonly pack: Pack;
  readonly phase: Phase;
  readonly locale: Locale;
  /** The file found; null if there is none. */
  readonly file: string | null;
  readonly files: WatchedFiles;
  /** When it began to be read: what has changed since is not in it. */
  readonly generation: number;
}

interface Entry {
  readonly loading: Promise<Loaded>;
  loaded: Loaded | null;
}

export function brokenOf(error: ConfigError): Broken {
  const { file, line, column, what, paste } = error;
  const told = (locale: Locale): string => (paste === null ? what[locale] : `${what[locale]} ${locale === 'fr' ? 'Écrivez plutôt\u00A0:' : 'Write instead:'} ${paste}`);
  return { file, line, column, what: { en: told('en'), fr: told('fr') } };
}

/** Reads configurations when they are first needed, keeps them, and reads them again when something about them has changed. */
export class Configurations {
  readonly #host: LspHost;
  /** Client's folders, the innermost first. */
  #folders: readonly string[] = [];
  #settings: Settings = {};
  #clientLocale: Locale | null = null;
  readonly #entries = new Map<string, Entry>();
  /** Goes up whenever what was said before may no longer hold. */
  generation = 0;

  constructor(host: LspHost) {
    this.#host = host;
  }

  set folders(folders: readonly string[]) {
    this.#folders = [...folders].sort((one, other) => other.length - one.length);
    this.reset();
  }

  set clientLocale(locale: Locale | null) {
    this.#clientLocale = locale;
  }

  set settings(settings: Settings) {
    this.#settings = settings;
    this.reset();
  }

  /** The language of words that belong to no draft. */
  get locale(): Locale {
    return this.#settings.locale ?? this.#clientLocale ?? this.#host.locale;
  }

  /** All is read anew when it is needed next. */
  reset(): void {
    this.#entries.clear();
    this.generation++;
  }

  /** The folder that a document belongs to: that of the workspace, never its own. */
  folderFor(uri: string): string | null {
    return this.#folders.find((folder) => isWithin(folder, uri)) ?? this.#folders.at(-1) ?? this.#host.folder;
  }

  pathFor(uri: string): string {
    return pathFrom(this.folderFor(uri), uri);
  }

  async for(uri: string): Promise<Loaded> {
    const folder = this.folderFor(uri);
    const key = uriKey(folder ?? '');
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { loading: this.#load(folder), loaded: null };
      this.#entries.set(key, entry);
      entry.loaded = await entry.loading;
    }
    return entry.loading;
  }

  /** Whether a configuration in force was made from this file, or would be if it were there. */
  concerns(uri: string): boolean {
    const key = uriKey(uri);
    return this.#all().some(({ files }) => files.seen.has(key) || files.folders.some((folder) => isWithin(folder, uri)));
  }

  /** Whether a file stands in a folder of users' own rules. */
  isRule(uri: string): boolean {
    return /\.(?:ya?ml|json)$/.test(uri) && !/\.examples\.\w+$/.test(uri) && this.#all().some(({ files }) => files.folders.some((folder) => isWithin(folder, uri)));
  }

  /** Whether a configuration in force extends this file. */
  extends(uri: string): boolean {
    return this.#all().some(({ files }) => files.texts.has(uriKey(uri)) && !files.folders.some((folder) => isWithin(folder, uri)));
  }

  /** Every file and folder that a configuration in force was made from. */
  get watched(): { readonly files: readonly string[]; readonly folders: readonly string[] } {
    return { files: this.#all().flatMap(({ files }) => [...files.seen.values()].map(({ uri }) => uri)), folders: this.#all().flatMap(({ files }) => files.folders) };
  }

  /** Whether a file has changed, come or gone since a configuration was made from it. A look at time and size of a few files: not for each key. */
  get changed(): boolean {
    return this.#all().some(({ files }) => files.changed);
  }

  #all(): Loaded[] {
    return [...this.#entries.values()].flatMap(({ loaded }) => (loaded === null ? [] : [loaded]));
  }

  async #load(folder: string | null): Promise<Loaded> {
    const { config: path, preset, phase = 'compose', locale } = this.#settings;
    const { pack } = this.#host;
    const files = new WatchedFiles(this.#host);
    const named = path === undefined || path === null || path === '' ? undefined : joinUri(folder ?? '', path);
    const common = { pack, phase, files, locale: this.locale, generation: this.generation };
    try {
      if (folder === null && named === undefined) {
        const config = preset ? { extends: [preset] } : {};
        return { ...common, rules: compile(pack, config), broken: null, file: null };
      }
      const loaded = await loadFrom(files, { folder: folder ?? '', file: named === undefined ? undefined : { name: named, path: named }, preset: preset || undefined, pack });
      const own = locale ?? this.#clientLocale ?? loaded.config.locale ?? this.#host.locale;
      return { ...common, locale: own, pack: loaded.pack, rules: compile(loaded.pack, loaded.config), broken: null, file: loaded.file };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return { ...common, rules: null, broken: brokenOf(error), file: error.file };
    }
  }
}
