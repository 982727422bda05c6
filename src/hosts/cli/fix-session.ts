import type { Rules } from '../../engine/compile.ts';
import { aboutWhat } from '../../engine/fix-draft.ts';
import { firstFix } from '../../engine/fix.ts';
import { REFUSAL_WORDS, type FixRefusal } from '../../engine/refusals.ts';
import { fixInput, type FixedInput } from '../../io/fix.ts';
import type { Input } from '../../io/read.ts';
import { escapeControls } from '../../report/escape.ts';
import { LEVEL_ORDER } from '../../report/group.ts';
import type { LocatedFinding } from '../../report/types.ts';
import { REPORT_WORDS } from '../../report/words.ts';
import type { Finding, Locale, Suggestion } from '../../rule/types.ts';
import { draftDiff, type DiffOptions } from './diff.ts';
import { FIX_WORDS } from './fix-words.ts';
import { findingsOf, judge } from './judge.ts';
import type { Settings } from './settings.ts';

/** Whoever is asked: a terminal, or a test that knows the answers. */
export interface Prompts {
  /** @returns the value chosen; null: broken off */
  choose(question: string, options: readonly { readonly value: string; readonly label: string }[]): Promise<string | null>;
  /** @returns null: broken off */
  confirm(question: string, presumed: boolean): Promise<boolean | null>;
  show(text: string): void;
}

export interface SessionOptions {
  readonly rules: Rules;
  readonly guard: Rules;
  readonly settings: Settings;
  readonly locale: Locale;
  readonly yesSafe: boolean;
  readonly diff: Pick<DiffOptions, 'style' | 'mask'>;
}

interface Option {
  readonly suggestion: Suggestion;
  readonly after: FixedInput;
}

/** One mail, finding by finding. Changes are kept here until the end; writing them is for others. */
export class FixSession {
  readonly #prompts: Prompts;
  readonly #options: SessionOptions;
  #input: Input;
  #fixed = 0;
  readonly #left = new Set<string>();
  readonly #leftRules = new Set<string>();

  constructor(input: Input, prompts: Prompts, options: SessionOptions) {
    this.#input = input;
    this.#prompts = prompts;
    this.#options = options;
  }

  /** @returns what the mail has become, and how many findings were ended; null: nothing is to be written */
  async run(): Promise<{ readonly input: Input; readonly fixed: number } | null> {
    const words = FIX_WORDS[this.#options.locale];
    if (this.#options.yesSafe) await this.#safe();
    let asked = false;
    for (let next = await this.#next(); next !== null; next = await this.#next()) {
      asked = true;
      const answer = await this.#ask(next.finding, next.options, next.reasons);
      if (answer === 'quit') return null;
      if (answer === 'stop') break;
    }
    if (!asked && this.#fixed === 0) this.#prompts.show(words.nothing);
    const rest = this.#findings().length;
    if (rest > 0) this.#prompts.show(words.byHand(rest));
    return this.#fixed === 0 ? null : { input: this.#input, fixed: this.#fixed };
  }

  async #safe(): Promise<void> {
    const after = await this.#try(firstFix('safe'));
    if (!after.changed) return;
    this.#input = after.input;
    this.#fixed += after.fixed.length;
    this.#prompts.show(FIX_WORDS[this.#options.locale].safe(after.fixed.length));
  }

  #try(choose: (finding: Finding) => Suggestion | FixRefusal | null): Promise<FixedInput> {
    const { rules, guard, settings: { phase }, locale } = this.#options;
    return fixInput(this.#input, rules, { choose, guard, phase, locale });
  }

  /** The worst first; of equals the one that is read first. */
  #findings(): LocatedFinding[] {
    const { rules, settings, locale } = this.#options;
    const { findings } = judge(this.#input, findingsOf(this.#input, rules, settings, locale), settings.showContent ? 'plain' : 'masked');
    return [...findings].sort((a, b) => LEVEL_ORDER[a.level] - LEVEL_ORDER[b.level] || a.line - b.line || a.column - b.column);
  }

  /** The next finding that something can be done about, with all that can. */
  async #next(): Promise<{ readonly finding: LocatedFinding; readonly options: Option[]; readonly reasons: FixRefusal[] } | null> {
    for (const finding of this.#findings()) {
      const about = aboutWhat(this.#input, finding);
      if (this.#leftRules.has(finding.ruleId) || this.#left.has(about)) continue;
      const options: Option[] = [];
      const reasons = new Set<FixRefusal>();
      for (const [index, { safety }] of finding.suggestions.entries()) {
        if (safety === 'advice') continue;
        let given = false;
        // Only this one finding, once: what it opens up is asked about next.
        const after = await this.#try((other) => {
          if (given || aboutWhat(this.#input, other) !== about) return null;
          given = true;
          return other.suggestions[index] ?? null;
        });
        if (after.changed) options.push({ suggestion: finding.suggestions[index]!, after });
        else for (const { reason } of after.notFixed) reasons.add(reason);
      }
      if (options.length > 0 || reasons.has('split')) return { finding, options, reasons: [...reasons] };
      this.#left.add(about);
    }
    return null;
  }

  async #ask(finding: LocatedFinding, options: readonly Option[], reasons: readonly FixRefusal[]): Promise<'next' | 'stop' | 'quit'> {
    const { locale } = this.#options;
    const words = FIX_WORDS[locale];
    this.#prompts.show(this.#told(finding, reasons));
    const choice = await this.#prompts.choose(words.question, [
      ...options.map(({ suggestion }, index) => ({ value: String(index), label: escapeControls(suggestion.desc) })),
      { value: 'leave', label: words.leave },
      { value: 'leave-all', label: words.leaveAll },
      ...(this.#fixed > 0 ? [{ value: 'stop', label: words.stop }] : []),
      { value: 'quit', label: words.quit },
    ]);
    if (choice === null || choice === 'quit') return 'quit';
    if (choice === 'stop') return 'stop';
    if (choice === 'leave-all') this.#leftRules.add(finding.ruleId);
    const option = options[Number(choice)];
    if (option === undefined) {
      this.#left.add(aboutWhat(this.#input, finding));
      return 'next';
    }
    this.#prompts.show(draftDiff(this.#input.filePath, this.#input.draft, option.after.input.draft, { locale, ...this.#options.diff }).trimEnd());
    // Pressing Enter again and again must not tell a person what is not true.
    const example = option.suggestion.id === 'alternative';
    if (example) this.#prompts.show(words.adapt);
    const kept = await this.#prompts.confirm(words.keep, !example);
    if (kept === null) return 'quit';
    if (kept) {
      this.#input = option.after.input;
      this.#fixed += option.after.fixed.length;
    }
    return 'next';
  }

  /** Everything one needs to decide, without the rule's name. */
  #told(finding: LocatedFinding, reasons: readonly FixRefusal[]): string {
    const { locale, diff: { style } } = this.#options;
    const words = FIX_WORDS[locale];
    const { excerpt } = finding;
    const clean = (text: string): string => escapeControls(text);
    return [
      style.bold(`${REPORT_WORDS[locale].level[finding.level]} · ${clean(finding.title)}`),
      clean(finding.message),
      ...(excerpt ? [`${style.dim(`${words.place(finding.line, finding.column)} │`)} ${clean(excerpt.before)}${style.cyan(clean(excerpt.marked))}${clean(excerpt.after)}`] : [style.dim(words.place(finding.line, finding.column))]),
      ...(finding.why === '' ? [] : [style.dim(clean(finding.why))]),
      ...(reasons.includes('split') ? [words.split(clean(this.#input.filePath))] : []),
      ...reasons.filter((reason) => reason !== 'split').map((reason) => words.notHere(REFUSAL_WORDS[locale][reason])),
    ].join('\n');
  }
}
