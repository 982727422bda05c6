import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { FileSystemAdapter } from 'tinyglobby';
import { faultOf, type Fault } from './faults.ts';
import { kindOf } from './open.ts';

/**
 * Files of which the path matches, in the order of their names; '/' between folders. node_modules and what begins with a dot are left out.
 * A link is what it leads to; each folder is entered once, so that links in a circle end. A pipe, a device or a dead link is found like a
 * file: opening it says what is wrong with it.
 * @param pattern '/' between folders
 * @param unreadable told about folders that could not be listed, by absolute path
 */
export async function matches(pattern: string, cwd: string, unreadable: (folder: string, fault: Fault) => void): Promise<string[]> {
  const { globSync } = await import('tinyglobby');
  const fs = { readdirSync: lister(unreadable) } as unknown as FileSystemAdapter;
  return globSync(pattern, { cwd, ignore: ['**/node_modules/**'], followSymbolicLinks: false, expandDirectories: false, fs }).sort();
}

type Entry = Pick<Dirent, 'name' | 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

/** Lists folders as the package wants them; by itself it would pass over whatever is neither a file nor a folder, and over folders that may not be read. */
function lister(unreadable: (folder: string, fault: Fault) => void): (folder: string) => Entry[] {
  const entered = new Set<string>();
  return (folder) => {
    const kind = kindOf(folder);
    if (kind.kind === 'folder' && entered.has(kind.id)) return [];
    if (kind.kind === 'folder') entered.add(kind.id);
    let entries: Dirent[] = [];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      const fault = faultOf(error);
      // Where a pattern begins there may be nothing, or a file.
      if (fault !== 'not-found') unreadable(folder, fault);
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    return entries.map((entry) => {
      const isFolder = entry.isSymbolicLink() ? kindOf(join(folder, entry.name)).kind === 'folder' : entry.isDirectory();
      return { name: entry.name, isFile: () => !isFolder, isDirectory: () => isFolder, isSymbolicLink: () => false };
    });
  };
}
