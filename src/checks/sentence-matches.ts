import type { Patterns } from '../pattern/patterns.ts';
import type { Match } from '../pattern/words.ts';
import type { Sentence, View } from '../text/types.ts';
import { speaksLanguage } from './language.ts';

/** A sentence with what is looked for in it. */
export interface Said {
  readonly sentence: Sentence;
  /** Index in `View.sentences()`. */
  readonly index: number;
  readonly matches: readonly Match<string>[];
}

const kept = new WeakMap<View, Map<string, { readonly patterns: Patterns; readonly sections: ReadonlySet<string>; readonly said: readonly Said[] }>>();

/**
 * The sentences of a view's `sections`, in one language, that hold a phrase under a root (`<root>.<language>`). A text in other languages is not gone through,
 * and one without such a phrase is not cut into sentences: most of a long mail is what it answers. Made once for all that ask the same.
 */
export function sentencesSaying(view: View, patterns: Patterns, root: string, language: string, sections: ReadonlySet<string>): readonly Said[] {
  const name = `${root}.${language}`;
  let byName = kept.get(view);
  if (byName === undefined) kept.set(view, (byName = new Map<string, { patterns: Patterns; sections: ReadonlySet<string>; said: readonly Said[] }>()));
  const known = byName.get(name);
  if (known?.patterns === patterns && known.sections === sections) return known.said;
  const said = find(view, patterns, name, language, sections);
  byName.set(name, { patterns, sections, said });
  return said;
}

/** In words: a note of some lines. */
const SHORT_TEXT = 80;
/** In sentences: what may be learned as one. */
const FEW = 4;

/** Whether a text is more than a note: then one of its many sentences looks wrong by chance, and few of them are about the matter. */
export function isLong(view: View): boolean {
  return view.words().length > SHORT_TEXT;
}

/** Whether a sentence is one of many: each of them is one more chance to look wrong. */
export function isOneOfMany(view: View): boolean {
  return isLong(view) || view.sentences().length > FEW;
}

/** Asked for with each doubling of the sentences beyond what is weighed at once: each of them is one more chance to look wrong. Tenths of the logarithm of the odds. */
const DOUBLED = 15;
const AT_ONCE = 3;

/** How much more than among few sentences must be said where one of so many is looked for. */
export function moreAmong(count: number): number {
  return DOUBLED * Math.max(0, Math.log2(count / AT_ONCE));
}

/** The sentences around one and in the same section, as indexes, first and last: they may tell how it is meant. */
export function withNeighbours(view: View, index: number): readonly [number, number] {
  const sentences = view.sentences();
  const { section } = sentences[index]!;
  const at = (near: number): number => (sentences[near]?.section === section ? near : index);
  return [at(index - 1), at(index + 1)];
}

/** Whether any section of a view may be in a language. */
export function speaks(view: View, language: string): boolean {
  return view.sections().some((section) => speaksLanguage(section.language, language));
}

function find(view: View, patterns: Patterns, name: string, language: string, sections: ReadonlySet<string>): Said[] {
  if (!speaks(view, language)) return [];
  const words = view.words();
  const root = patterns.root(name);
  const wanted = view.sections().filter(({ kind }) => view.part === 'subject' || sections.has(kind));
  // A phrase found here may still run over the end of a sentence.
  const starts = wanted.flatMap(({ firstWord, lastWord }) => root.starts(words, firstWord, lastWord));
  if (starts.length === 0) return [];
  const said: Said[] = [];
  let at = 0;
  view.sentences().forEach((sentence, index) => {
    const { firstWord, lastWord } = sentence;
    while (at < starts.length && starts[at]! < firstWord) at++;
    if (at >= starts.length || starts[at]! >= lastWord || !speaksLanguage(sentence.language, language)) return;
    const matches = root.find(words, firstWord, lastWord);
    if (matches.length > 0) said.push({ sentence, index, matches });
  });
  return said;
}
