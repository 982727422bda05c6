import type { CliWords } from './words.ts';

/** Exit codes that scripts rely on. */
export const EXIT = { clean: 0, findings: 1, error: 2 } as const;

/** A mistake of use that one line explains. Its words are chosen when it is printed, because the language may not be known before. */
export class UsageError extends Error {
  readonly say: (words: CliWords) => string;
  readonly suggestions: readonly string[];

  constructor(say: (words: CliWords) => string, suggestions: readonly string[] = []) {
    super('usage');
    this.say = say;
    this.suggestions = suggestions;
  }
}
