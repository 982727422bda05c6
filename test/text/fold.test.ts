import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldWords } from '../../src/text/fold.ts';
import { hashWord } from '../../src/text/word-hash.ts';
import { countSteps, sourceOf, viewOf } from './help.ts';

const folds = (text: string): string[] => foldWords(text).map((word) => word.fold);

/** 'votre âge' as people, keyboards, mail programs and those who hide it write it. */
const SPELLINGS: readonly (readonly [how: string, text: string])[] = [
  ['composed', "L'âge de l'élève"],
  ['decomposed', "L'âge de l'élève".normalize('NFD')],
  ['without accents', "L'age de l'eleve"],
  ['capitals', "L'ÂGE DE L'ÉLÈVE"],
  ['capitals without accents', "L'AGE DE L'ELEVE"],
  ['typographic apostrophe', 'L’âge de l’élève'],
  ['modifier apostrophe', 'Lʼâge de lʼélève'],
  ['opening quote for an apostrophe', 'L‘âge de l‘élève'],
  ['grave accent for an apostrophe', 'L`âge de l`élève'],
  ['full-width apostrophe', 'L＇âge de l＇élève'],
  ['soft hyphens', 'L’â\u00adge de l’élè\u00adve'],
  ['zero-width spaces', 'L’â\u200bg\u200be de l’é\u200blève'],
  ['zero-width joiners', 'L’â\u200dge de l’élè\u200cve'],
  ['word joiner and BOM', 'L’â\u2060ge de l’é\ufefflève'],
  ['bidirectional controls', 'L’â\u202age\u202c de l’élève'],
  ['no-break spaces', 'L’âge\u00a0de\u202fl’élève'],
  ['thin spaces and tabs', 'L’âge\u2009de\tl’élève'],
  ['a line break', 'L’âge\nde l’élève'],
  ['full-width letters', 'Ｌ’âｇｅ ｄｅ l’élève'],
  ['mathematical bold', '𝐋’âge 𝐝𝐞 l’élève'],
];

describe('words, folded for comparison', () => {
  it.each(SPELLINGS)('reads one phrase in every spelling: %s', (_how, text) => {
    expect(folds(text)).toEqual(["l'", 'age', 'de', "l'", 'eleve']);
  });

  it.each(SPELLINGS)('knows where each word stands: %s', (_how, text) => {
    for (const word of foldWords(text)) expect(fold(text.slice(word.start, word.end))).toBe(word.fold);
  });

  it('gives places that hold the word and nothing else', () => {
    const text = '« Votre âge\u00ad, Mme Œuvrard : 45\u00a0ans » !';
    expect(foldWords(text).map((word) => text.slice(word.start, word.end))).toEqual(['Votre', 'âge', 'Mme', 'Œuvrard', '45', 'ans']);
  });

  it('folds letters that Unicode does not decompose', () => {
    expect(folds('Œuvre cœur ÆSIR Straße STRAẞE Øst Łódź İstanbul ﬁn ﬂot 2ᵉ Đorđe')).toEqual(
      ['oeuvre', 'coeur', 'aesir', 'strasse', 'strasse', 'ost', 'lodz', 'istanbul', 'fin', 'flot', '2e', 'dorde']);
  });

  it('takes each French elision for a word', () => {
    expect(folds("jusqu'à ce qu'il m'a t'il n'y s'en c'est j'ai lorsqu'elle puisqu’on quelqu'un")).toEqual(
      ["jusqu'", 'a', 'ce', "qu'", 'il', "m'", 'a', "t'", 'il', "n'", 'y', "s'", 'en', "c'", 'est', "j'", 'ai', "lorsqu'", 'elle', "puisqu'", 'on', "quelqu'", 'un']);
  });

  it('keeps every other apostrophe within its word, and none at its edges', () => {
    expect(folds("don't the company’s aujourd'hui 'quoted' employees' O'Brien")).toEqual(
      ["don't", 'the', "company's", "aujourd'hui", 'quoted', 'employees', "o'brien"]);
  });

  it('cuts at hyphens, points and strokes', () => {
    expect(folds('peut-être avez\u2011vous L. 1132-1 et/ou first_name a@b.example')).toEqual(
      ['peut', 'etre', 'avez', 'vous', 'l', '1132', '1', 'et', 'ou', 'first', 'name', 'a', 'b', 'example']);
  });

  it('reads scripts that it does not fold', () => {
    expect(folds('Привет 日本語 שלום')).toEqual(['привет', '日本語', 'שלום']);
    expect(folds('😀 ¡hola! 👩‍💻')).toEqual(['hola']);
  });
});

describe('inclusive writing', () => {
  it.each([
    ['âgé·e·s', 'age'], ['âgé·es', 'age'], ['âgé(e)s', 'age'], ['âgé(e)', 'age'], ['âgé(e)(s)', 'age'], ['âgé.e.s', 'age'], ['âgé.e', 'age'], ['âgé⸱es', 'age'],
    ['âgé•e•s', 'age'], ['âgé-e-s', 'age'], ['employé/e', 'employe'], ['employé/e/s', 'employe'], ['ÂGÉ·E·S', 'age'], ['ÂGÉ.E.S', 'age'], ['candidat(e)s', 'candidat'], ['candidat·e', 'candidat'],
    ['lycéen·ne·s', 'lyceen'], ['directeur·rice·s', 'directeur'], ['directeur/trice', 'directeur'], ['heureux·se', 'heureux'], ['actif-ve-s', 'actif'],
    ['ouvrier·ère', 'ouvrier'], ['ouvrier·ère·s'.normalize('NFD'), 'ouvrier'], ['âgé·e·s'.normalize('NFD'), 'age'], ['professionnel.le.s', 'professionnel'], ['employee(s)', 'employee'],
  ])('%s is one word, %s', (text, base) => {
    const sentence = `Êtes-vous ${text}, ou non ?`;
    const word = foldWords(sentence)[2]!;
    expect(word.fold).toBe(base);
    expect(word.inclusive).toBe(true);
    expect(sentence.slice(word.start, word.end)).toBe(text);
  });

  it.each([
    ['Bonne fin.Le reste suit', ['bonne', 'fin', 'le', 'reste', 'suit']],
    ['p.e. i.e. e.g.', ['p', 'e', 'i', 'e', 'e', 'g']],
    ['claire.e@maison.example', ['claire', 'e', 'maison', 'example']],
    ['km/s', ['km', 's']],
    ['voir (et lire)', ['voir', 'et', 'lire']],
    ['fin.les autres', ['fin', 'les', 'autres']],
    ['read-only e-mail', ['read', 'only', 'e', 'mail']],
    ['a·b·c', ['a', 'b', 'c']],
  ])('%s is none', (text, words) => {
    expect(folds(text)).toEqual(words);
    expect(foldWords(text).some((word) => word.inclusive)).toBe(false);
  });
});

const LETTERS = fc.constantFrom(
  ...'aeéèÉçœßİŒ·.(-/)’\'` \n\u00a0\u200b\u00ad\u0301\u0300eEs', 'l’', 'qu\'', 'e\u0301', '𝐚', '😀', '\ud835', 'ﬁ', 'ａ', '日', 'ж', '٣', '¼');
const TEXT = fc.array(LETTERS, { maxLength: 60 }).map((pieces) => pieces.join(''));

it('a word opens a clause behind a comma, colon, semicolon, bracket or dash, and behind a hyphen between spaces', () => {
  const opening = (text: string): string[] => foldWords(text).filter(({ opens }) => opens).map((word) => word.fold);
  expect(opening(', one, two: three; four (five) six – seven — eight - nine ten')).toEqual(['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']);
  expect(opening('co-opt re -- do . it ! no -yes- âgé(e)s then')).toEqual([]);
});

describe('for any text', () => {
  it('places rise, stay in range, and hold what the fold says', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        let last = 0;
        for (const word of foldWords(text)) {
          expect(word.start).toBeGreaterThanOrEqual(last);
          expect(word.end).toBeGreaterThan(word.start);
          expect(word.end).toBeLessThanOrEqual(text.length);
          last = word.end;
          const again = foldWords(text.slice(word.start, word.end));
          expect(again.map((each) => each.fold)).toEqual([word.fold]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('the hash of a word is that of its fold', () => {
    const own = (text: string): void => {
      for (const { fold: folded, hash, check } of foldWords(text)) expect([hash, check], `${text}: ${folded}`).toEqual(hashWord(folded));
    };
    fc.assert(fc.property(TEXT, own), { numRuns: 2000 });
    for (let code = 0x20; code < 0x200; code++) own(`Ab${String.fromCharCode(code)}9`);
  });

  it('composition does not matter', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'aeéèÉçàùîŒß’ \n·.es'), { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        expect(foldWords(text.normalize('NFD')).map((word) => word.fold)).toEqual(foldWords(text.normalize('NFC')).map((word) => word.fold));
      }),
    );
  });
});

describe('work grows with the length of the text', () => {
  it.each([
    ['prose', "L'équipe est prête, âgé·e·s ou non. "],
    ['one word', 'é'],
    ['invisible characters', "a'\u200b\u200b\u200b"],
    ['marks that promise an ending', 'ab.e.'],
    ['open brackets', 'ab(e'],
    ['apostrophes', "l'"],
    ['combining marks', 'e\u0301\u0301'],
    ['astral letters', '𝐚'],
  ])('%s', (_what, piece) => {
    const once = countSteps(() => foldWords(piece.repeat(2_000)));
    const twice = countSteps(() => foldWords(piece.repeat(4_000)));
    expect(once).toBeGreaterThan(0);
    expect(twice).toBeLessThan(once * 2.1);
  });
});

describe('the same phrase in a mail', () => {
  it.each([
    ['tags inside words', '<p>V<b>ot</b>re <i>â</i>ge</p>', 'V<b>ot</b>re <i>â</i>ge'],
    ['named references', '<p>Votre &acirc;ge</p>', 'Votre &acirc;ge'],
    ['numeric references', '<p>V&#111;tre &#xe2;g&#101;</p>', 'V&#111;tre &#xe2;g&#101;'],
    ['a comment inside a word', '<p>Vo<!-- -->tre âge</p>', 'Vo<!-- -->tre âge'],
    ['a soft hyphen by name', '<p>Vo&shy;tre &acirc;&zwnj;ge</p>', 'Vo&shy;tre &acirc;&zwnj;ge'],
    ['a wbr element', '<p>Vo<wbr>tre âge</p>', 'Vo<wbr>tre âge'],
    ['no-break spaces by name', '<p>Votre&nbsp;âge</p>', 'Votre&nbsp;âge'],
  ])('%s', (_how, markup, source) => {
    const view = viewOf(markup, 'text/html');
    const words = view.words();
    expect(words.folds()).toEqual(['votre', 'age']);
    expect(sourceOf(view, markup, words.start(0), words.end(1))).toBe(source);
  });
});
