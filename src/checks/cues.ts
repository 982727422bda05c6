import { FRAME_WORDS } from './frame-words.ts';
import type { Ground, GroundKind, Mark, Reading, Weight } from './frame-words.ts';
import { marksByWord } from './marks-of.ts';
import { groupOf } from './sequence.ts';
import { stemOf } from './weights.ts';

/** Words between a ground and what stands close to it, at most. */
const CLOSE = 2;
/** Words of a sentence are counted in steps of so many, up to so many steps. */
const STEP = 6;
const STEPS = 6;
/** A word says the more the nearer it stands. */
const BESIDE = [1, 2, 3];
/** Of a sentence that names a thousand grounds, each is weighed by what a reader would still connect with it. */
const REACH = 60;

/** Grounds and rules are counted up to so many: an equal opportunities statement names them all. */
const MANY_GROUNDS = 5;
const MANY_RULES = 3;

/** How the cues begin that say what the frames make of a ground. */
export const JUDGED = 'judged:';

/** Put together once: there are many marks in a text, and few that differ. Places in the order of the bits of `placesOf`. */
const NAMES = new Map(FRAME_WORDS.map((word) => [word, {
  places: [`${word}<`, `${word}<<`, `${word}<-`, `${word}>`, `${word}>>`, `${word}->`, `${word}=`],
  before: `before:${word}`, after: `after:${word}`,
}]));

/** Where a mark stands to a ground, as bits: ahead, close ahead, far ahead, behind, close behind, far behind, over. 0: too far to be read together. */
function placesOf({ first, last }: Mark, from: number, to: number): number {
  if (last <= from) return from - last > REACH ? 0 : from - last <= CLOSE ? 0b11 : 0b101;
  if (first >= to) return first - to > REACH ? 0 : first - to <= CLOSE ? 0b11000 : 0b101000;
  return 0b1000000;
}

/** How often some sentences name each rule's ground, by kind. */
export type NamedGrounds = ReadonlyMap<string, ReadonlyMap<GroundKind, number>>;

/**
 * How a ground stands in its sentence, in words that can be weighed: the words right beside it ('-1:too', '+1:for'), what the frames know of the sentence, before it
 * ('adverse<', close: 'adverse<<'), behind ('adverse>', 'adverse>>') or over it ('cause='), in the sentences before and after ('before:adverse', 'after:adverse'),
 * its own words (some say more than one thing), its kind, the sentence's length, whether it asks, and what the frames make of it.
 * @param beside cues of the other grounds that stand around it
 * @param fold of a word by its index
 */
export function cuesOf({ kind, first, last }: Ground, judged: Weight, here: Reading, before: Reading | undefined, after: Reading | undefined, beside: Iterable<string>, fold: (at: number) => string): ReadonlySet<string> {
  const group = groupOf(kind);
  const cues = new Set([`${JUDGED}${judged}`, `${JUDGED}${judged}:${group}`, `kind:${group}`, `length:${Math.min(STEPS, Math.floor((here.last - here.first) / STEP))}`, here.question ? ':asks' : ':tells', ...beside]);
  for (const [word, marks] of marksByWord(here.marks)) {
    let places = 0;
    for (const mark of marks) places |= placesOf(mark, first, last);
    for (let place = 0; places >> place !== 0; place++) if (((places >> place) & 1) === 1) cues.add(NAMES.get(word)!.places[place]!);
  }
  if (before !== undefined) for (const word of marksByWord(before.marks).keys()) cues.add(NAMES.get(word)!.before);
  if (after !== undefined) for (const word of marksByWord(after.marks).keys()) cues.add(NAMES.get(word)!.after);
  for (let at = first; at < last; at++) cues.add(`own:${stemOf(fold(at))}`);
  for (const away of BESIDE) {
    if (first - away >= here.first) cues.add(`-${away}:${stemOf(fold(first - away))}`);
    if (last + away <= here.last) cues.add(`+${away}:${stemOf(fold(last + away - 1))}`);
  }
  return cues;
}

/** The grounds that are named around a ground, itself among them: how many, of how many rules ('rules:2'), of which others ('beside:discrimination/sex'), and as what its own rule is named ('as:coded'). */
export function besideOf({ rule, kind }: Ground, named: NamedGrounds): string[] {
  const own = named.get(rule)!;
  const kinds = [...own].flatMap(([other, count]) => (other === kind && count === 1 ? [] : [`as:${other}`]));
  const sum = (counts: ReadonlyMap<GroundKind, number>): number => [...counts.values()].reduce((total, count) => total + count, 0);
  const all = [...named.values()].reduce((total, counts) => total + sum(counts), 0);
  return [
    `grounds:${Math.min(MANY_GROUNDS, all)}`, `rules:${Math.min(MANY_RULES, named.size)}`, `same:${Math.min(MANY_RULES, sum(own))}`,
    ...[...named.keys()].flatMap((other) => (other === rule ? [] : [`beside:${other}`])), ...kinds,
  ];
}
