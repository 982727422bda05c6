import { MAGIC, SECTIONS, VERSION, WIDE } from './format.ts';
import type { SectionName } from './format.ts';
import { hashWord } from './vocabulary.ts';

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

/** Words as a hash table that is read in place. */
export function table(words: readonly string[], symbols: readonly number[]): { slots: number[]; starts: number[]; letters: number[]; symbols: readonly number[] } {
  let size = 16;
  while (size * 3 < words.length * 4) size *= 2;
  const slots = new Array<number>(size).fill(0);
  words.forEach((word, index) => {
    let slot = hashWord(word, word.length) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = index + 1;
  });
  const letters = rows(words.map((word) => Array.from({ length: word.length }, (_, at) => word.charCodeAt(at))));
  return { slots, starts: letters.starts, letters: letters.values, symbols };
}

const WIDTH = { u8: 1, u16: 2, u32: 4 } as const;

/** All sections as one block. */
export function write(sections: Readonly<Record<SectionName, readonly number[]>>): Uint8Array {
  const head = 4 * (2 + SECTIONS.length);
  const typed = SECTIONS.map(([name, type]) => [name, type !== 'letters' ? type : sections[name].some((code) => code > 0xff) ? 'u16' : 'u8', type] as const);
  const size = typed.reduce((sum, [name, type]) => sum + 4 * Math.ceil((sections[name].length * WIDTH[type]) / 4), head);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  let at = head;
  typed.forEach(([name, type, declared], index) => {
    const values = sections[name];
    view.setUint32(8 + 4 * index, (values.length | (declared === 'letters' && type === 'u16' ? WIDE : 0)) >>> 0, true);
    values.forEach((value, place) => {
      if (type === 'u8') view.setUint8(at + place, value);
      else if (type === 'u16') view.setUint16(at + 2 * place, value, true);
      else view.setUint32(at + 4 * place, value, true);
    });
    at += 4 * Math.ceil((values.length * WIDTH[type]) / 4);
  });
  return bytes;
}
