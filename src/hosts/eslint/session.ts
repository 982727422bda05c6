import { relative, sep } from 'node:path';
import type { RuleContext, RuleTextEdit, SourceLocation } from '@eslint/core';
import { draftOf, lint } from '../../engine/lint.ts';
import { fixPlanner } from '../../engine/fix.ts';
import { sourceEdits } from '../../edit/source-edits.ts';
import { unitEdits } from '../../edit/unit-edits.ts';
import { locator } from '../../report/locate.ts';
import { unitCounter } from '../../report/units.ts';
import type { Finding, Level, Locale, Suggestion } from '../../rule/types.ts';
import { configurationFor, rulesFor, type RuleOptions } from './configuration.ts';
import type { MailOptions } from './options.ts';
import type { MailSourceCode } from './source-code.ts';

/** A finding as ESLint is told of it. */
export interface Problem {
  readonly ruleId: string;
  readonly level: Level;
  readonly message: string;
  readonly loc: SourceLocation;
  /** Of the first safe suggestion: ESLint writes it without asking. */
  readonly fix: readonly RuleTextEdit[] | null;
  /** What only a person may decide. */
  readonly suggestions: readonly { readonly desc: string; readonly edits: readonly RuleTextEdit[] }[];
}

/** What all of the user's own rules go by: ESLint has to know every rule before any configuration is read. */
export const OWN = 'own';

interface Looked {
  readonly problems: readonly Problem[];
  readonly own: ReadonlySet<string>;
  readonly locale: Locale;
  readonly withheld: boolean;
}

/** Characters that are read again to work out edits, for one file: each edit is proven by reading the mail once more. What is left over waits for the next pass. */
const MOST_READ = 64 * 1024 * 1024;

/** One look at a mail, for all rules that ask for it: each says so as it is made, and the first that is visited has the mail looked at. */
export class Session {
  readonly #context: RuleContext;
  readonly #code: MailSourceCode;
  readonly #asked = new Map<string, RuleOptions | undefined>();
  #looked: Looked | undefined;

  constructor(context: RuleContext) {
    this.#context = context;
    this.#code = context.sourceCode as MailSourceCode;
  }

  get over(): boolean {
    return this.#looked !== undefined;
  }

  ask(id: string, options: RuleOptions | undefined): void {
    this.#asked.set(id, options);
  }

  /** @param id of a rule, or OWN */
  problems(id: string): readonly Problem[] {
    const { problems, own } = this.#look();
    return problems.filter(({ ruleId }) => (id === OWN ? own.has(ruleId) : ruleId === id));
  }

  get locale(): Locale {
    return this.#look().locale;
  }

  /** Whether something could be mended if ESLint were able to write the file back. */
  get withheld(): boolean {
    return this.#look().withheld;
  }

  #look(): Looked {
    if (this.#looked) return this.#looked;
    const { cwd, filename } = this.#context;
    const options = this.#context.languageOptions as MailOptions;
    const { phase = 'compose', enabledBy } = options;
    const configuration = configurationFor(options, cwd);
    const { locale, own } = configuration;
    if (this.#code.read.other) return (this.#looked = { problems: [], own: new Set(own), locale, withheld: false });
    const asked = new Map(this.#asked);
    if (asked.delete(OWN)) for (const id of own) asked.set(id, undefined);
    const rules = rulesFor(configuration, asked, enabledBy);
    const { input: { draft, source }, fallback, writable } = this.#code.read;
    const told = { phase, locale, filePath: relative(cwd, filename).split(sep).join('/') };
    const findings = lint(draft, rules, told);
    const place = locator(source);
    const plan = fixPlanner(draft, findings, rules, told);
    const unit = unitCounter(source);
    let left = MOST_READ;

    function editsOf(finding: Finding, suggestion: Suggestion): readonly RuleTextEdit[] | null {
      if (phase === 'sent' || suggestion.safety === 'advice') return null;
      const planned = plan(finding, suggestion);
      if ('refused' in planned || (left -= source.text.length) < 0) return null;
      const answer = sourceEdits(source, draft, planned.changes, fallback === undefined ? {} : { fallback });
      const edits = 'edits' in answer ? unitEdits(source, answer.edits, unit) : null;
      return edits && edits.length > 0 ? edits.map(({ start, end, text }) => ({ range: [start, end], text })) : null;
    }

    function problemOf(finding: Finding): Problem {
      const { line, column, endLine, endColumn } = place(draftOf(draft, finding), finding.spot);
      const done = writable ? finding.suggestions.flatMap((suggestion) => {
        const edits = editsOf(finding, suggestion);
        return edits ? [{ safe: suggestion.safety === 'safe', desc: suggestion.desc, edits }] : [];
      }) : [];
      const safe = done.find((one) => one.safe);
      return {
        ruleId: finding.ruleId,
        level: finding.level,
        message: finding.message,
        loc: { start: { line, column }, end: { line: endLine, column: endColumn } },
        fix: safe?.edits ?? null,
        suggestions: done.filter((one) => one !== safe),
      };
    }

    const withheld = !writable && phase !== 'sent' && findings.some((finding) => finding.suggestions.some((suggestion) => suggestion.safety !== 'advice' && 'changes' in plan(finding, suggestion)));
    return (this.#looked = { problems: findings.map(problemOf), own: new Set(own), locale, withheld });
  }
}

const sessions = new WeakMap<object, Session>();

/** That of the file being looked at. A file looked at again has another. */
export function sessionOf(context: RuleContext): Session {
  const known = sessions.get(context.sourceCode);
  if (known && !known.over) return known;
  const session = new Session(context);
  sessions.set(context.sourceCode, session);
  return session;
}
