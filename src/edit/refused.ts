import type { Change, Refusal } from './types.ts';

/** Leaves the working out of edits, whatever the depth; only `sourceEdits` catches it, and makes an answer of it. */
export class Refused extends Error {
  readonly refusal: Refusal;
  /** The change that cannot be made; absent where all of them together cannot. */
  readonly change: Change | undefined;

  constructor(refusal: Refusal, change?: Change) {
    super(refusal);
    this.name = 'Refused';
    this.refusal = refusal;
    this.change = change;
  }
}
