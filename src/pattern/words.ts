import type { Word } from '../text/types.ts';

/** Words to look through, with the text they stand in. */
export interface Words {
  readonly text: string;
  readonly words: readonly Word[];
}

/** Where a phrase stands: indexes of words, half open. */
export interface Match<T> {
  readonly value: T;
  readonly first: number;
  readonly last: number;
}
