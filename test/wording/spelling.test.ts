import { describe, expect, test } from 'vitest';
import { PhraseSet } from '../../src/pattern/match.ts';
import { clauses } from '../../src/pattern/words.ts';
import { foldWords } from '../../src/text/fold.ts';
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
  const matches = (phrases: readonly string[], text: string): boolean => {
    const words = foldWords(text);
    return new PhraseSet<null>().add(null, phrases).find(clauses(text, words, 0, words.length), 0, words.length).length > 0;
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
  ])('%s in %j: %s', (phrase, text, expected) => {
    expect(matches([phrase], text)).toBe(expected);
  });

  test('work grows with the text and no faster', () => {
    const set = new PhraseSet<null>().add(null, ['a (a|b)? .. a ... b', 'a? a? a? a b', '(a|a a|a a a) ... c']);
    const steps = [2_000, 4_000].map((count) => {
      const text = 'a '.repeat(count);
      const words = foldWords(text);
      const before = set.steps;
      set.find(clauses(text, words, 0, words.length), 0, words.length);
      return set.steps - before;
    });
    expect(steps[1]!).toBeLessThanOrEqual(steps[0]! * 2.05);
  });

  test.each(['(a', 'a)', '?', '.. a', 'a?', '<nothing>', ''])('%j is refused', (phrase) => {
    expect(() => matches([phrase], 'a')).toThrow();
  });
});
