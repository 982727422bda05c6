import { describe, expect, test } from 'vitest';
import { Automaton } from '../../src/pattern/automaton.ts';
import { compilePatterns } from '../../src/pattern/compiler.ts';
import { readWords } from '../../src/text/fold.ts';
import { linter } from './helper.ts';

const SENTENCE = "Nous n'avons pas retenu votre candidature en raison de votre âge, car l'équipe est jeune.";
const SPELLINGS: Readonly<Record<string, string>> = {
  decomposed: SENTENCE.normalize('NFD'),
  capitals: SENTENCE.toUpperCase(),
  'capitals without accents': SENTENCE.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase(),
  'curly apostrophes': SENTENCE.replace(/'/g, '’'),
  'soft hyphen': SENTENCE.replace('âge', 'â\u00adge'),
  'zero-width space': SENTENCE.replace('votre âge', 'vo\u200btre âge'),
  'no-break spaces': SENTENCE.replace(/ /g, '\u00a0'),
  'line breaks': SENTENCE.replace(/ /g, (_, at: number) => (at % 3 === 0 ? '\n' : ' ')),
  'full width': SENTENCE.replace('votre', 'ｖｏｔｒｅ'),
};

describe('one phrase in many spellings', () => {
  const find = linter('discrimination/age');

  test.each(Object.entries(SPELLINGS))('%s', (_, text) => {
    expect(find({ text }).map(({ grade }) => grade)).toEqual(['explicit']);
  });

  test('markup inside a word, entities', () => {
    expect(find({ html: '<p>Vous &ecirc;tes tr<b>op</b> &acirc;g&eacute; pour ce poste, nous refusons votre candidature.</p>' }).map(({ grade }) => grade)).toEqual(['explicit']);
  });

  test.each(['trop âgé', 'trop âgée', 'trop âgés', 'trop âgé·e', 'trop âgé(e)', 'trop âgé.e.s', 'trop vieille'])('%s', (form) => {
    expect(find({ text: `Nous pensons que vous êtes ${form} pour ce poste.` }).map(({ grade }) => grade)).toEqual(['explicit']);
  });

  test('quoted history and text in a third language are not judged', () => {
    expect(find({ text: 'Bonjour,\n\nMerci, je transmets.\n\n> Nous vous écartons en raison de votre âge.\n' })).toEqual([]);
  });
});

describe('jurisdictions', () => {
  const text = 'Nous ne donnons pas suite en raison de votre âge.';

  test('a law that names the ground keeps its level; one that does not lowers it', () => {
    expect(linter('discrimination/age', { jurisdictions: ['FR'] })({ text }).map(({ level }) => level)).toEqual(['error']);
    expect(linter('discrimination/age', { jurisdictions: ['NZ'] })({ text }).map(({ level }) => level)).toEqual(['info']);
  });
});

describe('phrases', () => {
  const automaton = (phrases: readonly string[], language = 'fr'): Automaton => new Automaton(compilePatterns([{ root: 'all', tag: '', language, phrases }]));
  const matches = (phrases: readonly string[], text: string, language = 'fr'): boolean => {
    const words = readWords(text);
    let found = 0;
    automaton(phrases, language).find(0, words, 0, words.length, () => found++);
    return found > 0;
  };

  test.each([
    ['votre age', 'Votre âge', true],
    ['l\'age', 'L’ÂGE', true],
    ['refus* .. candidature', 'Nous refusons donc votre candidature', true],
    ['refus* .. candidature', 'Nous refusons, et votre candidature', false],
    ['trop (senior|jeune)~', 'trop jeunes', true],
    ['tres? bon', 'bon', true],
    ['<age> ans', '35 ans', true],
    ['<age> ans', '5 ans', false],
    ['<age> euros', '$35 euros', false],
    ['<below-age> ans', 'profil -30 ans', true],
    ['<below-age> ans', 'de 25-30 ans', false],
    ['poste de <noun>', 'poste de luthier', true],
    ['poste de <noun>', 'poste de notre', false],
    ['trop, mais non', 'trop, mais non', true],
    ['trop , mais non', 'trop mais non', false],
    ['^ bonjour', 'bonjour à tous', true],
    ['^ bonjour', 'et bonjour', false],
    ['merci $', 'encore merci', true],
    ['merci $', 'merci encore', false],
    ['le =SIDA', 'le SIDA', true],
    ['le =SIDA', 'le sida', false],
    ['né~ en <year>', 'née en 1962', true],
    ['né~ en <year>', 'née en 62', false],
    ['(directeur|employe|heureux)~', 'les directrices', true],
    ['(directeur|employe|heureux)~', 'employé·e·s', true],
    ['(directeur|employe|heureux)~', 'une candidate heureuse', true],
  ])('%s in %j: %s', (phrase, text, expected) => {
    expect(matches([phrase], text)).toBe(expected);
  });

  test('work grows with the text and no faster', () => {
    const set = automaton(['a (a|b)? .. a ... b', 'a? a? a? a b', '(a|a a|a a a) ... c']);
    const steps = [2_000, 4_000].map((count) => {
      const text = 'a '.repeat(count);
      const words = readWords(text);
      const before = set.steps;
      set.find(0, words, 0, words.length, () => undefined);
      return set.steps - before;
    });
    expect(steps[1]!).toBeLessThanOrEqual(steps[0]! * 2.05);
  });

  test.each(['(a', 'a)', '?', '.. a', 'a?', '<nothing>', ''])('%j is refused', (phrase) => {
    expect(() => matches([phrase], 'a')).toThrow();
  });
});
