export type { Words } from '../text/words.ts';

/** Where a phrase stands: indexes of words, half open. */
export interface Match<T> {
  readonly value: T;
  readonly first: number;
  readonly last: number;
}
