import type { Spot } from '../draft/types.ts';
import { spotOf } from '../template/draft.ts';
import type { Made, TemplateDraft } from '../template/draft.ts';
import type { VariableNames } from '../template/names.ts';
import type { Reading } from '../template/readings.ts';
import type { Values } from '../template/render.ts';
import type { Sample } from '../template/samples.ts';
import { fold } from '../text/fold.ts';
import type { Data, Finding, Hit } from '../rule/types.ts';
import type { MatchedSet, Rules } from './compile.ts';
import { lint } from './lint.ts';
import type { LintOptions } from './lint.ts';

export interface TemplateOptions extends LintOptions {
  /** One object a mail; nested as the variables are. */
  readonly samples?: readonly Sample[];
}

/** A template and what it is judged with. */
export interface Judging {
  readonly template: TemplateDraft;
  readonly rules: Rules;
  readonly set: MatchedSet;
  readonly options: TemplateOptions;
  readonly names: VariableNames;
  readonly language: string | null;
  /** The rules that speak about placeholders. */
  readonly placeholderRules: readonly string[];
}

/** A plain word for each variable; where a condition says that one is empty, its fallback. */
export function standIns({ names, language }: Pick<Judging, 'names' | 'language'>, { choices, empty }: Reading): Values {
  const gone = new Set([...empty].map(fold));
  return {
    choices,
    value: ({ name, kind, fallback }, before) => (gone.has(fold(name)) ? fallback ?? '' : names.standIn(kind, language, before)),
  };
}

/** What the rules say of a mail that was made, at the places of its template. */
export function lintMade(made: Made, { rules, options }: Pick<Judging, 'rules' | 'options'>): Finding[] {
  return lint(made.draft, rules, options).map((finding) => (finding.attached.length > 0 ? finding : { ...finding, spot: made.back(finding.spot) }));
}

/** What is found in templates alone, and the fix of the rule that helps. */
const FIXES = {
  'merge-field': 'fill-placeholder', 'misspelt-variable': 'declare-variable', 'unknown-variable': 'declare-variable', 'template-syntax': 'close-condition', 'empty-in-sample': 'give-fallback', 'no-fallback': 'give-fallback',
} as const;
type TemplateGrade = keyof typeof FIXES;

/** The spot of a stretch of a template, and a hit there for each rule about placeholders. */
export function hitsAt(rules: readonly string[], template: TemplateDraft, index: number, range: { readonly start: number; readonly end: number }, grade: TemplateGrade, data: Data): Hit[] {
  const spot = spotOf(template, index, range.start, range.end);
  return rules.map((rule) => ({ rule, grade, spot, data, fixes: [FIXES[grade]], section: template.of[index] === 'subject' ? 'subject' : 'body' }));
}

/** Whether two spots of one draft meet. */
export function touches(spot: Spot, own: Spot): boolean {
  if (spot.at === 'text' && (own.at !== 'text' || own.part !== spot.part)) return false;
  return spot.at === own.at && (own.start ?? 0) <= (spot.end ?? 0) && (spot.start ?? 0) <= (own.end ?? 0);
}
