import type { Patterns } from '../pattern/patterns.ts';
import type { Match } from '../pattern/words.ts';
import type { Sentence, View } from '../text/types.ts';
import type { FrameWord, Ground, GroundKind, Reading, Weight } from './frame-words.ts';
import { judge } from './frames.ts';
import { isCapitalised, isPersonName } from './names-in-text.ts';
import { quotationsIn } from './quotations.ts';
import type { Said } from './sentence-matches.ts';
import { temper } from './temper.ts';
import { SentenceScores } from './weights.ts';
import type { IsSubject, Scores, Weights } from './weights.ts';

/** The reason may stand two sentences from the decision. */
const NEIGHBOURS = 2;
/** Of rules of another family, their users' own, nothing was learned. */
const LEARNED = 'discrimination/';
/** What takes a ground back, whatever else is said. */
const CANCELLING: ReadonlySet<FrameWord> = new Set(['equality', 'norm', 'training', 'regardless']);

/** Reads the sentences of a view for one language; each is read once, when a ground or a neighbour's ground asks for it. */
export class FrameReader {
  readonly #readings = new Map<number, Reading>();
  readonly #aboutWork = new Map<number, boolean>();
  #scores: SentenceScores | null = null;
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
  isAboutWork(index: number): boolean {
    let known = this.#aboutWork.get(index);
    // A sentence of a megabyte that names a thousand grounds is gone through once.
    if (known === undefined) this.#aboutWork.set(index, (known = this.#hasWork(index)));
    return known;
  }

  #hasWork(index: number): boolean {
    const first = this.#sentences[Math.max(0, index - NEIGHBOURS)]!;
    const last = this.#sentences[Math.min(this.#sentences.length - 1, index + NEIGHBOURS)]!;
    return this.patterns.root(`workplace.${this.language}`).has(this.view.words(), first.firstWord, last.lastWord);
  }

  weight(ground: Ground, index: number): Weight {
    const judged = judge(ground, this.reading(index)!, this.#around(index, -1), this.#around(index, 1));
    if (this.weights === null || !ground.rule.startsWith(LEARNED)) return judged;
    const scores = (): Scores => {
      this.#scores ??= new SentenceScores(this.view, this.weights!(), this.#isGround());
      return this.#scores.of(index)[0]!;
    };
    return temper(judged, ground.kind, scores, () => this.isAboutWork(index) && !this.reading(index)!.marks.some(({ value }) => CANCELLING.has(value)));
  }

  #isGround(): IsSubject {
    const ground = new Set<number>();
    for (const { matches } of this.#said.values()) for (const { first, last } of matches) for (let at = first; at < last; at++) ground.add(at);
    return (index) => ground.has(index);
  }

  /** The grounds of each rule in a sentence: what an exception covers is none. */
  grounds({ sentence: { firstWord, lastWord }, matches }: Said, isGround: (rule: string) => boolean): Ground[] {
    const words = this.view.words();
    const named = matches.map(({ value, first, last }) => [value.split(' ') as [string, GroundKind], first, last] as const).filter(([[rule]]) => isGround(rule));
    if (named.length === 0) return [];
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

