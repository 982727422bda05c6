import { Machine } from './machine.ts';
import type { Reached } from './machine.ts';
import type { Ask } from './format.ts';
import type { Words } from './words.ts';

/** Called for each phrase: its tag's place in the root, and the words, half open. */
export type Found = (tag: number, first: number, last: number) => void;

/**
 * All phrases in one machine, run from each word as far as any of them goes on: onward from those that begin with a rare word, back
 * from the last word of those that end with one. Nearly every step is one look-up, however many phrases there are. A step that makes a
 * state costs at most the positions of all phrases; a phrase has no loop. So the work grows with the text, whatever the text.
 */
export class Automaton {
  readonly #machine: Machine;
  readonly #asks: ReadonlyMap<number, Ask>;
  readonly #bits = new Map<number, Int32Array>();

  /** @throws RangeError for bytes that are no automaton of this version */
  constructor(bytes: Uint8Array) {
    this.#machine = new Machine(bytes);
    this.#asks = new Map(Object.entries(this.#machine.meta.asks).map(([end, ask]) => [Number(end), ask]));
  }

  get steps(): number {
    return this.#machine.steps;
  }

  /** Tags of a root; null: it has no such root. */
  tags(root: string): readonly string[] | null {
    return this.#machine.meta.roots.find(({ name }) => name === root)?.tags ?? null;
  }

  /** Number of a root for `find`; -1: none. */
  rootOf(name: string): number {
    return this.#machine.meta.roots.findIndex((root) => root.name === name);
  }

  #walk(root: number, text: Words, from: number, to: number, reached: Reached): void {
    if (root >= 0 && from < to) this.#machine.walk(root, text, from, to, reached);
  }

  /** Every phrase of a root between words `from` and `to`, by tag each at its longest from each word, in order of the first word. */
  find(root: number, text: Words, from: number, to: number, found: Found): void {
    const { endTag } = this.#machine.parts;
    // Mostly nothing is found: no map is made for that.
    let longest: Map<number, number> | null = null;
    this.#walk(root, text, from, to, (end, first, last) => {
      if (!this.#granted(end, text, first, last, from, to)) return false;
      const key = first * MOST_TAGS + endTag[end]!;
      longest ??= new Map<number, number>();
      if ((longest.get(key) ?? 0) < last) longest.set(key, last);
      return false;
    });
    if (longest === null) return;
    for (const [key, last] of [...(longest as Map<number, number>)].sort(([a], [b]) => a - b)) found(key % MOST_TAGS, Math.floor(key / MOST_TAGS), last);
  }

  /** Whether any phrase of a root stands between words `from` and `to`. */
  has(root: number, text: Words, from: number, to: number): boolean {
    let has = false;
    this.#walk(root, text, from, to, (end, first, last) => (has ||= this.#granted(end, text, first, last, from, to)));
    return has;
  }

  /** Words from `from` to before `to` at which a phrase of a root begins, rising, wherever the borders of sentences are. */
  starts(root: number, text: Words, from: number, to: number): number[] {
    const starts = new Set<number>();
    this.#walk(root, text, from, to, (_end, first) => {
      starts.add(first);
      return false;
    });
    return starts.size === 0 ? [] : [...starts].sort((a, b) => a - b);
  }

  /** Every end of every phrase, by first word; tags are numbered as in `tags`. */
  ends(root: number, text: Words, tags: readonly number[]): { offsets: Uint32Array; pairs: Int32Array } {
    const { endTag } = this.#machine.parts;
    const { length } = text;
    const found: number[] = [];
    const offsets = new Uint32Array(length + 2);
    this.#walk(root, text, 0, length, (end, first, last) => {
      found.push(first, tags[endTag[end]!]!, last);
      offsets[first + 2]! += 2;
      return false;
    });
    for (let at = 2; at <= length + 1; at++) offsets[at]! += offsets[at - 1]!;
    const pairs = new Int32Array((found.length / 3) * 2);
    for (let at = 0; at < found.length; at += 3) {
      const place = offsets[found[at]! + 1]!;
      offsets[found[at]! + 1] = place + 2;
      pairs[place] = found[at + 1]!;
      pairs[place + 1] = found[at + 2]!;
    }
    return { offsets, pairs };
  }

  /** For phrases of one word: by word, a bit set of their tags, numbered as in `tags`. */
  symbolBits(root: number, text: Words, tags: readonly number[]): (index: number) => number {
    const { inputs } = this.#machine.read(text);
    let bits = this.#bits.get(root);
    if (bits === undefined) this.#bits.set(root, (bits = new Int32Array(this.#machine.parts.classStarts.length).fill(-1)));
    const known = bits;
    return (index) => {
      const list = inputs[2 * index]! >> 1;
      const told = known[list]!;
      if (told >= 0) return told;
      return (known[list] = this.#machine.endsOf(2 * root, list).reduce((set, end) => set | (1 << tags[this.#machine.parts.endTag[end]!]!), 0));
    };
  }

  #granted(end: number, text: Words, first: number, last: number, from: number, to: number): boolean {
    const ask = this.#asks.get(end);
    return ask === undefined || grants(ask, text, first, last, from, to);
  }
}

/** More than a root has. */
const MOST_TAGS = 0x10000;

function grants({ start, end, exact }: Ask, words: Words, first: number, last: number, from: number, to: number): boolean {
  if ((start === true && first !== from) || (end === true && last !== to)) return false;
  return (exact ?? []).every((form) => {
    for (let at = first; at < last; at++) if (words.text.slice(words.start(at), words.end(at)).normalize('NFC') === form) return true;
    return false;
  });
}
