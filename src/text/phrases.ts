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

/** What is known of a word. */
interface Mark {
  /** Bit set of the languages that use it. */
  languages: number;
  /** Bit set of the tags of the phrases that begin with it. */
  tags: number;
  /** The phrases as written, each behind its tag. */
  readonly written: (readonly [tag: number, phrase: string])[];
  /** The same, made when the word is first met: a mail meets few of them, and a cold start cannot wait for all. */
  phrases: readonly Phrase[] | null;
}

/**
 * Lists of phrases over folded words. In a phrase, `a|b` is either word, `(a)` a word that may be missing, `..` up to four words of any
 * kind; a phrase begins with a word. Matching looks at no more than a fixed number of words from where it begins.
 */
export class PhraseTable {
  readonly #marks = new Map<string, Mark>();

  /** `lists[i]` are the phrases with tag i; 31 lists at most. `languages` are bit sets by word. */
  constructor(lists: readonly (readonly string[])[], languages: ReadonlyMap<string, number> = new Map()) {
    for (const [word, bits] of languages) this.#marks.set(word, { languages: bits, tags: 0, written: [], phrases: null });
    lists.forEach((phrases, tag) => {
      for (const phrase of phrases) for (const word of firstWords(phrase)) this.#add(tag, phrase, word);
    });
  }

  #add(tag: number, phrase: string, word: string): void {
    let mark = this.#marks.get(word);
    if (mark === undefined) this.#marks.set(word, (mark = { languages: 0, tags: 0, written: [], phrases: null }));
    mark.tags |= 1 << tag;
    mark.written.push([tag, phrase]);
  }

  /** Looks each word up, once for all questions. */
  mark(words: readonly Word[]): MarkedWords {
    const marks = new Array<Mark | undefined>(words.length);
    let possible = 0;
    for (let index = 0; index < words.length; index++) {
      const mark = this.#marks.get(words[index]!.fold);
      marks[index] = mark;
      if (mark !== undefined) possible |= mark.tags;
    }
    return new MarkedWords(words, marks, possible);
  }
}

/** Words that know their languages and which phrases may begin at them. */
export class MarkedWords {
  readonly words: readonly Word[];
  /** Bit set of the tags of all phrases that might begin somewhere: what is not in it is nowhere. */
  readonly possible: number;
  readonly #marks: readonly (Mark | undefined)[];

  constructor(words: readonly Word[], marks: readonly (Mark | undefined)[], possible: number) {
    this.words = words;
    this.possible = possible;
    this.#marks = marks;
  }

  /** Bit set of the languages that use word `index`; 0 if none is known to. */
  languagesAt(index: number): number {
    return this.#marks[index]?.languages ?? 0;
  }

  /** Index past the last word of the longest phrase with `tag` that begins at word `index` and ends before `to`; -1 if there is none. */
  at(tag: number, index: number, to: number): number {
    const mark = this.#marks[index];
    if (mark === undefined || (mark.tags & (1 << tag)) === 0) return -1;
    let best = -1;
    for (const phrase of mark.phrases ?? phrasesOf(mark, this.words[index]!.fold)) {
      if (phrase.tag === tag) best = Math.max(best, match(this.words, index + 1, to, phrase.tokens, 1));
    }
    return best;
  }

  /** Index of the first word in [from, to) at which a phrase with `tag` begins; -1 if there is none. */
  find(tag: number, from: number, to: number): number {
    for (let index = from; index < to; index++) if (this.at(tag, index, to) >= 0) return index;
    return -1;
  }

  /** Bit set of those of `tags` with a phrase that begins at word `index` and ends before `to`. */
  tagsAt(tags: number, index: number, to: number): number {
    const mark = this.#marks[index];
    if (mark === undefined || (mark.tags & tags) === 0) return 0;
    let found = 0;
    for (const { tag, tokens } of mark.phrases ?? phrasesOf(mark, this.words[index]!.fold)) {
      const bit = 1 << tag;
      if ((tags & bit & ~found) !== 0 && match(this.words, index + 1, to, tokens, 1) >= 0) found |= bit;
    }
    return found;
  }
}

/** The words that a phrase may begin with: those of its first piece, and of the next ones as long as they may be missing. */
function firstWords(phrase: string): string[] {
  const found: string[] = [];
  for (const piece of phrase.split(' ')) {
    const optional = piece.charCodeAt(0) === 0x28;
    for (const token of toTokens(optional ? piece.slice(1, -1) : piece).slice(0, 1)) {
      if (typeof token === 'string') found.push(token);
      else if (token !== GAP) found.push(...token);
    }
    if (!optional) break;
  }
  return found;
}

/** Words one of which stands wherever the phrase does: of its pieces one without `common` words, and of these that with the longest. */
export function tellingWords(phrase: string, common: { has(word: string): boolean }): readonly string[] {
  let best: readonly string[] = [];
  let most = -Infinity;
  for (const piece of phrase.split(' ')) {
    if (piece.charCodeAt(0) === 0x28) continue;
    for (const token of toTokens(piece)) {
      const words = typeof token === 'string' ? [token] : token ?? [];
      const worth = Math.min(...words.map((word) => (common.has(word) ? word.length - 100 : word.length)));
      if (words.length > 0 && worth > most) [best, most] = [words, worth];
    }
  }
  return best;
}

function phrasesOf(mark: Mark, word: string): readonly Phrase[] {
  const phrases: Phrase[] = [];
  for (const [tag, phrase] of mark.written) {
    for (const tokens of variants(phrase)) {
      const first = tokens[0];
      if (first === word || (Array.isArray(first) && first.includes(word))) phrases.push({ tag, tokens });
    }
  }
  return (mark.phrases = phrases);
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
  for (const piece of phrase.split(' ')) {
    const optional = piece.charCodeAt(0) === 0x28;
    const tokens = toTokens(optional ? piece.slice(1, -1) : piece);
    if (optional) {
      found = [...found, ...found.map((variant) => [...variant, ...tokens])];
    } else {
      for (const variant of found) for (const token of tokens) variant.push(token);
    }
  }
  return found;
}

const PLAIN = /^[a-z0-9]+$/;

function toTokens(piece: string): readonly Token[] {
  if (piece === '..') return [GAP];
  // Nearly all pieces are folded already: a cold start reads hundreds of them.
  if (PLAIN.test(piece)) return [piece];
  const alternatives = piece.split('|');
  if (alternatives.length === 1) return foldWords(piece).map((word) => word.fold);
  return [alternatives.map((word) => (PLAIN.test(word) ? word : (foldWords(word)[0]?.fold ?? '')))];
}
