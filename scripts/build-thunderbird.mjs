/**
 * Builds dist/undisclosed-thunderbird.xpi: the pages of editors/thunderbird and one bundle for each of them, with the same core as everywhere. The same
 * sources give the same bytes. Run by itself, it builds what is generated first.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { zipSync } from 'fflate';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = join(root, 'editors/thunderbird');
const sources = join(root, 'src/hosts/thunderbird');
const SCRIPTS = ['background', 'worker', 'popup', 'split-tab', 'options', 'compose-script'];
/** The first day that a zip can tell. */
const TIME = new Date(1980, 0, 1);

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/**
 * @param {{ out?: string, replace?: Readonly<Record<string, string>> }} options where the file goes, and sources to be read in the place of others (paths
 * from the project's root), for tests of an add-on whose rules are at fault
 * @returns {Promise<string>} the path of the file
 */
export async function buildThunderbird({ out = join(root, 'dist/undisclosed-thunderbird.xpi'), replace = {} } = {}) {
  const instead = new Map(Object.entries(replace).map(([path, other]) => [join(root, path), join(root, other)]));
  const { outputFiles } = await build({
    entryPoints: SCRIPTS.map((name) => join(sources, `${name}.ts`)),
    outdir: '/',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'firefox153',
    logLevel: 'warning',
    legalComments: 'none',
    charset: 'utf8',
    plugins: [{
      name: 'replace',
      setup({ onLoad }) {
        onLoad({ filter: /\.[jt]s$/ }, ({ path }) => {
          const other = instead.get(path);
          return other === undefined ? null : { contents: readFileSync(other, 'utf8'), loader: other.endsWith('.ts') ? 'ts' : 'js', resolveDir: dirname(other) };
        });
      },
    }],
  });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = new Map(outputFiles.map(({ path, contents }) => [path.slice(1), contents]));
  for (const file of files(pages)) entries.set(relative(pages, file).replaceAll('\\', '/'), readFileSync(file));
  const manifest = { ...JSON.parse(readFileSync(join(pages, 'manifest.json'), 'utf8')), version };
  entries.set('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  entries.set('LICENSE', readFileSync(join(root, 'LICENSE')));
  const sorted = Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, bytes]) => [name, [new Uint8Array(bytes), { mtime: TIME }]]));
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, zipSync(sorted, { level: 9 }));
  return out;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
  console.log(relative(process.cwd(), await buildThunderbird()));
}
