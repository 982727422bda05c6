import { oncePer } from './once-per.ts';

/** Reading word lists of rules/lexicons without trusting their shape: what is missing or misshapen is empty. */

type Lexicons = Readonly<Record<string, unknown>>;

/** One value for each set of lexicons: they are the same for every mail of a run. */
export const perLexicons: <T>(make: (lexicons: Lexicons) => T) => (lexicons: Lexicons) => T = oncePer;

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** The strings of a list, or of lists by language, or of one string of words with spaces between; missing: none. */
export function strings(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/\s+/).filter((word) => word !== '');
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  return Object.values(record(value)).flatMap(strings);
}
