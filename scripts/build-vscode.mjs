/**
 * Builds the extension for VS Code: dist/vscode (what editors/vscode describes, with the bundles) and of it dist/undisclosed-vscode.vsix,
 * the same bytes each time. Needs dist/, and installs what editors/vscode asks for where it is missing.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'editors/vscode');
const stage = join(root, 'dist/vscode');
const vsix = join(root, 'dist/undisclosed-vscode.vsix');

/** What a package takes along is written down here: nothing comes along by chance. */
const PARTS = ['package.json', 'package.nls.json', 'package.nls.fr.json', 'language-configuration.json', 'syntaxes', 'l10n', 'icon.png', 'README.md', 'README.fr.md', 'CHANGELOG.md', '.vscodeignore'];

const common = { bundle: true, minify: true, target: 'es2022', logLevel: 'warning', legalComments: 'none', metafile: true };
/** One file each: the packages are inside, since an extension brings none along. */
const node = { ...common, format: 'cjs', platform: 'node', define: { 'import.meta.dirname': '__dirname' } };
const browser = { ...common, platform: 'browser', mainFields: ['browser', 'module', 'main'] };
const entry = (name) => join(root, 'src/hosts/vscode', name);

/** Name and version of the packages that stand in bundles, each with its licence. */
function notices(inputs) {
  const packages = new Set(inputs.map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean));
  return [...packages].sort().map((folder) => {
    const path = join(root, folder);
    const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    const text = readdirSync(path).find((file) => /^(?:licen[cs]e|copying)/i.test(file));
    return `${name} ${version} (${license})\n\n${text ? readFileSync(join(path, text), 'utf8').trim() : ''}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
}

rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
for (const part of PARTS) cpSync(join(source, part), join(stage, part), { recursive: true });
cpSync(join(root, 'LICENSE'), join(stage, 'LICENSE.txt'));
cpSync(join(root, 'docs/rules'), join(stage, 'rules'), { recursive: true });

const bundles = await Promise.all([
  build({ ...node, entryPoints: [entry('desktop/extension.ts')], outfile: join(stage, 'node.cjs'), external: ['vscode'] }),
  build({ ...node, entryPoints: [entry('desktop/server.ts')], outfile: join(stage, 'server.cjs') }),
  build({ ...browser, format: 'cjs', entryPoints: [entry('web.ts')], outfile: join(stage, 'web.js'), external: ['vscode'] }),
  // A Worker within a Worker takes a classic script.
  build({ ...browser, format: 'iife', entryPoints: [entry('worker.ts')], outfile: join(stage, 'server.js') }),
]);
writeFileSync(join(stage, 'ThirdPartyNotices.txt'), notices(bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs))));

if (!existsSync(join(source, 'node_modules/@vscode/vsce'))) execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: source, stdio: 'inherit' });
execFileSync(process.execPath, [join(source, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix], {
  cwd: stage,
  stdio: ['ignore', 'ignore', 'inherit'],
  // Time, its zone and the order of names would differ from one machine to the next.
  env: { ...process.env, SOURCE_DATE_EPOCH: '315532800', TZ: 'UTC', LC_ALL: 'C' },
});
