/**
 * What `eslint drafts/` costs beside `undisclosed check drafts/ -f json`: 500 drafts, a process each time, both in turn.
 * `npm run bench:eslint` after `npm run build`; exits 1 when the ratio misses its target.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const TARGET = 1.6;
const SENTENCES = ['Merci de votre candidature.', 'Vous êtes trop âgée pour ce poste.', 'Nous gardons votre dossier.', 'Nous avons été heureux de vous rencontrer jeudi.', 'La décision a été difficile.'];

function draft(number) {
  const people = Array.from({ length: 1 + (number % 15) }, (_one, index) => `P${index} <p${index}@company${index % 9}.example>`);
  const text = Array.from({ length: 12 }, (_one, index) => SENTENCES[(number * 7 + index * (1 + (number % 3))) % SENTENCES.length]).join(' ');
  return `From: claire@firma.example\r\nTo: ${people.join(',\r\n ')}\r\nSubject: Votre candidature\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBonjour,\r\n\r\n${text}\r\n`;
}

const folder = mkdtempSync(join(tmpdir(), 'undisclosed-bench-'));
try {
  mkdirSync(join(folder, 'drafts'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/undisclosed'));
  writeFileSync(join(folder, 'eslint.config.mjs'), "import undisclosed from 'undisclosed/eslint';\nexport default [...undisclosed.configs.hr];\n");
  for (let number = 0; number < 500; number++) writeFileSync(join(folder, `drafts/${number}.eml`), draft(number));
  const time = (program, ...args) => {
    const start = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, [join(root, program), ...args, '-f', 'json'], { cwd: folder, maxBuffer: 1 << 28 });
    if (status !== 1) throw new Error(`${program} ended with ${status}`);
    return Number(process.hrtime.bigint() - start);
  };
  const ratios = [];
  for (let round = 0; round < 7; round++) ratios.push(time('node_modules/eslint/bin/eslint.js', 'drafts') / time('bin/undisclosed.js', 'check', 'drafts', '--preset', 'hr'));
  const ratio = ratios.slice(1).toSorted((a, b) => a - b)[3];
  console.log(`${ratio <= TARGET ? 'ok  ' : 'MISS'} eslint on 500 drafts, times undisclosed check: ${ratio.toFixed(2)} (target ≤ ${TARGET})`);
  process.exitCode = ratio <= TARGET ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
