/**
 * How long a page or an add-on waits for its first judgement: the browser's bundle is read and judges a mail in a process of its own, so
 * that nothing is warm; as a multiple of parsing the rules' own JSON in the same process.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bundle = new URL('../dist/index.js', import.meta.url).href;
const MAIL = 'From: a@example.com\\r\\nTo: b@example.org\\r\\nSubject: Re\\r\\n\\r\\nBonjour, votre candidature ne peut pas aboutir car vous allez avoir un enfant. Nous cherchons quelqu\\u0027un pour ce poste.\\r\\n';
/** Time of the processor, since a wait of this length is interrupted on a busy machine and what it is compared with is not. */
const CHILD = `
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const start = used();
const { compile, lint, pack, readMessage } = await import('${bundle}');
const read = used();
if (lint(readMessage(new TextEncoder().encode('${MAIL}')), compile(pack, { extends: ['all'] })).length === 0) process.exit(1);
const judged = used();
const { built, ...rules } = pack;
const text = JSON.stringify(rules);
const from = used();
for (let n = 0; n < 20; n++) JSON.parse(text);
console.log(JSON.stringify([read - start, judged - read, (used() - from) / 20]));`;

/** @returns milliseconds of the processor to read the bundle and to judge the first mail, and the ratio of both together to parsing the rules; medians of twenty */
export function firstJudgement() {
  const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  const runs = Array.from({ length: 20 }, () => {
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', CHILD], { encoding: 'utf8' });
    if (status !== 0) throw new Error('the bundle did not find what it should');
    return JSON.parse(stdout);
  });
  return { read: median(runs.map(([read]) => read)), judged: median(runs.map(([, judged]) => judged)), ratio: median(runs.map(([read, judged, parsed]) => (read + judged) / parsed)) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(firstJudgement());
