'use strict';
/**
 * Starts the command line from code that V8 compiled before: half of a cold start is compiling. V8 itself refuses a cache
 * of another version or source, and then compiles as usual.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const file = join(__dirname, 'cli.cjs');
const cacheFile = join(__dirname, 'cli.cache');
let cachedData;
try {
  cachedData = readFileSync(cacheFile);
} catch {
  // Built without one: slower, not wrong.
}

const script = new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`, { filename: file, cachedData });
const start = () => script.runInThisContext()({}, require, { exports: {} }, file, __dirname);

if (process.argv[2] === '--write-code-cache') {
  // One ordinary run first, so that the functions it needs are in the cache as well.
  const input = JSON.stringify({ from: 'a@example.com', to: 'b@example.org', subject: 'Bonjour', text: 'Bonjour à tous,' });
  const draft = join(__dirname, 'cache-run.json');
  writeFileSync(draft, input);
  process.argv.splice(2, 1, 'check', draft, '--fail-on', 'none', '--output', require('node:os').devNull);
  process.on('exit', () => {
    writeFileSync(cacheFile, script.createCachedData());
    require('node:fs').rmSync(draft);
  });
}
start();
