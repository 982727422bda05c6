import { describe, expect, it } from 'vitest';
import { linter } from './helper.ts';

/** What a function looked at in lists, and put into sets. */
function stepsOf(work: () => void): number {
  const names = ['some', 'every', 'find', 'filter', 'map', 'flatMap'] as const;
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const lists = Object.fromEntries(names.map((name) => [name, Array.prototype[name]]));
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { add } = Set.prototype;
  let steps = 0;
  for (const name of names) {
    const method = lists[name] as (this: unknown[], look: (...args: unknown[]) => unknown) => unknown;
    Array.prototype[name] = function (this: unknown[], look: (...args: unknown[]) => unknown) {
      return method.call(this, (...args) => {
        steps++;
        return look(...args);
      });
    } as never;
  }
  Set.prototype.add = function (value: unknown) {
    steps++;
    return add.call(this, value) as Set<unknown>;
  };
  try {
    work();
  } finally {
    Object.assign(Array.prototype, lists);
    Object.assign(Set.prototype, { add });
  }
  return steps;
}

const TEXTS: Readonly<Record<string, string>> = {
  'decisions and their grounds': 'you are too old, no women, we refuse your application because of your age, ',
  'grounds of many rules': 'we will not hire you because you are too old too young a woman a mother pregnant gay Muslim disabled foreign, no job for you, ',
  'negations and decisions': 'you are too old, no women, we do not refuse you, we refuse your application because of your age, ',
  'in French': 'vous êtes trop âgé, pas de femmes, nous refusons votre candidature à cause de votre âge, ',
};

describe.each(Object.entries(TEXTS))('a text of nothing but %s', (_name, piece) => {
  const discrimination = linter('discrimination/*');
  const check = (text: string): number => {
    let found = 0;
    const steps = stepsOf(() => void (found = discrimination({ text }).length));
    expect(found).toBeGreaterThan(0);
    return steps;
  };
  const words = piece.trim().split(' ').length;

  it('takes twice the steps for twice the sentences', () => {
    check(piece);
    const [once, twice] = [20, 40].map((sentences) => check(piece.repeat(Math.round((150 / words) * sentences))));
    expect(twice! / once!).toBeLessThan(2.2);
  });

  it('takes no more than four times the steps for a sentence of twice the length: each ground is compared with what stands around it, and no more', () => {
    const [once, twice] = [70, 140].map((length) => check(piece.repeat(Math.round(length / words))));
    expect(twice! / once!).toBeLessThan(4.5);
  });
});
