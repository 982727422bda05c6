import type { PatternSource } from '../pattern/patterns.ts';
import type { Lexicons, RuleDefinition } from '../rule/types.ts';
import { correctionSources } from './corrections.ts';
import { frameSources, groundSources } from './frame.ts';
import { greetingSources } from './greeting.ts';
import { groupGreetingSources } from './group-greeting.ts';
import { jobTitleSources } from './job-title.ts';
import { phraseSources } from './phrase.ts';
import { sensitiveSources } from './sensitive-wording.ts';
import { LANGUAGE_ROOT, TEXT_ROOT } from '../pattern/marker.ts';
import { languageWords } from '../text/language.ts';
import { textPhrases } from '../text/lexicons.ts';

/** The phrases that rules bring. Each tag begins with the rule's id. */
export function ruleSources(rules: readonly RuleDefinition[], lexicons: Lexicons): PatternSource[] {
  return [...groundSources(rules, lexicons), ...phraseSources(rules, lexicons), ...greetingSources(rules), ...jobTitleSources(rules)];
}

/** The phrases of the word lists, the same for all rules. */
export function lexiconSources(lexicons: Lexicons): PatternSource[] {
  return [
    ...textPhrases(lexicons).map((list) => ({ ...list, root: TEXT_ROOT, language: '' })),
    ...languageWords(lexicons).map((list) => ({ ...list, root: LANGUAGE_ROOT, language: '' })),
    ...frameSources(lexicons), ...groupGreetingSources(lexicons), ...correctionSources(lexicons), ...sensitiveSources(lexicons),
  ];
}

/** Roots of what wording rules look for: the bulk of all phrases, which most presets need none of. */
function isWording(root: string): boolean {
  return /^(?:ground|except|phrase|phrase-to-candidates|unless|frame|workplace)\./.test(root);
}

/** The phrases that one automaton is made of: all by which every mail is read, or what wording rules look for in one language. */
export function partOf(root: string): string {
  return isWording(root) ? `wording.${root.slice(root.indexOf('.') + 1)}` : 'lists';
}

/** Keys of a rule's language that hold its phrases. */
export const PHRASE_KEYS: readonly string[] = ['ground', 'phrases', 'unless', 'lists', 'formulas'];
/** Word lists that only phrases are made of. */
export function isPhraseLexicon(name: string): boolean {
  return name.startsWith('frames-') || name.startsWith('tone-');
}
