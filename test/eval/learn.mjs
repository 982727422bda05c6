/** Learns rules/lexicons/weights-*.yaml from the labelled sentences anew: npm run weights. Languages side by side; or only those that are named. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fromSource, root } from '../../scripts/from-source.mjs';

const [language] = process.argv.slice(2);
const { LANGUAGES, main } = await fromSource('test/eval/learn.ts');
if (language) await main(root, language);
else for (const each of LANGUAGES) fork(fileURLToPath(import.meta.url), [each]).on('exit', (code) => (process.exitCode ||= code ?? 1));
