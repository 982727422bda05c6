import type { Patterns } from '../pattern/patterns.ts';
import type { Match } from '../pattern/words.ts';
import type { Sentence, View } from '../text/types.ts';
import { speaksLanguage } from './language.ts';

/** Phrases of the wording rules, of whichever check: one walk through a text finds them all. */
export const WORDING = 'wording';

/** A sentence with what the wording rules look for in it. */
export interface Said {
  readonly sentence: Sentence;
  /** Index in `View.sentences()`. */
  readonly index: number;
  readonly matches: readonly Match<string>[];
}

const kept = new WeakMap<View, Map<string, { readonly patterns: Patterns; readonly said: readonly Said[] }>>();

/**
 * The sentences of a view, in one language, that hold a phrase of a wording rule. A text in other languages is not gone through, and one
 * without such a phrase is not cut into sentences. Made once for all checks.
 */
export function sentencesSaying(view: View, patterns: Patterns, language: string): readonly Said[] {
  let byLanguage = kept.get(view);
  if (byLanguage === undefined) kept.set(view, (byLanguage = new Map<string, { patterns: Patterns; said: readonly Said[] }>()));
  const known = byLanguage.get(language);
  if (known?.patterns === patterns) return known.said;
  const said = find(view, patterns, language);
  byLanguage.set(language, { patterns, said });
  return said;
}

function find(view: View, patterns: Patterns, language: string): Said[] {
  if (!view.sections().some((section) => speaksLanguage(section.language, language))) return [];
  const text = { text: view.text, words: view.words() };
  const root = patterns.root(`${WORDING}.${language}`);
  // A phrase found here may still run over the end of a sentence.
  const starts = root.starts(text);
  if (starts.length === 0) return [];
  const said: Said[] = [];
  let at = 0;
  view.sentences().forEach((sentence, index) => {
    const { firstWord, lastWord } = sentence;
    while (at < starts.length && starts[at]! < firstWord) at++;
    if (at >= starts.length || starts[at]! >= lastWord || !speaksLanguage(sentence.language, language)) return;
    const matches = root.find(text, firstWord, lastWord);
    if (matches.length > 0) said.push({ sentence, index, matches });
  });
  return said;
}
