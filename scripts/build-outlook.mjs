/**
 * Builds the add-in for Outlook into dist/outlook, to be put on a web server as it is.
 *
 *   npm run build:outlook -- --url https://mail.example.com/undisclosed [--config undisclosed.config.yaml]
 *
 * Without --url the addresses are those of a server on this machine, for trying it out.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { es2016 } from './es2016.mjs';
import { icon } from './outlook-icon.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** The configuration that everybody gets: data, whole in itself. */
function configFrom(path) {
  if (path === undefined) return {};
  const config = parse(readFileSync(path, 'utf8'), { maxAliasCount: 0 });
  const validate = require('../dist/validate-config.cjs');
  if (!validate(config)) throw new Error(`${path}: ${validate.errors[0].instancePath} ${validate.errors[0].message ?? validate.errors[0].keyword}`);
  const files = [config.extends ?? []].flat().some((name) => /^\.\.?\//.test(name));
  if (files || config.ruleFolders) throw new Error(`${path}: an add-in reads no other files, so extends names presets only, and there are no ruleFolders`);
  delete config.$schema;
  return config;
}

/** The folder's own address, to which the names of its files are added. */
function addressFrom(url) {
  const refuse = (why) => { throw new Error(`--url ${url}: ${why}`); };
  if (!URL.canParse(url)) refuse('this is no address, such as https://mail.example.com/undisclosed');
  const { protocol, href, username, password } = new URL(url);
  if (protocol !== 'https:') refuse('Outlook loads add-ins over https alone');
  if (username !== '' || password !== '') refuse('a name or password would stand in files that everybody can read');
  if (/[?#]/.test(href)) refuse('the names of the files are added at the end, so it is a folder, without ? and #');
  if (/["<>&]/.test(href)) refuse('an address with " < > or & cannot stand in the manifest');
  return href.replace(/\/+$/, '');
}

/** @returns the folder that was written */
export async function buildOutlook({ url = 'https://localhost:3000', config: path, outdir = join(root, 'dist/outlook') } = {}) {
  const address = addressFrom(url);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const common = {
    bundle: true, minify: true, format: 'iife', platform: 'browser', charset: 'ascii', legalComments: 'none', logLevel: 'warning',
    define: { UNDISCLOSED_CONFIG: JSON.stringify(configFrom(path)) },
  };
  const bundle = (entry, outfile, options) => build({ ...common, ...options, entryPoints: [join(root, 'src/hosts/outlook', entry)], outfile: join(outdir, outfile) });
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const classic = { target: 'es2016', plugins: [es2016], supported: { 'regexp-unicode-property-escapes': true } };
  const [{ text: older }] = (await bundle('older.ts', 'older.js', { ...classic, write: false, globalName: 'undisclosedOlder' })).outputFiles;
  // At the top of a script `var` makes a global, where there is none of that name, and `this` is what holds them: asked for it, core-js would make code of text.
  const globalThis = "var globalThis = typeof globalThis === 'object' ? globalThis : this;";
  const globals = ['Decoder', 'Encoder'].map((name) => `var Text${name} = typeof Text${name} === 'function' ? Text${name} : undisclosedOlder.${name};`);
  await Promise.all([
    bundle('launch.ts', 'launchevent.web.js', { target: 'es2022' }),
    bundle('pane.ts', 'pane.js', { target: 'es2022' }),
    bundle('launch.ts', 'launchevent.js', { ...classic, banner: { js: `${globalThis}${older}${globals.join('')}` } }),
  ]);
  for (const name of ['launchevent.html', 'pane.html', 'pane.css']) cpSync(join(root, 'editors/outlook', name), join(outdir, name));
  for (const size of [16, 32, 64, 80, 128]) writeFileSync(join(outdir, `icon-${size}.png`), icon(size));
  const manifest = readFileSync(join(root, 'editors/outlook/manifest.xml'), 'utf8');
  writeFileSync(join(outdir, 'manifest.xml'), manifest.replaceAll('@URL@', () => address).replaceAll('@VERSION@', version));
  return outdir;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const { values } = parseArgs({ options: { url: { type: 'string' }, config: { type: 'string' } } });
    console.log(await buildOutlook(values));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
