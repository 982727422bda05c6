import { safeJson } from './escape.ts';
import type { Level } from '../rule/types.ts';
import type { EditorFix, LocatedFinding, Report, Result } from './types.ts';

/**
 * One entry of ESLint's result array (https://eslint.org/docs/latest/integrate/nodejs-api#-lintresult-type), with our own
 * fields beside. `info` is severity 1: counted in warningCount, and in infoCount.
 */
export interface JsonResult {
  readonly filePath: string;
  readonly draft?: number;
  readonly messages: readonly JsonMessage[];
  readonly suppressedMessages: readonly never[];
  readonly errorCount: number;
  readonly fatalErrorCount: number;
  readonly warningCount: number;
  readonly infoCount: number;
  readonly fixableErrorCount: number;
  readonly fixableWarningCount: number;
  readonly fixedCount?: number;
  readonly usedDeprecatedRules: readonly never[];
}

export interface JsonMessage {
  readonly ruleId: string;
  readonly severity: 1 | 2;
  readonly fatal?: true;
  readonly level: Level;
  readonly grade: string;
  readonly title: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly section: string;
  readonly draft?: number;
  readonly fingerprint?: string;
  readonly data: LocatedFinding['data'];
  readonly why: string;
  readonly suggestion: string;
  readonly law: LocatedFinding['law'];
  readonly url: string;
  readonly suggestions: readonly { readonly id: string; readonly desc: string; readonly safety: string; readonly fix?: EditorFix }[];
  /** Of the first safe suggestion; what only a person may decide is in `suggestions`. */
  readonly fix?: EditorFix;
  readonly notFixed?: string;
  readonly excerpt?: { readonly before: string; readonly marked: string; readonly after: string };
}

const inReadingOrder = (a: LocatedFinding, b: LocatedFinding): number => a.line - b.line || a.column - b.column;

function message(finding: LocatedFinding, result: Result): JsonMessage {
  return {
    ruleId: finding.ruleId,
    severity: finding.level === 'error' ? 2 : 1,
    ...(result.fatal && finding.level === 'error' ? { fatal: true as const } : {}),
    level: finding.level,
    grade: finding.grade,
    title: finding.title,
    message: finding.message,
    line: finding.line,
    column: finding.column,
    endLine: finding.endLine,
    endColumn: finding.endColumn,
    section: finding.section,
    ...(result.number === undefined ? {} : { draft: result.number }),
    ...(finding.fingerprint === undefined ? {} : { fingerprint: finding.fingerprint }),
    data: finding.data,
    why: finding.why,
    suggestion: finding.suggestion,
    law: finding.law,
    url: finding.url,
    suggestions: finding.suggestions.map(({ id, desc, safety, replacement }, index) => {
      const fix = finding.edits?.[index] ?? (replacement === undefined ? null : { text: replacement });
      return fix === null ? { id, desc, safety } : { id, desc, safety, fix };
    }),
    ...safeFix(finding),
    ...(finding.notFixed === undefined ? {} : { notFixed: finding.notFixed }),
    ...(finding.excerpt ? { excerpt: finding.excerpt } : {}),
  };
}

/** ESLint's editors write what `fix` says without asking, so it has a range, and is safe. */
function safeFix({ suggestions, edits }: LocatedFinding): { fix?: EditorFix } {
  const safe = suggestions.findIndex(({ safety }) => safety === 'safe');
  const fix = safe < 0 ? null : edits?.[safe];
  return fix?.range ? { fix } : {};
}

/** Shapes one message's result. `quiet` leaves out what is below error, but not out of the counts. */
export function jsonResult(result: Result, quiet = false): JsonResult {
  const errors = result.findings.filter((finding) => finding.level === 'error').length;
  const fixable = result.findings.filter((finding) => finding.fixable);
  const fixableErrors = fixable.filter(({ level }) => level === 'error').length;
  const shown = quiet ? result.findings.filter((finding) => finding.level === 'error') : result.findings;
  return {
    filePath: result.filePath,
    ...(result.number === undefined ? {} : { draft: result.number }),
    messages: [...shown].sort(inReadingOrder).map((finding) => message(finding, result)),
    suppressedMessages: [],
    errorCount: errors,
    fatalErrorCount: result.fatal ? 1 : 0,
    warningCount: result.findings.length - errors,
    infoCount: result.findings.filter((finding) => finding.level === 'info').length,
    fixableErrorCount: fixableErrors,
    fixableWarningCount: fixable.length - fixableErrors,
    ...(result.fixed === undefined ? {} : { fixedCount: result.fixed }),
    usedDeprecatedRules: [],
  };
}

/** The array a piece at a time, so that a million messages need the memory of one: opening, entries, closing. */
export class JsonReport implements Report {
  #entries = 0;
  readonly #quiet: boolean;

  constructor(quiet = false) {
    this.#quiet = quiet;
  }

  result(result: Result): string {
    return `${this.#entries++ === 0 ? '[' : ','}\n${safeJson(jsonResult(result, this.#quiet))}`;
  }

  end(): string {
    return this.#entries === 0 ? '[]\n' : '\n]\n';
  }
}
