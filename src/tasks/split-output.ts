import type { SplitMail } from '../edit/split-types.ts';

/** Where split mails go. Nothing that was there is changed unless it may be, and a failure leaves nothing half done. */
export interface SplitOutput {
  write(mail: SplitMail, number: number): void;
  /** Puts everything in its place. @throws OutputExists */
  commit(): void;
  /** Takes away what this run has written. */
  discard(): void;
  /** How many mails stood there already, byte for byte the same. */
  readonly same: number;
}

/** Other content stands where the output is to go. */
export class OutputExists extends Error {
  readonly path: string;
  /** `other`: a folder holds mails that this run would not write. */
  readonly what: 'file' | 'other';

  constructor(path: string, what: OutputExists['what']) {
    super(what);
    this.name = 'OutputExists';
    this.path = path;
    this.what = what;
  }
}

/** Of a raw message one unit is a byte; JSON is text. */
export type Encoding = 'latin1' | 'utf8';
