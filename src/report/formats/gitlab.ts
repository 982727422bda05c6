import type { Level } from '../../rule/types.ts';
import { safeJson } from '../escape.ts';
import { jsonResult } from '../json.ts';
import type { Report, Result } from '../types.ts';
import { mailPrefix, type FormatOptions } from './options.ts';

const SEVERITY: Readonly<Record<Level, string>> = { error: 'blocker', warning: 'minor', info: 'info' };

/** GitLab's code quality report. A finding must come with its fingerprint: GitLab shows one of those that have the same. */
export class GitlabReport implements Report {
  readonly #options: FormatOptions;
  #entries = 0;

  constructor(options: FormatOptions) {
    this.#options = options;
  }

  result(result: Result): string {
    const { messages, filePath, draft } = jsonResult(result, this.#options.quiet);
    const before = mailPrefix(draft, this.#options.locale);
    return messages.map(({ message, ruleId, fingerprint, level, line, endLine }) => `${this.#entries++ === 0 ? '[' : ','}\n${safeJson({
      description: before + message,
      check_name: ruleId,
      fingerprint,
      severity: SEVERITY[level],
      location: { path: filePath.replace(/^(?:\.\/)+/, ''), lines: { begin: line, end: endLine } },
    })}`).join('');
  }

  end(): string {
    return this.#entries === 0 ? '[]\n' : '\n]\n';
  }
}
