/**
 * The forms that one mark, `~`, stands for: number and gender in French; in English the plural, the possessive and the endings of a
 * regular verb. Too many rather than too few: a form that nobody writes matches nothing. Inclusive writing needs none of them, because
 * the folded word is its base (âgé·e·s is `age`).
 */

/** French endings that are not just added; folded, the longest first. */
const FRENCH: readonly (readonly [ending: string, forms: readonly string[]])[] = [
  ['teur', ['teur', 'teurs', 'trice', 'trices', 'teuse', 'teuses', 'teure', 'teures']],
  ['eur', ['eur', 'eurs', 'euse', 'euses', 'eure', 'eures', 'eresse', 'eresses']],
  ['eux', ['eux', 'euse', 'euses']],
  ['oux', ['oux', 'ouse', 'ouses']],
  ['al', ['al', 'ale', 'ales', 'aux', 'als']],
  ['au', ['au', 'aux']],
  ['eu', ['eu', 'eux', 'eue', 'eues']],
  ['er', ['er', 'ers', 'ere', 'eres']],
  ['el', ['el', 'els', 'elle', 'elles']],
  ['en', ['en', 'ens', 'enne', 'ennes']],
  ['on', ['on', 'ons', 'onne', 'onnes']],
  ['et', ['et', 'ets', 'ete', 'etes', 'ette', 'ettes']],
  ['as', ['as', 'asse', 'asses']],
  ['os', ['os', 'osse', 'osses']],
  ['f', ['f', 'fs', 've', 'ves']],
  ['c', ['c', 'cs', 'che', 'ches', 'que', 'ques', 'cque', 'cques']],
];

function french(word: string): string[] {
  const forms = [word, `${word}e`, `${word}s`, `${word}es`];
  const irregular = FRENCH.find(([ending]) => word.length > ending.length && word.endsWith(ending));
  if (irregular !== undefined) forms.push(...irregular[1].map((form) => word.slice(0, -irregular[0].length) + form));
  return forms;
}

function english(word: string): string[] {
  const forms = [word, `${word}s`, `${word}'s`, `${word}s'`, `${word}es`, `${word}ed`, `${word}ing`];
  if (word.endsWith('e')) forms.push(`${word}d`, `${word.slice(0, -1)}ing`);
  if (/[^aeiou]y$/.test(word)) forms.push(`${word.slice(0, -1)}ies`, `${word.slice(0, -1)}ied`);
  if (/[^aeiou][aeiou][bdglmnprt]$/.test(word)) forms.push(`${word}${word.at(-1)!}ed`, `${word}${word.at(-1)!}ing`);
  if (word.endsWith('man')) forms.push(`${word.slice(0, -2)}en`, `${word.slice(0, -2)}en's`);
  return forms;
}

/** The forms of a folded word; of a language without endings of its own those of both. */
export function inflect(word: string, language: string): string[] {
  const forms = language === 'fr' ? french(word) : language === 'en' ? english(word) : [...french(word), ...english(word)];
  return [...new Set(forms)];
}
