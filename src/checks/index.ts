import type { Check } from '../rule/types.ts';
import { placeholder } from './placeholder.ts';

/** Every way of looking, one file each. */
export const CHECKS: readonly Check[] = [
  placeholder,
];
