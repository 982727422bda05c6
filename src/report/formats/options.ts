import type { Level, Locale } from '../../rule/types.ts';
import { REPORT_WORDS } from '../words.ts';

/** What the reports for machines share. */
export interface FormatOptions {
  readonly locale: Locale;
  /** Leave out what is below error. */
  readonly quiet: boolean;
  /** Whether a finding of this level makes the run fail: then it fails a test, too. */
  readonly fails: (level: Level) => boolean;
  /** A file as a repository's host names it, from the root; absent: files are named from the folder of the run. */
  readonly fromRoot?: (filePath: string) => string;
}

/** Which mail of an archive, before a message, for formats that know nothing but files: `mail 3: `. */
export function mailPrefix(number: number | undefined, locale: Locale): string {
  return number === undefined ? '' : `${REPORT_WORDS[locale].mail(number)}${REPORT_WORDS[locale].colon} `;
}

/** A file and, in an archive, which mail of it. */
export function mailName(filePath: string, number: number | undefined, locale: Locale): string {
  return number === undefined ? filePath : `${filePath} (${REPORT_WORDS[locale].mail(number)})`;
}
