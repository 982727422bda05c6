import type { Word } from '../text/types.ts';
import { BEGINS_CLAUSE, CLASS_MASK, MAGIC, SECTIONS, VERSION, WIDE, WITHIN_CLAUSE } from './format.ts';
import type { Ask, Meta, SectionName } from './format.ts';
import { Vocabulary } from './vocabulary.ts';
import { opensClause } from './words.ts';
import type { Words } from './words.ts';

type Numbers = Uint8Array | Uint16Array | Uint32Array;

const DEAD = -1;
const UNKNOWN = 0;
/** States kept; beyond, all are forgotten and found again as they are needed, so that no text makes the memory grow. */
const MOST_STATES = 20_000;

/** A set of positions that have just read their word, with what it can become. */
interface State {
  readonly positions: readonly number[];
  /** Phrases that may end here. */
  readonly phrases: readonly number[];
  /** By input: number of the next state, or DEAD. */
  readonly next: Map<number, number>;
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
  readonly #first = new Map<number, Int16Array>();
  /** When a class was last seen to hold the input's symbol. */
  readonly #held: Uint32Array;
  #input = 0;
  #states: State[] = [];
  #known = new Map<string, number>();
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
    if (root < 0 || from >= to) return;
    const inputs = this.#read(text);
    let first = this.#first.get(root);
    if (first === undefined) this.#first.set(root, (first = new Int16Array(2 * this.#meta.symbolCount)));
    const ends: number[] = [];
    for (let at = from; at < to; at++) {
      const input = inputs[at]!;
      let state = first[input]!;
      if (state === DEAD) continue;
      if (state === UNKNOWN) state = first[input] = this.#begin(root, input);
      if (state === DEAD) continue;
      for (let next = at + 1; ; next++) {
        const { phrases } = this.#states[state]!;
        for (const phrase of phrases) this.#end(ends, phrase, next, text, at, from, to);
        if (next >= to) break;
        state = this.#step(state, inputs[next]!);
        if (state === DEAD) break;
      }
      if (this.#states.length > MOST_STATES) {
        this.#forget();
        first = new Int16Array(2 * this.#meta.symbolCount);
        this.#first.set(root, first);
      }
      for (let index = 0; index < ends.length; index += 2) found(this.#parts.phraseTag[ends[index]!]!, at, ends[index + 1]!, ends[index]!);
      ends.length = 0;
    }
  }

  #end(ends: number[], phrase: number, last: number, text: Words, first: number, from: number, to: number): void {
    const ask = this.#asks.get(phrase);
    if (ask !== undefined && !grants(ask, text, first, last, from, to)) return;
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
    const { positions, next } = this.#states[state]!;
    const known = next.get(input);
    if (known !== undefined) return known;
    const { followStarts, follows, positionClass } = this.#parts;
    const reached = new Set<number>();
    this.#hold(input);
    for (const position of positions) {
      for (let at = followStarts[position]!; at < followStarts[position + 1]!; at++) {
        this.steps++;
        if (this.#reads(positionClass[follows[at]!]!, input)) reached.add(follows[at]!);
      }
    }
    const made = this.#state([...reached]);
    next.set(input, made);
    return made;
  }

  /** Marks the classes that hold the input's symbol. */
  #hold(input: number): void {
    const { classStarts, classes } = this.#parts;
    const symbol = input >> 1;
    this.#input++;
    for (let at = classStarts[symbol]!; at < classStarts[symbol + 1]!; at++) this.#held[classes[at]!] = this.#input;
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
      const { positionPhrase } = this.#parts;
      const phrases = [...new Set(positions.map((position) => positionPhrase[position]! - 1).filter((phrase) => phrase >= 0))];
      state = this.#states.push({ positions, phrases, next: new Map() }) - 1;
      this.#known.set(key, state);
    }
    return state;
  }

  #forget(): void {
    // State 0 would read as unknown.
    this.#states = [{ positions: [], phrases: [], next: new Map() }];
    this.#known = new Map();
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
