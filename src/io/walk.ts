import { readdirSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { faultOf, type Fault } from './faults.ts';
import { formatOfName } from './formats.ts';
import { kindOf } from './open.ts';

/** A file of a folder that may hold mail. */
export interface Found {
  readonly path: string;
  /** A .json file counts only if it holds a draft; a Maildir file is always a message. */
  readonly as: 'named' | 'json' | 'maildir';
}

interface Folder {
  readonly folder: string;
  /** Whether each file in it is a message: `cur` and `new` of a Maildir. */
  readonly mail: boolean;
}

/** Whether each file in a folder is a message: `cur` and `new` of a Maildir. */
export function isMailFolder(folder: string): boolean {
  const name = basename(resolve(folder));
  return (name === 'cur' || name === 'new') && isMaildir(join(folder, '..'));
}

function isMaildir(folder: string): boolean {
  return kindOf(join(folder, 'cur')).kind === 'folder' && kindOf(join(folder, 'new')).kind === 'folder';
}

/**
 * Files that may hold mail in a folder and those below, in the order of their names. node_modules and folders that begin with a dot
 * are left out, but for Maildir++ folders (.Sent) inside a Maildir. Each folder is entered once, so that links in a circle end.
 * @param unreadable told about folders that could not be listed
 * @param templates bodies without a header are found as well
 */
export function* walk(root: string, unreadable: (folder: string, fault: Fault) => void, templates = false): Generator<Found> {
  const entered = new Set<string>();
  const pending: (Found | Folder)[] = [{ folder: root, mail: isMailFolder(root) }];
  while (pending.length > 0) {
    const next = pending.pop()!;
    if ('path' in next) {
      yield next;
      continue;
    }
    const kind = kindOf(next.folder);
    if (kind.kind === 'fault') unreadable(next.folder, kind.fault);
    if (kind.kind !== 'folder' || entered.has(kind.id)) continue;
    entered.add(kind.id);
    let entries;
    try {
      entries = readdirSync(next.folder, { withFileTypes: true });
    } catch (error) {
      unreadable(next.folder, faultOf(error));
      continue;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const maildir = isMaildir(next.folder);
    const inside: (Found | Folder)[] = [];
    for (const entry of entries) {
      const path = join(next.folder, entry.name);
      const isLink = entry.isSymbolicLink();
      // A pipe or a dead link named like a mail is handed on: opening it says what is wrong with it.
      const target = isLink ? kindOf(path).kind : entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'fault';
      if (target === 'folder') {
        if (entry.name === 'node_modules' || (maildir && entry.name === 'tmp')) continue;
        if (entry.name.startsWith('.') && !(maildir && isMaildir(path))) continue;
        inside.push({ folder: path, mail: maildir && (entry.name === 'cur' || entry.name === 'new') });
      } else if (!entry.name.startsWith('.')) {
        if (next.mail) inside.push({ path, as: 'maildir' });
        else if (formatOfName(entry.name, templates)) inside.push({ path, as: extname(entry.name).toLowerCase() === '.json' ? 'json' : 'named' });
      }
    }
    for (let index = inside.length - 1; index >= 0; index--) pending.push(inside[index]!);
  }
}
