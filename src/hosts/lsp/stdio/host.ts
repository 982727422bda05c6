import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pack } from '../../../generated/pack.js';
import { fallbackFor } from '../../../io/eml.ts';
import { fixInput } from '../../../io/fix.ts';
import { FileFault, readWhole } from '../../../io/open.ts';
import type { Locale } from '../../../rule/types.ts';
import { packageFolder, packageVersion } from '../../cli/package.ts';
import type { FolderEntry, LspHost } from '../types.ts';

/** Null for what is no file of this machine: an untitled document, a folder on another one. */
function pathOf(uri: string): string | null {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : null;
  } catch {
    return null;
  }
}

function stamp(uri: string): string {
  const path = pathOf(uri);
  const stat = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}

function entries(path: string): FolderEntry[] | null {
  try {
    return readdirSync(path, { withFileTypes: true }).map((entry) => ({ name: entry.name, folder: entry.isDirectory() }));
  } catch {
    return null;
  }
}

/** The language server's host on a machine with files: a second reader looks at each fix, and pages are those of the package. */
export function nodeHost(locale: Locale): LspHost {
  const pages = join(packageFolder(), 'docs/rules');
  return {
    pack,
    locale,
    version: packageVersion(),
    folder: pathToFileURL(process.cwd()).href,
    stamp(uri) {
      try {
        return stamp(uri);
      } catch {
        return '';
      }
    },
    readFile(uri) {
      const path = pathOf(uri);
      if (path === null) return Promise.resolve(null);
      try {
        const bytes = readWhole(path);
        return Promise.resolve({ text: bytes.toString('utf8'), utf8: isUtf8(bytes) });
      } catch (error) {
        if (error instanceof FileFault) return Promise.resolve(null);
        throw error;
      }
    },
    readFolder(uri) {
      const path = pathOf(uri);
      return Promise.resolve(path === null ? null : entries(path));
    },
    page(ruleId, language) {
      const page = join(pages, `${ruleId}${language === 'fr' ? '.fr' : ''}.md`);
      return existsSync(page) ? pathToFileURL(page).href : null;
    },
    async fix(source, draft, rules, options) {
      const fixed = await fixInput({ filePath: options.filePath ?? '', source, draft }, rules, options);
      return { source: fixed.input.source, fixed: fixed.fixed, changes: fixed.changes };
    },
    charsets: fallbackFor,
  };
}
