/**
 * The Public Suffix List of tldts, for Node, as a file beside the program. tldts lays its tables out as literals and derives more from them whenever it is
 * loaded, which is a tenth of what a cold start costs beyond Node's own; derived here, by its own code, they are read in place. How they are looked up stays
 * its own as well.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

export const SUFFIXES = 'suffixes.bin';
const require = createRequire(import.meta.url);
const sources = (name) => join(dirname(require.resolve(`${name}/package.json`)), 'dist/es6');
const lookup = join(sources('tldts'), 'src/suffix-trie.js');
const DERIVED = ['edgeOffset', 'edgeHash', 'wildcardEdge'];
/** From the first of what is derived to the end of the loop that derives it. */
const DERIVATION = /^const numberOfNodes = [^]*?^\}\n/m;

function derivation() {
  const source = readFileSync(lookup, 'utf8');
  const [code] = DERIVATION.exec(source) ?? [''];
  if (!DERIVED.every((name) => code.includes(`const ${name} = new `))) throw new Error('tldts derives its tables in another way now: see scripts/suffixes.mjs');
  return { source, code };
}

async function tables() {
  const { code } = derivation();
  const own = `import { edgeLength, edgeStart, labelText, nodeFlags } from './data/trie';\n${code}\nexport { ${DERIVED.join(', ')} };\nexport * from './data/trie';`;
  const { outputFiles: [{ text }] } = await build({ stdin: { contents: own, resolveDir: dirname(lookup) }, bundle: true, format: 'esm', write: false, logLevel: 'warning' });
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
}

/** @returns the file, and the module that reads it */
async function packed() {
  const all = Object.entries(await tables());
  const width = ([, value]) => value.BYTES_PER_ELEMENT ?? 0;
  const bytes = [];
  const lines = [];
  let at = 0;
  // The widest first, so that each begins where its elements may.
  for (const [name, value] of all.sort((a, b) => width(b) - width(a))) {
    if (typeof value === 'number') {
      lines.push(`export const ${name} = ${value};`);
      continue;
    }
    const isText = typeof value === 'string';
    const block = isText ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    lines.push(isText
      ? `export const ${name} = file.utf8Slice(${at}, ${at + block.length});`
      : `export const ${name} = new ${value.constructor.name}(file.buffer, file.byteOffset + ${at}, ${value.length});`);
    bytes.push(block);
    at += block.length;
  }
  const read = "import { readFileSync } from 'node:fs';\nimport { join } from 'node:path';\n";
  return { bytes: Buffer.concat(bytes), module: `${read}const file = readFileSync(join(import.meta.dirname, '${SUFFIXES}'));\n${lines.join('\n')}\n` };
}

/**
 * @returns what SUFFIXES holds, to stand beside each bundle, and the plugin for esbuild by which a bundle reads it
 * @throws Error where tldts is not as it was
 */
export async function suffixes() {
  const { bytes, module } = await packed();
  const plugin = {
    name: 'suffixes',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^tldts(?:-core)?$/ }, ({ path }) => ({ path: join(sources(path), 'index.js'), sideEffects: false }));
      onResolve({ filter: /^\.\/data\/trie$/ }, ({ importer }) => (importer === lookup ? { path: SUFFIXES, namespace: 'suffixes' } : null));
      onLoad({ filter: /.*/, namespace: 'suffixes' }, () => ({ contents: module, loader: 'js' }));
      onLoad({ filter: /[\\/]suffix-trie\.js$/ }, ({ path }) => {
        if (path !== lookup) return null;
        const { source, code } = derivation();
        return { contents: source.replace(code, () => `import { ${DERIVED.join(', ')} } from './data/trie';\n`), loader: 'js' };
      });
    },
  };
  return { bytes, plugin };
}
