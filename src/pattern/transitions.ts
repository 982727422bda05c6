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

/** For each state, which lists of classes may be more than any word to it: a bit for each, several lists to a bit. Never wrong when it says no. */
export class Sieve {
  /** Place of the state's bits, in units of 32; 0: there are none yet. */
  at: Uint32Array;
  #mask: Uint32Array;
  #bits = new Uint32Array(1 << 11);
  #used = 1;

  constructor(states: number) {
    this.at = new Uint32Array(states);
    this.#mask = new Uint32Array(states);
  }

  put(state: number, lists: readonly number[]): void {
    let size = 64;
    while (size < ROOM * lists.length && size < MOST_BITS) size *= 2;
    while (this.#used + size / 32 > this.#bits.length) {
      const larger = new Uint32Array(2 * this.#bits.length);
      larger.set(this.#bits);
      this.#bits = larger;
    }
    this.at[state] = this.#used;
    this.#mask[state] = size - 1;
    for (const list of lists) {
      const bit = list & (size - 1);
      this.#bits[this.#used + (bit >>> 5)]! |= 1 << (bit & 31);
    }
    this.#used += size / 32;
  }

  /** Whether one of the list's classes may be waited for. */
  mayHold(state: number, list: number): boolean {
    const bit = list & this.#mask[state]!;
    return (this.#bits[this.at[state]! + (bit >>> 5)]! & (1 << (bit & 31))) !== 0;
  }

  grow(): void {
    const at = new Uint32Array(2 * this.at.length);
    at.set(this.at);
    this.at = at;
    const mask = new Uint32Array(at.length);
    mask.set(this.#mask);
    this.#mask = mask;
  }

  clear(): void {
    this.at.fill(0);
    this.#bits.fill(0);
    this.#used = 1;
  }
}

/** Bits for each list that may be more, so that few others share one. */
const ROOM = 8;
const MOST_BITS = 1 << 14;
