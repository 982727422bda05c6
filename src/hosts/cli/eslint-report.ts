import { mailName, mailPrefix, type FormatOptions } from '../../report/formats/options.ts';
import { escapeControls } from '../../report/escape.ts';
import { jsonResult } from '../../report/json.ts';
import type { Report, Result } from '../../report/types.ts';

/** As much of ESLint's result as its formatters `compact` and `tap` look at. */
interface EslintResult {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string; readonly severity: 1 | 2; readonly fatal?: boolean; readonly message: string; readonly line: number; readonly column: number }[];
}

export type EslintFormatter = (results: EslintResult[]) => string;

/**
 * A report made by one of ESLint's formatters. They print what they are given as it is, so that it is made safe here, and they want
 * all results at once: kept of a mail is its name, and of a finding what is printed. In TAP an error is what fails a test, so that
 * there it is what makes the run fail; elsewhere it is the level, as in JSON.
 */
export class EslintReport implements Report {
  readonly #format: EslintFormatter;
  readonly #options: FormatOptions;
  readonly #tests: boolean;
  readonly #results: EslintResult[] = [];

  /** @param tests a mail is a test with a description of its own (TAP), not a line that leads to a file */
  constructor(format: EslintFormatter, options: FormatOptions, tests: boolean) {
    this.#format = format;
    this.#options = options;
    this.#tests = tests;
  }

  result(result: Result): string {
    const { messages, filePath, draft } = jsonResult(result, this.#options.quiet);
    const { locale, fails } = this.#options;
    if (messages.length === 0 && !this.#tests) return '';
    const before = this.#tests ? '' : mailPrefix(draft, locale);
    this.#results.push({
      // In a description of TAP `#` begins a directive, and a test called `# SKIP` never fails.
      filePath: this.#tests ? escapeControls(mailName(filePath, draft, locale)).replace(/[\\#]/g, '\\$&') : escapeControls(filePath),
      messages: messages.map(({ ruleId, level, message, line, column, fatal }) => ({ ruleId, severity: fatal || (this.#tests ? fails(level) : level === 'error') ? 2 : 1, message: escapeControls(before + message), line, column })),
    });
    return '';
  }

  end(): string {
    const text = this.#format(this.#results);
    return text === '' || text.endsWith('\n') ? text : `${text}\n`;
  }
}
