/** The worst of any number of items, in bounded memory; of equals, those that came first. */
export class Worst<T> {
  readonly #items: T[] = [];
  readonly #most: number;
  readonly #compare: (a: T, b: T) => number;
  #total = 0;

  /** @param compare negative where `a` is worse */
  constructor(most: number, compare: (a: T, b: T) => number) {
    this.#most = most;
    this.#compare = compare;
  }

  add(item: T): void {
    this.#total++;
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(item, this.#items[middle]!) < 0) high = middle;
      else low = middle + 1;
    }
    if (low >= this.#most) return;
    this.#items.splice(low, 0, item);
    if (this.#items.length > this.#most) this.#items.pop();
  }

  /** The worst first. */
  get items(): readonly T[] {
    return this.#items;
  }

  /** All that were added, kept or not. */
  get total(): number {
    return this.#total;
  }
}
