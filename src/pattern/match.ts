import type { Word } from '../text/types.ts';
import { ANY_AGE, parsePhrase } from './phrase.ts';
import type { ParsedPhrase, PhraseLists } from './phrase.ts';
import { compilePhrase, following } from './program.ts';
import type { Phrase } from './program.ts';
import { isAge, isNumber, reads } from './words.ts';
import type { Words } from './words.ts';

/** Where a phrase stands: indexes of words, half open. */
export interface Match<T> {
  readonly value: T;
  readonly phrase: number;
  readonly first: number;
  readonly last: number;
}

interface Entry<T> {
  readonly value: T;
  readonly phrase: Phrase;
  readonly index: number;
  /** The search in which a word that the phrase needs was last met; -1: it needs none. */
  met: number;
  readonly longest: number;
}

/**
 * Many phrases, found together. Work at each word: one look-up, and for the few phrases that can begin there a run of at most
 * their own length; so all of it grows with the text, whatever the text.
 */
export class PhraseSet<T> {
  readonly #byWord = new Map<string, Entry<T>[]>();
  readonly #byPrefix = new Map<string, Entry<T>[]>();
  readonly #byNumber: Entry<T>[] = [];
  readonly #prefixed: Entry<T>[] = [];
  readonly #byTrigger = new Map<string, Entry<T>[]>();
  /** Words beside the number of a phrase that needs one; whether a phrase is but a number. */
  readonly #companions = new Set<string>();
  #lonely = false;
  #search = 0;
  /** Stretches of words in which a phrase met can begin, as pairs of borders, rising. */
  #windows: number[] = [];
  #prefixLengths: number[] = [];
  #added: { readonly value: T; readonly parsed: ParsedPhrase; readonly index: number }[] = [];
  #untriggered = false;

  /** Words at least one of which stands wherever a phrase does. */
  readonly triggers = new Set<string>();

  /** Steps taken since it was made; for the tests that count work. */
  steps = 0;

  add(value: T, sources: readonly string[], lists: PhraseLists = {}): this {
    sources.forEach((source, index) => {
      const parsed = parsePhrase(source, lists);
      this.#added.push({ value, parsed, index });
      if (parsed.required === null) this.#untriggered = true;
      else for (const word of parsed.required) this.triggers.add(word);
      if (parsed.required?.has(ANY_AGE)) {
        if (parsed.companions === null) this.#lonely = true;
        else for (const word of parsed.companions) this.#companions.add(word);
      }
    });
    return this;
  }

  /** Makes what was added ready to run: on the first text that may hold one, so that a start pays only for the triggers. */
  #index(): void {
    for (const { value, parsed, index } of this.#added) {
      const phrase = compilePhrase(parsed);
      const entry: Entry<T> = { value, phrase, index, met: parsed.required === null ? -1 : 0, longest: parsed.longest };
      for (const word of parsed.required ?? []) push(this.#byTrigger, word, entry);
      for (const word of phrase.firstWords) push(this.#byWord, word, entry);
      for (const prefix of new Set(phrase.firstPrefixes)) push(this.#byPrefix, prefix, entry);
      if (phrase.firstPrefixes.length > 0) this.#prefixed.push(entry);
      if (phrase.firstNumber) this.#byNumber.push(entry);
    }
    this.#added = [];
    this.#prefixLengths = [...new Set([...this.#byPrefix.keys()].map((prefix) => prefix.length))].sort((a, b) => a - b);
  }

  /** Whether any phrase may stand between words `from` and `to`: one look-up a word, the only cost of most mail. */
  mayFind(words: readonly Word[], from: number, to: number): boolean {
    if (this.#untriggered) return from < to;
    const ages = this.triggers.has(ANY_AGE);
    let age = false;
    let companion = this.#lonely;
    for (let at = from; at < to; at++) {
      const word = words[at]!.fold;
      if (this.triggers.has(word)) return true;
      if (!ages) continue;
      age ||= isAge(word);
      companion ||= this.#companions.has(word);
    }
    return age && companion;
  }

  /** Every phrase between words `from` and `to`, each at its longest; in order of their first word. */
  find(text: Words, from: number, to: number): Match<T>[] {
    if (this.#added.length > 0) this.#index();
    const found: Match<T>[] = [];
    if (!this.#meet(text.words, from, to)) return found;
    // Few phrases are met, and mostly none of these begins with a number or an open end.
    const met = (entry: Entry<T>): boolean => entry.met < 0 || entry.met === this.#search;
    const numbers = this.#byNumber.some(met);
    const prefixes = this.#prefixed.some(met);
    for (let window = 0; window < this.#windows.length; window += 2) {
      const end = this.#windows[window + 1]!;
      for (let at = this.#windows[window]!; at < end; at++) {
        const word = text.words[at]!.fold;
        this.steps++;
        const direct = this.#byWord.get(word);
        if (direct !== undefined) this.#run(direct, text, at, to, found);
        if (numbers && isNumber(word)) this.#run(this.#byNumber, text, at, to, found);
        if (!prefixes) continue;
        for (const length of this.#prefixLengths) {
          if (length > word.length) break;
          const prefixed = this.#byPrefix.get(word.slice(0, length));
          if (prefixed !== undefined) this.#run(prefixed, text, at, to, found);
        }
      }
    }
    return found;
  }

  /**
   * What tells from the text as it stands that no phrase is in it: a trie takes these lists from many sets and goes through a text once.
   * @returns words one of which stands wherever a phrase does, unless that phrase needs a number of two digits; and words of which one
   * stands beside such a number. Null: nothing tells.
   */
  get signs(): { readonly words: ReadonlySet<string>; readonly companions: ReadonlySet<string> | null } | null {
    if (this.#untriggered) return null;
    return { words: new Set([...this.triggers].filter((word) => word !== ANY_AGE)), companions: this.#lonely ? null : this.#companions };
  }

  /** Whether any phrase stands between words `from` and `to`. */
  has(text: Words, from: number, to: number): boolean {
    return this.find(text, from, to).length > 0;
  }

  /** Marks the phrases whose needed word is there, and the windows in which they can begin: only there they are run. */
  #meet(words: readonly Word[], from: number, to: number): boolean {
    const search = ++this.#search;
    const ages = this.#byTrigger.get(ANY_AGE);
    const windows = (this.#windows = this.#untriggered ? [from, to] : []);
    for (let at = from; at < to; at++) {
      const word = words[at]!.fold;
      const entries = this.#byTrigger.get(word) ?? (ages !== undefined && isAge(word) ? ages : undefined);
      if (entries === undefined) continue;
      let longest = 0;
      for (const entry of entries) {
        entry.met = search;
        if (entry.longest > longest) longest = entry.longest;
      }
      if (this.#untriggered) continue;
      let start = Math.max(from, at + 1 - longest);
      while (windows.length > 0 && windows[windows.length - 1]! >= start) {
        windows.pop();
        start = Math.min(start, windows.pop()!);
      }
      windows.push(start, at + 1);
    }
    return windows.length > 0;
  }

  #run(entries: readonly Entry<T>[], text: Words, first: number, to: number, found: Match<T>[]): void {
    for (const { value, phrase, index, met } of entries) {
      if (met >= 0 && met !== this.#search) continue;
      const last = this.#longest(phrase, text, first, to);
      if (last > 0) found.push({ value, phrase: index, first, last });
    }
  }

  #longest(phrase: Phrase, text: Words, first: number, to: number): number {
    const { steps } = phrase;
    let states = phrase.start;
    let longest = 0;
    for (let at = first; states.length > 0; at++) {
      const word = at < to ? text.words[at]!.fold : null;
      let next: readonly number[] = NONE;
      let merged: number[] | null = null;
      for (const state of states) {
        this.steps++;
        const step = steps[state]!;
        if (step.test === 'end') {
          longest = at;
          continue;
        }
        if (word === null || !reads(step, word, text, at)) continue;
        // Most phrases go on in one way only; merging costs only those that fork.
        if (next.length === 0) next = following(phrase, state);
        else for (const other of following(phrase, state)) if (!next.includes(other)) next = merged === null ? (merged = [...next, other]) : (merged.push(other), merged);
      }
      states = next;
    }
    return longest;
  }
}

const NONE: readonly number[] = [];

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
