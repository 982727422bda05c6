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
// Only the build runs this file itself; the program is started through bin/.
const isWriting = require.main === module && process.argv[2] === '--write-code-cache';
let cachedData;
try {
  // An earlier cache would hand on what that build needed.
  if (!isWriting) cachedData = readFileSync(cacheFile);
} catch {
  // Built without one: slower, not wrong.
}

// The cache holds the name: that of the file would be where it was built.
const script = new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`, { filename: 'cli.cjs', cachedData });
const start = () => script.runInThisContext()({}, require, { exports: {} }, file, __dirname);

if (isWriting) {
  // One ordinary run first, on a mail to one and on one to many, so that the functions it needs are in the cache as well.
  const drafts = [
    [join(__dirname, 'cache-run.json'), JSON.stringify({ from: 'a@example.com', to: 'b@example.org', subject: 'Bonjour', text: 'Bonjour à tous,' })],
    [join(__dirname, 'cache-run.eml'), `From: a@example.com\r\nTo: ${Array.from({ length: 12 }, (_, n) => `P <p${n}@company${n}.example>`).join(',\r\n ')}\r\nSubject: Bonjour\r\n\r\nBonjour,\r\n`],
  ];
  for (const [path, text] of drafts) writeFileSync(path, text);
  process.argv.splice(2, 1, 'check', ...drafts.map(([path]) => path), '--fail-on', 'none', '--output', require('node:os').devNull);
  process.on('exit', () => {
    writeFileSync(cacheFile, script.createCachedData());
    for (const [path] of drafts) require('node:fs').rmSync(path);
  });
}
start();
