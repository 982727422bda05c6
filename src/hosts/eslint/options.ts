import type { Config, Locale } from '../../rule/types.ts';
import type { Phase } from '../../text/types.ts';
import { configurationFor } from './configuration.ts';

/** `languageOptions` of a block of eslint.config.js. */
export interface MailOptions {
  /** A configuration of Undisclosed: a path, from the working directory, or the data itself. Default: found as the command line finds it. */
  readonly config?: string | Config;
  /** What is right in a draft is wrong in a message about to leave. Default compose. */
  readonly phase?: Phase;
  /** Language of the messages. Default: the configuration's, else the system's, else English. */
  readonly locale?: Locale;
  /** Who says which rules look: ESLint's `rules` (default), or these and the configuration of Undisclosed, so that a rule has to be on in both. */
  readonly enabledBy?: 'eslint' | 'configuration';
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  phase: ['compose', 'send', 'sent'],
  locale: ['en', 'fr'],
  enabledBy: ['eslint', 'configuration'],
};

/** Keys for JavaScript, which stand in blocks that are meant for all files. */
const FOREIGN = new Set(['ecmaVersion', 'sourceType', 'globals', 'parser', 'parserOptions']);

/** @throws TypeError, which ESLint shows as an error of eslint.config.js */
export function validateOptions(options: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(options)) {
    const choices = CHOICES[key];
    if (choices) {
      if (value !== undefined && !choices.includes(value as string)) throw new TypeError(`"${key}" is one of ${choices.map((choice) => `"${choice}"`).join(', ')}.`);
    } else if (key === 'config') {
      if (value !== undefined && typeof value !== 'string' && !isPlain(value)) throw new TypeError('"config" is the path of a configuration of Undisclosed, or such a configuration as an object.');
    } else if (!FOREIGN.has(key)) throw new TypeError(`Unknown key "${key}"; there are: config, ${Object.keys(CHOICES).join(', ')}.`);
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The options, with a `toJSON` that tells of what they lead to: ESLint's cache knows a file by its time and by what eslint.config.js says, and would go
 * on telling what an older undisclosed.config.yaml made of it.
 */
export function normalizeOptions(options: MailOptions): MailOptions {
  return Object.defineProperty({ ...options }, 'toJSON', { value: () => ({ ...options, configuration: fingerprint(options) }) });
}

function fingerprint(options: MailOptions): string {
  try {
    const { digest, locale } = configurationFor(options, process.cwd());
    return `${locale} ${digest}`;
  } catch (error) {
    // It is said in full where a mail is looked at.
    return error instanceof Error ? error.name : 'Error';
  }
}
