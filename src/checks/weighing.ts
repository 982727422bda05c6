import type { Ground, Weight } from './frame-words.ts';
import type { FrameReader } from './frame-reader.ts';
import { groundEvidence, sentenceEvidence } from './evidence.ts';
import type { Judged, Standing } from './evidence.ts';
import { GroundScores } from './ground-scores.ts';
import { Meaning } from './meaning.ts';
import { isOneOfMany, moreAmong, withNeighbours } from './sentence-matches.ts';
import type { Around, Said, Scores } from './sentence-matches.ts';
import { Told } from './told.ts';
import type { Weights } from './weights.ts';

/** Among what a sentence stands: a few others; many, of which one always looks like a refusal; or a long text that is not about work there: novels and news. */
type Among = 'few' | 'many' | 'elsewhere';
/** Below: all words of a sentence speak of something else, whatever grounds are named in it; the frames need not be asked. */
export const HOPELESS = -25;
/** How much evidence is enough there. Tenths of the logarithm of the odds. */
interface Least {
  /** How far all words must speak. */
  readonly meant: number;
  /** How much more evidence is needed than in a mail of a few sentences. */
  readonly more: number;
  /** Where a frame finds something plainly in so few words that all others cannot take it back, how far the ground alone must speak. */
  readonly terse: number;
}
const LEAST: Readonly<Record<Among, Least>> = {
  few: { meant: HOPELESS, more: 0, terse: -5 },
  many: { meant: HOPELESS, more: 10, terse: 10 },
  elsewhere: { meant: 0, more: 25, terse: Infinity },
};
/** In words: 'you are too old'. */
const TERSE = 6;
/** Above: said outright. */
const OUTRIGHT = 0;
/** Neighbours may say so much more of it than the sentence itself. */
const LENT = 15;
/** One that says so much by itself says all. */
const PLAINLY = 0;
/** Of rules of another family, their users' own, nothing was learned. */
const OURS = 'discrimination/';

/** A ground that weighs. */
export interface Weighed {
  readonly ground: Ground;
  readonly weight: Exclude<Weight, null>;
  /** Whether only the words around it say so, and no frame. */
  readonly raised: boolean;
}

/** What a sentence is about, as far as all its words tell. */
export interface Meant {
  readonly rule: string;
  /** Index of the sentence. */
  readonly index: number;
  readonly outright: boolean;
}

/** All that is learned. */
export interface Learned {
  readonly grounds: Weights;
  readonly meaning: Weights;
  readonly evidence: Weights;
}

/** A ground, what the frames make of it, and how it stands there. */
interface Stood extends Judged {
  readonly around: Around;
}

/** What is known of a sentence by itself, or with its neighbours. */
interface Known {
  readonly meant: Scores;
  readonly told: Told;
  /** What says as much for each ground. */
  readonly base: Scores;
  /** The best of its grounds; null: there is none. */
  readonly best: Standing | null;
}

/** The grounds of a sentence that weigh where nothing is learned: what the frames say is all there is. */
export function framed(reader: FrameReader, index: number, isGround: (rule: string) => boolean): Weighed[] {
  return reader.groundsAt(index).filter(({ rule }) => isGround(rule)).flatMap((ground) => {
    const weight = reader.judge(ground, index);
    return weight === null ? [] : [{ ground, weight, raised: false }];
  });
}

/** Weighs against each other what the frames make of a ground, how it stands in its sentence, and what all words of it mean. */
export class Weighing {
  readonly meaning: Meaning;
  readonly #grounds: GroundScores;
  readonly #judged = new Map<number, readonly Stood[]>();
  readonly #alone = new Map<number, Known>();
  readonly #together = new Map<number, Known>();

  constructor(readonly reader: FrameReader, readonly learned: Learned) {
    this.meaning = new Meaning(reader.view, learned.meaning, (index) => reader.sequence(index));
    this.#grounds = new GroundScores(reader, learned.grounds);
  }

  #judgedAt(index: number): readonly Stood[] {
    let judged = this.#judged.get(index);
    if (judged === undefined) {
      this.#judged.set(index, (judged = this.reader.groundsAt(index).filter(({ rule }) => rule.startsWith(OURS)).map((ground) => {
        const weight = this.reader.judge(ground, index);
        return { ground, weight, around: this.#grounds.of(ground, index, weight) };
      })));
    }
    return judged;
  }

  #know(meant: Scores, from: number, to: number, of: keyof Around): Known {
    const grounds: Stood[] = [];
    const pieces = new Set<string>();
    let best: Standing | null = null;
    for (let at = from; at <= to; at++) {
      for (const one of this.#judgedAt(at)) {
        grounds.push(one);
        if (best === null || one.around[of][0]! > best.scores[0]!) best = { rule: one.ground.rule, scores: one.around[of] };
      }
      for (const cue of this.reader.sequence(at)) pieces.add(cue);
    }
    const told = new Told(meant, this.learned.meaning.labels);
    return { meant, told, base: this.learned.evidence.of(sentenceEvidence(meant, told, grounds, pieces)), best };
  }

  #aloneAt(index: number): Known {
    let known = this.#alone.get(index);
    if (known === undefined) this.#alone.set(index, (known = this.#know(this.meaning.around(index).alone, index, index, 'alone')));
    return known;
  }

  #togetherAt(index: number): Known {
    let known = this.#together.get(index);
    if (known === undefined) {
      const [from, to] = withNeighbours(this.reader.view, index);
      this.#together.set(index, (known = from === to ? this.#aloneAt(index) : this.#know(this.meaning.around(index).together, from, to, 'together')));
    }
    return known;
  }

  /** In the order of EVIDENT. */
  #scores({ meant, told, base, best }: Known, one = best): Scores {
    return one === null ? base : this.learned.evidence.of(groundEvidence(meant, told, one), base);
  }

  /** The grounds of a sentence that weigh, of rules that look there. @param long whether the text must be about work */
  grounds({ index }: Said, isGround: (rule: string) => boolean, long: boolean): Weighed[] {
    const among = long && !this.reader.isAboutWork(index) ? 'elsewhere' : isOneOfMany(this.reader.view) ? 'many' : 'few';
    const theirs = among === 'elsewhere' ? [] : framed(this.reader, index, (rule) => !rule.startsWith(OURS) && isGround(rule));
    const least = LEAST[among];
    if (!this.meaning.isAtLeast(least.meant, index) && !(least.terse < Infinity && this.#isTerse(index))) return theirs;
    const ours = this.#judgedAt(index).filter(({ ground: { rule } }) => isGround(rule));
    // 'A foreign-sounding name': what the name stands for is named in the same words.
    const coded = new Set(ours.filter(({ weight }) => weight === 'coded').map(({ ground }) => ground.rule));
    return [...theirs, ...ours.flatMap((one) => {
      const raised = one.weight === null;
      const weight = this.#weigh(one, index, least);
      return weight === null ? [] : [{ ground: one.ground, weight: raised && coded.has(one.ground.rule) ? 'coded' as const : weight, raised }];
    })];
  }

  #isTerse(index: number): boolean {
    const { firstWord, lastWord } = this.reader.view.sentences()[index]!;
    return lastWord - firstWord <= TERSE;
  }

  #weigh({ ground, weight, around }: Stood, index: number, least: Least): Weight {
    const { kind, rule } = ground;
    // Whether a candidate is asked is for the frames to see.
    if (weight === null && (kind === 'topic' || kind === 'question')) return null;
    const [alone = 0, outrightAlone = 0, error = 0] = this.#scores(this.#aloneAt(index), { rule, scores: around.alone });
    const [together = 0, outrightTogether = 0] = this.#scores(this.#togetherAt(index), { rule, scores: around.together });
    const terse = weight === 'explicit' && this.#isTerse(index) && around.alone[0]! >= least.terse;
    // Most grounds are nothing, whatever their neighbours say by themselves: that is asked last.
    if (!terse && (weight === null ? Math.min(alone + LENT, together) : Math.max(alone, together)) < least.more) return null;
    const besidePlain = this.#isBesidePlain(index, rule);
    // 'Her children were ill. We will not hire her because she is Muslim.': what is decided there is decided for that.
    if (weight !== null && besidePlain && this.reader.judgeAlone(ground, index) === null) return null;
    if (terse) return around.alone[1]! > OUTRIGHT ? 'explicit' : 'coded';
    // 'You are too old for this post.' says all, however kindly the mail goes on.
    const found = weight === null ? this.#lent(index, rule, alone, together) : besidePlain ? alone : Math.max(alone, together);
    if (found < least.more) return null;
    return found > least.more + error && Math.max(outrightAlone, outrightTogether) > OUTRIGHT ? 'explicit' : 'coded';
  }

  /** Whether a neighbour says all by itself, of another ground: its words are about that one, and no reason to suspect those around it. */
  #isBesidePlain(index: number, rule: string): boolean {
    const [from, to] = withNeighbours(this.reader.view, index);
    for (let at = from; at <= to; at++) {
      const known = at === index ? null : this.#aloneAt(at);
      if (known !== null && known.best !== null && known.best.rule !== rule && this.#scores(known)[0]! >= PLAINLY) return true;
    }
    return false;
  }

  /** What a sentence says, with what its neighbours lend it. */
  #lent(index: number, rule: string, alone: number, together: number): number {
    return Math.min(this.#isBesidePlain(index, rule) ? alone : alone + LENT, together);
  }

  /** Of some sentences, those that mean a ground most, one for each rule. @param indexes of sentences that are looked at */
  worst(indexes: readonly number[]): readonly Meant[] {
    const more = moreAmong(indexes.length);
    const worst = new Map<string, Meant & { readonly score: number }>();
    for (const index of indexes) {
      if (!this.meaning.isAtLeast(LEAST.few.meant, index)) continue;
      const [together = 0, outright = 0, error = 0] = this.#scores(this.#togetherAt(index));
      const [alone = 0] = this.#scores(this.#aloneAt(index));
      if (Math.min(alone + LENT, together) < more) continue;
      for (const rule of this.meaning.grounds(index)) {
        const score = this.#lent(index, rule, alone, together);
        if (score >= more && score > (worst.get(rule)?.score ?? -Infinity)) worst.set(rule, { rule, index, outright: score > more + error && outright > OUTRIGHT, score });
      }
    }
    return [...worst.values()];
  }
}
