/** Sets of small numbers, each kept once: two that are alike have one number. The empty set is 0. */
export class NumberSets {
  /** Where each set begins among `values`; one more for the end of the last. */
  readonly starts: number[] = [0];
  readonly values: number[] = [];
  #slots = new Int32Array(1 << 10);

  constructor() {
    this.numberOf([]);
  }

  get size(): number {
    return this.starts.length - 1;
  }

  /** @param set rising, each number once; it is copied */
  numberOf(set: readonly number[]): number {
    const mask = this.#slots.length - 1;
    let slot = hash(set, 0, set.length) & mask;
    for (let known = this.#slots[slot]!; known !== 0; known = this.#slots[slot]!) {
      if (this.#is(known - 1, set)) return known - 1;
      slot = (slot + 1) & mask;
    }
    const number = this.size;
    for (const value of set) this.values.push(value);
    this.starts.push(this.values.length);
    this.#slots[slot] = number + 1;
    if (2 * this.size > this.#slots.length) this.#grow();
    return number;
  }

  addTo(list: number[], number: number): void {
    for (let at = this.starts[number]!; at < this.starts[number + 1]!; at++) list.push(this.values[at]!);
  }

  #is(number: number, set: readonly number[]): boolean {
    const start = this.starts[number]!;
    if (this.starts[number + 1]! - start !== set.length) return false;
    for (let at = 0; at < set.length; at++) if (this.values[start + at] !== set[at]) return false;
    return true;
  }

  #grow(): void {
    const slots = new Int32Array(4 * this.#slots.length);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = hash(this.values, this.starts[number]!, this.starts[number + 1]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

function hash(values: readonly number[], from: number, to: number): number {
  let mixed = to - from;
  for (let at = from; at < to; at++) {
    mixed = Math.imul(mixed ^ values[at]!, 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return mixed;
}

/** Sorts a list of numbers, in place, and leaves out what is there twice. */
export function asSet(list: number[]): number[] {
  if (list.length > 1) list.sort((a, b) => a - b);
  let kept = 0;
  for (let at = 0; at < list.length; at++) if (at === 0 || list[at] !== list[kept - 1]) list[kept++] = list[at]!;
  list.length = kept;
  return list;
}
