/** Room for words at the beginning; a mail has some hundred. A power of two. */
const FEW = 1 << 10;

/** Odd, and not to be guessed: words made so that their hashes end alike, and fill one stretch of the table, would make each look-up walk along all of them. */
const oneOf = (): number => Math.floor(Math.random() * 2 ** 32) | 1;
const HASH_FACTOR = oneOf();
const CHECK_FACTOR = oneOf();

/** Of a word, in a table of 2 to the power of 32 - `shift` slots. */
function slotOf(hash: number, check: number, shift: number): number {
  return (Math.imul(hash, HASH_FACTOR) + Math.imul(check, CHECK_FACTOR)) >>> shift;
}

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
  #shift = Math.clz32(2 * FEW - 1);

  numberOf(hash: number, check: number): number {
    const slots = this.#slots;
    const { hashes } = this;
    const mask = slots.length - 1;
    let slot = slotOf(hash, check, this.#shift);
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
    const shift = this.#shift - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = slotOf(hashes[2 * number]!, hashes[2 * number + 1]!, shift);
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
    this.#shift = shift;
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
