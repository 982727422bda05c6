import { COMMON, FREQUENT } from './common.ts';

export type NumberKind = 'number' | 'age' | 'below-age' | 'year';

/** What is told of a piece of a phrase when it is made, and not looked for in it again: lists are named by many phrases. */
interface Shape {
  /** How often one of the words that can stand first, or last, is met: in a hundred words or so. */
  readonly first: number;
  readonly last: number;
  /** Whether it may be nothing at all. */
  readonly empty: boolean;
  /** Whether a gap or any noun can stand first. */
  readonly vague: boolean;
  /** Whether a border stands before several words: reading back meets the first of them last. */
  readonly wideBorder: boolean;
  /** Words it is made of, those of lists and each of a gap's among them. */
  readonly size: number;
}

/** A phrase, or a piece of one. */
export type Node = Shape & (
  /** One of these words, by number in `WordNumbers`, rising. */
  | { readonly kind: 'word'; readonly words: readonly number[] }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'number'; readonly of: NumberKind }
  | { readonly kind: 'noun' }
  | { readonly kind: 'gap'; readonly max: number }
  | { readonly kind: 'border'; readonly node: Node }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'optional'; readonly node: Node }
);

/** Folded words by number, in the order in which phrases bring them. */
export class WordNumbers {
  readonly words: string[] = [];
  /** How often each is met. */
  readonly often: number[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(word: string): number {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      this.#numbers.set(word, (number = this.words.push(word) - 1));
      this.often.push(COMMON.has(word) ? 1 : FREQUENT.has(word) ? 0.1 : 0.003);
    }
    return number;
  }
}

const SINGLE = { empty: false, vague: false, wideBorder: false, size: 1 } as const;

/** @param words rising, each once */
export function oneWord(words: readonly number[], often: readonly number[]): Node {
  let sum = 0;
  for (const word of words) sum += often[word]!;
  return { kind: 'word', words, first: sum, last: sum, ...SINGLE };
}

export function beginning(prefix: string): Node {
  const often = prefix.length > 4 ? 0.02 : 0.2;
  return { kind: 'prefix', prefix, first: often, last: often, ...SINGLE };
}

export function digits(of: NumberKind): Node {
  const often = of === 'number' ? 1 : 0.1;
  return { kind: 'number', of, first: often, last: often, ...SINGLE };
}

export function noun(): Node {
  return { kind: 'noun', first: 100, last: 100, ...SINGLE, vague: true };
}

export function gap(max: number): Node {
  return { kind: 'gap', max, first: 100, last: 100, empty: true, vague: true, wideBorder: false, size: max };
}

export function border(node: Node): Node {
  const { first, last, empty, vague, size, kind } = node;
  return { kind: 'border', node, first, last, empty, vague, wideBorder: kind === 'sequence' || kind === 'choice' || kind === 'optional', size };
}

export function optional(node: Node): Node {
  const { first, last, vague, wideBorder, size } = node;
  return { kind: 'optional', node, first, last, empty: true, vague, wideBorder, size };
}

export function sequence(nodes: readonly Node[]): Node {
  if (nodes.length === 1) return nodes[0]!;
  let first = 0;
  let last = 0;
  let size = 0;
  let empty = true;
  let vague = false;
  let wideBorder = false;
  for (const node of nodes) {
    if (empty) {
      first += node.first;
      vague ||= node.vague;
      empty = node.empty;
    }
    last = node.empty ? last + node.last : node.last;
    wideBorder ||= node.wideBorder;
    size += node.size;
  }
  return { kind: 'sequence', nodes, first, last, empty, vague, wideBorder, size };
}

export function choice(nodes: readonly Node[]): Node {
  let first = 0;
  let last = 0;
  let size = 0;
  let empty = false;
  let vague = false;
  let wideBorder = false;
  for (const node of nodes) {
    first += node.first;
    last += node.last;
    empty ||= node.empty;
    vague ||= node.vague;
    wideBorder ||= node.wideBorder;
    size += node.size;
  }
  return { kind: 'choice', nodes, first, last, empty, vague, wideBorder, size };
}

/** Whether a phrase is better looked for from its end: it begins with words of every sentence, and ends with one that is rarely met. */
export function isRarer({ first, last, wideBorder }: Node): boolean {
  return !wideBorder && last < 0.7 * first;
}

/** Turns phrases round, those pieces that many of them share once. */
export class Mirror {
  readonly #turned = new Map<Node, Node>();

  /** The phrase read back. */
  reversed(node: Node): Node {
    switch (node.kind) {
      case 'sequence': return sequence(node.nodes.map((child) => this.reversed(child)).reverse());
      case 'optional': return optional(this.reversed(node.node));
      case 'choice': {
        let back = this.#turned.get(node);
        if (back === undefined) this.#turned.set(node, (back = choice(node.nodes.map((child) => this.reversed(child)))));
        return back;
      }
      default: return node;
    }
  }
}
