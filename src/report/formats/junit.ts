import { jsonResult, type JsonMessage } from '../json.ts';
import type { Report, Result } from '../types.ts';
import { mailName, type FormatOptions } from './options.ts';
import { xml } from './xml.ts';

/**
 * JUnit's XML: a mail is a suite, each finding a test, and a mail without findings one test that passes. A test fails exactly where
 * the run does (`--fail-on`); a finding below that is a test that passes, with what was found in its `system-out`. ESLint's own
 * formatter of that name is not used: it writes file names unescaped, so that a `"` or `<` in one breaks the report, and calls each
 * test `org.eslint`.
 */
export class JunitReport implements Report {
  readonly #options: FormatOptions;
  #open = false;

  constructor(options: FormatOptions) {
    this.#options = options;
  }

  #head(): string {
    if (this.#open) return '';
    this.#open = true;
    return '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="undisclosed">\n';
  }

  #test(message: JsonMessage, name: string): string {
    const { ruleId, line, column, title, message: said, suggestion, level, fatal } = message;
    const open = `<testcase name="${xml(`${ruleId} (${line}:${column})`)}" classname="${name}" time="0">`;
    const text = xml([`${line}:${column} ${level}: ${said}`, suggestion].filter(Boolean).join(' '));
    if (fatal) return `${open}<error message="${xml(said)}" type="${xml(ruleId)}">${text}</error></testcase>\n`;
    if (this.#options.fails(level)) return `${open}<failure message="${xml(said)}" type="${xml(ruleId)}">${text}</failure></testcase>\n`;
    return `${open}<system-out>${xml(title)} | ${text}</system-out></testcase>\n`;
  }

  result(result: Result): string {
    const { messages, filePath, draft } = jsonResult(result, this.#options.quiet);
    const name = xml(mailName(filePath, draft, this.#options.locale));
    const errors = messages.filter(({ fatal }) => fatal).length;
    const failures = messages.filter(({ fatal, level }) => !fatal && this.#options.fails(level)).length;
    const tests = messages.length === 0 ? `<testcase name="undisclosed" classname="${name}" time="0"/>\n` : messages.map((message) => this.#test(message, name)).join('');
    return `${this.#head()}<testsuite name="${name}" tests="${Math.max(1, messages.length)}" failures="${failures}" errors="${errors}" skipped="0" time="0">\n${tests}</testsuite>\n`;
  }

  end(): string {
    return `${this.#head()}</testsuites>\n`;
  }
}
