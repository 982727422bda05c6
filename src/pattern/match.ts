import type { Word } from '../text/types.ts';
import { COMMON, closure, compilePhrase } from './phrase.ts';
import type { Phrase, PhraseLists } from './phrase.ts';

/** Adjectives and pronouns that stand before 'post' or behind 'as a' and name nothing. */
const NOT_NOUNS: ReadonlySet<string> = new Set('this that these those above advertised said relevant new vacant available open same first second next opportunity interview place part result whole candidate applicant person company travail chez notre celui celle cela bonne nouvelle'.split(' '));

/** Where a phrase stands: indexes of words, half open. */
export interface Match<T> {
  readonly value: T;
  readonly phrase: number;
  readonly first: number;
  readonly last: number;
}

/** Words to look through; `clauses[i - base]` is 1 where a comma, colon, semicolon, bracket or dash stands before word i. */
export interface Words {
  readonly text: string;
  readonly words: readonly Word[];
  readonly clauses: Uint8Array | null;
  readonly base: number;
}

interface Entry<T> {
  readonly value: T;
  readonly phrase: Phrase;
  readonly index: number;
}

/**
 * Many phrases, found together. Work at each word: one look-up, and for the few phrases that can begin there a run of at most
 * their own length; so all of it grows with the text, whatever the text.
 */
export class PhraseSet<T> {
  readonly #byWord = new Map<string, Entry<T>[]>();
  readonly #byPrefix = new Map<string, Entry<T>[]>();
  readonly #byNumber: Entry<T>[] = [];
  #prefixLengths: number[] = [];
  #size = 0;
  #untriggered = false;

  /** Words at least one of which stands wherever a phrase does. */
  readonly triggers = new Set<string>();

  /** Steps taken since it was made; for the tests that count work. */
  steps = 0;

  get size(): number {
    return this.#size;
  }

  add(value: T, sources: readonly string[], lists: PhraseLists = {}): this {
    sources.forEach((source, index) => {
      const phrase = compilePhrase(source, lists);
      const entry = { value, phrase, index };
      this.#size++;
      for (const word of phrase.required ?? phrase.firstWords) this.triggers.add(word);
      if (phrase.required === null && (phrase.firstPrefixes.length > 0 || phrase.firstNumber)) this.#untriggered = true;
      for (const word of phrase.firstWords) push(this.#byWord, word, entry);
      for (const prefix of new Set(phrase.firstPrefixes)) push(this.#byPrefix, prefix, entry);
      if (phrase.firstNumber) this.#byNumber.push(entry);
    });
    this.#prefixLengths = [...new Set([...this.#byPrefix.keys()].map((prefix) => prefix.length))].sort((a, b) => a - b);
    return this;
  }

  /** Whether any phrase may stand between words `from` and `to`: one look-up a word, the only cost of most mail. */
  mayFind(words: readonly Word[], from: number, to: number): boolean {
    if (this.#untriggered) return from < to;
    for (let at = from; at < to; at++) if (this.triggers.has(words[at]!.fold)) return true;
    return false;
  }

  /** Every phrase between words `from` and `to`, each at its longest; in order of their first word. */
  find(text: Words, from: number, to: number): Match<T>[] {
    const found: Match<T>[] = [];
    for (let at = from; at < to; at++) {
      const word = text.words[at]!.fold;
      this.steps++;
      const direct = this.#byWord.get(word);
      if (direct !== undefined) this.#run(direct, text, at, to, found);
      if (this.#byNumber.length > 0 && isNumber(word)) this.#run(this.#byNumber, text, at, to, found);
      for (const length of this.#prefixLengths) {
        if (length > word.length) break;
        const prefixed = this.#byPrefix.get(word.slice(0, length));
        if (prefixed !== undefined) this.#run(prefixed, text, at, to, found);
      }
    }
    return found;
  }

  #run(entries: readonly Entry<T>[], text: Words, first: number, to: number, found: Match<T>[]): void {
    for (const { value, phrase, index } of entries) {
      const last = this.#longest(phrase, text, first, to);
      if (last > 0) found.push({ value, phrase: index, first, last });
    }
  }

  #longest(phrase: Phrase, text: Words, first: number, to: number): number {
    const { steps } = phrase;
    let states = closure(steps, [phrase.start]);
    let longest = 0;
    for (let at = first; states.length > 0; at++) {
      const next: number[] = [];
      const word = at < to ? text.words[at]!.fold : null;
      for (const state of states) {
        this.steps++;
        const step = steps[state]!;
        if (step.test === 'end') longest = at;
        else if (word === null || step.test === 'split') continue;
        else if (step.test === 'words' ? step.words.has(word)
          : step.test === 'prefix' ? word.startsWith(step.prefix)
          : step.test === 'number' ? isNumber(word) && Number(word) >= step.from && Number(word) <= step.to && (!step.below || isBelow(text, at))
          : step.test === 'noun' ? !COMMON.has(word) && !NOT_NOUNS.has(word)
          : text.clauses?.[at - text.base] !== 1) next.push(step.next);
      }
      states = next.length > 0 ? closure(steps, next) : next;
    }
    return longest;
  }
}

/** '-30', '− 30', '<30': a minus before the number, and no letter or digit before that ('25-30' is a range). */
function isBelow({ text, words }: Words, at: number): boolean {
  const lead = text.slice(Math.max(0, words[at]!.start - 6), words[at]!.start);
  return (/(?:^|[\s(:,;«"])[-−–]$/u.test(lead) && !/\d\s[-−–]$/u.test(lead)) || /<\s?$/.test(lead);
}

function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  if (first < 48 || first > 57 || word.length > 9) return false;
  for (let i = 1; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The words `from` to `to` with the borders of their clauses. Looks at each character between words once. */
export function clauses(text: string, words: readonly Word[], from: number, to: number): Words {
  const starts = new Uint8Array(to - from);
  for (let at = from + 1; at < to; at++) {
    for (let i = words[at - 1]!.end; i < words[at]!.start; i++) {
      const code = text.charCodeAt(i);
      // , : ; ( ) – — …
      if (code === 44 || code === 58 || code === 59 || code === 40 || code === 41 || code === 0x2013 || code === 0x2014) {
        starts[at - from] = 1;
        break;
      }
    }
  }
  return { text, words, clauses: starts, base: from };
}
