import { ANY_CLASS, BEGINS_CLAUSE, CLASS_MASK, WITHIN_CLAUSE } from './format.ts';
import type { PhraseGraph, WordClass } from './graph.ts';
import { inflect } from './inflect.ts';
import type { NumberKind } from './node.ts';

/**
 * A graph of phrases as text that compresses well, for where no file can be read: an automaton is ten times as large, and making a graph from
 * phrases takes ten times as long. It is read in one pass; nothing is parsed, folded or looked for.
 */
export interface DenseGraph {
  /** Whose endings the mark `~` of a word stands for. */
  readonly language: string;
  /** First characters of numbers that take one character, and of those that take two; any other begins one of three. */
  readonly one: number;
  readonly two: number;
  /** Words with their marks, one behind the other: as a capital letter how many letters are those of the word before (A: none), and the others. */
  readonly words: string;
  /** Numbers of classes that many positions read: these are told by their place. */
  readonly common: string;
  /** By position: signs, and its class. Like goes with like: what follows is written apart, since it compresses better so. */
  readonly positions: string;
  /** By new class: how many words of `words` it holds unless it is one, and how far each is from the one before. */
  readonly held: string;
  /** By position: what may follow. */
  readonly next: string;
  readonly roots: readonly {
    readonly name: string;
    readonly tags: readonly string[];
    /** How far each first position is from the one before. */
    readonly firsts: readonly [onward: string, back: string];
  }[];
  readonly endTag: readonly number[];
  readonly asks: PhraseGraph['asks'];
}

/** What stands before the class of a position, or for it; from `class` on it is a class told by its place, or its number behind these. */
export const SIGN = { newClass: 0, newWord: 1, ends: 2, nextEnd: 3, setEnd: 4, beginsClause: 5, anyWithin: 6, class: 7 } as const;
/** What may follow: a new set, one so many sets before, none, or one position so far before. */
export const FOLLOW = { newSet: 0, knownSet: 1, none: 2, one: 3 } as const;
/** The most letters that two words in turn share, as far as is said. */
export const MOST_SHARED = 25;

/** Characters that numbers are made of, by code: printable, and none that a string must escape. */
export const LETTERS: readonly number[] = Array.from({ length: 95 }, (_, index) => index + 32).filter((code) => code !== 0x22 && code !== 0x5c);
const DIGITS = new Uint8Array(128);
LETTERS.forEach((code, digit) => void (DIGITS[code] = digit));

/** Reads numbers from text. */
class Numbers {
  at = 0;

  constructor(readonly text: string, readonly one: number, readonly two: number) {}

  get more(): boolean {
    return this.at < this.text.length;
  }

  next(): number {
    const base = LETTERS.length;
    const first = this.#digit();
    if (first < this.one) return first;
    const second = this.#digit();
    if (first < this.one + this.two) return this.one + (first - this.one) * base + second;
    return this.one + this.two * base + ((first - this.one - this.two) * base + second) * base + this.#digit();
  }

  #digit(): number {
    return DIGITS[this.text.charCodeAt(this.at++)]!;
  }
}

/** Words written one behind the other: as a capital letter how many letters are those of the word before (A: none), and the others. */
export function unfronted(text: string): string[] {
  let before = '';
  return (text.match(/[A-Z][^A-Z]*/g) ?? []).map((entry) => (before = before.slice(0, entry.charCodeAt(0) - 0x41) + entry.slice(1)));
}

export function readGraph(dense: DenseGraph): PhraseGraph {
  const numbers = (text: string): Numbers => new Numbers(text, dense.one, dense.two);
  const all = (text: string): number[] => {
    const list: number[] = [];
    for (const from = numbers(text); from.more;) list.push(from.next());
    return list;
  };
  const firsts = (text: string): number[] => {
    let last = 0;
    return all(text).map((step) => (last += step));
  };
  const lexicon = new Lexicon(dense.words, dense.language);
  const graph = readPositions({ from: numbers(dense.positions), held: numbers(dense.held), common: all(dense.common), lexicon }, numbers(dense.next));
  return {
    ...graph,
    words: lexicon.words,
    roots: dense.roots.map(({ name, tags, firsts: [onward, back] }) => ({ name, tags, firsts: [firsts(onward), firsts(back)] })),
    endTag: dense.endTag,
    asks: dense.asks,
  };
}

/** What a piece of a phrase may be, by the number of its word in the list. */
class Lexicon {
  readonly words: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #written: string[];
  readonly #language: string;
  /** By number in the list: the forms. */
  readonly #forms: (readonly number[] | undefined)[] = [];
  /** By word: the last class that it was put in, so that none holds it twice. */
  readonly #lastClass: number[] = [];
  #classes = 0;

  constructor(text: string, language: string) {
    this.#language = language;
    this.#written = unfronted(text);
  }

  /** A class that many words may be in, by their numbers in the list. */
  classOf(entries: readonly number[]): WordClass {
    const written = this.#written[entries[0]!]!;
    if (written.endsWith('*')) return { kind: 'prefix', prefix: written.slice(0, -1) };
    if (written === '<noun>') return { kind: 'noun' };
    if (written.startsWith('<')) return { kind: 'number', of: written.slice(1, -1) as NumberKind };
    if (entries.length === 1) return { kind: 'word', words: this.#formsOf(entries[0]!) };
    const words: number[] = [];
    this.#classes++;
    for (const entry of entries) {
      for (const word of this.#formsOf(entry)) {
        if (this.#lastClass[word] === this.#classes) continue;
        this.#lastClass[word] = this.#classes;
        words.push(word);
      }
    }
    return { kind: 'word', words };
  }

  #formsOf(entry: number): readonly number[] {
    let forms = this.#forms[entry];
    if (forms === undefined) {
      const written = this.#written[entry]!;
      this.#forms[entry] = forms = written.endsWith('~') ? inflect(written.slice(0, -1), this.#language).map((form) => this.#numberOf(form)) : [this.#numberOf(written)];
    }
    return forms;
  }

  #numberOf(word: string): number {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      this.#numbers.set(word, (number = this.words.push(word) - 1));
      this.#lastClass.push(0);
    }
    return number;
  }
}

/** Where the classes of positions are read from. */
interface ClassSource {
  readonly from: Numbers;
  readonly held: Numbers;
  readonly common: readonly number[];
  readonly lexicon: Lexicon;
}

function readPositions(source: ClassSource, next: Numbers): Pick<PhraseGraph, 'classes' | 'kinds' | 'ends' | 'followStarts' | 'follows'> {
  const { from } = source;
  const classes: (WordClass | null)[] = [null];
  const kinds: number[] = [];
  const ends: number[] = [];
  const followStarts: number[] = [];
  const follows: number[] = [];
  /** Where sets of several positions stand among `follows`, in turn: from and to. */
  const sets: number[] = [];
  let end = 0;
  let lastEnd = 0;
  while (from.more) {
    const position = kinds.length;
    let sign = from.next();
    let isEnd = false;
    let flag = 0;
    for (; sign >= SIGN.ends && sign <= SIGN.beginsClause; sign = from.next()) {
      if (sign === SIGN.ends) isEnd = true;
      else if (sign === SIGN.nextEnd) end = ++lastEnd;
      else if (sign === SIGN.setEnd) end = from.next();
      else flag = BEGINS_CLAUSE;
    }
    kinds.push(flag | readKind(sign, source, classes));
    ends.push(isEnd ? end : 0);
    followStarts.push(follows.length);
    const follow = next.next();
    if (follow === FOLLOW.newSet) {
      const start = follows.length;
      let other = position;
      for (let left = next.next(); left > 0; left--) follows.push((other -= next.next()));
      reverse(follows, start);
      sets.push(start, follows.length);
    } else if (follow === FOLLOW.knownSet) {
      const place = sets.length - 2 * next.next();
      for (let at = sets[place]!; at < sets[place + 1]!; at++) follows.push(follows[at]!);
    } else if (follow >= FOLLOW.one) {
      follows.push(position - 1 - (follow - FOLLOW.one));
    }
  }
  followStarts.push(follows.length);
  return { classes, kinds, ends, followStarts, follows };
}

/** A set is written from its nearest position to its farthest, and kept rising. */
function reverse(list: number[], start: number): void {
  for (let low = start, high = list.length - 1; low < high; low++, high--) [list[low], list[high]] = [list[high]!, list[low]!];
}

function readKind(sign: number, { held, common, lexicon }: ClassSource, classes: (WordClass | null)[]): number {
  if (sign === SIGN.anyWithin) return ANY_CLASS | WITHIN_CLAUSE;
  if (sign === SIGN.newWord) return classes.push(lexicon.classOf([held.next()])) - 1;
  if (sign === SIGN.newClass) {
    const entries: number[] = [];
    let entry = 0;
    for (let left = held.next(); left > 0; left--) entries.push((entry += held.next()));
    return classes.push(lexicon.classOf(entries)) - 1;
  }
  const place = sign - SIGN.class;
  return (place < common.length ? common[place]! : place - common.length) & CLASS_MASK;
}
