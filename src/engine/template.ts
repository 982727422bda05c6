import type { Draft } from '../draft/types.ts';
import type { Finding, Hit } from '../rule/types.ts';
import { makeDraft, readTemplateDraft } from '../template/draft.ts';
import type { Reader, TemplateDraft } from '../template/draft.ts';
import { isNameless, isWithoutJob, VariableNames } from '../template/names.ts';
import { readingsOf } from '../template/readings.ts';
import type { Reading } from '../template/readings.ts';
import type { MatchedSet, Rules } from './compile.ts';
import { sayAll } from './lint.ts';
import { faultHits, foreignHits, variableHits } from './template-hits.ts';
import { lintMade, standIns, touches } from './template-judging.ts';
import type { Judging, TemplateOptions } from './template-judging.ts';
import { emptySamples, fillSamples } from './template-samples.ts';

export type { TemplateOptions } from './template-judging.ts';

/** Mails that are made of one template with its conditions, and units of text in all of them. */
const READINGS = 32;
const RENDERED = 8 * 1024 * 1024;

/**
 * Looks at a template: at every mail that its conditions make of it, with a plain word for each variable, and at the template itself
 * (variables that are not known, conditions that are not closed). With samples, also at the mail that each of them gives, and at what
 * is left where a variable has no value. Spots lead to the template. Pure; never throws on a template's content.
 */
export function lintTemplate(draft: Draft, rules: Rules, options: TemplateOptions = {}): Finding[] {
  const set = rules.setFor(draft, options.phase ?? 'compose', options.filePath);
  const names = new VariableNames(rules.pack.lexicons, rules.config.template);
  const read = readTemplateDraft(draft, names);
  const size = read.templates.reduce((sum, { text }) => sum + text.length, 1);
  const most = Math.max(2, Math.min(READINGS, Math.floor(RENDERED / size)));
  const { readings, unread } = readingsOf(read.templates, most);
  const hits: Hit[] = [];
  const placeholderRules = [...set.active.values()].filter(({ definition }) => definition.check === 'placeholder').map(({ definition }) => definition.id);
  const { hits: faults, problems } = faultHits(read, unread, placeholderRules);
  const template: TemplateDraft = problems.length === 0 ? read : { ...read, draft: { ...draft, problems: [...draft.problems, ...problems] } };
  const language = languageOf(template, readings[0]!, set, options, names);
  const judging: Judging = { template, rules, set, options, names, language, placeholderRules };

  const findings = new Findings();
  const foreign = foreignHits(template, names, placeholderRules);
  for (const reading of readings) findings.add(withoutForeign(judge(judging, reading), foreign));
  hits.push(...faults, ...foreign, ...variableHits(judging));
  if (options.samples !== undefined) {
    const filled = fillSamples(judging, options.samples);
    findings.add(withoutForeign(filled.findings, foreign));
    hits.push(...filled.hits, ...emptySamples(judging, filled.missing));
  }
  findings.add(sayAll(hits, set, options));
  return findings.list;
}

/** A bracket that nobody fills is told once, from end to end. */
function withoutForeign(findings: readonly Finding[], foreign: readonly Hit[]): readonly Finding[] {
  if (foreign.length === 0) return findings;
  return findings.filter(({ grade, spot }) => grade !== 'merge-field' || !foreign.some((hit) => touches(spot, hit.spot)));
}

/** Each finding once, whichever readings have it. */
class Findings {
  readonly #seen = new Set<string>();
  readonly list: Finding[] = [];

  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const { ruleId, grade, attached, spot } = finding;
      const key = JSON.stringify([ruleId, grade, attached, spot]);
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.list.push(finding);
    }
  }
}

/** Variables that have no value in a reading, or not everywhere in it. */
function without({ empty, lacking }: Reading): ReadonlySet<string> {
  return new Set([...empty, ...lacking]);
}

/** Rules of these checks ask for a name, or a post, that a condition has said to be missing. */
function isAskedInVain(check: string | undefined, reading: Reading, names: VariableNames): boolean {
  return (check === 'greeting' && isNameless(without(reading), names)) || (check === 'job-title' && isWithoutJob(without(reading), names));
}

function judge(judging: Judging, reading: Reading): Finding[] {
  const { template, names, language, set } = judging;
  const reader: Reader | null = isNameless(without(reading), names) ? null
    : { firstName: names.standIn('first-name', language, ''), lastName: names.standIn('last-name', language, '') };
  const made = makeDraft(template, standIns(judging, reading), reader, names);
  return lintMade(made, judging).filter(({ ruleId }) => !isAskedInVain(set.active.get(ruleId)?.definition.check, reading, names));
}

function languageOf(template: TemplateDraft, reading: Reading, set: MatchedSet, options: TemplateOptions, names: VariableNames): string | null {
  const made = makeDraft(template, standIns({ names, language: null }, reading), null, names);
  return set.read(made.draft, options.phase ?? 'compose').language;
}
