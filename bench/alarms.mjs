/**
 * What the rules on wording say of real text that they were not written for, per 1,000 mails or paragraphs.
 *
 *   npm run alarms                                 by rule
 *   npm run alarms -- --show --rule discrimination/age --text ham
 *                                                  the places, to be read by eye
 *   npm run alarms -- --purpose rejection          as if each were a rejection: the rules on tone speak as well
 *   npm run alarms -- --fetch                      first gets the Ministry of Labour's pages, 3 MB
 */
import { parseArgs } from 'node:util';
import { fromSource, root } from '../scripts/from-source.mjs';

const flag = { type: 'boolean' };
const word = { type: 'string' };
const { values } = parseArgs({ options: { show: flag, fetch: flag, rule: word, purpose: word, text: word } });
const { main } = await fromSource('bench/alarms.ts');
await main(root, values);
