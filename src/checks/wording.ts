import { PhraseSet } from '../pattern/match.ts';
import { clauses } from '../pattern/words.ts';
import type { Hit, RuleDefinition } from '../rule/types.ts';
import type { View } from '../text/types.ts';
import { defineCheck } from './define.ts';
import { speaksLanguage } from './language.ts';

const DEFAULT_SECTIONS: readonly string[] = ['subject', 'greeting', 'body'];

interface Found {
  readonly rule: number;
  /** The key of `phrases` that it stands under: the message is chosen by it. */
  readonly reason: string;
}

/** Set phrases, by kind; one finding for each kind and sentence. */
export const wording = defineCheck({
  name: 'wording',
  grades: ['found'],
  options: { type: 'object', additionalProperties: false, properties: {} },
  languageOptions: {
    type: 'object',
    properties: {
      phrases: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } }, description: 'Phrases over folded words, by kind; each kind has a message of its own.' },
      unless: { type: 'array', items: { type: 'string' }, description: 'Phrases that make a sentence harmless.' },
    },
  },
  prepare(rules: readonly RuleDefinition[]) {
    const languages = new Set(rules.flatMap((rule) => Object.keys(rule.languages)));
    const packs = [...languages].map((language) => {
      const phrases = new PhraseSet<Found>();
      const unless = new PhraseSet<number>();
      rules.forEach((rule, index) => {
        const words = rule.languages[language];
        for (const [reason, list] of Object.entries((words?.['phrases'] ?? {}) as Record<string, readonly string[]>)) phrases.add({ rule: index, reason }, list);
        unless.add(index, (words?.['unless'] ?? []) as readonly string[]);
      });
      return { language, phrases, unless };
    });
    const looked = rules.map((rule) => new Set<string>(rule.in ?? DEFAULT_SECTIONS));

    const look = (view: View, subject: boolean, hits: Hit[]): void => {
      const words = view.words();
      for (const { language, phrases, unless } of packs) {
        if (!view.sections().some((section) => speaksLanguage(section.language, language)) || !phrases.mayFind(words, 0, words.length)) continue;
        for (const sentence of view.sentences()) {
          if (!speaksLanguage(sentence.language, language) || !phrases.mayFind(words, sentence.firstWord, sentence.lastWord)) continue;
          const section = subject ? 'subject' : sentence.section;
          const text = clauses(view.text, words, sentence.firstWord, sentence.lastWord);
          const excused = new Set(unless.find(text, sentence.firstWord, sentence.lastWord).map(({ value }) => value));
          const said = new Set<string>();
          for (const { value: { rule, reason }, first, last } of phrases.find(text, sentence.firstWord, sentence.lastWord)) {
            const key = `${rule} ${reason}`;
            if (excused.has(rule) || said.has(key) || !looked[rule]!.has(section)) continue;
            said.add(key);
            hits.push({ rule: rules[rule]!.id, grade: 'found', spot: view.spot(words[first]!.start, words[last - 1]!.end), data: { reason }, section });
          }
        }
      }
    };

    return (mail) => {
      const hits: Hit[] = [];
      if (mail.subject !== null) look(mail.subject, true, hits);
      for (const view of mail.bodies) look(view, false, hits);
      return hits;
    };
  },
});
