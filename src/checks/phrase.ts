import type { PatternSource } from '../pattern/patterns.ts';
import type { Hit, Lexicons, RuleDefinition } from '../rule/types.ts';
import type { Mail, Sentence, View } from '../text/types.ts';
import { defineCheck } from './define.ts';
import { speaksLanguage } from './language.ts';
import { lists } from './lexicons.ts';

const DEFAULT_SECTIONS: readonly string[] = ['subject', 'greeting', 'body'];

/** Set phrases by kind, and what makes a sentence harmless. */
export function phraseSources(rules: readonly RuleDefinition[], lexicons: Lexicons): PatternSource[] {
  return rules.filter(({ check }) => check === 'phrase').flatMap((rule) => Object.entries(rule.languages).flatMap(([language, words]) => {
    const named = { ...lists(lexicons[`tone-${language}`]), ...lists(words['lists']) };
    return [
      ...Object.entries((words['phrases'] ?? {}) as Record<string, readonly string[]>).map(([reason, phrases]) => ({ root: `phrase.${language}`, tag: `${rule.id} ${reason}`, language, phrases, lists: named })),
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
      lists: { type: 'object', additionalProperties: PHRASES, description: 'Word lists that the phrases name as <list>.' },
    },
  },
  prepare(rules: readonly RuleDefinition[], { patterns }) {
    const languages = [...new Set(rules.flatMap((rule) => Object.keys(rule.languages)))];
    const looked = new Map(rules.map((rule) => [rule.id, new Set<string>(rule.in ?? DEFAULT_SECTIONS)]));

    const read = (view: View, language: string, { firstWord, lastWord, section: kind }: Sentence, subject: boolean, hits: Hit[]): void => {
      const words = view.words();
      const text = { text: view.text, words };
      const section = subject ? 'subject' : kind;
      const found = patterns.root(`phrase.${language}`).find(text, firstWord, lastWord);
      if (found.length === 0) return;
      const excused = new Set(patterns.root(`unless.${language}`).find(text, firstWord, lastWord).map(({ value }) => value));
      const said = new Set<string>();
      for (const { value, first, last } of found) {
        const [rule = '', reason = ''] = value.split(' ');
        if (excused.has(rule) || said.has(value) || looked.get(rule)?.has(section) !== true) continue;
        said.add(value);
        hits.push({ rule, grade: 'found', spot: view.spot(words[first]!.start, words[last - 1]!.end), data: { reason }, section });
      }
    };

    const look = (view: View, subject: boolean, hits: Hit[]): void => {
      const words = view.words();
      for (const language of languages) {
        if (!patterns.root(`phrase.${language}`).has({ text: view.text, words }, 0, words.length) || !view.sections().some((section) => speaksLanguage(section.language, language))) continue;
        for (const sentence of view.sentences()) if (speaksLanguage(sentence.language, language)) read(view, language, sentence, subject, hits);
      }
    };

    return (mail: Mail) => {
      const hits: Hit[] = [];
      if (mail.subject !== null) look(mail.subject, true, hits);
      for (const view of mail.bodies) look(view, false, hits);
      return hits;
    };
  },
});
