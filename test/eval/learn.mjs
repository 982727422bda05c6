/** Learns rules/lexicons/weights-*.yaml from the labelled sentences anew: npm run weights. */
import { fromSource, root } from '../../scripts/from-source.mjs';

await (await fromSource('test/eval/learn.ts')).main(root);
