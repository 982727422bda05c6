import { readJsonDraft } from '../../src/draft/json.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import type { Level, Pack } from '../../src/rule/types.ts';
import type { Sentence } from './sentences.ts';

/** What was found in a sentence. */
export interface Outcome {
  readonly sentence: Sentence;
  /** Rule → its highest level, by rule id. */
  readonly found: ReadonlyMap<string, Level>;
}

/** Rules that judge the wording of a sentence; all others judge the mail around it. */
const COUNTED = /^(?:discrimination\/|tone\/|letter\/vague-decision$)/;
const RANK: Readonly<Record<Level, number>> = { error: 2, warning: 1, info: 0 };
const SUBJECTS: Readonly<Record<string, string>> = { fr: 'Votre message', en: 'Your message' };
const NOW = Date.parse('2026-06-15T10:00:00Z');

/** Tone is judged in the letter that a candidate gets; discrimination in any mail, so its purpose is left unsaid. */
function draftOf({ family, language, text }: Sentence): object {
  return {
    from: 'hr@maison.example',
    to: 'camille.durand@gmail.com',
    subject: SUBJECTS[language] ?? '',
    text,
    context: { language, ...(family === 'tone' ? { purpose: 'rejection' } : {}) },
  };
}

export function outcomes(sentences: readonly Sentence[], pack: Pack): Outcome[] {
  const rules = compile(pack, { extends: 'all' });
  return sentences.map((sentence) => {
    const found = new Map<string, Level>();
    for (const { ruleId, level } of lint(readJsonDraft(draftOf(sentence)), rules, { now: NOW })) {
      const known = found.get(ruleId);
      if (COUNTED.test(ruleId) && (known === undefined || RANK[level] > RANK[known])) found.set(ruleId, level);
    }
    return { sentence, found: new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1))) };
  });
}

/** The highest level found, by any of the rules counted or those of `family`. */
export function highest({ found }: Outcome, family = ''): Level | null {
  let top: Level | null = null;
  for (const [rule, level] of found) if (rule.startsWith(family) && (top === null || RANK[level] > RANK[top])) top = level;
  return top;
}

/** The level of the first right rule that was found. */
export function rightLevel({ sentence, found }: Outcome): Level | null {
  const rule = sentence.rules.find((name) => found.has(name));
  return rule === undefined ? null : found.get(rule)!;
}

export function isRight(outcome: Outcome): boolean {
  return outcome.sentence.rules.length === 0 ? outcome.found.size === 0 : rightLevel(outcome) !== null;
}
