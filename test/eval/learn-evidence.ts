import { groundEvidence, sentenceEvidence } from '../../src/checks/evidence.ts';
import type { Standing } from '../../src/checks/evidence.ts';
import { MEANT } from '../../src/checks/meaning.ts';
import { Told } from '../../src/checks/told.ts';
import { HOPELESS } from '../../src/checks/weighing.ts';
import { groundsIn, isUnread, meaningsIn } from './cases.ts';
import type { Case } from './cases.ts';
import type { Labelled, Weighed } from './labelled.ts';
import { grounds as groundWeights } from './learn-meaning.ts';
import { ANYTHING, modelOf, OF_GROUNDS, OUTRIGHT } from './questions.ts';
import type { Model, Tenths } from './regression.ts';

/** Parts of what is learned, each weighed by what is learned of the others: of its own sentences a model knows too well what they are. */
export const FOLDS = 5;

/** Sentences of one hand stay together; what the tests hold the rules to is in no part. */
export function foldOf({ place = '' }: Labelled, at: number): number {
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
    const apart = Object.entries(groundWeights(meanings)).map(([rule, weights]) => ({ rule, says: readerOf(weights) }));
    const labels = [...MEANT, ...apart.map(({ rule }) => rule)];
    return cases.filter(({ of }, at) => folds[at] === fold && isUnread(of)).flatMap(({ of, windows }) => windows.flatMap((window) => {
      const any = scored(meant, window.stems);
      if (any < HOPELESS) return [];
      const scores = [any, scored(meantOutright, window.stems), ...apart.map(({ says }) => says(window.stems))];
      const told = new Told(scores, labels);
      let best: Standing | null = null;
      for (const { ground: { rule }, stems } of window.grounds) {
        const one = [scored(stands, stems), scored(standsOutright, stems)];
        if (best === null || one[0]! > best.scores[0]!) best = { rule, scores: one };
      }
      return [{ stems: new Set([...sentenceEvidence(scores, told, window.grounds, window.pieces), ...(best === null ? [] : groundEvidence(scores, told, best))]), of }];
    }));
  }).flat();
}

/** Of lawful sentences that are near to what is wrong, so many may be doubted, and so many taken for an error. */
const MAY_BE_DOUBTED = 0.055;
const MAY_BE_ERRORS = 0.02;
const OURS = /^learned\/discrimination-/;

/** What some stems say, in tenths. */
export function readerOf({ bias, stems }: Tenths): (names: ReadonlySet<string>) => number {
  const weights = new Map(Object.entries(stems).flatMap(([weight, names]) => names.split(', ').map((name) => [name, Number(weight)] as const)));
  return (names) => [...names].reduce((sum, name) => sum + (weights.get(name) ?? 0), bias);
}

/** A score above which only such a share of so many stand. */
export function leaving(share: number, of: number, scores: Iterable<number>): number {
  return [...scores].sort((a, b) => b - a)[Math.floor(share * of)] ?? 0;
}

/**
 * Moves what is learned of evidence so that above nothing it is enough, and says how much is enough for an error: as much as leaves alone nearly all lawful sentences that nothing
 * was learned from. Else each new hand would move what is found.
 * @param weights by label, in the order of EVIDENT
 */
export function calibrated([found, outright]: readonly [Tenths, Tenths], evidence: readonly Weighed[], cases: readonly Case[]): readonly [Tenths, Tenths, Tenths] {
  const isOurs = ({ place = '', rules }: Labelled): boolean => rules.length === 0 && OURS.test(place);
  const lawful = new Set(cases.map(({ of }) => of).filter((of) => isOurs(of) && isUnread(of)));
  const [foundIn, outrightIn] = [readerOf(found), readerOf(outright)];
  const worst = new Map<Labelled, number>();
  const worstOutright = new Map<Labelled, number>();
  for (const { stems, of } of evidence) {
    if (!lawful.has(of)) continue;
    const score = foundIn(stems);
    worst.set(of, Math.max(score, worst.get(of) ?? -Infinity));
    if (outrightIn(stems) > 0) worstOutright.set(of, Math.max(score, worstOutright.get(of) ?? -Infinity));
  }
  const enough = leaving(MAY_BE_DOUBTED, lawful.size, worst.values());
  return [{ ...found, bias: found.bias - enough }, outright, { bias: Math.max(0, leaving(MAY_BE_ERRORS, lawful.size, worstOutright.values()) - enough), stems: {} }];
}
