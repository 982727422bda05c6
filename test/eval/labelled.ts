/** A text with the rules that are right about it; none: nothing is to be found. */
export interface Labelled {
  readonly language: string;
  readonly text: string;
  readonly rules: readonly string[];
  /** Empty where it is not told. */
  readonly strength: string;
  /** Of a sentence from a file, where. */
  readonly place?: string;
}

/** What a text is weighed by. */
export interface Weighed {
  readonly stems: ReadonlySet<string>;
  readonly of: Labelled;
}
