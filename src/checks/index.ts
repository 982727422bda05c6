import type { Check } from '../rule/types.ts';

/** Every way of looking, one file each. */
export const CHECKS: readonly Check[] = [
];
