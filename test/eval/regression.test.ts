import { describe, expect, it } from 'vitest';
import { learn } from './regression.ts';
import type { Model, Sample } from './regression.ts';

/** Sentences of two words out of nine, some answers against the rule: nothing fits all of them. */
const texts: readonly Sample[] = Array.from({ length: 81 }, (_, at) => {
  const [first, second] = [at % 9, Math.floor(at / 9)];
  return { stems: new Set([`word ${first}`, `word ${second}`]), is: at % 7 === 0 ? first < second : first + second > 8 };
});

function chance({ bias, weights }: Model, stems: ReadonlySet<string>): number {
  return 1 / (1 + Math.exp(-[...stems].reduce((sum, stem) => sum + weights.get(stem)!, bias)));
}

describe('logistic regression', () => {
  it.each([[0.5, 0], [0.5, 0.5], [5, 0], [0.02, 0.7]])('ends where no weight is pulled either way, with ridge %d, smaller by that power of how often: %d', (ridge, rare) => {
    const model = learn(texts, { ridge, rare });
    const far = (held: Model, stem: string): number => {
      const having = texts.filter(({ stems }) => stems.has(stem));
      return having.reduce((sum, { stems, is }) => sum + chance(held, stems) - (is ? 1 : 0), 0) + ridge * having.length ** rare * held.weights.get(stem)!;
    };
    const start: Model = { bias: 0, weights: new Map([...model.weights.keys()].map((stem) => [stem, 0])) };
    const most = (held: Model): number => Math.max(...[...model.weights.keys()].map((stem) => Math.abs(far(held, stem))));
    expect(model.weights.size).toBe(9);
    expect(most(model)).toBeLessThan(most(start) / 500);
  });
  it('tells how usual an answer is where words say nothing', () => {
    const same = Array.from({ length: 40 }, (_, at) => ({ stems: new Set<string>(), is: at < 10 }));
    expect(learn(same).bias).toBeCloseTo(Math.log(10 / 30), 2);
  });
  it('gives a word in many sentences the smaller weight where what is rare is to tell more', () => {
    const some = Array.from({ length: 60 }, (_, at) => ({ stems: new Set(at % 2 === 0 ? ['often', ...(at % 10 === 0 ? ['seldom'] : [])] : []), is: at % 2 === 0 }));
    const share = (model: Model): number => model.weights.get('often')! / model.weights.get('seldom')!;
    expect(share(learn(some, { rare: 0.5 }))).toBeLessThan(share(learn(some)));
  });
});
