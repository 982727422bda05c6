import { ANY_CLASS, BEGINS_CLAUSE, CLASS_MASK, WITHIN_CLAUSE } from './format.ts';
import type { PhraseGraph, WordClass } from './graph.ts';
import type { Node } from './node.ts';
import { NumberSets, asSet } from './sets.ts';

/** What comes behind a piece of a phrase: twice the number of the set of positions that may come next, and 1 if the phrase may end. */
type Rest = number;

const END: Rest = 1;
/** More than there are ends. */
const ENDS = 0x10000;
/** A bracket with fewer ways through it is as quickly gone through again as remembered. */
const REMEMBERED = 6;

/**
 * The positions of all phrases, made from their last words to their first. A position is told by its class, what ends there and what may follow, so that
 * those alike are one: phrases share their tails, most of all those of one list.
 */
export class Positions {
  /** By position: its class and flags, what ends there + 1, and the set of those that may follow. */
  readonly #kinds: number[] = [];
  readonly #ends: number[] = [];
  readonly #follows: number[] = [];
  readonly #sets = new NumberSets();
  readonly #classes: (WordClass | null)[] = [null];
  readonly #known = new NumberSets();
  readonly #singles: number[] = [];
  readonly #wordSets = new NumberSets();
  /** By set of words: the class that holds just these; 0: none does yet. */
  readonly #wordClasses: number[] = [0];
  readonly #classNames = new Map<string, number>();
  readonly #through = new Map<Node, Map<number, Rest>>();
  #end = 0;

  /**
   * Positions with which a phrase begins.
   * @param end what ends with the phrase
   */
  add(node: Node, end: number): readonly number[] {
    this.#end = end + 1;
    const first: number[] = [];
    this.#sets.addTo(first, this.#build(node, END, 0) >> 1);
    return first;
  }

  graph(): Pick<PhraseGraph, 'classes' | 'kinds' | 'ends' | 'followStarts' | 'follows'> {
    const followStarts: number[] = [];
    const follows: number[] = [];
    for (const set of this.#follows) {
      followStarts.push(follows.length);
      this.#sets.addTo(follows, set);
    }
    followStarts.push(follows.length);
    return { classes: this.#classes, kinds: this.#kinds, ends: this.#ends, followStarts, follows };
  }

  #build(node: Node, rest: Rest, border: number): Rest {
    switch (node.kind) {
      case 'sequence': {
        for (let at = node.nodes.length - 1; at >= 0; at--) rest = this.#build(node.nodes[at]!, rest, at === 0 ? border : 0);
        return rest;
      }
      case 'choice': return node.nodes.length < REMEMBERED ? this.#choose(node.nodes, rest, border) : this.#remembered(node, rest, border);
      case 'optional': return this.#union([this.#build(node.node, rest, border), rest]);
      case 'border': return this.#build(node.node, rest, BEGINS_CLAUSE);
      case 'gap': {
        let next = rest;
        for (let left = node.max; left > 0; left--) next = this.#union([this.#position(ANY_CLASS | WITHIN_CLAUSE, next), rest]);
        return next;
      }
      default: return this.#position(this.#classOf(node) | border, rest);
    }
  }

  #remembered(node: Extract<Node, { kind: 'choice' }>, rest: Rest, border: number): Rest {
    let through = this.#through.get(node);
    if (through === undefined) this.#through.set(node, (through = new Map<number, Rest>()));
    const key = (2 * rest + (border === 0 ? 0 : 1)) * ENDS + this.#end;
    let first = through.get(key);
    if (first === undefined) through.set(key, (first = this.#choose(node.nodes, rest, border)));
    return first;
  }

  #choose(nodes: readonly Node[], rest: Rest, border: number): Rest {
    return this.#union(nodes.map((node) => this.#build(node, rest, border)));
  }

  #union(parts: readonly Rest[]): Rest {
    let end = 0;
    let alike = true;
    for (const part of parts) {
      end |= part & 1;
      if (part >> 1 !== parts[0]! >> 1) alike = false;
    }
    if (alike) return (parts[0]! & ~1) | end;
    const all: number[] = [];
    for (const part of parts) this.#sets.addTo(all, part >> 1);
    return (this.#sets.numberOf(asSet(all)) << 1) | end;
  }

  /** The position that reads a word of a class before `rest`, as all that comes first. */
  #position(kind: number, rest: Rest): Rest {
    const end = (rest & 1) === 1 ? this.#end : 0;
    const position = this.#known.numberOf([kind, end, rest >> 1]) - 1;
    if (position === this.#kinds.length) {
      this.#kinds.push(kind);
      this.#ends.push(end);
      this.#follows.push(rest >> 1);
      this.#singles.push(this.#sets.numberOf([position]) << 1);
    }
    return this.#singles[position]!;
  }

  #classOf(node: WordClass): number {
    if (node.kind === 'word') {
      const set = this.#wordSets.numberOf(node.words);
      if (set === this.#wordClasses.length) this.#wordClasses.push(this.#newClass(node));
      return this.#wordClasses[set]!;
    }
    const name = node.kind === 'prefix' ? `p ${node.prefix}` : node.kind === 'number' ? `n ${node.of}` : 'noun';
    let number = this.#classNames.get(name);
    if (number === undefined) this.#classNames.set(name, (number = this.#newClass(node)));
    return number;
  }

  #newClass(node: WordClass): number {
    const number = this.#classes.push(node) - 1;
    if (number > CLASS_MASK) throw new RangeError('too many different words in all phrases together');
    return number;
  }
}
