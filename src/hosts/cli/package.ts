import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, whether this runs from its build or from its sources. */
export function packageFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** The page that the build made; undefined where there was none. */
export function builtPage(): string | undefined {
  const file = join(packageFolder(), 'dist/undisclosed.html');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
