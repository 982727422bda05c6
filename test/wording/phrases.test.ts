import { describe, expect, test } from 'vitest';
import { frameLists } from '../../src/checks/ground.ts';
import { parsePhrase } from '../../src/pattern/phrase.ts';
import { compilePhrase } from '../../src/pattern/program.ts';
import { pack } from './helper.ts';

describe('the phrases of rules and lexicons', () => {
  const phrases: (readonly [where: string, phrase: string, language: string])[] = [];
  for (const language of ['fr', 'en']) {
    for (const [name, list] of Object.entries(frameLists(pack.lexicons, language))) for (const phrase of list) phrases.push([name, phrase, language]);
    for (const rule of pack.rules) {
      const ground = (rule.languages[language]?.['ground'] ?? {}) as Record<string, readonly string[]>;
      for (const [kind, list] of Object.entries(ground)) for (const phrase of list) phrases.push([`${rule.id} ${kind}`, phrase, language]);
    }
  }

  test('are well formed', () => {
    const wrong = phrases.flatMap(([where, phrase, language]) => {
      try {
        compilePhrase(parsePhrase(phrase, frameLists(pack.lexicons, language)));
        return [];
      } catch (error) {
        return [`${language} ${where}: ${(error as Error).message}`];
      }
    });
    expect(wrong).toEqual([]);
  });

  test('of a ground begin with no common word alone: each has a word that is rarely there', () => {
    const common = phrases.filter(([where]) => where.startsWith('discrimination/')).filter(([, phrase, language]) => {
      const { required } = parsePhrase(phrase, frameLists(pack.lexicons, language));
      return required === null;
    });
    expect(common.map(([where, phrase]) => `${where}: ${phrase}`)).toEqual([]);
  });
});
