/** Writes the rules' pages and the READMEs' tables; with `--check` only says which differ and fails. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
// Inside node_modules, so that the bundle finds its packages.
const folder = mkdtempSync(join(root, 'node_modules/.docs-'));
try {
  const outfile = join(folder, 'docs.mjs');
  await build({ entryPoints: [join(root, 'src/build/write-docs.ts')], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning' });
  const differing = (await import(pathToFileURL(outfile).href)).writeDocs(root, check);
  if (check && differing.length > 0) {
    console.error(`These pages differ from the rules they are made of; run \`npm run docs\`:\n${differing.join('\n')}`);
    process.exitCode = 1;
  } else console.log(check ? 'Generated pages are up to date.' : `${differing.length} pages written.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
