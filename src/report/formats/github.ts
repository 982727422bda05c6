import type { Level } from '../../rule/types.ts';
import { escapeControls } from '../escape.ts';
import { jsonResult } from '../json.ts';
import type { Report, Result } from '../types.ts';
import { mailPrefix, type FormatOptions } from './options.ts';

const COMMAND: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** As the runner reads it back: `%`, then line breaks. Other controls are made visible before, for a log is looked at in a terminal too. */
function data(text: string): string {
  return escapeControls(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of a property ends at a comma, the properties at `::`. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Workflow commands of GitHub Actions: each finding an annotation on its line. */
export class GithubReport implements Report {
  readonly #options: FormatOptions;

  constructor(options: FormatOptions) {
    this.#options = options;
  }

  result(result: Result): string {
    const { fromRoot = (path: string) => path } = this.#options;
    const { messages, filePath, draft } = jsonResult(result, this.#options.quiet);
    const before = mailPrefix(draft, this.#options.locale);
    const file = property(fromRoot(filePath).replace(/^(?:\.\/)+/, ''));
    return messages.map(({ level, line, column, endLine, endColumn, title, ruleId, message }) => {
      // Columns are for what stands on one line; the runner refuses them otherwise.
      const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : '';
      return `::${COMMAND[level]} file=${file},line=${line},endLine=${endLine}${columns},title=${property(`${title} (${ruleId})`)}::${data(before + message)}\n`;
    }).join('');
  }

  end(): string {
    return '';
  }
}
