/** Where each state goes with each input, in two flat arrays: a look-up is the most frequent thing there is. */
export class Transitions {
  #keys = new Uint32Array(1 << 12);
  #values = new Int16Array(1 << 12);
  #count = 0;

  /** State reached; 0 if it is not known yet. Numbers of states are below 2^15, inputs below 2^17. */
  get(state: number, input: number): number {
    const key = ((state << 17) | input) >>> 0;
    const keys = this.#keys;
    const mask = keys.length - 1;
    for (let slot = spread(key) & mask; ; slot = (slot + 1) & mask) {
      if (keys[slot] === key) return this.#values[slot]!;
      if (keys[slot] === 0) return 0;
    }
  }

  set(state: number, input: number, value: number): void {
    if (2 * ++this.#count > this.#keys.length) this.#grow();
    this.#put(((state << 17) | input) >>> 0, value);
  }

  get size(): number {
    return this.#count;
  }

  clear(): void {
    this.#keys = new Uint32Array(1 << 12);
    this.#values = new Int16Array(1 << 12);
    this.#count = 0;
  }

  #put(key: number, value: number): void {
    const mask = this.#keys.length - 1;
    let slot = spread(key) & mask;
    while (this.#keys[slot] !== 0) slot = (slot + 1) & mask;
    this.#keys[slot] = key;
    this.#values[slot] = value;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#keys = new Uint32Array(2 * keys.length);
    this.#values = new Int16Array(2 * keys.length);
    keys.forEach((key, slot) => {
      if (key !== 0) this.#put(key, values[slot]!);
    });
  }
}

function spread(key: number): number {
  const mixed = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
