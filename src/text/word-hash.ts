/**
 * Words are told apart by 64 bits, two hashes of their folded letters: a table then holds no letters, and a look-up touches memory once.
 * Among words that a phrase asks for the build finds out a clash; that a word of a mail clashes with one of them by chance is past hoping for,
 * and who makes one on purpose gains a finding.
 */
export const SEED = 0x811c9dc5;
export const CHECK_SEED = 0x9747b28c;

export function stir(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

export function stirCheck(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x5bd1e995) ^ (hash >>> 15);
}

/** Signed, as small numbers are kept without a box. */
export function settle(hash: number): number {
  return hash ^ (hash >>> 15);
}

/** Hash and check of a folded word. */
export function hashWord(word: string): readonly [hash: number, check: number] {
  let hash = SEED;
  let check = CHECK_SEED;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    hash = stir(hash, code);
    check = stirCheck(check, code);
  }
  return [settle(hash), settle(check)];
}
