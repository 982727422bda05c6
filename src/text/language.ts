import { perLexicons, record, strings } from './lexicons.ts';
import type { Language, Word } from './types.ts';

export interface LanguageLexicon {
  readonly codes: readonly string[];
  /** Bit set of the languages (by index in `codes`) that use the word. */
  readonly words: ReadonlyMap<string, number>;
}

export const languageLexicon = perLexicons((lexicons): LanguageLexicon => {
  const lists = record(record(lexicons['language'])['words']);
  const codes = Object.keys(lists);
  const words = new Map<string, number>();
  codes.forEach((code, index) => {
    for (const word of strings(lists[code])) words.set(word, (words.get(word) ?? 0) | (1 << index));
  });
  return { codes, words };
});

/** Words looked at: what they do not tell, the rest does not either. */
const ENOUGH = 400;

/** The language of words [from, to); null if they are too few or could be two. */
export function languageOf(words: readonly Word[], from: number, to: number, lexicon: LanguageLexicon): Language {
  const counts = new Array<number>(lexicon.codes.length).fill(0);
  const limit = Math.min(to, from + ENOUGH);
  for (let index = from; index < limit; index++) {
    let bits = lexicon.words.get(words[index]!.fold) ?? 0;
    for (let code = 0; bits !== 0; code++, bits >>= 1) if (bits & 1) counts[code]!++;
  }
  let best = 0;
  let second = 0;
  let winner = -1;
  counts.forEach((count, code) => {
    if (count > best) {
      second = best;
      best = count;
      winner = code;
    } else if (count > second) {
      second = count;
    }
  });
  return best >= 2 && best > second * 1.2 ? lexicon.codes[winner]! : null;
}
