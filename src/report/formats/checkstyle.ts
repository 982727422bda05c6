import { jsonResult } from '../json.ts';
import type { Report, Result } from '../types.ts';
import { mailPrefix, type FormatOptions } from './options.ts';
import { xml } from './xml.ts';

/**
 * Checkstyle's XML, which Jenkins, SonarQube and most other servers read. ESLint's own formatter of that name is not used: it says
 * `eslint.rules.` before every rule, knows no level below warning, and needs all mails in memory at once.
 */
export class CheckstyleReport implements Report {
  readonly #options: FormatOptions;
  #open = false;

  constructor(options: FormatOptions) {
    this.#options = options;
  }

  #head(): string {
    if (this.#open) return '';
    this.#open = true;
    return '<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="4.3">\n';
  }

  result(result: Result): string {
    const { messages, filePath, draft } = jsonResult(result, this.#options.quiet);
    if (messages.length === 0) return '';
    const before = mailPrefix(draft, this.#options.locale);
    // The name of a source is dotted like that of a Java class; servers take what follows the last dot for the kind of finding.
    const errors = messages.map(({ line, column, level, message, ruleId }) =>
      `<error line="${line}" column="${column}" severity="${level}" message="${xml(before + message)}" source="${xml(`undisclosed.${ruleId.replaceAll('/', '.')}`)}"/>\n`);
    return `${this.#head()}<file name="${xml(filePath)}">\n${errors.join('')}</file>\n`;
  }

  end(): string {
    return `${this.#head()}</checkstyle>\n`;
  }
}
