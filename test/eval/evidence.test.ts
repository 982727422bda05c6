import { describe, expect, it } from 'vitest';
import type { Labelled } from './labelled.ts';
import { calibrated } from './learn-evidence.ts';

const HAND = 'learned/discrimination-somebody.en.yaml';

describe('how much evidence is enough', () => {
  const WORDS = Array.from({ length: 1000 }, (_, index) => `n${index}`);
  const found = { bias: 7, stems: { 1: WORDS.join(', ') } };
  const outright = { bias: -1, stems: { 2: 'n0' } };
  const texts = (place: string, rules: readonly string[] = []): Labelled[] => WORDS.map((_word, index) => ({ language: 'en', text: 'x', rules, strength: '', place: `${place}:${index}` }));
  /** The text of a number has so many words, of which each speaks as much. */
  const evidence = (labelled: readonly Labelled[]) => labelled.map((of, index) => ({ of, stems: new Set(WORDS.slice(0, index)) }));
  const cases = (labelled: readonly Labelled[]) => labelled.map((of) => ({ of, windows: [], grounds: [] }));

  it('is what leaves nearly all lawful sentences alone, and more for an error', () => {
    const lawful = texts(HAND);
    const [{ bias }, same, error] = calibrated([found, outright], evidence(lawful), cases(lawful));
    // Of a thousand that say from 0 to 999 in turn.
    const doubted = WORDS.filter((_word, index) => index + bias > 0).length;
    const errors = WORDS.filter((_word, index) => index + bias > error.bias).length;
    expect([doubted, errors]).toEqual([55, 20]);
    expect(same).toBe(outright);
  });
  it('is told by lawful sentences alone that frames were not written with', () => {
    const lawful = texts(HAND);
    const others = [...texts(HAND, ['discrimination/age']), ...texts('open/discrimination.en.yaml'), ...texts('learned/tone-somebody.en.yaml')];
    expect(calibrated([found, outright], [...evidence(lawful), ...evidence(others)], cases([...lawful, ...others]))).toEqual(calibrated([found, outright], evidence(lawful), cases(lawful)));
  });
});
