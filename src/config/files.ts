import type { Locale } from '../rule/types.ts';
import type { Soon } from './steps.ts';

/** A text file, or in both languages why it cannot be had, and from which line on. */
export type FileRead = { readonly text: string } | { readonly fault: Readonly<Record<Locale, string>>; readonly line?: number };

/** Where configurations are: a file system, an editor's open documents. Paths are the host's own, and nothing is read from them here. */
export interface ConfigFiles {
  isFile(path: string): Soon<boolean>;
  /** Decoded as UTF-8. */
  read(path: string): Soon<FileRead>;
  /** What a folder holds. */
  list(folder: string): Soon<{ readonly entries: readonly { readonly name: string; readonly folder: boolean }[] } | Extract<FileRead, { readonly fault: unknown }>>;
  /** The path that `name` (`base.yaml`, `./base.yaml`, `../base.yaml`) has in a folder. */
  join(folder: string, name: string): string;
  /** The folder of a file or folder; the topmost one's is itself. */
  folderOf(path: string): string;
}
