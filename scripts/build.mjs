/**
 * Builds dist/: what rules/ and the checks generate, then one bundle for browsers and one for the command line.
 * Returns at once when nothing it reads has changed since the last build; `--force` builds anyway.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'dist/.stamp');

/** Installed from the registry: the build is in the package, its sources are not. */
if (!existsSync(join(root, 'src'))) process.exit(0);

function stamp() {
  const hash = createHash('sha256').update(process.version);
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'generated') walk(path);
      } else hash.update(`${path.slice(root.length)}\0`).update(readFileSync(path));
    }
  };
  for (const folder of ['src', 'rules', 'scripts']) walk(join(root, folder));
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json']) if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    spawn(command, args, { cwd: root, stdio: 'inherit' }).on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} failed`))));
  });
}

const want = stamp();
if (!process.argv.includes('--force') && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === want && ['index.js', 'undisclosed.html'].every((file) => existsSync(join(root, 'dist', file)))) process.exit(0);

const { build } = await import('esbuild');
const { buildModule } = await import('./build-module.mjs');
mkdirSync(join(root, 'dist'), { recursive: true });

const generator = join(root, 'dist/generate.mjs');
await build({ entryPoints: [join(root, 'src/build/generate.ts')], outfile: generator, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning' });
await (await import(pathToFileURL(generator).href)).generate(root);
rmSync(generator);

/** What a plain run does not need, and shares nothing with the rest: files of their own, read when they are asked for. */
const LATE = ['validate-config', 'validate-rule', 'examples', 'phrase-lexicons', 'schemas'];
const late = {
  name: 'late',
  setup({ onResolve }) {
    for (const [filter, path] of [[/\/milter\/index\.ts$/, './milter.cjs'], [/\/lsp\/stdio\/index\.ts$/, './lsp.cjs']]) {
      onResolve({ filter }, ({ kind }) => (kind === 'entry-point' ? null : { path, external: true }));
    }
    onResolve({ filter: /\/generated\// }, ({ path }) => {
      const name = LATE.find((one) => path.endsWith(`/generated/${one}.js`));
      return name ? { path: `./${name}.cjs`, external: true } : null;
    });
  },
};
/** Where files can be read, the phrases are some: each is mapped, not parsed. */
const patternFiles = {
  name: 'pattern-files',
  setup({ onResolve }) {
    onResolve({ filter: /\/patterns\.js$/ }, () => ({ path: join(root, 'src/generated/patterns-node.js') }));
  },
};
const node = { format: 'cjs', platform: 'node', supported: { 'dynamic-import': false } };
/** Packages are read when they are asked for, but for those that every run needs. */
const BUNDLED = ['picocolors', 'tldts'];
const external = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies).filter((name) => !BUNDLED.includes(name));

/** Bundles that run in Node. CommonJS, because an ES module costs a cold start more than all of the program's own work. */
const program = {
  ...node,
  plugins: [late, patternFiles],
  external,
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
};

const common = { bundle: true, minify: true, target: 'es2023', logLevel: 'warning', legalComments: 'none' };
const types = run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json']);
await Promise.all([
  types,
  build({ ...common, entryPoints: [join(root, 'src/index.ts')], outfile: join(root, 'dist/index.js'), format: 'esm', platform: 'browser' }),
  // The same for programs in Node, where the automata are files and need not be made.
  build({ ...common, entryPoints: [join(root, 'src/index.ts')], outfile: join(root, 'dist/node.js'), format: 'esm', platform: 'node', plugins: [patternFiles], external }),
  // What a plain run does not need stays outside and is loaded when it is. The milter's is started by itself too, once a thread.
  ...[['cli/main.ts', 'cli.cjs'], ['sendmail/start.ts', 'sendmail.cjs'], ['milter/index.ts', 'milter.cjs'], ['lsp/stdio/index.ts', 'lsp.cjs']].map(([entry, outfile]) =>
    build({ ...common, ...program, entryPoints: [join(root, 'src/hosts', entry)], outfile: join(root, 'dist', outfile) })),
  ...['nodemailer', 'eslint'].map((host) => buildModule(root, host, { ...common, plugins: [late, patternFiles], external })),
  build({ ...common, ...node, entryPoints: Object.fromEntries(LATE.map((name) => [name, join(root, `src/generated/${name}.js`)])), outdir: join(root, 'dist'), outExtension: { '.js': '.cjs' },
    // An importer of type `module` takes the whole of a CommonJS file for its default export.
    footer: { js: 'if (module.exports.default) module.exports = Object.assign(module.exports.default, module.exports);' } }),
]);
if (existsSync(join(root, 'bin/undisclosed.js'))) chmodSync(join(root, 'bin/undisclosed.js'), 0o755);
// What the bundler leaves beyond ASCII stands in regular expressions, where an escape says the same; then the file needs no decoding.
const bundle = join(root, 'dist/cli.cjs');
writeFileSync(bundle, readFileSync(bundle, 'utf8').replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`));
// The compiler does not copy the declarations that it did not write.
mkdirSync(join(root, 'dist/types/generated'), { recursive: true });
cpSync(join(root, 'src/generated/pack.d.ts'), join(root, 'dist/types/generated/pack.d.ts'));
for (const name of readdirSync(join(root, 'src/generated')).filter((file) => file.endsWith('.bin'))) cpSync(join(root, 'src/generated', name), join(root, 'dist', name));
cpSync(join(root, 'scripts/start.cjs'), join(root, 'dist/start.cjs'));
await run(process.execPath, [join(root, 'dist/start.cjs'), '--write-code-cache']);
await (await import('./build-page.mjs')).buildPage();
// Generating rewrites committed schemas, so the stamp is taken again.
writeFileSync(stampFile, stamp());
