/**
 * How well the rules on wording judge labelled sentences; see docs/evaluation.md.
 *
 *   npm run eval                                   the tables
 *   npm run eval -- --misses --rule discrimination/age --lang fr
 *                                                  what to read; of the open sentences, unless --set kept asks for the others
 *   npm run eval -- --json                         for machines; with --misses all sentences and what was found
 *   npm run eval -- --write                        docs/evaluation.md and floor.json; with --lower even where figures fall
 */
import { parseArgs } from 'node:util';
import { fromSource, root } from '../../scripts/from-source.mjs';

const flag = { type: 'boolean' };
const word = { type: 'string' };
const { values } = parseArgs({ options: { write: flag, lower: flag, misses: flag, json: flag, rule: word, lang: word, set: word } });
const { main } = await fromSource('test/eval/evaluate.ts');
process.exitCode = main(root, values);
