import type { Word } from '../text/types.ts';
import { ANY_CLASS, BEGINS_CLAUSE, CLASS_MASK, MAGIC, SECTIONS, VERSION, WIDE, WITHIN_CLAUSE } from './format.ts';
import type { Ask, Meta, SectionName } from './format.ts';
import { Transitions } from './transitions.ts';
import { Vocabulary } from './vocabulary.ts';
import { opensClause } from './words.ts';
import type { Words } from './words.ts';

type Numbers = Uint8Array | Uint16Array | Uint32Array;

const DEAD = -1;
const UNKNOWN = 0;
/** Stands for a word that no phrase names. */
const NO_SYMBOL = 0xffff;
/** States kept; beyond, all are forgotten and found again as they are needed, so that no text makes the memory grow. */
const MOST_STATES = 60_000;
/** And of their steps. */
const MOST_STEPS = 400_000;

/** A set of positions that have just read their word. */
interface State {
  readonly positions: readonly number[];
  /** What may end here. */
  readonly ends: readonly number[];
  /** Classes of which one must hold a symbol for it to be more than any word; made when first asked. */
  telling: Set<number> | null;
  /** The next state for any word, within a clause and at the beginning of one. */
  readonly others: [number, number];
}

/** Called for each phrase that ends: its number, its tag's place in the root, and the words, half open. */
export type Found = (tag: number, first: number, last: number, phrase: number) => void;

/**
 * All phrases in one machine, run from each word as far as any of them goes on. The states are made while reading and kept, so that
 * nearly every step is one look-up, however many phrases there are. A step that makes a state costs at most the positions of all
 * phrases; a phrase has no loop. So the work grows with the text, whatever the text.
 */
export class Automaton {
  readonly #parts: Readonly<Record<SectionName, Numbers>>;
  readonly #vocabulary: Vocabulary;
  readonly #asks: ReadonlyMap<number, Ask>;
  readonly #meta: Meta;
  readonly #first = new Map<number, Int32Array>();
  /** When a class was last seen to hold the input's symbol. */
  readonly #held: Uint32Array;
  #input = 0;
  #states: State[] = [];
  #known = new Map<string, number>();
  readonly #next = new Transitions();
  readonly #bits = new Map<number, Int32Array>();
  #inputs = new WeakMap<readonly Word[], Uint32Array>();

  /** Steps taken since it was made; for the tests that count work. */
  steps = 0;

  /** @throws RangeError for bytes that are no automaton of this version */
  constructor(bytes: Uint8Array) {
    this.#parts = sections(bytes);
    const meta = JSON.parse(new TextDecoder().decode(this.#parts.meta)) as Meta;
    const { slots, starts, letters, symbols, prefixSlots, prefixStarts, prefixLetters, prefixSymbols, heads } = this.#parts as Record<SectionName, never>;
    this.#vocabulary = new Vocabulary({ slots, starts, letters, symbols }, { slots: prefixSlots, starts: prefixStarts, letters: prefixLetters, symbols: prefixSymbols }, heads, meta.lengths);
    this.#meta = meta;
    this.#asks = new Map(Object.entries(meta.asks).map(([phrase, ask]) => [Number(phrase), ask]));
    this.#held = new Uint32Array(CLASS_MASK + 1);
    this.#forget();
  }

  /** Tags of a root; null: it has no such root. */
  tags(root: string): readonly string[] | null {
    return this.#meta.roots.find(({ name }) => name === root)?.tags ?? null;
  }

  /** Number of a root for `find`; -1: none. */
  rootOf(name: string): number {
    return this.#meta.roots.findIndex((root) => root.name === name);
  }

  /** Every phrase of a root between words `from` and `to`, each at its longest from each word, in order of the first word. */
  find(root: number, text: Words, from: number, to: number, found: Found): void {
    const ends: number[] = [];
    this.#walk(root, text, from, to, (phrase, first, last) => {
      this.#end(ends, phrase, last, text, first, from, to);
      return false;
    }, (first) => {
      for (let index = 0; index < ends.length; index += 2) found(this.#parts.endTag[ends[index]!]!, first, ends[index + 1]!, ends[index]!);
      ends.length = 0;
    });
  }

  /** Whether any phrase of a root stands between words `from` and `to`. */
  has(root: number, text: Words, from: number, to: number): boolean {
    let has = false;
    this.#walk(root, text, from, to, (phrase, first, last) => {
      has ||= this.#granted(phrase, text, first, last, from, to);
      return has;
    }, () => undefined);
    return has;
  }

  /** Words of the whole text at which a phrase of a root begins, wherever the borders of sentences are. */
  starts(root: number, text: Words): number[] {
    const starts: number[] = [];
    this.#walk(root, text, 0, text.words.length, (_phrase, first) => starts.push(first) > 0, () => undefined);
    return starts;
  }

  /** Every end of every phrase, by first word; tags are numbered as in `tags`. */
  ends(root: number, text: Words, tags: readonly number[]): { offsets: Uint32Array; pairs: number[] } {
    const offsets = new Uint32Array(text.words.length + 1);
    const pairs: number[] = [];
    let filled = 0;
    this.#walk(root, text, 0, text.words.length, (phrase, first, last) => {
      while (filled < first) offsets[++filled] = pairs.length;
      pairs.push(tags[this.#parts.endTag[phrase]!]!, last);
      return false;
    }, () => undefined);
    while (filled < text.words.length) offsets[++filled] = pairs.length;
    return { offsets, pairs };
  }

  /** For phrases of one word: by word, a bit set of their tags, numbered as in `tags`. */
  symbolBits(root: number, text: Words, tags: readonly number[]): (index: number) => number {
    const inputs = this.#read(text);
    let bits = this.#bits.get(root);
    if (bits === undefined) this.#bits.set(root, (bits = new Int32Array(this.#meta.symbolCount).fill(-1)));
    const known = bits;
    return (index) => {
      const symbol = inputs[index]! >> 1;
      const told = known[symbol]!;
      if (told >= 0) return told;
      const state = this.#begin(root, symbol << 1);
      const phrases = state === DEAD ? [] : this.#states[state]!.ends;
      return (known[symbol] = phrases.reduce((set, phrase) => set | (1 << tags[this.#parts.endTag[phrase]!]!), 0));
    };
  }

  /** @param ends called for each phrase that ends; true: no more is asked from this first word */
  #walk(root: number, text: Words, from: number, to: number, ends: (phrase: number, first: number, last: number) => boolean, next: (first: number) => void): void {
    if (root < 0 || from >= to) return;
    const inputs = this.#read(text);
    let begins = this.#begins(root);
    for (let first = from; first < to; first++) {
      const input = inputs[first]!;
      let state = begins[input]!;
      if (state === DEAD) continue;
      if (state === UNKNOWN) state = begins[input] = this.#begin(root, input);
      if (state === DEAD) continue;
      let told = false;
      for (let last = first + 1; ; last++) {
        const { ends: phrases } = this.#states[state]!;
        for (let at = 0; at < phrases.length && !told; at++) told = ends(phrases[at]!, first, last);
        if (told || last >= to) break;
        state = this.#step(state, inputs[last]!);
        if (state === DEAD) break;
      }
      next(first);
      if (this.#next.size > MOST_STEPS) this.#next.clear();
      if (this.#states.length > MOST_STATES) {
        this.#forget();
        begins = this.#begins(root);
      }
    }
  }

  /** By input: the state with which a phrase begins. */
  #begins(root: number): Int32Array {
    let begins = this.#first.get(root);
    if (begins === undefined) this.#first.set(root, (begins = new Int32Array(2 * this.#meta.symbolCount)));
    return begins;
  }

  #granted(phrase: number, text: Words, first: number, last: number, from: number, to: number): boolean {
    const ask = this.#asks.get(phrase);
    return ask === undefined || grants(ask, text, first, last, from, to);
  }

  #end(ends: number[], phrase: number, last: number, text: Words, first: number, from: number, to: number): void {
    if (!this.#granted(phrase, text, first, last, from, to)) return;
    for (let index = 0; index < ends.length; index += 2) {
      if (ends[index] === phrase) {
        ends[index + 1] = last;
        return;
      }
    }
    ends.push(phrase, last);
  }

  /** What each word of the text is to the phrases: its symbol, and whether it begins a clause. */
  #read(text: Words): Uint32Array {
    let inputs = this.#inputs.get(text.words);
    if (inputs !== undefined) return inputs;
    const { words } = text;
    inputs = new Uint32Array(words.length);
    for (let at = 0; at < words.length; at++) inputs[at] = (this.#vocabulary.symbolOf(text.text, words[at]!) << 1) | (opensClause(text.text, words, at) ? 1 : 0);
    this.#inputs.set(words, inputs);
    return inputs;
  }

  #begin(root: number, input: number): number {
    const { rootStarts, rootClasses, firstStarts, firsts } = this.#parts;
    const positions: number[] = [];
    this.#hold(input);
    for (let entry = rootStarts[root]!; entry < rootStarts[root + 1]!; entry++) {
      if (!this.#reads(rootClasses[entry]!, input)) continue;
      for (let at = firstStarts[entry]!; at < firstStarts[entry + 1]!; at++) positions.push(firsts[at]!);
    }
    return this.#state(positions);
  }

  #step(state: number, input: number): number {
    this.steps++;
    const known = this.#next.get(state, input);
    if (known !== UNKNOWN) return known;
    const made = this.#tells(this.#states[state]!, input) ? this.#follow(state, input) : this.#other(state, input & 1);
    this.#next.set(state, input, made);
    return made;
  }

  /** Whether the symbol is more than any word to this state: nearly none is. */
  #tells(state: State, input: number): boolean {
    const { followStarts, follows, positionClass, classList, classStarts, classes } = this.#parts;
    if (state.telling === null) {
      state.telling = new Set();
      for (const position of state.positions) {
        for (let at = followStarts[position]!; at < followStarts[position + 1]!; at++) state.telling.add(positionClass[follows[at]!]! & CLASS_MASK);
      }
      state.telling.delete(ANY_CLASS);
    }
    const list = classList[input >> 1]!;
    for (let at = classStarts[list]!; at < classStarts[list + 1]!; at++) if (state.telling.has(classes[at]!)) return true;
    return false;
  }

  #other(state: number, flag: number): number {
    const { others } = this.#states[state]!;
    if (others[flag] === UNKNOWN) others[flag] = this.#follow(state, (NO_SYMBOL << 1) | flag);
    return others[flag]!;
  }

  /** The state reached, worked out. */
  #follow(state: number, input: number): number {
    const { positions } = this.#states[state]!;
    const { followStarts, follows, positionClass } = this.#parts;
    const reached = new Set<number>();
    this.#hold(input);
    for (const position of positions) {
      for (let at = followStarts[position]!; at < followStarts[position + 1]!; at++) {
        this.steps++;
        if (this.#reads(positionClass[follows[at]!]!, input)) reached.add(follows[at]!);
      }
    }
    return this.#state([...reached]);
  }

  /** Marks the classes that hold the input's symbol. */
  #hold(input: number): void {
    const { classList, classStarts, classes } = this.#parts;
    this.#input++;
    this.#held[ANY_CLASS] = this.#input;
    if (input >> 1 === NO_SYMBOL) return;
    const list = classList[input >> 1]!;
    for (let at = classStarts[list]!; at < classStarts[list + 1]!; at++) this.#held[classes[at]!] = this.#input;
  }

  #reads(kind: number, input: number): boolean {
    if (this.#held[kind & CLASS_MASK] !== this.#input) return false;
    if ((kind & BEGINS_CLAUSE) !== 0) return (input & 1) === 1;
    return (kind & WITHIN_CLAUSE) === 0 || (input & 1) === 0;
  }

  #state(positions: number[]): number {
    if (positions.length === 0) return DEAD;
    positions.sort((a, b) => a - b);
    const key = positions.join();
    let state = this.#known.get(key);
    if (state === undefined) {
      const { positionEnd } = this.#parts;
      const ends = [...new Set(positions.map((position) => positionEnd[position]! - 1).filter((end) => end >= 0))];
      state = this.#states.push({ positions, ends, telling: null, others: [UNKNOWN, UNKNOWN] }) - 1;
      this.#known.set(key, state);
    }
    return state;
  }

  #forget(): void {
    // State 0 would read as unknown.
    this.#states = [{ positions: [], ends: [], telling: null, others: [UNKNOWN, UNKNOWN] }];
    this.#known = new Map();
    this.#next.clear();
    this.#first.clear();
  }
}

function grants({ start, end, exact }: Ask, { text, words }: Words, first: number, last: number, from: number, to: number): boolean {
  if ((start === true && first !== from) || (end === true && last !== to)) return false;
  return (exact ?? []).every((form) => {
    for (let at = first; at < last; at++) if (text.slice(words[at]!.start, words[at]!.end).normalize('NFC') === form) return true;
    return false;
  });
}

function sections(bytes: Uint8Array): Readonly<Record<SectionName, Numbers>> {
  // Typed arrays need an aligned beginning, and the order of bytes they are written in.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const header = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength);
  if (aligned.byteLength < 8 || header.getUint32(0, true) !== MAGIC || header.getUint32(4, true) !== VERSION) throw new RangeError('not an automaton of this version');
  let at = 4 * (2 + SECTIONS.length);
  const parts = {} as Record<SectionName, Numbers>;
  SECTIONS.forEach(([name, type], index) => {
    const entry = header.getUint32(8 + 4 * index, true);
    const length = (entry & ~WIDE) >>> 0;
    const make = type === 'u8' || (type === 'letters' && (entry & WIDE) === 0) ? Uint8Array : type === 'u32' ? Uint32Array : Uint16Array;
    parts[name] = new make(aligned.buffer as ArrayBuffer, aligned.byteOffset + at, length);
    at += 4 * Math.ceil((length * make.BYTES_PER_ELEMENT) / 4);
  });
  return parts;
}
