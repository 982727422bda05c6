/** Imports a TypeScript module of the project as it stands, so that figures are those of the sources and not of an older build. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** @param entry below the project's folder */
export async function fromSource(entry) {
  // Inside node_modules, so that the bundle finds its packages.
  const folder = mkdtempSync(join(root, 'node_modules/.source-'));
  try {
    const outfile = join(folder, 'bundle.mjs');
    await build({ entryPoints: [join(root, entry)], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning' });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
