import type { Patterns } from '../pattern/patterns.ts';
import type { Match } from '../pattern/words.ts';
import type { Sentence, View } from '../text/types.ts';
import type { FrameWord, Ground, GroundKind, Reading, Weight } from './frame-words.ts';
import { besideOf, cuesOf } from './cues.ts';
import type { NamedGrounds } from './cues.ts';
import { judge } from './frames.ts';
import { isCapitalised, isPersonName } from './names-in-text.ts';
import { quotationsIn } from './quotations.ts';
import { sequenceCues } from './sequence.ts';
import type { Said } from './sentence-matches.ts';
import { withNeighbours } from './sentence-matches.ts';
import { SUBJECT } from './weights.ts';

/** The reason may stand two sentences from the decision. */
const NEIGHBOURS = 2;

/** Reads the sentences of a view for one language; each is read once, when a ground or a neighbour's ground asks for it. */
export class FrameReader {
  readonly #readings = new Map<number, Reading>();
  readonly #aboutWork = new Map<number, boolean>();
  readonly #grounds = new Map<number, readonly Ground[]>();
  readonly #named = new Map<number, NamedGrounds>();
  readonly #sequences = new Map<number, ReadonlySet<string>>();
  #subjects: ReadonlySet<number> | null = null;
  readonly #sentences: readonly Sentence[];
  readonly #said: ReadonlyMap<number, Said>;

  constructor(readonly view: View, readonly patterns: Patterns, readonly language: string, said: readonly Said[]) {
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
    if (known === undefined) {
      const first = this.#sentences[Math.max(0, index - NEIGHBOURS)]!;
      const last = this.#sentences[Math.min(this.#sentences.length - 1, index + NEIGHBOURS)]!;
      this.#aboutWork.set(index, (known = this.patterns.root(`workplace.${this.language}`).has(this.view.words(), first.firstWord, last.lastWord)));
    }
    return known;
  }

  /** What the frames make of a ground. */
  judge(ground: Ground, index: number): Weight {
    return judge(ground, this.reading(index)!, this.#around(index, -1), this.#around(index, 1));
  }

  /** What the frames make of a ground, whatever is said around its sentence. */
  judgeAlone(ground: Ground, index: number): Weight {
    return judge(ground, this.reading(index)!, [], []);
  }

  /** How a ground stands in its sentence, to be weighed. */
  cues(ground: Ground, index: number, judged: Weight): ReadonlySet<string> {
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
        for (const { rule, kind } of this.groundsAt(at)) {
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
    const ground = this.subjects();
    return this.view.words().folds(first, this.#sentences[to]!.lastWord).map((fold, at) => (ground.has(first + at) ? SUBJECT : fold));
  }

  /** The words that are of a ground, of whichever rule. */
  subjects(): ReadonlySet<number> {
    if (this.#subjects !== null) return this.#subjects;
    const ground = new Set<number>();
    for (const { matches } of this.#said.values()) for (const { first, last } of matches) for (let at = first; at < last; at++) ground.add(at);
    return (this.#subjects = ground);
  }

  /** What stands in a sentence, and in which order: see sequence.ts. */
  sequence(index: number): ReadonlySet<string> {
    let cues = this.#sequences.get(index);
    if (cues === undefined) this.#sequences.set(index, (cues = sequenceCues(this.reading(index)!.marks, this.groundsAt(index))));
    return cues;
  }

  /** The grounds of each rule in a sentence: what an exception covers is none. */
  groundsAt(index: number): readonly Ground[] {
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

