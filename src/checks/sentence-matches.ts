import type { Patterns } from '../pattern/patterns.ts';
import type { Match } from '../pattern/words.ts';
import type { Sentence, View } from '../text/types.ts';
import { oncePer } from '../text/once-per.ts';
import { speaksLanguage } from './language.ts';
import { WORDING_SECTIONS } from './wording.ts';

/** A sentence with what is looked for in it. */
export interface Said {
  readonly sentence: Sentence;
  /** Index in `View.sentences()`. */
  readonly index: number;
  readonly matches: readonly Match<string>[];
}

/**
 * The sentences of a view's `sections`, in one language, that hold a phrase under one of the roots (`<root>.<language>`). A text in other languages is not gone
 * through, and one without such a phrase is not cut into sentences: most of a long mail is what it answers.
 */
export function sentencesSaying(view: View, patterns: Patterns, roots: readonly string[], language: string, sections: ReadonlySet<string>): readonly Said[] {
  if (!speaks(view, language)) return [];
  const words = view.words();
  const looked = roots.map((root) => patterns.root(`${root}.${language}`));
  const wanted = view.sections().filter(({ kind }) => view.part === 'subject' || sections.has(kind));
  // A phrase found here may still run over the end of a sentence.
  const starts = wanted.flatMap(({ firstWord, lastWord }) => looked.flatMap((root) => root.starts(words, firstWord, lastWord))).sort((a, b) => a - b);
  if (starts.length === 0) return [];
  const said: Said[] = [];
  let at = 0;
  view.sentences().forEach((sentence, index) => {
    const { firstWord, lastWord } = sentence;
    while (at < starts.length && starts[at]! < firstWord) at++;
    if (at >= starts.length || starts[at]! >= lastWord || !speaksLanguage(sentence.language, language)) return;
    const matches = looked.flatMap((root) => root.find(words, firstWord, lastWord));
    if (matches.length > 0) said.push({ sentence, index, matches: looked.length === 1 ? matches : matches.sort((a, b) => a.first - b.first) });
  });
  return said;
}

/** In words: a note of some lines. */
const SHORT_TEXT = 80;
/** In sentences: what may be learned as one. */
const FEW = 4;

/** Whether what its writer says is more than a note: then one of many sentences looks wrong by chance, and few of them are about the matter. What is quoted below says nothing of that. */
export const isLong = oncePer((view: View): boolean =>
  view.sections().reduce((words, { kind, firstWord, lastWord }) => words + (WORDING_SECTIONS.has(kind) ? lastWord - firstWord : 0), 0) > SHORT_TEXT);

/** Whether a sentence is one of many: each of them is one more chance to look wrong. */
export const isOneOfMany = oncePer((view: View): boolean => isLong(view) || view.sentences().filter(({ section }) => WORDING_SECTIONS.has(section)).length > FEW);

/** Asked for with each doubling of the sentences beyond what is weighed at once: each of them is one more chance to look wrong. Tenths of the logarithm of the odds. */
const DOUBLED = 15;
const AT_ONCE = 3;

/** How much more than among few sentences must be said where one of so many is looked for. */
export function moreAmong(count: number): number {
  return DOUBLED * Math.max(0, Math.log2(count / AT_ONCE));
}

/** Tenths of the natural logarithm of the odds, one for each label of some weights. */
export type Scores = readonly number[];

/** What the words of a sentence say, without and with those of its neighbours in the same section. */
export interface Around {
  readonly alone: Scores;
  readonly together: Scores;
}

/** The sentences around one and in the same section, as indexes, first and last: they may tell how it is meant. */
export function withNeighbours(view: View, index: number): readonly [number, number] {
  const sentences = view.sentences();
  const { section } = sentences[index]!;
  const at = (near: number): number => (sentences[near]?.section === section ? near : index);
  return [at(index - 1), at(index + 1)];
}

/** Whether any section of a view, or a sentence in one, may be in a language. */
export function speaks(view: View, language: string): boolean {
  return view.sections().some((section) => speaksLanguage(section.language, language)) || view.mixes(language);
}
