import { FoldedWord } from '../text/fold.ts';
import type { Word } from '../text/types.ts';

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

export function settle(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Small letter for a capital of ASCII. */
export function small(code: number): number {
  return code >= 65 && code <= 90 ? code | 32 : code;
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

const kept = new WeakMap<readonly Word[], Uint32Array>();

/** Hash and check of each word in turn, made once for all automata that read them. */
export function hashWords(words: readonly Word[]): Uint32Array {
  let hashes = kept.get(words);
  if (hashes !== undefined) return hashes;
  kept.set(words, (hashes = new Uint32Array(2 * words.length)));
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const made = word instanceof FoldedWord ? word.made : word.fold;
    const letters = made ?? (word as FoldedWord).text;
    const to = made === null ? (word as FoldedWord).stop : made.length;
    let hash = SEED;
    let check = CHECK_SEED;
    for (let at = made === null ? word.start : 0; at < to; at++) {
      const code = small(letters.charCodeAt(at));
      hash = stir(hash, code);
      check = stirCheck(check, code);
    }
    hashes[2 * index] = settle(hash);
    hashes[2 * index + 1] = settle(check);
  }
  return hashes;
}
