import { applyEdits, sourceEdits } from '../edit/source-edits.ts';
import type { ReadCharset } from '../draft/charset.ts';
import { readJsonText } from '../draft/json.ts';
import { readMessage } from '../draft/message.ts';
import type { Source } from '../draft/source.ts';
import type { Draft } from '../draft/types.ts';
import type { Change } from '../edit/types.ts';
import type { Finding, Suggestion } from '../rule/types.ts';
import { compareFindings } from './compare.ts';
import type { Rules } from './compile.ts';
import { apart, distinct } from './fix-batch.ts';
import { isSaid } from './fix-sentence.ts';
import { fixPlanner } from './fix.ts';
import { lint, type LintOptions } from './lint.ts';
import type { FixRefusal } from './refusals.ts';
import type { View } from '../text/types.ts';

export interface FixOptions extends LintOptions {
  /** What to do about a finding: one of its suggestions; null: nothing; a word: nothing, for this reason. */
  readonly choose: (finding: Finding) => Suggestion | FixRefusal | null;
  /** Rules under which nothing new may be found; default those that are fixed. Another set where only some rules are looked at. */
  readonly guard?: Rules;
  /** The reader of unknown charsets that the draft was read with, if there was one. */
  readonly fallback?: ReadCharset;
  /** What the host knows beside the source (the mail that is answered, say), put into each draft that is read from it before it is looked at. */
  readonly complete?: (read: Draft) => Draft;
}

export interface NotFixed {
  /** One of `FixedDraft.findings`. */
  readonly finding: Finding;
  readonly suggestion: Suggestion | null;
  readonly reason: FixRefusal;
}

export interface FixedDraft {
  readonly source: Source;
  readonly draft: Draft;
  /** What is found in the fixed draft. */
  readonly findings: readonly Finding[];
  /** Findings that were ended, in order. Their places are those of the draft they were found in. */
  readonly fixed: readonly { readonly finding: Finding; readonly suggestion: Suggestion }[];
  /** Findings that stay although a suggestion was chosen, or none could be. */
  readonly notFixed: readonly NotFixed[];
  /** All changes made, pass by pass. */
  readonly changes: readonly Change[];
}

/** As many as ESLint makes: a fix may make room for another, but not for ever. */
const PASSES = 10;

interface Candidate {
  readonly finding: Finding;
  readonly suggestion: Suggestion;
  readonly changes: readonly Change[];
}

interface State {
  readonly source: Source;
  /** As read from the source. */
  readonly draft: Draft;
  /** The same as it is looked at. */
  readonly seen: Draft;
}

/**
 * Carries out suggestions: all that do not meet at one place, then reads and looks again, up to ten times. What brings a new
 * error or warning, or does not end its own finding, is taken back. Pure: nothing is read or written.
 * @param source what `draft` was read from, without `FixOptions.complete`
 */
export function fixDraft(source: Source, draft: Draft, rules: Rules, options: FixOptions): FixedDraft {
  const fixer = new Fixer({ source, draft, seen: options.complete?.(draft) ?? draft }, rules, options);
  for (let pass = 0; pass < PASSES && fixer.pass(); pass++);
  return fixer.result();
}

class Fixer {
  readonly #rules: Rules;
  readonly #options: FixOptions;
  readonly #guard: Rules;
  #state: State;
  #findings: readonly Finding[];
  #fixed: { finding: Finding; suggestion: Suggestion }[] = [];
  #notFixed: NotFixed[] = [];
  #changes: Change[] = [];
  /** What was taken back, by what it says of the source: it is not tried again. */
  readonly #rejected = new Map<string, FixRefusal>();

  constructor(state: State, rules: Rules, options: FixOptions) {
    this.#state = state;
    this.#rules = rules;
    this.#options = options;
    this.#guard = options.guard ?? rules;
    this.#findings = lint(state.seen, rules, options);
  }

  result(): FixedDraft {
    const { source, draft } = this.#state;
    return { source, draft, findings: this.#findings, fixed: this.#fixed, notFixed: this.#notFixed, changes: this.#changes };
  }

  /** @returns whether anything changed */
  pass(): boolean {
    this.#notFixed = [];
    const batch = apart(this.#candidates());
    return batch.length > 0 && this.#carryOut(batch);
  }

  #candidates(): Candidate[] {
    const plan = fixPlanner(this.#state.seen, this.#findings, this.#rules, this.#options);
    return this.#findings.flatMap((finding) => {
      const suggestion = this.#options.choose(finding);
      if (suggestion === null) return [];
      if (typeof suggestion === 'string') {
        this.#notFixed.push({ finding, suggestion: null, reason: suggestion });
        return [];
      }
      const planned = plan(finding, suggestion);
      const reason = 'refused' in planned ? planned.refused : this.#rejected.get(this.#identity(finding, suggestion));
      if (reason !== undefined) this.#notFixed.push({ finding, suggestion, reason });
      return 'refused' in planned || reason !== undefined ? [] : [{ finding, suggestion, changes: planned.changes }];
    });
  }

  /** By halves: one bad change does not keep the good ones from being made. What is left waits for the next pass. */
  #carryOut(batch: readonly Candidate[]): boolean {
    const { candidates, edited } = this.#edit(batch);
    if (edited === null || candidates.length === 0) return false;
    const problem = this.#judge(edited, candidates);
    if (problem === null) return true;
    if (candidates.length === 1) {
      this.#reject(candidates[0]!, problem);
      return false;
    }
    const half = candidates.length >> 1;
    return this.#carryOut(candidates.slice(0, half)) || this.#carryOut(candidates.slice(half));
  }

  /** The source with all changes but those that cannot be made. */
  #edit(batch: readonly Candidate[]): { readonly candidates: readonly Candidate[]; readonly edited: State | null } {
    const { source, draft } = this.#state;
    let candidates = batch;
    while (candidates.length > 0) {
      const changes = distinct(candidates.map((one) => one.changes));
      const answer = sourceEdits(source, draft, changes, this.#reading());
      if ('edits' in answer) {
        const text = applyEdits(source.text, answer.edits);
        if (text === source.text) break;
        // Put back into its mailbox, each such line is quoted again.
        const quoted = source.unquoted === undefined ? {} : { unquoted: [...text.matchAll(/^>*From /gm)].map(({ index }) => index) };
        const read = this.#read(text);
        return { candidates, edited: { source: { ...source, text, ...quoted }, draft: read, seen: this.#options.complete?.(read) ?? read } };
      }
      const said = JSON.stringify(answer.change);
      const asking = new Set([...new Set(candidates.map((one) => one.changes))].filter((changes) => changes.some((change) => JSON.stringify(change) === said)));
      const refused = candidates.filter(({ changes }) => asking.has(changes));
      // Of two at one place the other may be made now, and this one in the next pass.
      for (const one of refused.length > 0 ? refused : candidates) this.#reject(one, answer.refused);
      candidates = refused.length > 0 ? candidates.filter(({ changes }) => !asking.has(changes)) : [];
    }
    return { candidates: [], edited: null };
  }

  #read(text: string): Draft {
    const { source, draft } = this.#state;
    if (source.kind === 'json') return readJsonText(text);
    // A raw message does not say in which envelope it travels.
    return { ...readMessage(text, this.#reading()), ...(draft.envelope === undefined ? {} : { envelope: draft.envelope }) };
  }

  #reading(): { fallback?: ReadCharset } {
    const { fallback } = this.#options;
    return fallback === undefined ? {} : { fallback };
  }

  /** Takes the changed draft for the draft; or says why not. */
  #judge(edited: State, candidates: readonly Candidate[]): FixRefusal | null {
    const options = this.#options;
    if (edited.draft.problems.length > this.#state.draft.problems.length) return 'unverified';
    const findings = lint(edited.seen, this.#rules, options);
    const own = new Set(candidates.map(({ finding }) => finding.ruleId));
    const same = this.#guard === this.#rules;
    const worse = compareFindings(this.#findings, findings, own)
      ?? (same ? null : compareFindings(lint(this.#state.seen, this.#guard, options), lint(edited.seen, this.#guard, options), new Set()));
    if (worse !== null) return worse;
    if (candidates.some(({ changes }) => changes.some(({ kind }) => kind === 'text')) && this.#isEmptied(edited.seen)) return 'only-sentence';
    this.#state = edited;
    this.#findings = findings;
    this.#fixed.push(...candidates.map(({ finding, suggestion }) => ({ finding, suggestion })));
    this.#changes.push(...distinct(candidates.map(({ changes }) => changes)));
    return null;
  }

  /** Each sentence may go, but not all of them together. */
  #isEmptied(draft: Draft): boolean {
    const left = this.#written(draft);
    return [...this.#written(this.#state.seen)].some((part) => !left.has(part));
  }

  /** Parts with a sentence that is neither greeting nor signature. */
  #written(draft: Draft): Set<View['part']> {
    const { phase = 'compose', filePath } = this.#options;
    const mail = this.#rules.setFor(draft, phase, filePath).read(draft, phase);
    return new Set([...mail.bodies, ...mail.echoes].filter((view) => view.sentences().some((sentence) => isSaid(view, sentence))).map(({ part }) => part));
  }

  #reject({ finding, suggestion }: Candidate, reason: FixRefusal): void {
    this.#notFixed.push({ finding, suggestion, reason });
    if (reason !== 'overlap') this.#rejected.set(this.#identity(finding, suggestion), reason);
  }

  #identity(finding: Finding, { id }: Suggestion): string {
    return `${id} ${aboutWhat(this.#state, finding)}`;
  }
}

/** What a finding is about, as a key that outlives whatever moves before it. Holds text of the mail: it is kept, and told to nobody. */
export function aboutWhat({ source, draft }: Pick<State, 'source' | 'draft'>, { ruleId, spot }: Finding): string {
  const about = spot.at === 'text' ? draft.parts[spot.part]?.content.slice(spot.start, spot.end)
    : spot.at === 'raw' ? source.text.slice(spot.start, spot.end) : JSON.stringify(spot);
  return `${ruleId} ${about ?? ''}`;
}
