/**
 * Builds dist/undisclosed.html: one file that looks at mails in a browser, by a double click, without a network. Its engine is a Worker,
 * packed (DEFLATE, base64); what the page itself does and its style stand in it as they are, known to its policy by their hashes.
 * `src/generated/` must be there: scripts/build.mjs makes it, and calls this.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deflateRawSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Bytes that the page may have. Most of it are the phrases of the rules and what is learned: whoever adds much to these sees it here. */
export const LARGEST = 2_060_000;

/** Node's charset tables, which the reader of .msg files brings along: a browser has its own. */
const charsets = {
  name: 'charsets',
  setup({ onResolve }) {
    onResolve({ filter: /^iconv-lite$/ }, () => ({ path: join(root, 'src/hosts/page/charsets.ts') }));
  },
};

async function script(entry, format) {
  const { build } = await import('esbuild');
  const { outputFiles: [file] } = await build({
    entryPoints: [join(root, 'src/hosts/page', entry)], bundle: true, minify: true, write: false, format, platform: 'browser', target: ['es2022'], legalComments: 'none', logLevel: 'warning', plugins: [charsets],
  });
  return file.text.trim();
}

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** @returns the page's policy, which `undisclosed serve` sends as a header too */
function policy(code, style) {
  return [
    "default-src 'none'", `script-src ${hash(code)}`, `style-src ${hash(style)}`, 'img-src data:', 'worker-src blob:', "connect-src 'none'", "base-uri 'none'", "form-action 'none'",
    "require-trusted-types-for 'script'", 'trusted-types undisclosed',
  ].join('; ');
}

export async function buildPage() {
  const [engine, code, { PAGE_STYLE: style }] = await Promise.all([
    script('worker.ts', 'iife'),
    // Nothing within may end the element that it stands in.
    script('main.ts', 'iife').then((text) => text.replace(/<(?=\/script|!--|script)/gi, '\\x3c')),
    script('style.ts', 'esm').then((text) => import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)),
  ]);
  // Short blocks of DEFLATE: automata and phrases alternate, and one code for both would suit neither (at 9 it is 37,000 bytes more).
  const parts = { policy: policy(code, style), style, engine: deflateRawSync(engine, { level: 9, memLevel: 6 }).toString('base64'), code };
  const page = readFileSync(join(root, 'src/hosts/page/page.html'), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
  const size = Buffer.byteLength(page);
  if (size > LARGEST) throw new Error(`dist/undisclosed.html has ${size} bytes; ${LARGEST} are the most (engine ${parts.engine.length}, code ${code.length}, style ${style.length})`);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist/undisclosed.html'), page);
  return size;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(`dist/undisclosed.html: ${await buildPage()} bytes`);
