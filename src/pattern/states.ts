/** Room for states at the beginning; a start meets a few hundred. */
const FEW_STATES = 1 << 10;
/** Numbers kept of each state, side by side: a step asks for all of them. */
const STRIDE = 4;
const ENDS = 0;
const OTHER = 1;
/** Place of its sieve's bits, in units of 32; 0: there are none yet. */
const BITS = 2;
const MASK = 3;

/**
 * What is asked of a state at each step. Its sieve tells which lists of classes may be more than any word to it: a bit for each, several
 * lists to a bit. It is never wrong when it says no.
 */
export class States {
  #count = 0;
  #told = new Int32Array(STRIDE * FEW_STATES);
  #bits = new Uint32Array(1 << 11);
  #used = 1;

  /** Number of a new state; `ends`: whether anything ends in it. */
  add(ends: boolean): number {
    const state = this.#count++;
    if (STRIDE * this.#count > this.#told.length) this.#told = enlarged(this.#told, Int32Array);
    this.#told[STRIDE * state + ENDS] = ends ? 1 : 0;
    return state;
  }

  get size(): number {
    return this.#count;
  }

  ends(state: number): boolean {
    return this.#told[STRIDE * state + ENDS] === 1;
  }

  isPrepared(state: number): boolean {
    return this.#told[STRIDE * state + BITS] !== 0;
  }

  /** @param other the next state for a word that is but any word; `lists`: those that may be more */
  prepare(state: number, other: number, lists: readonly number[]): void {
    let size = 64;
    while (size < ROOM * lists.length && size < MOST_BITS) size *= 2;
    while (this.#used + size / 32 > this.#bits.length) this.#bits = enlarged(this.#bits, Uint32Array);
    const place = STRIDE * state;
    this.#told[place + OTHER] = other;
    this.#told[place + BITS] = this.#used;
    this.#told[place + MASK] = size - 1;
    for (const list of lists) {
      const bit = list & (size - 1);
      this.#bits[this.#used + (bit >>> 5)]! |= 1 << (bit & 31);
    }
    this.#used += size / 32;
  }

  other(state: number): number {
    return this.#told[STRIDE * state + OTHER]!;
  }

  /** Whether one of the list's classes may be waited for. */
  mayHold(state: number, list: number): boolean {
    const place = STRIDE * state;
    const bit = list & this.#told[place + MASK]!;
    return (this.#bits[this.#told[place + BITS]! + (bit >>> 5)]! & (1 << (bit & 31))) !== 0;
  }

  clear(): void {
    this.#count = 0;
    this.#told.fill(0);
    this.#bits.fill(0);
    this.#used = 1;
  }
}

/** Bits for each list that may be more, so that few others share one. */
const ROOM = 8;
const MOST_BITS = 1 << 14;

function enlarged<T extends Int32Array | Uint32Array>(numbers: T, kind: new (length: number) => T): T {
  const larger = new kind(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
