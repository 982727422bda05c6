import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords } from '../../src/text/fold.ts';
import { tellingWords } from '../../src/text/phrases.ts';
import { WordTrie } from '../../src/text/word-trie.ts';

const words = ['candidature', 'candidat', 'resume', 'cv', 'coeur', 'hire', 'don', '4x4'];
const trie = new WordTrie(words);

describe('a text that may hold one of some words', () => {
  it.each([
    ['Votre CANDIDATURE, merci', true],
    ['your résumé', true],
    ['your re\u0301sume\u0301', true],
    ['votre cœur', true],
    ['can\u00addidature', true],
    ['c\u200bv', true],
    ['ｃｖ', true],
    ['l\u2019candidat', true],
    ['candidat·e·s', true],
    ['candidat(e)s', true],
    ['CV', true],
    ['le CV.', true],
    ['4x4', true],
    ['cvs and candidatures-like wordcv', false],
    ['candidatures', false],
    ['a shire', false],
    ['Привет, как дела?', false],
    ['今日は、東京', false],
    ['grinning 😀 face', false],
    ['', false],
  ])('%s: %s', (text, expected) => expect(trie.mayHold(text)).toBe(expected));

  it('is never told to hold none while a folded word is one of them', () => {
    const piece = fc.oneof(fc.constantFrom(...words, 'Candidaté', 'RÉSUMÉ', 'hi\u00adre', 'œ', "d'", '·e ', '(e) ', ' ', '\n', '-', '.', '’'), fc.string({ unit: 'binary', maxLength: 4 }));
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const holds = foldWords(text).some(({ fold }) => words.includes(fold));
      if (holds) expect(trie.mayHold(text)).toBe(true);
    }), { numRuns: 5_000 });
  });
});

it('a phrase is told by its rarest words', () => {
  const common = new Set(['ce', 'le', 'du', 'de', 'my', 'votre']);
  expect(tellingWords('ce|le|du poste|emploi', common)).toEqual(['poste', 'emploi']);
  expect(tellingWords('i (have) (recently) applied', common)).toEqual(['applied']);
  expect(tellingWords('stage de|d\'', common)).toEqual(['stage']);
  expect(tellingWords('votre .. cv', common)).toEqual(['cv']);
  expect(tellingWords('my', common)).toEqual(['my']);
});
