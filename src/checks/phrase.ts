import type { PatternSource } from '../pattern/patterns.ts';
import type { Hit, Lexicons, RuleDefinition } from '../rule/types.ts';
import type { Mail, View } from '../text/types.ts';
import { defineCheck } from './define.ts';
import { lists } from './lexicons.ts';
import { speaksLanguage } from './language.ts';
import { sentencesSaying, speaks } from './sentence-matches.ts';
import type { Said } from './sentence-matches.ts';
import { spokenIn } from './tone-cues.ts';
import type { Spoken } from './tone-cues.ts';
import { WEIGHED, weightsOf } from './weights.ts';
import { WHOLE, WholeTone } from './whole-tone.ts';
import { TO_CANDIDATES, WORDING_SECTIONS } from './wording.ts';

/** Whether a rule says something of mail to others than candidates. */
function isForAll({ purposes }: RuleDefinition): boolean {
  return purposes === undefined || purposes.some((purpose) => !TO_CANDIDATES.some((other) => other === purpose));
}

/** Set phrases by kind, and what makes a sentence harmless. */
export function phraseSources(rules: readonly RuleDefinition[], lexicons: Lexicons): PatternSource[] {
  return rules.filter(({ check }) => check === 'phrase').flatMap((rule) => Object.entries(rule.languages).flatMap(([language, words]) => {
    const named = { ...lists(lexicons[`tone-${language}`]), ...lists(words['lists']) };
    return [
      ...Object.entries((words['phrases'] ?? {}) as Record<string, readonly string[]>).map(([reason, phrases]) =>
        ({ root: `${isForAll(rule) ? 'phrase' : 'phrase-to-candidates'}.${language}`, tag: `${rule.id} ${reason}`, language, phrases, lists: named })),
      { root: `unless.${language}`, tag: rule.id, language, phrases: (words['unless'] ?? []) as readonly string[], lists: named },
    ].filter(({ phrases }) => phrases.length > 0);
  }));
}

const PHRASES = { type: 'array', items: { type: 'string' } };

/** Set phrases, by kind; one finding for each kind and sentence. */
export const phrase = defineCheck({
  name: 'phrase',
  grades: ['found'],
  options: { type: 'object', additionalProperties: false, properties: {} },
  languageOptions: {
    type: 'object',
    properties: {
      phrases: { type: 'object', additionalProperties: PHRASES, description: 'Phrases over folded words, by kind; each kind has a message of its own.' },
      unless: { ...PHRASES, description: 'Phrases that make a sentence harmless.' },
      alternatives: { type: 'object', additionalProperties: PHRASES, description: 'Sentences to write instead, by kind; each is offered as a suggestion.' },
      lists: { type: 'object', additionalProperties: PHRASES, description: 'Word lists that the phrases name as <list>.' },
    },
  },
  prepare(rules: readonly RuleDefinition[], environment) {
    const { patterns } = environment;
    const languages = [...new Set(rules.flatMap((rule) => Object.keys(rule.languages)))];
    const instead = new Map(rules.map((rule) => [rule.id, new Map(Object.entries(rule.languages).map(([language, words]) => [language, lists(words['alternatives'])]))]));
    const looked = new Map(rules.map((rule) => [rule.id, new Set<string>(rule.in ?? WORDING_SECTIONS)]));
    const sections = new Set([...looked.values()].flatMap((kinds) => [...kinds]));

    const toneIn = new Map(languages.map((language) => {
      const [words, evidence] = ['tone', 'tone-evidence'].map((family) => weightsOf(environment, family, language));
      return [language, words && evidence ? (view: View, spoken: ReadonlyMap<number, readonly Spoken[]>) => new WholeTone(view, words(), evidence(), spoken) : null];
    }));

    const read = (view: View, language: string, { sentence: { section: kind }, index }: Said, spoken: readonly Spoken[], tone: WholeTone | null, subject: boolean, hits: Hit[]): void => {
      const words = view.words();
      const section = subject ? 'subject' : kind;
      const said = new Set<string>();
      for (const { rule, reason, first, last } of spoken) {
        const name = `${rule} ${reason}`;
        if (looked.get(rule)?.has(section) !== true || said.has(name) || (tone?.knows(rule) === true && tone.isDecent(rule, index))) continue;
        said.add(name);
        const alternatives = instead.get(rule)?.get(language)?.[reason];
        hits.push({ rule, grade: 'found', spot: view.spot(words.start(first), words.end(last - 1)), data: { reason }, section, ...(alternatives === undefined ? {} : { alternatives }) });
      }
    };

    /** What no phrase says, for rules that have found none. */
    const readWhole = (view: View, language: string, tone: WholeTone, hits: Hit[]): void => {
      const sentences = view.sentences();
      const own = [...sentences.keys()].filter((index) => sentences[index]!.section === 'body' && speaksLanguage(sentences[index]!.language, language));
      for (const { id, languages: { [language]: words } } of rules) {
        if (words === undefined || !tone.knows(id) || hits.some(({ rule }) => rule === id)) continue;
        const worst = tone.worst(id, own);
        if (worst >= 0) hits.push({ rule: id, grade: 'found', spot: view.spot(sentences[worst]!.start, sentences[worst]!.end), data: { reason: WHOLE, ...WEIGHED }, section: 'body' });
      }
    };

    const look = (view: View, subject: boolean, candidate: boolean, hits: Hit[]): void => {
      for (const language of languages) {
        if (!speaks(view, language)) continue;
        // Most mail is between others, and most phrases say something to candidates only.
        const said = sentencesSaying(view, patterns, candidate ? ['phrase', 'phrase-to-candidates'] : ['phrase'], language, sections);
        // Between others too little was learned to say how a mail reads on the whole.
        const whole = candidate && !subject;
        if (said.length === 0 && !whole) continue;
        const spoken = spokenIn(view, patterns, language, said);
        const tone = toneIn.get(language)?.(view, spoken) ?? null;
        for (const sentence of said) read(view, language, sentence, spoken.get(sentence.index)!, tone, subject, hits);
        if (whole && tone !== null) readWhole(view, language, tone, hits);
      }
    };

    return (mail: Mail) => {
      const hits: Hit[] = [];
      const candidate = mail.isFor(TO_CANDIDATES);
      if (mail.subject !== null) look(mail.subject, true, candidate, hits);
      for (const view of mail.bodies) look(view, false, candidate, hits);
      return hits;
    };
  },
});
