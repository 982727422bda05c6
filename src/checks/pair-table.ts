/** Numbers by pairs of numbers: what a look-up in a Map costs is most of what a text costs to be weighed. */
export class PairTable {
  /** Three in a row: first, second, value; an empty place has first 0. */
  readonly #places: Int32Array;
  readonly #mask: number;

  /** @param pairs of numbers above 0, each with a value above 0 */
  constructor(pairs: readonly (readonly [first: number, second: number, value: number])[]) {
    this.#mask = 2 ** Math.ceil(Math.log2(2 * pairs.length + 2)) - 1;
    this.#places = new Int32Array(3 * (this.#mask + 1));
    for (const [first, second, value] of pairs) {
      let place = this.#start(first, second);
      while (this.#places[3 * place] !== 0) place = (place + 1) & this.#mask;
      this.#places.set([first, second, value], 3 * place);
    }
  }

  #start(first: number, second: number): number {
    const hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    return (hash ^ (hash >>> 15)) & this.#mask;
  }

  /** 0 for a pair that is not there. */
  get(first: number, second: number): number {
    const places = this.#places;
    for (let place = this.#start(first, second); ; place = (place + 1) & this.#mask) {
      const held = places[3 * place]!;
      if (held === 0) return 0;
      if (held === first && places[3 * place + 1] === second) return places[3 * place + 2]!;
    }
  }
}
