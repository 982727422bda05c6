import type { Check } from '../rule/types.ts';

/** Keeps the literal types of a check's grades; does nothing else. */
export function defineCheck<const C extends Check>(check: C): C {
  return check;
}
