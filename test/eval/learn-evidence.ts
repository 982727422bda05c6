import { groundEvidence, sentenceEvidence } from '../../src/checks/evidence.ts';
import { HOPELESS } from '../../src/checks/weighing.ts';
import { groundsIn, isUnread, meaningsIn } from './cases.ts';
import type { Case } from './cases.ts';
import type { Labelled, Weighed } from './labelled.ts';
import { ANYTHING, modelOf, OF_GROUNDS, OUTRIGHT } from './questions.ts';
import type { Model } from './regression.ts';

/** Parts of what is learned, each weighed by what is learned of the others: of its own sentences a model knows too well what they are. */
const FOLDS = 5;

/** Sentences of one hand stay together; what the tests hold the rules to is in no part. */
function foldOf({ place = '' }: Labelled, at: number): number {
  const hand = /^[^:]*\/[a-z]+(?<hand>[^.]*)\./.exec(place)?.groups?.['hand'];
  if (hand === undefined) return place === '' ? -1 : at % FOLDS;
  return [...hand].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % FOLDS;
}

/** Tenths of the logarithm of the odds. */
function scored({ bias, weights }: Model, stems: ReadonlySet<string>): number {
  let sum = bias;
  for (const stem of stems) sum += weights.get(stem) ?? 0;
  return 10 * sum;
}

const ANY = { ...ANYTHING, most: Infinity };
const SAID_OUTRIGHT = { ...OUTRIGHT, most: Infinity };

/** What is known of sentences that nothing was learned from, as it is weighed: see src/checks/evidence.ts. */
export function evidenceIn(cases: readonly Case[]): Weighed[] {
  const folds = cases.map(({ of }, at) => foldOf(of, at));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const others = cases.filter((_case, at) => folds[at] !== fold);
    const meanings = others.flatMap(meaningsIn);
    const grounds = others.flatMap(groundsIn);
    const [meant, meantOutright, stands, standsOutright] = [modelOf(meanings, ANY), modelOf(meanings, SAID_OUTRIGHT), modelOf(grounds, { ...OF_GROUNDS, most: Infinity }), modelOf(grounds, SAID_OUTRIGHT)];
    return cases.filter(({ of }, at) => folds[at] === fold && isUnread(of)).flatMap(({ of, windows }) => windows.flatMap((window) => {
      const scores = [scored(meant, window.stems), scored(meantOutright, window.stems)];
      if (scores[0]! < HOPELESS) return [];
      let best: readonly number[] | null = null;
      for (const { stems } of window.grounds) {
        const one = [scored(stands, stems), scored(standsOutright, stems)];
        if (best === null || one[0]! > best[0]!) best = one;
      }
      return [{ stems: new Set([...sentenceEvidence(scores, window.grounds, window.pieces), ...(best === null ? [] : groundEvidence(scores, best))]), of }];
    }));
  }).flat();
}
