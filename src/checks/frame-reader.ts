import type { Patterns } from '../pattern/patterns.ts';
import type { Match } from '../pattern/words.ts';
import type { Sentence, View } from '../text/types.ts';
import type { FrameWord, Ground, GroundKind, Reading, Weight } from './frame-words.ts';
import { besideOf, cuesOf } from './cues.ts';
import type { NamedGrounds } from './cues.ts';
import { judge } from './frames.ts';
import type { Meaning } from './meaning.ts';
import { isCapitalised, isPersonName } from './names-in-text.ts';
import { quotationsIn } from './quotations.ts';
import { sequenceCues } from './sequence.ts';
import type { Said } from './sentence-matches.ts';
import { isOneOfMany, withNeighbours } from './sentence-matches.ts';
import { isHarmless, temper } from './temper.ts';
import type { Among, Around } from './temper.ts';
import { SUBJECT } from './weights.ts';
import type { Run, Weights } from './weights.ts';

/** The reason may stand two sentences from the decision. */
export const NEIGHBOURS = 2;
/** In words: what a frame finds in so few, 'you are too old', the few words left cannot take back. */
const TERSE = 6;
/** Of rules of another family, their users' own, nothing was learned. */
const OURS = 'discrimination/';

/** Without one of these nothing is done to anybody. */
const DECIDING: ReadonlySet<FrameWord> = new Set(['adverse', 'problem', 'preference', 'exclusion', 'only', 'excess']);
/** Whom or what it falls on. */
const DECIDED: ReadonlySet<FrameWord> = new Set(['strong-person', 'hiring']);

/** A ground that weighs. */
export interface Weighed {
  readonly ground: Ground;
  readonly weight: Exclude<Weight, null>;
  /** Whether only the words around it say so, and no frame. */
  readonly raised: boolean;
}

/** Reads the sentences of a view for one language; each is read once, when a ground or a neighbour's ground asks for it. */
export class FrameReader {
  readonly #readings = new Map<number, Reading>();
  readonly #aboutWork = new Map<number, boolean>();
  readonly #deciding = new Map<number, boolean>();
  readonly #known = new Map<number, Around>();
  readonly #runs = new Map<number, Run>();
  readonly #grounds = new Map<number, readonly Ground[]>();
  readonly #named = new Map<number, NamedGrounds>();
  readonly #sequences = new Map<number, ReadonlySet<string>>();
  #subjects: ReadonlySet<number> | null = null;
  readonly #sentences: readonly Sentence[];
  readonly #said: ReadonlyMap<number, Said>;

  constructor(readonly view: View, readonly patterns: Patterns, readonly language: string, said: readonly Said[], readonly weights: (() => Weights) | null) {
    this.#sentences = view.sentences();
    this.#said = new Map(said.map((one) => [one.index, one]));
  }

  reading(index: number): Reading | null {
    const sentence = this.#sentences[index];
    if (sentence === undefined) return null;
    let reading = this.#readings.get(index);
    if (reading === undefined) {
      const { view } = this;
      const { firstWord: first, lastWord: last, start, end } = sentence;
      const words = view.words();
      const marks = this.patterns.root(`frame.${this.language}`).find(words, first, last);
      reading = {
        first, last, marks: marks as readonly Match<FrameWord>[],
        grounds: this.#said.get(index)?.matches ?? [],
        question: /\?[\s)»"”]*$/.test(view.text.slice(Math.max(start, end - 4), end)),
        quoted: quotationsIn(words, first, last),
        opens: (at) => at > first && words.opens(at),
        isCapitalised: (at) => isCapitalised(view.text.slice(words.start(at), words.end(at))),
      };
      this.#readings.set(index, reading);
    }
    return reading;
  }

  #around(index: number, step: 1 | -1): Reading[] {
    const { section } = this.#sentences[index]!;
    const found: Reading[] = [];
    for (let away = 1; away <= NEIGHBOURS; away++) {
      if (this.#sentences[index + step * away]?.section !== section) break;
      found.push(this.reading(index + step * away)!);
    }
    return found;
  }

  /** Whether a sentence, or one of those around it, has a word of work: novels and news are full of ages, illnesses and faiths. */
  #isAboutWork(index: number): boolean {
    let known = this.#aboutWork.get(index);
    // A sentence of a megabyte that names a thousand grounds is gone through once.
    if (known === undefined) this.#aboutWork.set(index, (known = this.#isNear('workplace', index)));
    return known;
  }

  /** Whether a sentence, or one of those around it, has a phrase under a root. */
  #isNear(root: string, index: number): boolean {
    const first = this.#sentences[Math.max(0, index - NEIGHBOURS)]!;
    const last = this.#sentences[Math.min(this.#sentences.length - 1, index + NEIGHBOURS)]!;
    return this.patterns.root(`${root}.${this.language}`).has(this.view.words(), first.firstWord, last.lastWord);
  }

  /** The grounds of a sentence that weigh, of rules that look there. @param long whether the text must be about work; `meaning`: what all words say, null if nothing is learned of that */
  weighed(said: Said, isGround: (rule: string) => boolean, long: boolean, meaning: Meaning | null): Weighed[] {
    const { index } = said;
    const among = long && !this.#isAboutWork(index) ? 'elsewhere' : isOneOfMany(this.view) ? 'many' : 'few';
    if (among === 'elsewhere' && (this.weights === null || !this.#isNear('choosing', index))) return [];
    const grounds = this.grounds(said, isGround);
    // Where all words say that nobody is treated worse, no frame is asked: they have the last word.
    if (meaning !== null && this.weights !== null && !this.#isTerse(index) && grounds.every(({ rule }) => rule.startsWith(OURS)) && isHarmless(meaning.around(index))) return [];
    const judged = grounds.map((ground) => ({ ground, weight: this.#judge(ground, index) }));
    // 'A foreign-sounding name': what the name stands for is named in the same words.
    const coded = new Set(judged.filter(({ weight }) => weight === 'coded').map(({ ground }) => ground.rule));
    return judged.flatMap(({ ground, weight }) => {
      const tempered = this.#temper(ground, index, weight, among, meaning);
      if (tempered === null) return [];
      const raised = weight === null;
      return [{ ground, weight: raised && coded.has(ground.rule) ? 'coded' as const : tempered, raised }];
    });
  }

  #temper(ground: Ground, index: number, judged: Weight, among: Among, meaning: Meaning | null): Weight {
    if (this.weights === null || !ground.rule.startsWith(OURS)) return among === 'elsewhere' ? null : judged;
    const weights = this.weights();
    const { alone, together } = this.#scores(index, weights);
    const scores = weights.of(this.#cues(ground, index, judged), alone);
    return temper(judged, ground.kind, { alone: scores, together: scores.map((score, label) => score + together[label]! - alone[label]!) }, among, meaning === null || (judged === 'explicit' && this.#isTerse(index)) ? null : meaning.around(index), () => this.#decides(index));
  }

  #isTerse(index: number): boolean {
    return this.#sentences[index]!.lastWord - this.#sentences[index]!.firstWord <= TERSE;
  }

  #decides(index: number): boolean {
    let known = this.#deciding.get(index);
    if (known === undefined) this.#deciding.set(index, (known = this.#isDecided(index)));
    return known;
  }

  #isDecided(index: number): boolean {
    const marks = [this.reading(index)!, ...this.#around(index, -1), ...this.#around(index, 1)].flatMap((reading) => reading.marks);
    return marks.some(({ value }) => DECIDING.has(value)) && (marks.some(({ value }) => DECIDED.has(value)) || this.#isAboutWork(index));
  }

  /** How a ground stands in its sentence, to be weighed. */
  cues(ground: Ground, index: number): ReadonlySet<string> {
    return this.#cues(ground, index, this.#judge(ground, index));
  }

  #judge(ground: Ground, index: number): Weight {
    return judge(ground, this.reading(index)!, this.#around(index, -1), this.#around(index, 1));
  }

  #cues(ground: Ground, index: number, judged: Weight): ReadonlySet<string> {
    const words = this.view.words();
    return cuesOf(ground, judged, this.reading(index)!, this.#around(index, -1)[0], this.#around(index, 1)[0], besideOf(ground, this.#namedAround(index)), (at) => words.fold(at));
  }

  /** The grounds that a sentence and its neighbours name. */
  #namedAround(index: number): NamedGrounds {
    let named = this.#named.get(index);
    if (named === undefined) {
      const counts = new Map<string, Map<GroundKind, number>>();
      const [from, to] = withNeighbours(this.view, index);
      for (let at = from; at <= to; at++) {
        for (const { rule, kind } of this.#groundsAt(at)) {
          let kinds = counts.get(rule);
          if (kinds === undefined) counts.set(rule, (kinds = new Map<GroundKind, number>()));
          kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        }
      }
      this.#named.set(index, (named = counts));
    }
    return named;
  }

  /** The folded words of sentences `from` to `to`, all grounds left out: they are weighed by themselves. */
  row(from: number, to: number): readonly string[] {
    const first = this.#sentences[from]!.firstWord;
    const ground = (this.#subjects ??= this.#allSubjects());
    return this.view.words().folds(first, this.#sentences[to]!.lastWord).map((fold, at) => (ground.has(first + at) ? SUBJECT : fold));
  }

  #run(index: number, weights: Weights): Run {
    let run = this.#runs.get(index);
    if (run === undefined) {
      const { firstWord, lastWord } = this.#sentences[index]!;
      this.#runs.set(index, (run = weights.run(this.view.words(), firstWord, lastWord, (this.#subjects ??= this.#allSubjects()))));
    }
    return run;
  }

  /** A neighbour may tell how a sentence is meant, and may as well be about something else. */
  #scores(index: number, weights: Weights): Around {
    let scores = this.#known.get(index);
    if (scores === undefined) {
      const [from, to] = withNeighbours(this.view, index);
      const alone = weights.ofRuns([this.#run(index, weights)]);
      const runs = [];
      for (let near = from; near <= to; near++) runs.push(this.#run(near, weights));
      this.#known.set(index, (scores = { alone, together: from === to ? alone : weights.ofRuns(runs) }));
    }
    return scores;
  }

  /** The words that are of a ground, of whichever rule. */
  #allSubjects(): ReadonlySet<number> {
    const ground = new Set<number>();
    for (const { matches } of this.#said.values()) for (const { first, last } of matches) for (let at = first; at < last; at++) ground.add(at);
    return ground;
  }

  /** The grounds of each rule in a sentence: what an exception covers is none. */
  grounds({ index }: Said, isGround: (rule: string) => boolean): Ground[] {
    return this.#groundsAt(index).filter(({ rule }) => isGround(rule));
  }

  /** What stands in a sentence, and in which order: see sequence.ts. */
  sequence(index: number): ReadonlySet<string> {
    let cues = this.#sequences.get(index);
    if (cues === undefined) this.#sequences.set(index, (cues = sequenceCues(this.reading(index)!.marks, this.#groundsAt(index))));
    return cues;
  }

  #groundsAt(index: number): readonly Ground[] {
    let grounds = this.#grounds.get(index);
    if (grounds === undefined) {
      const said = this.#said.get(index);
      this.#grounds.set(index, (grounds = said === undefined ? [] : this.#find(said)));
    }
    return grounds;
  }

  #find({ sentence: { firstWord, lastWord }, matches }: Said): Ground[] {
    const words = this.view.words();
    const named = matches.map(({ value, first, last }) => [value.split(' ') as [string, GroundKind], first, last] as const);
    const excepted = this.patterns.root(`except.${this.language}`).find(words, firstWord, lastWord);
    // A longer phrase that only stands for the ground says how its words are meant: 'too senior', 'native speaker'.
    const meant = (rule: string, kind: GroundKind, first: number, last: number): boolean =>
      kind !== 'explicit' && kind !== 'coded' && kind !== 'adjective' && kind !== 'attribute' && named.some(([[other, as], from, to]) => other === rule && as === 'coded' && from <= first && to >= last && to - from > last - first);
    return named.flatMap(([[rule, kind], first, last]) => {
      if (meant(rule, kind, first, last)) return [];
      if (excepted.some((other) => other.value === rule && other.first < last && first < other.last)) return [];
      return last - first === 1 && isPersonName(words, first, firstWord) ? [] : [{ rule, kind, first, last }];
    });
  }
}

