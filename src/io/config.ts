import { readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ConfigFiles } from '../config/files.ts';
import { loadFrom, type LoadedConfig } from '../config/load.ts';
import { readSource, type ConfigSource } from '../config/source.ts';
import { pack as builtIn } from '../generated/pack.js';
import type { Locale, Pack } from '../rule/types.ts';
import { describeFault, faultOf, type Fault } from './faults.ts';
import { FileFault, kindOf, readWhole } from './open.ts';

export { ConfigError } from '../config/error.ts';
export type { LoadedConfig } from '../config/load.ts';

export interface LoadConfigOptions {
  /** Where the search upward begins: the working directory, never a draft's folder. */
  readonly cwd: string;
  /** This file and no other. */
  readonly configPath?: string | undefined;
  /** Replaces `extends`, nothing else. */
  readonly preset?: string | undefined;
  /** Default: the built-in rules. */
  readonly pack?: Pack;
}

function told(fault: Fault): { readonly fault: Readonly<Record<Locale, string>> } {
  return { fault: { en: describeFault(fault, 'en'), fr: describeFault(fault, 'fr') } };
}

/** The file system. Each answer is worked out before it is asked for: a look at files waits for nobody. */
const FILES: ConfigFiles = {
  isFile: (path) => Promise.resolve(kindOf(path).kind === 'file'),
  read(path) {
    try {
      return Promise.resolve({ text: readWhole(path).toString('utf8') });
    } catch (error) {
      if (error instanceof FileFault) return Promise.resolve(told(error.fault));
      throw error;
    }
  },
  list(folder) {
    try {
      return Promise.resolve({ entries: readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, folder: entry.isDirectory() })) });
    } catch (error) {
      return Promise.resolve(told(faultOf(error)));
    }
  },
  join: (folder, name) => resolve(folder, name),
  folderOf: (path) => dirname(path),
};

/** `loadFrom` on the file system. @throws ConfigError */
export async function loadConfig({ cwd, configPath, preset, pack = builtIn }: LoadConfigOptions): Promise<LoadedConfig> {
  return loadFrom(FILES, { folder: resolve(cwd), file: configPath === undefined ? undefined : { name: configPath, path: resolve(cwd, configPath) }, preset, pack });
}

/** One configuration file as data, with its places. @throws ConfigError */
export async function readConfigSource(path: string): Promise<ConfigSource> {
  return readSource(FILES, path, path);
}
