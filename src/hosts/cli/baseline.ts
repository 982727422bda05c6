import type { Draft } from '../../draft/types.ts';
import type { Rules } from '../../engine/compile.ts';
import { activeRules } from '../../engine/levels.ts';
import { Baseline, BaselineError, readBaseline } from '../../io/baseline.ts';
import { describeFault } from '../../io/faults.ts';
import { FileFault } from '../../io/open.ts';
import { writeWhole } from '../../io/target.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Result } from '../../report/types.ts';
import { REPORT_WORDS } from '../../report/words.ts';
import type { Level, Locale } from '../../rule/types.ts';
import { UsageError } from './errors.ts';
import type { Settings } from './settings.ts';
import { CLI_WORDS } from './words.ts';

/** Ids of the rules that are on for any mail. */
function rulesOn({ pack, config }: Rules): Set<string> {
  return new Set([[], ...(config.overrides ?? []).map((override) => [override])].flatMap((layers) => activeRules(pack, config, layers).map(({ definition }) => definition.id)));
}

/** The baseline of one run: what is known is held back, counted, and said at the end. */
export class KnownFindings {
  readonly #path: string;
  readonly #baseline: Baseline;
  readonly #add: boolean;
  readonly #prune: boolean;
  readonly #counts: Record<Level, number> = { error: 0, warning: 0, info: 0 };

  /** @throws UsageError if the file is missing, no baseline, or cannot be read */
  constructor(path: string, { updateBaseline, pruneBaseline }: Pick<Settings, 'updateBaseline' | 'pruneBaseline'>, locale: Locale) {
    this.#path = path;
    this.#add = updateBaseline;
    this.#prune = pruneBaseline;
    const shown = escapeControls(path);
    try {
      const read = readBaseline(path);
      if (read === null && !updateBaseline) throw new UsageError((words) => words.noBaseline(shown));
      this.#baseline = read ?? new Baseline();
    } catch (error) {
      if (error instanceof BaselineError) throw new UsageError((words) => words.badBaseline[error.fault](shown));
      if (error instanceof FileFault) throw new UsageError((words) => `${words.cannotRead(shown)} ${describeFault(error.fault, locale)}`);
      throw error;
    }
  }

  /** The result without what is known. What could not be read is never known. */
  rest(result: Result, draft: Draft): Result {
    if (result.fatal) return result;
    const findings = result.findings.filter((finding) => {
      if (!this.#baseline.knows(finding, draft) && !this.#add) return true;
      this.#counts[finding.level]++;
      return false;
    });
    return { ...result, findings };
  }

  /**
   * Writes the file where that was asked for.
   * @param fatal how many inputs could not be read: what they hold may be there still, so that nothing is taken out
   * @param rules of this run: what others found may be there still as well
   * @returns what there is to say, a line each
   * @throws UsageError if the file cannot be written
   */
  finish(fatal: number, rules: Rules, locale: Locale): string[] {
    const words = CLI_WORDS[locale];
    const path = escapeControls(this.#path);
    const known = REPORT_WORDS[locale].counts(this.#counts);
    const lines = known === '' ? [] : [this.#add ? words.baselineWritten(path, known) : words.baselineKnown(path, known)];
    if (!this.#add && !this.#prune) return lines;
    const prune = this.#prune && fatal === 0;
    const { text, pruned, left } = this.#baseline.text({ add: this.#add, prune, ran: rulesOn(rules) });
    try {
      writeWhole(this.#path, text);
    } catch (error) {
      throw new UsageError((said) => said.cannotWrite(path, (error as NodeJS.ErrnoException).code ?? 'error'));
    }
    if (this.#prune && !prune) lines.push(words.baselineNotPruned(path));
    if (pruned > 0) lines.push(words.baselinePruned(path, pruned));
    if (left > 0) lines.push(words.baselineLeft(path, left));
    return lines;
  }
}
