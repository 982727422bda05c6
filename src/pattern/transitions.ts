/** More than there are inputs. */
const INPUTS = 0x20000;

/** Where each state goes with each input, in two flat arrays: a look-up is the most frequent thing there is. */
export class Transitions {
  #keys = new Float64Array(1 << 10);
  #values = new Int32Array(1 << 10);
  #count = 0;

  /** State reached; 0 if it is not known yet. */
  get(state: number, input: number): number {
    const key = state * INPUTS + input;
    const keys = this.#keys;
    const mask = keys.length - 1;
    for (let slot = spread(state, input) & mask; ; slot = (slot + 1) & mask) {
      if (keys[slot] === key) return this.#values[slot]!;
      if (keys[slot] === 0) return 0;
    }
  }

  set(state: number, input: number, value: number): void {
    if (2 * ++this.#count > this.#keys.length) this.#grow();
    this.#put(state * INPUTS + input, value);
  }

  get size(): number {
    return this.#count;
  }

  clear(): void {
    this.#keys = new Float64Array(1 << 10);
    this.#values = new Int32Array(1 << 10);
    this.#count = 0;
  }

  #put(key: number, value: number): void {
    const mask = this.#keys.length - 1;
    let slot = spread(Math.floor(key / INPUTS), key % INPUTS) & mask;
    while (this.#keys[slot] !== 0) slot = (slot + 1) & mask;
    this.#keys[slot] = key;
    this.#values[slot] = value;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#keys = new Float64Array(2 * keys.length);
    this.#values = new Int32Array(2 * keys.length);
    keys.forEach((key, slot) => {
      if (key !== 0) this.#put(key, values[slot]!);
    });
  }
}

function spread(state: number, input: number): number {
  const mixed = Math.imul(state ^ Math.imul(input, 0x9e3779b1), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
