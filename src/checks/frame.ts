import type { PatternSource, Patterns } from '../pattern/patterns.ts';
import type { Hit, Lexicons, RuleDefinition } from '../rule/types.ts';
import type { Match } from '../pattern/words.ts';
import type { Mail, SectionKind, Sentence, View } from '../text/types.ts';
import { defineCheck } from './define.ts';
import { FRAME_WORDS, GROUND_KINDS } from './frame-words.ts';
import type { FrameWord, Ground, GroundKind, Reading, Weight } from './frame-words.ts';
import { judge } from './frames.ts';
import { lists } from './lexicons.ts';
import { isPersonName } from './names-in-text.ts';
import { quotationsIn } from './quotations.ts';
import { sentencesSaying, speaks } from './sentence-matches.ts';
import type { Said } from './sentence-matches.ts';

/** A note of some lines may say 'she is too old' and no more; a longer text speaks of work where it decides about somebody. */
const SHORT_TEXT = 80;
const CANDIDATE = ['rejection', 'hr'];
/** The reason may stand two sentences from the decision. */
const NEIGHBOURS = 2;
const DEFAULT_SECTIONS: readonly (SectionKind | 'subject' | 'hidden')[] = ['subject', 'greeting', 'body'];

const LEXICON = 'frames-';

/** What each ground is called, and what is no such thing. */
export function groundSources(rules: readonly RuleDefinition[], lexicons: Lexicons): PatternSource[] {
  return rules.filter(({ check }) => check === 'frame').flatMap((rule) => Object.entries(rule.languages).flatMap(([language, words]) => {
    const ground = (words['ground'] ?? {}) as Partial<Record<GroundKind | 'except', readonly string[]>>;
    const named = { ...lists(lexicons[LEXICON + language]), ...lists(words['lists']) };
    return [
      ...GROUND_KINDS.map((kind) => ({ root: `ground.${language}`, tag: `${rule.id} ${kind}`, language, phrases: ground[kind] ?? [], lists: named })),
      { root: `except.${language}`, tag: rule.id, language, phrases: ground.except ?? [], lists: named },
    ].filter(({ phrases }) => phrases.length > 0);
  }));
}

/** What stands around a ground. */
export function frameSources(lexicons: Lexicons): PatternSource[] {
  return Object.entries(lexicons).filter(([name]) => name.startsWith(LEXICON)).flatMap(([name, value]) => {
    const language = name.slice(LEXICON.length);
    const named = lists(value);
    const source = (root: string, tag: string): PatternSource => ({ root: `${root}.${language}`, tag, language, phrases: named[tag] ?? [], lists: named });
    return [...FRAME_WORDS.map((word) => source('frame', word)), source('workplace', 'workplace')];
  });
}

/** Reads the sentences of a view for one language; each is read once, when a ground or a neighbour's ground asks for it. */
class Reader {
  readonly #readings = new Map<number, Reading>();
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
    const first = this.#sentences[Math.max(0, index - NEIGHBOURS)]!;
    const last = this.#sentences[Math.min(this.#sentences.length - 1, index + NEIGHBOURS)]!;
    return this.patterns.root(`workplace.${this.language}`).has(this.view.words(), first.firstWord, last.lastWord);
  }

  weight(ground: Ground, index: number): Weight {
    return judge(ground, this.reading(index)!, this.#around(index, -1), this.#around(index, 1));
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

/** Of several places, the one to show: as many words as one reads at a glance. */
function clarity({ first, last }: Ground): number {
  return last - first <= 4 ? last - first : first - last;
}

interface Best {
  readonly weight: Exclude<Weight, null>;
  readonly ground: Ground;
}

/**
 * A protected ground together with what is decided because of it, by the frames in frames.ts.
 * - explicit: the ground and an adverse decision, a preference or an exclusion
 * - coded: a phrase that stands for the ground, said of a person
 * - elsewhere: either of them, under a law that does not name the ground
 */
export const frame = defineCheck({
  name: 'frame',
  grades: ['explicit', 'coded', 'elsewhere'],
  options: { type: 'object', additionalProperties: false, properties: {} },
  languageOptions: {
    type: 'object',
    properties: {
      ground: {
        type: 'object',
        additionalProperties: false,
        description: 'The vocabulary of one ground by part of speech; phrases over folded words.',
        properties: Object.fromEntries([...GROUND_KINDS, 'except'].map((kind) => [kind, { type: 'array', items: { type: 'string' } }])),
      },
      lists: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } }, description: 'Word lists that the phrases name as <list>.' },
    },
  },
  prepare(rules: readonly RuleDefinition[], { patterns, jurisdictions }) {
    const languages = [...new Set(rules.flatMap((rule) => Object.keys(rule.languages)))];
    const looked = new Map(rules.map((rule) => [rule.id, new Set<string>(rule.in ?? DEFAULT_SECTIONS)]));
    const sections = new Set([...looked.values()].flatMap((kinds) => [...kinds]));
    const elsewhere = new Set(rules.filter(({ law = [] }) => jurisdictions.length > 0 && law.length > 0 && !law.some((entry) => entry.jurisdictions.some((name) => jurisdictions.includes(name)))).map(({ id }) => id));

    const look = (view: View, subject: boolean, candidate: boolean, hits: Hit[]): void => {
      const words = view.words();
      for (const language of languages) {
        // Most mail is long and not about work at all: its grounds are not even looked for.
        if (!speaks(view, language)) continue;
        const long = !candidate && words.length > SHORT_TEXT;
        if (long && !patterns.root(`workplace.${language}`).has(words, 0, words.length)) continue;
        const said = sentencesSaying(view, patterns, 'ground', language, sections);
        if (said.length === 0) continue;
        const reader = new Reader(view, patterns, language, said);
        for (const sentence of said) {
          if (long && !reader.isAboutWork(sentence.index)) continue;
          const place = subject ? 'subject' : sentence.sentence.section;
          const best = new Map<string, Best>();
          for (const ground of reader.grounds(sentence, (rule) => looked.get(rule)?.has(place) === true)) {
            const weight = reader.weight(ground, sentence.index);
            const known = best.get(ground.rule);
            if (weight !== null && (known === undefined || (known.weight === 'coded' && weight === 'explicit') || (known.weight === weight && clarity(ground) > clarity(known.ground)))) best.set(ground.rule, { weight, ground });
          }
          for (const [rule, { weight, ground: { first, last } }] of best) {
            hits.push({ rule, grade: elsewhere.has(rule) ? 'elsewhere' : weight, spot: view.spot(words.start(first), words.end(last - 1)), data: {}, section: place });
          }
        }
      }
    };

    return (mail: Mail) => {
      const hits: Hit[] = [];
      const candidate = mail.isFor(CANDIDATE);
      if (mail.subject !== null) look(mail.subject, true, candidate, hits);
      for (const view of mail.bodies) look(view, false, candidate, hits);
      return hits;
    };
  },
});
