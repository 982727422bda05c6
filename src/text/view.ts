import type { ProblemReason, Spot, Subject } from '../draft/types.ts';
import { readWords } from './fold.ts';
import type { LanguageLexicon } from './language.ts';
import { isPlausible, languageOf, standsIn } from './language.ts';
import type { TextLexicon } from './lexicons.ts';
import type { OffsetMap } from './offsets.ts';
import type { MarkedWords, Marker } from './marks.ts';
import type { Stretch } from './sections.ts';
import { cutSections } from './sections.ts';
import { cutSentences } from './sentences.ts';
import type { HiddenText, Language, Section, SectionKind, Sentence, View } from './types.ts';
import type { Words } from './words.ts';

/** A text with the way back to where it came from. */
export interface Source {
  readonly part: number | 'subject';
  readonly text: string;
  readonly map: OffsetMap | null;
  readonly hidden: readonly HiddenText[];
  readonly quotes: readonly { readonly start: number; readonly end: number }[];
  readonly codes: readonly { readonly start: number; readonly end: number }[];
  readonly problems: readonly ProblemReason[];
  /** From markup: its line ends are the writer's. */
  readonly html?: boolean;
  /** Of the subject: the whole field, and the value if its units stand one by one. */
  readonly spot: Spot | null;
  readonly valueSpot?: Subject['valueSpot'];
}

export interface ViewLexicons {
  readonly text: TextLexicon;
  readonly language: LanguageLexicon;
  readonly marker: Marker;
}

/** Fewest words by which a sentence's own language is asked; a shorter one speaks as its section does. */
const OWN_LANGUAGE = 6;

/** One text, cut into words, sections and sentences when first asked. */
export class TextView implements View {
  readonly #source: Source;
  readonly #lexicons: ViewLexicons;
  #words: Words | undefined;
  #marked: MarkedWords | undefined;
  #sections: readonly Passage[] | undefined;
  #sentences: readonly Sentence[] | undefined;
  #language: Language | undefined;
  readonly #mixes = new Map<string, boolean>();

  constructor(source: Source, lexicons: ViewLexicons) {
    this.#source = source;
    this.#lexicons = lexicons;
  }

  get part(): number | 'subject' {
    return this.#source.part;
  }

  get text(): string {
    return this.#source.text;
  }

  get hidden(): readonly HiddenText[] {
    return this.#source.hidden;
  }

  words(): Words {
    return (this.#words ??= readWords(this.#source.text));
  }

  /** The words, each looked up in the lists of phrases. */
  marked(): MarkedWords {
    return (this.#marked ??= this.#lexicons.marker.mark(this.words()));
  }

  sections(): readonly Section[] {
    return (this.#sections ??= this.#cut());
  }

  #cut(): readonly Passage[] {
    const words = this.words();
    const { text, part, quotes, codes } = this.#source;
    const stretches: Stretch[] =
      part !== 'subject' ? cutSections(text, this.marked(), quotes, codes, this.#lexicons.text) : text === '' ? [] : [{ kind: 'body', start: 0, end: text.length }];
    let word = 0;
    return stretches.map(({ kind, start, end }) => {
      const first = word;
      while (word < words.length && words.start(word) < end) word++;
      return new Passage(kind, start, end, this, first, word);
    });
  }

  isCode(start: number, end: number): boolean {
    // By halves: a mail may be made of nothing but code and placeholders.
    const { codes } = this.#source;
    let low = 0;
    let high = codes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (codes[middle]!.end < end) low = middle + 1;
      else high = middle;
    }
    return low < codes.length && codes[low]!.start <= start;
  }

  sentences(): readonly Sentence[] {
    if (this.#sentences) return this.#sentences;
    const sections = (this.sections(), this.#sections!);
    const { text, html } = this.#source;
    return (this.#sentences = cutSentences(text, this.words(), sections, this.#lexicons.text.abbreviations, html === true, (passage, start, end, first, last) =>
      new Phrase(this, passage, start, end, first, last)));
  }

  /** Of words [from, to); of the whole view if these do not tell. */
  languageOf(from: number, to: number): Language {
    return languageOf(this.#source.text, this.marked(), from, to, this.#lexicons.language);
  }

  mixes(language: string): boolean {
    let mixes = this.#mixes.get(language);
    if (mixes === undefined) {
      const others = this.sections().filter(({ kind, language: other }) => (kind === 'body' || kind === 'greeting') && other !== null && other !== language);
      this.#mixes.set(language, (mixes = others.some((section) => standsIn(language, section.language!, this.marked(), section.firstWord, section.lastWord, this.#lexicons.language))));
    }
    return mixes;
  }

  /** Of a sentence in a passage in `language`: that, unless the sentence's words speak for another. */
  sentenceLanguage(from: number, to: number, language: Language): Language {
    if (to - from < OWN_LANGUAGE) return language;
    if (language !== null && isPlausible(language, this.marked(), from, to, this.#lexicons.language)) return language;
    return this.languageOf(from, to) ?? language;
  }

  /** Of what the sender wrote: greeting and body; of everything if that does not tell. */
  get language(): Language {
    if (this.#language !== undefined) return this.#language;
    const sections = (this.sections(), this.#sections!);
    let longest: Passage | undefined;
    for (const section of sections) if (section.kind === 'body' && section.size > (longest?.size ?? 0)) longest = section;
    return (this.#language = (longest && this.languageOf(longest.firstWord, longest.lastWord)) ?? this.languageOf(0, this.words().length));
  }

  spot(start: number, end: number): Spot {
    const { part, map, spot, valueSpot } = this.#source;
    if (part === 'subject') {
      if (valueSpot !== undefined) return { ...valueSpot, start: valueSpot.start + start, end: valueSpot.start + end };
      return spot!.at === 'raw' ? { ...spot!, value: { start, end } } : spot!;
    }
    if (map === null) return { at: 'text', part, start, end };
    const from = map.start(start);
    return { at: 'text', part, start: from, end: end > start ? Math.max(from, map.end(end)) : from };
  }
}

/** A section that asks for its language when it is asked for it. */
class Passage implements Section {
  readonly kind: SectionKind;
  readonly start: number;
  readonly end: number;
  readonly firstWord: number;
  readonly lastWord: number;
  readonly #view: TextView;
  #language: Language | undefined;

  constructor(kind: SectionKind, start: number, end: number, view: TextView, firstWord: number, lastWord: number) {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.firstWord = firstWord;
    this.lastWord = lastWord;
    this.#view = view;
  }

  get size(): number {
    return this.lastWord - this.firstWord;
  }

  /** Its own; where it is too short to tell, that of the whole text. */
  get language(): Language {
    if (this.#language === undefined) this.#language = this.#view.languageOf(this.firstWord, this.lastWord) ?? this.#view.language;
    return this.#language;
  }
}

class Phrase implements Sentence {
  readonly start: number;
  readonly end: number;
  readonly firstWord: number;
  readonly lastWord: number;
  readonly #view: TextView;
  readonly #passage: Passage;
  #language: Language | undefined;

  constructor(view: TextView, passage: Passage, start: number, end: number, firstWord: number, lastWord: number) {
    this.#view = view;
    this.#passage = passage;
    this.start = start;
    this.end = end;
    this.firstWord = firstWord;
    this.lastWord = lastWord;
  }

  get section(): SectionKind {
    return this.#passage.kind;
  }

  get language(): Language {
    if (this.#language !== undefined) return this.#language;
    return (this.#language = this.#view.sentenceLanguage(this.firstWord, this.lastWord, this.#passage.language));
  }
}
