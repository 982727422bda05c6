import { PhraseSet } from '../pattern/match.ts';
import { AGES, clauses } from '../pattern/words.ts';
import type { PhraseLists } from '../pattern/phrase.ts';
import type { Hit, Lexicons, RuleDefinition } from '../rule/types.ts';
import type { Mail, SectionKind, Sentence, View } from '../text/types.ts';
import { WordTrie } from '../text/word-trie.ts';
import { defineCheck } from './define.ts';
import { FRAME_WORDS, GROUND_KINDS, judge } from './frames.ts';
import type { FrameWord, Ground, GroundKind, Reading } from './frames.ts';
import { speaksLanguage } from './language.ts';
import { once } from './once.ts';

const LEXICONS = ['decision', 'problem', 'preference', 'context'];
/** A note of some lines may say 'she is too old' and no more; a longer text about work has a word of it. */
const SHORT_TEXT = 80;
/** Characters beyond which a text surely has more words than that. */
const LONG_TEXT = 800;
const CANDIDATE = ['rejection', 'hr'];

const DEFAULT_SECTIONS: readonly (SectionKind | 'subject' | 'hidden')[] = ['subject', 'greeting', 'body'];

/** The patterns of all rules in one language. */
interface Pack {
  readonly language: string;
  readonly grounds: PhraseSet<{ readonly rule: number; readonly kind: GroundKind }>;
  /** Made when first asked for: most mail names no ground. */
  readonly exceptions: () => PhraseSet<number>;
  readonly frame: () => PhraseSet<FrameWord>;
  readonly workplace: () => PhraseSet<true>;
}

/** All lists of the frame lexicons in one language, by name: also what `<name>` in a phrase stands for. */
export function frameLists(lexicons: Lexicons, language: string): PhraseLists {
  return Object.assign({}, ...LEXICONS.map((name) => (lexicons[name] as Record<string, unknown> | undefined)?.[language])) as PhraseLists;
}

function packs(rules: readonly RuleDefinition[], lexicons: Lexicons): Pack[] {
  const languages = new Set(rules.flatMap((rule) => Object.keys(rule.languages)));
  return [...languages].map((language) => {
    const lists = frameLists(lexicons, language);
    const vocabulary = rules.map((rule) => (rule.languages[language]?.['ground'] ?? {}) as Partial<Record<GroundKind | 'except', readonly string[]>>);
    const grounds: Pack['grounds'] = new PhraseSet();
    vocabulary.forEach((words, rule) => {
      for (const kind of GROUND_KINDS) grounds.add({ rule, kind }, words[kind] ?? [], lists);
    });
    const pack: Pack = {
      language,
      grounds,
      exceptions: once(() => vocabulary.reduce((set, words, rule) => set.add(rule, words.except ?? [], lists), new PhraseSet<number>())),
      frame: once(() => FRAME_WORDS.reduce((set, word) => set.add(word, lists[word] ?? [], lists), new PhraseSet<FrameWord>())),
      workplace: once(() => new PhraseSet<true>().add(true, lists['workplace'] ?? [], lists)),
    };
    return pack;
  });
}

/** Reads sentences for one pack; each sentence is read once, when a ground or a neighbour's ground asks for it. */
class Reader {
  readonly #readings = new Map<number, Reading>();

  constructor(readonly view: View, readonly sentences: readonly Sentence[], readonly pack: Pack) {}

  reading(index: number): Reading | null {
    const sentence = this.sentences[index];
    if (sentence === undefined) return null;
    let reading = this.#readings.get(index);
    if (reading === undefined) {
      const words = this.view.words();
      const text = clauses(this.view.text, words, sentence.firstWord, sentence.lastWord);
      reading = { first: sentence.firstWord, last: sentence.lastWord, question: /\?\s*$/.test(this.view.text.slice(Math.max(sentence.start, sentence.end - 4), sentence.end)), marks: this.pack.frame().find(text, sentence.firstWord, sentence.lastWord), clauses: text.clauses! };
      this.#readings.set(index, reading);
    }
    return reading;
  }

  /** The grounds of each rule in a sentence: what an exception covers is none. */
  grounds(index: number): Ground[] {
    const sentence = this.sentences[index]!;
    const words = this.view.words();
    const text = clauses(this.view.text, words, sentence.firstWord, sentence.lastWord);
    const matches = this.pack.grounds.find(text, sentence.firstWord, sentence.lastWord);
    if (matches.length === 0) return [];
    const excepted = this.pack.exceptions().find(text, sentence.firstWord, sentence.lastWord);
    return matches
      .filter(({ value, first, last }) => !excepted.some((other) => other.value === value.rule && other.first < last && first < other.last))
      .map(({ value, first, last }) => ({ rule: value.rule, kind: value.kind, first, last }));
  }
}

/** Whether pack `index` can find anything, by the lists held: the numbers of ages, then for each pack its grounds, companions of ages, work. */
function maySpeak(held: number, index: number, long: boolean): boolean {
  const has = (list: number): boolean => (held & (1 << list)) !== 0;
  const first = 3 * index + 1;
  return (has(first) || (has(first + 1) && has(0))) && (!long || has(first + 2));
}

/** Of several places, the one to show: as many words as one reads at a glance. */
function clarity({ first, last }: Ground): number {
  return last - first <= 4 ? last - first : first - last;
}

function sections(rule: RuleDefinition): ReadonlySet<string> {
  return new Set(rule.in ?? DEFAULT_SECTIONS);
}

/**
 * A protected ground together with what is decided because of it, by the frames in frames.ts.
 * - explicit: the ground and an adverse decision, a preference or an exclusion
 * - coded: a phrase that stands for the ground, said of a person
 * - elsewhere: either of them, under a law that does not name the ground
 */
export const ground = defineCheck({
  name: 'ground',
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
    },
  },
  prepare(rules: readonly RuleDefinition[], { lexicons, jurisdictions }) {
    const prepared = packs(rules, lexicons);
    const looked = rules.map(sections);
    const elsewhere = rules.map(({ law = [] }) => jurisdictions.length > 0 && law.length > 0 && !law.some((entry) => entry.jurisdictions.some((name) => jurisdictions.includes(name))));

    const signs = once(() => new WordTrie(AGES, ...prepared.flatMap((pack) => {
      const grounds = pack.grounds.signs;
      return [grounds?.words ?? [''], grounds?.companions ?? [''], pack.workplace().signs?.words ?? ['']];
    })));

    const look = (view: View, section: 'subject' | null, candidate: boolean, hits: Hit[]): void => {
      // Asked of the text as it stands, before its words are made: most mail is not about work at all.
      const long = !candidate && view.text.length > LONG_TEXT;
      const held = signs().held(view.text);
      const speaking = prepared.filter((_pack, index) => maySpeak(held, index, long));
      if (speaking.length === 0) return;
      const words = view.words();
      for (const pack of speaking) {
        // Before sections and sentences are cut: a phrase found here may still run over a border.
        if (!pack.grounds.has({ text: view.text, words, clauses: null, base: 0 }, 0, words.length) || !view.sections().some(({ language }) => speaksLanguage(language, pack.language))) continue;
        if (!candidate && words.length > SHORT_TEXT && !pack.workplace().has({ text: view.text, words, clauses: null, base: 0 }, 0, words.length)) continue;
        const sentences = view.sentences();
        const reader = new Reader(view, sentences, pack);
        sentences.forEach((sentence, index) => {
          if (!speaksLanguage(sentence.language, pack.language) || !pack.grounds.mayFind(words, sentence.firstWord, sentence.lastWord)) return;
          const place = section ?? sentence.section;
          const best = new Map<number, { grade: 'explicit' | 'coded'; ground: Ground }>();
          for (const found of reader.grounds(index)) {
            if (!looked[found.rule]!.has(place)) continue;
            const grade = judge(found, reader.reading(index)!, reader.reading(index - 1), reader.reading(index + 1));
            const known = best.get(found.rule);
            if (grade !== null && (known === undefined || (known.grade === 'coded' && grade === 'explicit') || (known.grade === grade && clarity(found) > clarity(known.ground)))) best.set(found.rule, { grade, ground: found });
          }
          for (const [rule, { grade, ground: found }] of best) {
            hits.push({ rule: rules[rule]!.id, grade: elsewhere[rule] ? 'elsewhere' : grade, spot: view.spot(words[found.first]!.start, words[found.last - 1]!.end), data: {}, section: place });
          }
        });
      }
    };

    return (mail: Mail) => {
      const hits: Hit[] = [];
      const candidate = mail.isFor(CANDIDATE);
      if (mail.subject !== null) look(mail.subject, 'subject', candidate, hits);
      for (const view of mail.bodies) look(view, null, candidate, hits);
      return hits;
    };
  },
});
