import type { Parts } from './format.ts';

/** Which lists of classes hold a class: the way back from what a phrase reads to the words that it may be. Made when first asked. */
export class Holders {
  readonly #parts: Pick<Parts, 'classStarts' | 'classes'>;
  /** Of each class, the first of its places in `#lists`. */
  #starts: Uint32Array | undefined;
  #lists = new Uint16Array(0);
  /** By list: when it was last told. */
  #seen = new Uint32Array(0);
  #asked = 0;

  constructor(parts: Pick<Parts, 'classStarts' | 'classes'>) {
    this.#parts = parts;
  }

  /** The lists that hold one of these classes. */
  of(kinds: readonly number[]): number[] {
    const starts = (this.#starts ??= this.#make());
    const lists = this.#lists;
    const seen = this.#seen;
    const asked = ++this.#asked;
    const holding: number[] = [];
    for (const kind of kinds) {
      for (let at = starts[kind]!; at < starts[kind + 1]!; at++) {
        const list = lists[at]!;
        if (seen[list] === asked) continue;
        seen[list] = asked;
        holding.push(list);
      }
    }
    return holding;
  }

  #make(): Uint32Array {
    const { classStarts, classes } = this.#parts;
    let most = 0;
    for (const kind of classes) if (kind > most) most = kind;
    const starts = new Uint32Array(most + 3);
    for (const kind of classes) starts[kind + 2]!++;
    for (let at = 2; at < starts.length; at++) starts[at]! += starts[at - 1]!;
    this.#lists = new Uint16Array(classes.length);
    this.#seen = new Uint32Array(classStarts.length);
    for (let list = 0; list + 1 < classStarts.length; list++) {
      for (let at = classStarts[list]!; at < classStarts[list + 1]!; at++) this.#lists[starts[classes[at]! + 1]!++] = list;
    }
    return starts;
  }
}
