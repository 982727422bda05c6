import type { CliWords } from './words.ts';

/** Exit codes that scripts rely on. */
export const EXIT = { clean: 0, findings: 1, error: 2 } as const;

/** A mistake of use that one line explains. Its words are chosen when it is printed, because the language may not be known before. */
export class UsageError extends Error {
  readonly say: (words: CliWords) => string;
  /** What may have been meant. */
  readonly near: readonly string[];
  /** The command line itself is wrong, so its help is worth a look. */
  readonly help: boolean;

  constructor(say: (words: CliWords) => string, more: { readonly near?: readonly string[]; readonly help?: boolean } = {}) {
    super('usage');
    this.say = say;
    this.near = more.near ?? [];
    this.help = more.help ?? false;
  }
}
