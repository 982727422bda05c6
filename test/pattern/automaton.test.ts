import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Automaton } from '../../src/pattern/automaton.ts';
import { compilePatterns } from '../../src/pattern/compiler.ts';
import type { PatternSource } from '../../src/pattern/compiler.ts';
import { PhraseError } from '../../src/pattern/phrase-error.ts';
import { readWords } from '../../src/text/fold.ts';
import { naive } from './naive.ts';

function found(sources: readonly PatternSource[], text: string, root = 'all'): string[] {
  const automaton = new Automaton(compilePatterns(sources));
  const words = readWords(text);
  const tags = automaton.tags(root)!;
  const matches: string[] = [];
  automaton.find(automaton.rootOf(root), words, 0, words.length, (tag, first, last) => matches.push(`${tags[tag]!} ${first}-${last}`));
  return matches;
}

const source = (tag: string, phrases: readonly string[], root = 'all', language = 'fr'): PatternSource => ({ root, tag, language, phrases });

const word = fc.constantFrom('un', 'deux', 'trois', 'age', '12', 'ages');
const simple = fc.oneof(word, fc.constantFrom('age~', 'tr*', 'de*', '<number>', '<noun>'));
const phrase = fc.letrec<{ item: string; phrase: string }>((tie) => ({
  item: fc.oneof(
    { depthSize: 'small' },
    simple,
    fc.tuple(tie('phrase'), tie('phrase')).map(([a, b]) => `(${a}|${b})`),
    simple.map((one) => `${one}?`),
    word.map((one) => `, ${one}`),
    fc.constantFrom('..', '...'),
  ),
  phrase: fc.tuple(word, fc.array(tie('item'), { maxLength: 3 })).map(([first, rest]) => [first, ...rest].join(' ')),
})).phrase;
const text = fc.array(fc.tuple(fc.constantFrom('un', 'Deux', 'trois', 'âge', '12', 'ÂGES', 'x'), fc.constantFrom(' ', ', ', ' – ', '\n')), { maxLength: 14 }).map((parts) => parts.flat().join(''));

describe('the automaton', () => {
  test('finds what a plain matcher finds, for any phrases in any text', () => {
    fc.assert(fc.property(fc.array(phrase, { minLength: 1, maxLength: 5 }), text, (phrases, written) => {
      const expected = phrases.flatMap((one, index) => naive(one, written).map((place) => `${index} ${place}`)).sort();
      expect(found(phrases.map((one, index) => source(String(index), [one])), written).sort()).toEqual(expected);
    }), { numRuns: 2_000 });
  });

  test('keeps roots apart', () => {
    const sources = [source('a', ['votre age']), source('b', ['votre age'], 'other')];
    expect(found(sources, 'votre âge')).toEqual(['a 0-2']);
    expect(found(sources, 'votre âge', 'other')).toEqual(['b 0-2']);
  });

  test('finds the same after it has forgotten its states', () => {
    // Every pair of words is a state of its own: more of them than are kept.
    const words = Array.from({ length: 160 }, (_, index) => `mot${String.fromCharCode(97 + (index % 26))}${String.fromCharCode(97 + Math.floor(index / 26))}`);
    const sources = [source('pair', words.flatMap((first) => words.map((second) => `${first} ${second} fin`)))];
    const written = `${words.flatMap((first) => words.map((second) => `${first} ${second} x`)).join(' ')} ${words[3]!} ${words[7]!} fin`;
    const total = readWords(written).length;
    expect(found(sources, written)).toEqual([`pair ${total - 3}-${total}`]);
  });

  test('finds the same while the room for its states grows', () => {
    // Each phrase has states of its own for its first word and for each word of the gap behind it.
    const words = Array.from({ length: 3_000 }, (_, index) => Array.from(index.toString(8), (digit) => 'abcdefgh'[Number(digit)]!).join(''));
    const sources = [source('gap', words.map((word) => `mot${word} .. fin${word}`))];
    const written = words.map((word) => `mot${word} un deux trois fin${word}`).join('. ');
    expect(found(sources, written)).toEqual(words.map((_word, index) => `gap ${5 * index}-${5 * index + 5}`));
  });

  test.each([
    ['a whole phrase that may be missing', 'a?'],
    ['a gap at the beginning', '.. a'],
    ['any noun at the beginning', '<noun> a'],
    ['a beginning of one letter', 'a*'],
    ['too much', Array.from({ length: 900 }, () => '...').reduce((all, gap) => `${all} ${gap} b`, 'a')],
  ])('refuses %s', (_name, wrong) => {
    expect(() => compilePatterns([source('x', [wrong])])).toThrow(PhraseError);
  });

  test.each(['a (=B|c)', 'a ((b =C)|c)', 'a =B?', 'a (b =C)?', 'a <names>'])('refuses %s: all words that are written just so must stand there', (phrase) => {
    const lists = { names: ['=Bea', '=Cid'], name: ['=Bea'] };
    expect(() => compilePatterns([{ ...source('x', [phrase]), lists }])).toThrow(/to be found just as it is written/);
    expect(() => compilePatterns([{ ...source('x', ['a =B (b|c)', 'a <name>', '(=B c)']), lists }])).not.toThrow();
  });

  test.each([new Uint8Array(0), new Uint8Array(400), compilePatterns([source('x', ['a b'])]).map((byte, at) => (at === 4 ? byte + 1 : byte))])('refuses bytes that are none (%#)', (bytes) => {
    expect(() => new Automaton(bytes)).toThrow(RangeError);
  });

  test('reads letters beyond Latin', () => {
    expect(found([source('gr', ['ηλικια σας'], 'all', 'el')], 'Η ηλικία σας')).toEqual(['gr 1-3']);
  });

  test('steps grow with the text, whatever the number of phrases', () => {
    const phrases = (count: number): PatternSource[] => [source('x', Array.from({ length: count }, (_, index) => `un deux trois .. mot${index.toString(26).replace(/\d/g, 'z')}`))];
    const steps = (count: number, repeat: number): number => {
      const automaton = new Automaton(compilePatterns(phrases(count)));
      const written = 'un deux trois quatre cinq six sept '.repeat(repeat);
      const look = (): void => { const words = readWords(written); automaton.find(0, words, 0, words.length, () => undefined); };
      look();
      const before = automaton.steps;
      look();
      return automaton.steps - before;
    };
    expect(steps(100, 400)).toBeLessThanOrEqual(2 * steps(100, 200) + 20);
    expect(steps(1_000, 200)).toBe(steps(100, 200));
  });
});
