import { foldWords } from './fold.ts';
import type { Word } from './types.ts';

/** Words that may stand where a phrase has `..`. */
const WIDEST_GAP = 4;
const GAP = null;

/** A word, one of several words, or a gap. */
type Token = string | readonly string[] | typeof GAP;

interface Phrase {
  readonly tag: number;
  readonly tokens: readonly Token[];
}

/**
 * Lists of phrases over folded words. In a phrase, `a|b` is either word, `(a)` a word that may be missing, `..` up to four words of any
 * kind; a phrase begins with a word. Matching looks at no more than a fixed number of words from where it begins.
 */
export class PhraseTable {
  readonly #byFirst = new Map<string, Phrase[]>();

  /** `lists[i]` are the phrases with tag i. */
  constructor(lists: readonly (readonly string[])[]) {
    lists.forEach((phrases, tag) => {
      for (const phrase of phrases) for (const tokens of variants(phrase)) this.#add(tag, tokens);
    });
  }

  #add(tag: number, tokens: readonly Token[]): void {
    const first = tokens[0];
    if (first === undefined || first === GAP) return;
    for (const word of typeof first === 'string' ? [first] : first) {
      const known = this.#byFirst.get(word);
      if (known) known.push({ tag, tokens });
      else this.#byFirst.set(word, [{ tag, tokens }]);
    }
  }

  /** Index past the last word of the longest phrase that begins at word `index` and ends before `to`; -1 if there is none. */
  at(words: readonly Word[], index: number, to: number): number {
    let best = -1;
    this.each(words, index, to, (_tag, end) => {
      if (end > best) best = end;
    });
    return best;
  }

  /** Index of the first word in [from, to) at which a phrase begins; -1 if there is none. */
  find(words: readonly Word[], from: number, to: number): number {
    for (let index = from; index < to; index++) if (this.at(words, index, to) >= 0) return index;
    return -1;
  }

  /** Calls `found` for each phrase that begins at word `index`, with the index past its last word. */
  each(words: readonly Word[], index: number, to: number, found: (tag: number, end: number) => void): void {
    const phrases = this.#byFirst.get(words[index]!.fold);
    if (phrases === undefined) return;
    for (const { tag, tokens } of phrases) {
      const end = match(words, index + 1, to, tokens, 1);
      if (end >= 0) found(tag, end);
    }
  }
}

function match(words: readonly Word[], index: number, to: number, tokens: readonly Token[], token: number): number {
  for (; token < tokens.length; token++) {
    const wanted = tokens[token]!;
    if (wanted === GAP) {
      for (let skipped = 0; skipped <= WIDEST_GAP && index + skipped <= to; skipped++) {
        const end = match(words, index + skipped, to, tokens, token + 1);
        if (end >= 0) return end;
      }
      return -1;
    }
    if (index >= to) return -1;
    const fold = words[index]!.fold;
    if (typeof wanted === 'string' ? fold !== wanted : !wanted.includes(fold)) return -1;
    index++;
  }
  return index;
}

/** The phrase with each of its optional words and without. */
function variants(phrase: string): Token[][] {
  let found: Token[][] = [[]];
  for (const piece of phrase.trim().split(/\s+/)) {
    const optional = piece.startsWith('(');
    // A word list that says something else than it seems to must not be used.
    if (optional !== piece.endsWith(')')) throw new Error(`Phrase '${phrase}': brackets hold one word, or words with | between`);
    const tokens = toTokens(optional ? piece.slice(1, -1) : piece);
    const longer = found.map((variant) => [...variant, ...tokens]);
    found = optional ? [...found, ...longer] : longer;
  }
  return found;
}

function toTokens(piece: string): Token[] {
  if (piece === '..') return [GAP];
  const alternatives = piece.split('|').map((word) => foldWords(word).map((each) => each.fold));
  return alternatives.length === 1 ? alternatives[0]! : [alternatives.map((words) => words[0] ?? '')];
}
