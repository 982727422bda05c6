import { foldWords } from './fold.ts';
import type { Word } from './types.ts';

/** Words that may stand where a phrase has `..`. */
const WIDEST_GAP = 4;

type Token = string | readonly string[] | '..';

/**
 * A list of phrases over folded words. In a phrase, `a|b` is either word, `(a)` a word that may be missing, `..` up to four words of any
 * kind. No phrase begins with `(a)` or `..`. Matching looks at no more than a fixed number of words from where it begins.
 */
export class PhraseSet {
  readonly #byFirst = new Map<string, Token[][]>();

  constructor(phrases: Iterable<string>) {
    for (const phrase of phrases) for (const tokens of variants(phrase)) this.#add(tokens);
  }

  #add(tokens: Token[]): void {
    const first = tokens[0];
    if (first === undefined || first === '..') return;
    for (const word of typeof first === 'string' ? [first] : first) {
      const known = this.#byFirst.get(word);
      if (known) known.push(tokens);
      else this.#byFirst.set(word, [tokens]);
    }
  }

  /** Index past the last word of the longest phrase that begins at word `index` and ends before `to`; -1 if there is none. */
  at(words: readonly Word[], index: number, to: number): number {
    const phrases = this.#byFirst.get(words[index]!.fold);
    if (phrases === undefined) return -1;
    let best = -1;
    for (const tokens of phrases) {
      const end = match(words, index + 1, to, tokens, 1);
      if (end > best) best = end;
    }
    return best;
  }

  /** Index of the first word in [from, to) at which a phrase begins; -1 if there is none. */
  find(words: readonly Word[], from: number, to: number): number {
    for (let index = from; index < to; index++) if (this.at(words, index, to) >= 0) return index;
    return -1;
  }
}

function match(words: readonly Word[], index: number, to: number, tokens: readonly Token[], token: number): number {
  for (; token < tokens.length; token++) {
    const wanted = tokens[token]!;
    if (wanted === '..') {
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
    const optional = piece.startsWith('(') && piece.endsWith(')');
    const tokens = toTokens(optional ? piece.slice(1, -1) : piece);
    const longer = found.map((variant) => [...variant, ...tokens]);
    found = optional ? [...found, ...longer] : longer;
  }
  return found;
}

function toTokens(piece: string): Token[] {
  if (piece === '..') return ['..'];
  const alternatives = piece.split('|').map((word) => foldWords(word).map((each) => each.fold));
  if (alternatives.length === 1) return alternatives[0]!;
  return [alternatives.map((words) => words[0] ?? '')];
}
