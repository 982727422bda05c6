import { isUtf8 } from 'node:buffer';
import { readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ConfigFiles, FileRead } from '../config/files.ts';
import { loadSteps, type ConfigSearch, type LoadedConfig } from '../config/load.ts';
import { sourceSteps, type ConfigSource } from '../config/source.ts';
import { finish, finishNow, type ModulesNow } from '../config/steps.ts';
import { pack as builtIn } from '../generated/pack.js';
import type { Locale, Pack } from '../rule/types.ts';
import { describeFault, faultOf, type Fault } from './faults.ts';
import { isUtf16 } from './formats.ts';
import { FileFault, kindOf, readWhole } from './open.ts';

export { ConfigError } from '../config/error.ts';
export type { LoadedConfig } from '../config/load.ts';

export interface LoadConfigOptions {
  /** Where the search upward begins: the working directory, never a draft's folder. */
  readonly cwd: string;
  /** This file and no other. */
  readonly configPath?: string | undefined;
  /** This configuration, in no file: what it names by path is looked for from `cwd`. */
  readonly given?: { readonly name: string; readonly config: object } | undefined;
  /** Replaces `extends`, nothing else. */
  readonly preset?: string | undefined;
  /** Default: the built-in rules. */
  readonly pack?: Pack;
}

function told(fault: Fault): { readonly fault: Readonly<Record<Locale, string>> } {
  return { fault: { en: describeFault(fault, 'en'), fr: describeFault(fault, 'fr') } };
}

const ENCODING = {
  line: { en: 'This line is not UTF-8. Save the file as UTF-8.', fr: 'Cette ligne n\'est pas en UTF-8. Enregistrez le fichier en UTF-8.' },
  utf16: { en: 'This file is UTF-16. Save it as UTF-8.', fr: 'Ce fichier est en UTF-16. Enregistrez-le en UTF-8.' },
};

/** A domain with U+FFFD in it is nobody's: a file in another encoding is not read as if it were UTF-8. */
function decoded(bytes: Buffer): FileRead {
  if (isUtf16(bytes)) return { fault: ENCODING.utf16 };
  if (isUtf8(bytes)) return { text: bytes.toString('utf8') };
  let line = 1;
  for (let start = 0, end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(start, end)); start = end + 1, end = bytes.indexOf(10, start)) line++;
  return { fault: ENCODING.line, line };
}

/** The file system, which answers at once. */
const FILES: ConfigFiles = {
  isFile: (path) => kindOf(path).kind === 'file',
  read(path) {
    try {
      return decoded(readWhole(path));
    } catch (error) {
      if (error instanceof FileFault) return told(error.fault);
      throw error;
    }
  },
  list(folder) {
    try {
      return { entries: readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, folder: entry.isDirectory() })) };
    } catch (error) {
      return told(faultOf(error));
    }
  },
  join: (folder, name) => resolve(folder, name),
  folderOf: (path) => dirname(path),
};

function search({ cwd, configPath, given, preset, pack = builtIn }: LoadConfigOptions): ConfigSearch {
  return { folder: resolve(cwd), file: configPath === undefined ? undefined : { name: configPath, path: resolve(cwd, configPath) }, given, preset, pack };
}

/** `loadFrom` on the file system. @throws ConfigError */
export async function loadConfig(options: LoadConfigOptions): Promise<LoadedConfig> {
  return finish(loadSteps(FILES, search(options)));
}

/** The same for a host that cannot wait. @throws ConfigError */
export function loadConfigNow(options: LoadConfigOptions, modules: ModulesNow): LoadedConfig {
  return finishNow(loadSteps(FILES, search(options)), modules);
}

/** One configuration file as data, with its places. @throws ConfigError */
export function readConfigSource(path: string): Promise<ConfigSource> {
  return finish(sourceSteps(FILES, path, path));
}
