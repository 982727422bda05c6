import type { Invocation, Location, Notification, Result as SarifResult, Run } from 'sarif';
import type { RuleDefinition } from '../../rule/types.ts';
import { safeJson } from '../escape.ts';
import { jsonResult, type JsonMessage, type JsonResult } from '../json.ts';
import type { Report, Result } from '../types.ts';
import { REPORT_WORDS } from '../words.ts';
import type { FormatOptions } from './options.ts';
import { sarifFixes } from './sarif-fixes.ts';
import { SARIF_LEVEL, sarifRule } from './sarif-rules.ts';
import { pathUri } from './uri.ts';

export interface SarifOptions extends FormatOptions {
  /** Of this program. */
  readonly version: string;
  /** The rules that are on: they are described, in this order, whether they found something or not. */
  readonly active: readonly RuleDefinition[];
  /** All there are: an override may switch on one more. */
  readonly rules: readonly RuleDefinition[];
}

const BASE = '%SRCROOT%';
/** Each of them is a result as well; these are kept until the end. */
const MOST_NOTIFICATIONS = 1000;
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * SARIF 2.1.0 (OASIS), a mail at a time: what is said once (tool, rules, what could not be read) comes after the results, so that an
 * archive needs the memory of one mail. The package `node-sarif-builder` is not used: it holds the whole log in memory, gives each
 * mail a programming language by its extension, and refuses a log in which a file is called like its own marker for mistakes.
 */
export class SarifReport implements Report {
  readonly #options: SarifOptions;
  readonly #indexes: Map<string, number>;
  readonly #described: RuleDefinition[];
  readonly #notifications: Notification[] = [];
  #unread = 0;
  #entries = 0;

  constructor(options: SarifOptions) {
    this.#options = options;
    this.#described = [...options.active];
    this.#indexes = new Map(options.active.map(({ id }, index) => [id, index]));
  }

  result(result: Result): string {
    const shaped = jsonResult(result, this.#options.quiet);
    return shaped.messages.map((message) => {
      const entry = this.#entry(message, shaped);
      if (message.fatal && ++this.#unread <= MOST_NOTIFICATIONS) this.#notifications.push({ level: 'error', message: entry.message, locations: entry.locations!, associatedRule: { id: message.ruleId } });
      return `${this.#entries++ === 0 ? this.#opening() : ','}\n${safeJson(entry)}`;
    }).join('');
  }

  end(): string {
    const { version, locale, fromRoot } = this.#options;
    const more = this.#unread - this.#notifications.length;
    const invocation: Invocation = {
      executionSuccessful: this.#unread === 0,
      toolExecutionNotifications: [...this.#notifications, ...(more > 0 ? [{ level: 'error' as const, message: { text: REPORT_WORDS[locale].unread(more) } }] : [])],
    };
    const rest: Omit<Run, 'results'> = {
      tool: { driver: { name: 'Undisclosed', version, semanticVersion: version, language: locale, rules: this.#described.map((rule) => sarifRule(rule, locale)) } },
      language: locale,
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { [BASE]: { description: { text: fromRoot ? 'The root of the repository.' : 'The folder in which the check was run.' } } },
      invocations: [invocation],
    };
    return `${this.#entries === 0 ? this.#opening() : ''}\n],${safeJson(rest).slice(1)}]}\n`;
  }

  #opening(): string {
    return `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[{"results":[`;
  }

  #index(ruleId: string): number | undefined {
    const known = this.#indexes.get(ruleId);
    if (known !== undefined) return known;
    const rule = this.#options.rules.find(({ id }) => id === ruleId);
    if (rule === undefined) return undefined;
    this.#indexes.set(ruleId, this.#described.length);
    return this.#described.push(rule) - 1;
  }

  #entry(message: JsonMessage, { filePath, draft }: JsonResult): SarifResult {
    const { ruleId, level, grade, section, line, column, endLine, endColumn, fingerprint } = message;
    const { fromRoot = (path: string) => path } = this.#options;
    const { uri, relative } = pathUri(fromRoot(filePath));
    const artifactLocation = relative ? { uri, uriBaseId: BASE } : { uri };
    const region = { startLine: line, startColumn: column, endLine, endColumn };
    const location: Location = { physicalLocation: { artifactLocation, region } };
    const ruleIndex = this.#index(ruleId);
    const fixes = sarifFixes(message, artifactLocation);
    return {
      ruleId,
      ...(ruleIndex === undefined ? {} : { ruleIndex }),
      level: SARIF_LEVEL[level],
      message: { text: message.message },
      locations: [location],
      // `primaryLocationLineHash` is GitHub's own, worked out when the log is uploaded.
      ...(fingerprint === undefined ? {} : { partialFingerprints: { 'undisclosed/v1': fingerprint } }),
      ...(fixes.length > 0 ? { fixes } : {}),
      properties: { grade, section, ...(draft === undefined ? {} : { draft }) },
    };
  }
}
