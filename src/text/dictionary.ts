/** Room for words at the beginning; a mail has some hundred. A power of two. */
const FEW = 1 << 10;

/**
 * Gives every different word a number, in the order in which they are met: frequent words have small ones, so that what is known of them
 * lies close together. Words are told apart by their hashes: see word-hash.ts.
 */
export class Dictionary {
  /** By number: hash and check, in turn. */
  hashes = new Int32Array(2 * FEW);
  /** Number of different words. */
  size = 0;
  /** By slot: number + 1; 0: free. */
  #slots = new Int32Array(2 * FEW);

  numberOf(hash: number, check: number): number {
    const slots = this.#slots;
    const { hashes } = this;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let known = slots[slot]!; known !== 0; known = slots[slot]!) {
      if (hashes[2 * known - 2] === hash && hashes[2 * known - 1] === check) return known - 1;
      slot = (slot + 1) & mask;
    }
    return this.#add(hash, check, slot);
  }

  #add(hash: number, check: number, slot: number): number {
    const number = this.size++;
    this.hashes[2 * number] = hash;
    this.hashes[2 * number + 1] = check;
    this.#slots[slot] = number + 1;
    if (2 * this.size === this.hashes.length) this.#grow();
    return number;
  }

  #grow(): void {
    const hashes = new Int32Array(2 * this.hashes.length);
    hashes.set(this.hashes);
    this.hashes = hashes;
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = hashes[2 * number]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

/** Different words after which the next text begins a new dictionary, so that no mail makes the memory grow for good. */
const MOST = 1 << 16;
let current = new Dictionary();

/** That of the texts read of late. */
export function currentDictionary(): Dictionary {
  if (current.size > MOST) current = new Dictionary();
  return current;
}
