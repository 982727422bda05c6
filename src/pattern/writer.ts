import { hashWord } from '../text/word-hash.ts';
import { ARRAY, MAGIC, SECTIONS, VERSION } from './format.ts';
import type { SectionName } from './format.ts';

/** Lists one behind the other, with the place where each begins. */
export function rows(lists: readonly (readonly number[])[]): { starts: number[]; values: number[] } {
  const starts: number[] = [];
  const values: number[] = [];
  for (const list of lists) {
    starts.push(values.length);
    for (const value of list) values.push(value);
  }
  starts.push(values.length);
  return { starts, values };
}

/**
 * Words as a hash table that is read in place: see VocabularyTable.
 * @throws RangeError if two words cannot be told apart, which no two of a language are known to do
 */
export function table(words: readonly string[], symbols: readonly number[]): { slots: Int32Array; symbols: Uint16Array } {
  let size = 16;
  while (size * 3 < words.length * 4) size *= 2;
  const slots = new Int32Array(2 * size);
  const taken = new Uint16Array(size);
  words.forEach((word, index) => {
    const [hash, check] = hashWord(word);
    let slot = hash & (size - 1);
    for (; taken[slot] !== 0; slot = (slot + 1) & (size - 1)) {
      if (slots[2 * slot] === hash && slots[2 * slot + 1] === check) throw new RangeError(`'${word}' cannot be told from another word`);
    }
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = check;
    taken[slot] = symbols[index]! + 1;
  });
  return { slots, symbols: taken };
}

/** All sections as one block. */
export function write(sections: Readonly<Record<SectionName, ArrayLike<number>>>): Uint8Array {
  const head = 4 * (2 + SECTIONS.length);
  const size = SECTIONS.reduce((sum, [name, type]) => sum + 4 * Math.ceil((sections[name].length * ARRAY[type].BYTES_PER_ELEMENT) / 4), head);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  let at = head;
  SECTIONS.forEach(([name, type], index) => {
    const values = sections[name];
    view.setUint32(8 + 4 * index, values.length, true);
    const written = new ARRAY[type](bytes.buffer, at, values.length);
    written.set(values);
    at += 4 * Math.ceil(written.byteLength / 4);
  });
  return bytes;
}
